"""Document frequencies: how many articles have each common term, and how many have its word in any form.

They are counted for each block when it is made, and whatever deletes or changes articles takes these away again, so
that the sums over all blocks are exact.
"""

from __future__ import annotations

import json
import sqlite3
from array import array
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import chain

from newsidx.archive.matching.terms import quoted
from newsidx.archive.sqlite import values
from newsidx.archive.sqlite.columns import NUMBER, TEXT
from newsidx.archive.sqlite.database import Database
from newsidx.archive.sqlite.frequencies.beginnings import is_marked
from newsidx.archive.sqlite.frequencies.blocks import not_as_made
from newsidx.archive.sqlite.frequencies.codes import stored, stored_numbers
from newsidx.archive.sqlite.sqlite_errors import corrupt, plain_errors

_WIDTH = 4
"""Bytes of a number."""

_COUNTS = """
SELECT json_extract(value, '$[0]'), (
  SELECT count(*) FROM articles_fts WHERE articles_fts MATCH json_extract(asked.value, '$[1]')
)
FROM json_each(?) AS asked
"""
# Counting ends as soon as it is clear that there are more: most of the time it takes to count is to read postings.
_COUNTS_UP_TO = """
SELECT json_extract(value, '$[0]'), (
  SELECT count(*) FROM (SELECT 1 FROM articles_fts WHERE articles_fts MATCH json_extract(asked.value, '$[1]') LIMIT ?)
)
FROM json_each(?) AS asked
"""
# One text is much faster than a row for each.
_COMMON = """
SELECT group_concat(term, ' '), count(*), min(number), max(number)
FROM (SELECT term, number FROM frequency_terms ORDER BY number)
"""
_TERMS = "SELECT term, number FROM frequency_terms WHERE term IN (SELECT value FROM json_each(?))"
_WORD = "SELECT terms, number FROM frequency_words WHERE terms = ?"
_IS_INCOMPLETE = "SELECT EXISTS (SELECT 1 FROM unlisted) OR EXISTS (SELECT 1 FROM uncounted)"


@dataclass(frozen=True)
class Counted:
    """What is counted, in the order of the numbers: the common terms, after them the beginnings that many of these
    have, marked, and then the words that have several forms, each given as all of these.
    """

    terms: Sequence[str]
    words: Sequence[Sequence[str]]

    def __iter__(self) -> Iterator[Sequence[str]]:
        return chain(((term,) for term in self.terms), self.words)


def joined(forms: Iterable[str]) -> str:
    """The forms of a word as they are stored."""
    return " ".join(sorted(forms))


def counted_in(connection: sqlite3.Connection) -> Counted:
    """The terms and words that are counted in an archive. Raises DatabaseError if newsidx did not choose them."""
    terms = connection.execute("SELECT number, term FROM frequency_terms ORDER BY number").fetchall()
    words = connection.execute("SELECT number, terms FROM frequency_words ORDER BY number").fetchall()
    for number, row in enumerate(chain(terms, words)):
        if row[0] != number or not isinstance(row[1], str):
            raise not_as_made()
    return Counted([term for _, term in terms], [forms.split() for _, forms in words])


def insert_counts(connection: sqlite3.Connection, block: int, counts: array[int]) -> None:
    """Store how many articles of a block have each term and word."""
    sql = "INSERT OR REPLACE INTO document_frequencies (block, articles) VALUES (?, ?)"
    connection.execute(sql, [block, stored_numbers(counts)])


def counts_in(connection: sqlite3.Connection, block: int) -> array[int]:
    """How many articles of a block have each term and word. Raises DatabaseError."""
    row = connection.execute("SELECT articles FROM document_frequencies WHERE block = ?", [block]).fetchone()
    return stored(_blob(row), "I")


class DocumentFrequencies:
    """How many articles of an archive have each common term, and each word of which that is a form."""

    def __init__(self, database: Database) -> None:
        self._database = database
        with plain_errors(database.path):
            self._totals = _totals(database.connection)
        database.require_unchanged()

    def __bool__(self) -> bool:
        return bool(self._totals)

    def of_all_terms(self) -> dict[str, int]:
        """How many articles have each common term."""
        return dict(self._of_all_terms)

    def of_terms(self, terms: Iterable[str]) -> dict[str, int]:
        """How many articles have each of some terms. Those that are not common are left out."""
        return self._counts(self._database.rows(_TERMS, [json.dumps(list(terms))]))

    def of_number(self, number: int) -> int:
        """How many articles have the term or word with a number. Raises ArchiveCorrupt if there is none."""
        if not 0 <= number < len(self._totals):
            raise corrupt(self._database.path, str(not_as_made()))
        return self._totals[number]

    def of_word(self, forms: Sequence[str]) -> int | None:
        """How many articles have a word, which is given as all of its forms; None if that is not known."""
        if len(forms) == 1:
            return self.of_terms(forms).get(forms[0])
        return next(iter(self._counts(self._database.rows(_WORD, [joined(forms)])).values()), None)

    @cached_property
    def _of_all_terms(self) -> dict[str, int]:
        joined_terms, count, first, last = next(self._database.rows(_COMMON))
        terms = joined_terms.split(" ") if isinstance(joined_terms, str) else []
        if (first, last) != (0, count - 1) or len(terms) != count or count > len(self._totals):
            raise corrupt(self._database.path, str(not_as_made()))
        return {term: count for term, count in zip(terms, self._totals, strict=False) if not is_marked(term)}

    def _counts(self, rows: Iterable[tuple[object, ...]]) -> dict[str, int]:
        counts = {}
        for row in rows:
            term, number = values.typed(self._database.path, row, TEXT, NUMBER)
            counts[term] = self.of_number(number)
        return counts


def document_frequencies_of(database: Database) -> DocumentFrequencies | None:
    """The document frequencies of an archive as it is now; None if it has none, or not yet of all articles."""
    return database.while_unchanged("document frequencies", lambda: _document_frequencies(database))


def is_complete(database: Database) -> bool:
    """Whether the words of all articles are counted that are to be."""
    return not database.value(_IS_INCOMPLETE)


def common_terms(database: Database) -> dict[str, int]:
    """The terms that many articles have, and how many; none if that is not kept."""
    frequencies = document_frequencies_of(database)
    return frequencies.of_all_terms() if frequencies else {}


def articles_with(database: Database, terms: Iterable[str], most: int | None = None) -> dict[str, int]:
    """How many articles have each of these terms in their title or body. Terms that are in none are left out, and with
    `most` those that are in more.
    """
    asked = list(dict.fromkeys(terms))
    frequencies = document_frequencies_of(database)
    counts = frequencies.of_terms(asked) if frequencies else {}
    # In order, so that those next to one another in the index are read together.
    rare = [(term, f"{{title body}} : {quoted([term])}") for term in sorted(asked) if term not in counts]
    sql, limit = (_COUNTS, []) if most is None else (_COUNTS_UP_TO, [most + 1])
    counts.update(database.rows(sql, [*limit, json.dumps(rare)]))
    return {term: counts[term] for term in asked if counts[term] and (most is None or counts[term] <= most)}


def _document_frequencies(database: Database) -> DocumentFrequencies | None:
    return (DocumentFrequencies(database) or None) if is_complete(database) else None


def _totals(connection: sqlite3.Connection) -> array[int]:
    """How many articles of all blocks have each term and word."""
    blobs = [_blob(row) for row in connection.execute("SELECT articles FROM document_frequencies")]
    if len(set(map(len, blobs))) > 1:
        raise not_as_made()
    # Added up as a single number each, which no archive is so large for that a sum takes more than its bytes.
    total = sum(int.from_bytes(blob, "little") for blob in blobs)
    try:
        return stored(total.to_bytes(max(map(len, blobs), default=0), "little"), "I")
    except OverflowError as error:
        raise not_as_made() from error


def _blob(row: tuple[object, ...] | None) -> bytes:
    blob = row and row[0]
    if not isinstance(blob, bytes) or len(blob) % _WIDTH:
        raise not_as_made()
    return blob

"""Reading the term frequencies of a query's words, block by block."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import chain
from typing import NamedTuple

from newsidx.archive.sqlite import values
from newsidx.archive.sqlite.columns import NUMBER, TEXT
from newsidx.archive.sqlite.database import Database
from newsidx.archive.sqlite.frequencies.blocks import PER_TERM, Block, blocks_of, classes_in, lengths_of, sum_of
from newsidx.archive.sqlite.frequencies.codes import LARGEST, presence
from newsidx.archive.sqlite.fts5.postings import Occurrences, after_beginning, occurrences_between
from newsidx.archive.sqlite.fts5.terms import Terms
from newsidx.archive.sqlite.sqlite_errors import plain_errors

_MOST_KEPT = 64_000_000
"""Bytes of vectors that are kept for the next query."""

_VECTORS = "SELECT title, body FROM frequencies WHERE id = ?"
_ARTICLES = "SELECT sum(articles) FROM frequencies WHERE id BETWEEN ? AND ?"
_STORED = "SELECT term, number FROM frequency_terms WHERE term = ?"
_STORED_FROM = "SELECT term, number FROM frequency_terms WHERE term >= ? AND term < ? ORDER BY term"


class Vectors(NamedTuple):
    """How often each article of a block has a word, in its title and in its body; None where no article has it."""

    title: bytes | None
    body: bytes | None

    def in_columns(self, columns: Iterable[str]) -> int:
        """The mask of the articles that have the word in any of these columns."""
        mask = 0
        for column in columns:
            mask |= presence(self.title if column == "title" else self.body)
        return mask


class _Found(NamedTuple):
    """The terms of a word: the numbers of those that are stored, and the sorted ids of the articles that have the
    others in title or body, each as often as it has them.
    """

    stored: tuple[int, ...]
    in_title: Sequence[int]
    in_body: Sequence[int]


class Frequencies:
    """The term frequencies of an archive, in blocks that together have every article once."""

    def __init__(self, database: Database) -> None:
        self._database = database
        with plain_errors(database.path):
            self.blocks = blocks_of(database.connection)
        self._words: dict[tuple[tuple[str, ...], bool], _Found] = {}
        self._vectors: dict[tuple[tuple[str, ...], bool, int], Vectors] = {}
        self._kept = 0
        self._classes: dict[int, bytes] = {}
        self._lengths: dict[int, Sequence[int]] = {}

    def vectors(self, word: Terms, block: Block) -> Vectors:
        """How often the articles of a block have a word, which is given as the terms of a single place."""
        key = (word.places[0], word.is_prefix, block.number)
        kept = self._vectors.get(key)
        if kept is None:
            kept = self._read(self._lookup(word), block)
            size = sum(map(len, filter(None, kept)))
            if self._kept + size > _MOST_KEPT:
                self._vectors.clear()
                self._kept = 0
            self._vectors[key] = kept
            self._kept += size
        return kept

    def classes(self, block: Block) -> bytes:
        """The class of length of each article of a block."""
        if block.number not in self._classes:
            with plain_errors(self._database.path):
                self._classes[block.number] = classes_in(self._database.connection, block)
        return self._classes[block.number]

    def lengths(self, block: Block) -> Sequence[int]:
        """How many terms the body of each article of a block has."""
        if block.number not in self._lengths:
            with plain_errors(self._database.path):
                self._lengths[block.number] = lengths_of(self._database.connection, block)
        return self._lengths[block.number]

    def article_count(self, word: Terms) -> int:
        """At most how many articles have a word, which is given as the terms of a single place; a little more where
        articles have several of its terms.
        """
        found = self._lookup(word)
        stored = (
            self._database.value(_ARTICLES, [number * PER_TERM, (number + 1) * PER_TERM - 1]) for number in found.stored
        )
        return sum(count or 0 for count in stored) + len(found.in_title) + len(found.in_body)

    def _lookup(self, word: Terms) -> _Found:
        key = (word.places[0], word.is_prefix)
        if key not in self._words:
            found = self._terms_from(word.places[0][0]) if word.is_prefix else self._terms(word.places[0])
            self._words[key] = found
        return self._words[key]

    def _terms(self, terms: Sequence[str]) -> _Found:
        stored: list[int] = []
        others: list[Occurrences] = []
        for term in terms:
            row = next(self._database.rows(_STORED, [term]), None)
            if row:
                stored.append(self._number(row))
            else:
                others.append(occurrences_between(self._database, term, f"{term}\0"))
        return self._found(stored, others)

    def _terms_from(self, beginning: str) -> _Found:
        """All terms with a beginning: those that are stored, and what the index has between them."""
        end = after_beginning(beginning)
        rows = list(self._database.rows(_STORED_FROM, [beginning, end]))
        others: list[Occurrences] = []
        first = beginning
        for term, _ in rows:
            others.append(occurrences_between(self._database, first, term))
            first = f"{term}\0"
        others.append(occurrences_between(self._database, first, end))
        return self._found(map(self._number, rows), others)

    def _found(self, stored: Iterable[int], others: Iterable[Occurrences]) -> _Found:
        in_title, in_body = (sorted(chain(*columns)) for columns in zip(*others, strict=True)) if others else ((), ())
        return _Found(tuple(stored), in_title, in_body)

    def _number(self, row: tuple[object, ...]) -> int:
        _, number = values.typed(self._database.path, row, TEXT, NUMBER)
        return int(number)

    def _read(self, found: _Found, block: Block) -> Vectors:
        connection = self._database.connection
        with plain_errors(self._database.path):
            rows = [
                row
                for number in found.stored
                for row in connection.execute(_VECTORS, [number * PER_TERM + block.number])
            ]
            title, body = (sum_of((row[column] for row in rows), block) for column in (0, 1))
        self._database.require_unchanged()
        title = _with(title, block.positions(found.in_title), block.size)
        body = _with(body, block.positions(found.in_body), block.size)
        return Vectors(title, body)


def _with(vector: bytes | None, positions: Sequence[int], size: int) -> bytes | None:
    """A vector with one more occurrence at each of some positions."""
    if not positions:
        return vector
    changed = bytearray(vector or size)
    for position in positions:
        if changed[position] < LARGEST:
            changed[position] += 1
    return bytes(changed)


def frequencies_of(database: Database) -> Frequencies | None:
    """The term frequencies of an archive as it is now; None if it has none, or not yet those of all its articles."""
    return database.while_unchanged("frequencies", lambda: _frequencies(database))


def _frequencies(database: Database) -> Frequencies | None:
    if database.value("SELECT EXISTS (SELECT 1 FROM unlisted) OR EXISTS (SELECT 1 FROM uncounted)"):
        return None
    frequencies = Frequencies(database)
    return frequencies if frequencies.blocks else None

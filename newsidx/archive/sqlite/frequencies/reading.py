"""Reading the term frequencies of a query's words, block by block."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from itertools import chain
from types import MappingProxyType
from typing import NamedTuple

from newsidx.archive.matching.terms import Terms
from newsidx.archive.sqlite import values
from newsidx.archive.sqlite.columns import NUMBER, TEXT
from newsidx.archive.sqlite.database import Database
from newsidx.archive.sqlite.frequencies.beginnings import is_marked, marked
from newsidx.archive.sqlite.frequencies.blocks import (
    MOST_TERMS,
    PER_TERM,
    Block,
    blocks_of,
    classes_in,
    lengths_of,
    not_as_made,
    sum_of,
)
from newsidx.archive.sqlite.frequencies.codes import presence
from newsidx.archive.sqlite.frequencies.document_frequencies import document_frequencies_of, is_complete
from newsidx.archive.sqlite.fts5.postings import Occurrences, after_beginning, occurrences_between
from newsidx.archive.sqlite.sqlite_errors import corrupt, plain_errors

_MOST_KEPT = 64_000_000
"""Bytes of vectors that are kept for the next query."""

_VECTORS = "SELECT title, larger_in_title, body, larger_in_body FROM frequencies WHERE id = ?"
_STORED = "SELECT term, number FROM frequency_terms WHERE term = ?"
_STORED_FROM = "SELECT term, number FROM frequency_terms WHERE term >= ? AND term < ? ORDER BY term"


class Vectors(NamedTuple):
    """How often each article of a block has a word, in its title and in its body; None where no article has it. The
    frequencies from `LARGEST` on are beside them, by their positions.
    """

    title: bytes | None
    body: bytes | None
    larger_in_title: Mapping[int, int] = MappingProxyType({})
    larger_in_body: Mapping[int, int] = MappingProxyType({})

    def in_columns(self, columns: Iterable[str]) -> int:
        """The mask of the articles that have the word in any of these columns."""
        mask = 0
        for column in columns:
            mask |= presence(self.title if column == "title" else self.body)
        return mask


class _WordTerms(NamedTuple):
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
        self._words: dict[tuple[tuple[str, ...], bool], _WordTerms] = {}
        self._vectors: dict[tuple[tuple[str, ...], bool, int], Vectors] = {}
        self._masks: dict[tuple[tuple[str, ...], bool, int, tuple[str, ...]], int] = {}
        self._kept = 0
        self._classes: dict[int, bytes] = {}
        self._lengths: dict[int, Sequence[int]] = {}

    def vectors(self, word: Terms, block: Block) -> Vectors:
        """How often the articles of a block have a word, which is given as the terms of a single place."""
        key = (word.places[0], word.is_prefix, block.number)
        kept = self._vectors.get(key)
        if kept is None:
            kept = self._read(self._lookup(word), block)
            size = sum(map(len, filter(None, kept[:2])))
            self._keep(size)
            self._vectors[key] = kept
        return kept

    def mask(self, word: Terms, block: Block, columns: tuple[str, ...]) -> int:
        """The mask of the articles of a block that have a word in any of these columns. An answer asks for it several
        times: to count, to rank, and for partial matches.
        """
        key = (word.places[0], word.is_prefix, block.number, columns)
        kept = self._masks.get(key)
        if kept is None:
            kept = self.vectors(word, block).in_columns(columns)
            self._keep(block.size)
            self._masks[key] = kept
        return kept

    def _keep(self, size: int) -> None:
        """Make room for so many bytes."""
        if self._kept + size > _MOST_KEPT:
            self._vectors.clear()
            self._masks.clear()
            self._kept = 0
        self._kept += size

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
        terms = self._lookup(word)
        frequencies = document_frequencies_of(self._database)
        stored = sum(map(frequencies.of_number, terms.stored)) if frequencies else 0
        return stored + len(terms.in_title) + len(terms.in_body)

    def _lookup(self, word: Terms) -> _WordTerms:
        key = (word.places[0], word.is_prefix)
        if key not in self._words:
            self._words[key] = self._terms_from(key[0][0]) if word.is_prefix else self._terms(key[0])
        return self._words[key]

    def _terms(self, terms: Sequence[str]) -> _WordTerms:
        stored: list[int] = []
        others: list[Occurrences] = []
        for term in terms:
            row = next(self._database.rows(_STORED, [term]), None)
            if row:
                stored.append(self._number(row))
            else:
                others.append(occurrences_between(self._database, term, f"{term}\0"))
        return self._word_terms(stored, others)

    def _terms_from(self, beginning: str) -> _WordTerms:
        """All terms with a beginning: what is stored for it, or the terms that are stored, and what the index has
        between them.
        """
        if row := next(self._database.rows(_STORED, [marked(beginning)]), None):
            return _WordTerms((self._number(row),), (), ())
        end = after_beginning(beginning)
        rows = [row for row in self._database.rows(_STORED_FROM, [beginning, end]) if not is_marked(str(row[0]))]
        others: list[Occurrences] = []
        first = beginning
        for term, _ in rows:
            others.append(occurrences_between(self._database, first, term))
            first = f"{term}\0"
        others.append(occurrences_between(self._database, first, end))
        return self._word_terms(map(self._number, rows), others)

    def _word_terms(self, stored: Iterable[int], others: Iterable[Occurrences]) -> _WordTerms:
        in_title, in_body = (sorted(chain(*columns)) for columns in zip(*others, strict=True)) if others else ((), ())
        return _WordTerms(tuple(stored), in_title, in_body)

    def _number(self, row: tuple[object, ...]) -> int:
        _, number = values.typed(self._database.path, row, TEXT, NUMBER)
        if not 0 <= number < MOST_TERMS:
            raise corrupt(self._database.path, str(not_as_made()))
        return int(number)

    def _read(self, terms: _WordTerms, block: Block) -> Vectors:
        connection = self._database.connection
        with plain_errors(self._database.path):
            rows = [
                row
                for number in terms.stored
                for row in connection.execute(_VECTORS, [number * PER_TERM + block.number])
            ]
            title = sum_of((row[:2] for row in rows if row[0] is not None), block.positions(terms.in_title), block)
            body = sum_of((row[2:] for row in rows if row[2] is not None), block.positions(terms.in_body), block)
        self._database.require_unchanged()
        return Vectors(
            title and title.vector, body and body.vector, title.larger if title else {}, body.larger if body else {}
        )


def frequencies_of(database: Database) -> Frequencies | None:
    """The term frequencies of an archive as it is now; None if it has none, or not yet those of all its articles."""
    return database.while_unchanged("frequencies", lambda: _frequencies(database))


def _frequencies(database: Database) -> Frequencies | None:
    if not is_complete(database):
        return None
    frequencies = Frequencies(database)
    return frequencies if frequencies.blocks else None

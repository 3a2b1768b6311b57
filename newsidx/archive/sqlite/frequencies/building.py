"""Making the blocks of term frequencies from the texts of articles, and keeping them up.

Only terms that many articles have are stored: the postings of others are quickly read from the index. An ingest ends by
making blocks of the articles that it added; small blocks are made anew together with them, so that there are few. An
archive that has doubled gets all of its blocks anew, because other terms have become common.
"""

from __future__ import annotations

import json
import sqlite3
from array import array
from collections import Counter, defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from itertools import chain, filterfalse
from typing import Any

from newsidx.archive.matching.tokenizer import tokenized
from newsidx.archive.progress import OnProgress, nothing
from newsidx.archive.sqlite.frequencies.beginnings import Beginnings, common_beginnings, is_marked
from newsidx.archive.sqlite.frequencies.blocks import (
    PER_TERM,
    SIZE,
    Block,
    blocks_of,
    classes_of,
    runs_of,
    stored_larger,
)
from newsidx.archive.sqlite.frequencies.codes import (
    CLASS_RATIOS,
    Packed,
    packed,
    packed_counts,
    packed_totals,
    stored_numbers,
)
from newsidx.archive.sqlite.frequencies.document_frequencies import Counted, counted_in, insert_counts, joined
from newsidx.archive.sqlite.fts5.index import INDEXED_TITLE
from newsidx.archive.sqlite.fts5.texts import MAX_TERMS, averages_in

ENOUGH_ARTICLES = 25_000
"""Archives with fewer articles have no blocks: reading postings is fast there, and ingests are spared the work."""

_COMMON, _COMMON_SHARE = 1_000, 500
"""A term is stored if it is in a thousand articles, or of a larger archive in one of 500: up to this, its postings take
a few milliseconds to read.
"""

_SMALL_BLOCK = 1_000
"""Blocks of at most so many articles are made anew with every ingest."""

_GROWTH = 2
"""All blocks are made anew when there are so many times as many articles as when they were."""

_READ = 500
"""How many texts are read at a time."""

_PART = 1_000_000
"""Letters of a text that are cut into terms at a time."""

FormsOf = Callable[[Sequence[str]], Mapping[str, Sequence[str]]]
"""Gives for each of some terms all forms of its word."""

_PositionsByTerm = Mapping[str, "array[int]"]
_AddTo = Callable[[str], Callable[[int], None] | None]
"""Gives what adds a position to those of a term that is counted."""

_TERMS = "CREATE VIRTUAL TABLE IF NOT EXISTS temp.indexed_rows USING fts5vocab (main, articles_fts, row)"
_COMMON_TERMS = "SELECT term FROM temp.indexed_rows WHERE doc >= ? ORDER BY term"
_TEXTS = f"""
SELECT id, {INDEXED_TITLE}, body FROM articles
WHERE id IN (SELECT value FROM json_each(?)) ORDER BY id
"""
_INSERT_TERM = "INSERT INTO frequency_terms (term, number) VALUES (?, ?)"
_INSERT_BLOCK = """
INSERT INTO frequency_blocks (block, first, articles, average, runs, lengths, classes)
VALUES (?, ?, ?, ?, ?, ?, ?)
"""
_INSERT_WORD = "INSERT INTO frequency_words (terms, number) VALUES (?, ?)"
_INSERT_VECTORS = """
INSERT INTO frequencies (id, title, larger_in_title, body, larger_in_body) VALUES (?, ?, ?, ?, ?)
"""
_DELETE_ALL = (
    "DELETE FROM frequencies",
    "DELETE FROM document_frequencies",
    "DELETE FROM frequency_blocks",
    "DELETE FROM frequency_words",
    "DELETE FROM frequency_terms",
    "DELETE FROM frequency_basis",
)
_IDS = "SELECT id FROM articles_fts_docsize ORDER BY id"
_COUNT = "SELECT count(*) FROM articles_fts_docsize"


def is_due(connection: sqlite3.Connection) -> bool:
    """Whether an archive that is large enough for blocks has none."""
    return _value(connection, "SELECT EXISTS (SELECT 1 FROM frequency_blocks)") == 0 and _is_large(connection)


def refresh(
    connection: sqlite3.Connection, new: Sequence[int], forms_of: FormsOf, on_progress: OnProgress = nothing
) -> None:
    """Bring the blocks up to date with the articles that were added or changed, in the caller's transaction."""
    if not _is_large(connection):
        delete_all(connection)
        return
    basis = _value(connection, "SELECT articles FROM frequency_basis")
    if type(basis) is not int or _value(connection, _COUNT) > _GROWTH * basis:
        make_all(connection, forms_of, on_progress)
    elif new:
        _add(connection, new, on_progress)


def make_all(connection: sqlite3.Connection, forms_of: FormsOf, on_progress: OnProgress = nothing) -> None:
    """Make all blocks anew within a transaction, unless the archive is too small to need them."""
    delete_all(connection)
    if not _is_large(connection):
        return
    ids = array("q", (article_id for (article_id,) in connection.execute(_IDS)))
    connection.execute(_TERMS)
    least = max(_COMMON, len(ids) // _COMMON_SHARE)
    common = [term for (term,) in connection.execute(_COMMON_TERMS, [least])]
    words = sorted({joined(forms) for forms in forms_of(common).values() if len(forms) > 1})
    terms = [*common, *common_beginnings(common)]
    connection.executemany(_INSERT_TERM, ((term, number) for number, term in enumerate(terms)))
    connection.executemany(_INSERT_WORD, ((word, number) for number, word in enumerate(words, len(terms))))
    connection.execute("INSERT INTO frequency_basis (articles) VALUES (?)", [len(ids)])
    _make_blocks(connection, ids, on_progress)


def delete_all(connection: sqlite3.Connection) -> None:
    """Delete all blocks within a transaction."""
    for statement in _DELETE_ALL:
        connection.execute(statement)


def _add(connection: sqlite3.Connection, new: Sequence[int], on_progress: OnProgress) -> None:
    """Make blocks of new articles, together with those of small blocks."""
    ids = set(new)
    for block in sorted(blocks_of(connection), key=lambda block: block.size - len(block.deleted)):
        live = block.size - len(block.deleted)
        if live <= max(_SMALL_BLOCK, min(len(ids), SIZE // 2)) or live < block.size // 2:
            ids.update(block.ids())
            _delete_block(connection, block)
    _make_blocks(connection, array("q", sorted(ids)), on_progress)


def _delete_block(connection: sqlite3.Connection, block: Block) -> None:
    connection.execute("DELETE FROM frequency_blocks WHERE block = ?", [block.number])
    connection.execute("DELETE FROM document_frequencies WHERE block = ?", [block.number])
    connection.execute(
        "DELETE FROM frequencies WHERE id IN (SELECT number * ? + ? FROM frequency_terms)", [PER_TERM, block.number]
    )


def _make_blocks(connection: sqlite3.Connection, ids: Sequence[int], on_progress: OnProgress) -> None:
    """Make blocks of the articles with some ids, which are sorted."""
    counted = counted_in(connection)
    next_block = _value(connection, "SELECT coalesce(max(block), 0) + 1 FROM frequency_blocks")
    average = averages_in(connection).body
    for number, start in enumerate(range(0, len(ids), SIZE), next_block):
        unfinished = Unfinished(counted)
        for text in texts_of(connection, ids[start : start + SIZE]):
            unfinished.add(*text)
            if len(unfinished.ids) % _READ == 0:
                on_progress(start + len(unfinished.ids), len(ids))
        if unfinished.ids:
            unfinished.save(connection, number, average)
    if ids:
        on_progress(len(ids), len(ids))


def texts_of(connection: sqlite3.Connection, ids: Sequence[int]) -> Iterator[tuple[int, str, str]]:
    """The ids, titles and bodies of articles as they are indexed, in the order of their ids. Raises DatabaseError."""
    for start in range(0, len(ids), _READ):
        for row in connection.execute(_TEXTS, [json.dumps(list(ids[start : start + _READ]))]):
            if not (type(row[0]) is int and type(row[1]) is str and type(row[2]) is str):
                raise sqlite3.DatabaseError("a text is of another type")
            yield row


def _is_large(connection: sqlite3.Connection) -> bool:
    return bool(_value(connection, _COUNT) >= ENOUGH_ARTICLES)


def _value(connection: sqlite3.Connection, sql: str) -> Any:
    row = connection.execute(sql).fetchone()
    return row and row[0]


class Unfinished:
    """A block that is being made.

    It collects for each term that is counted the positions of the articles that have it, each as often as the article
    has it; for a beginning, only those of its terms that are not counted themselves.
    """

    def __init__(self, counted: Counted) -> None:
        self._counted = counted
        self.ids: list[int] = []
        self.lengths: list[int] = []
        self._beginnings = Beginnings(counted.terms)
        self._articles_with_beginning: dict[str, int] = {}
        terms = set(counted.terms).union(*counted.words)
        self._in_title = {term: array("H") for term in terms}
        self._in_body = {term: array("H") for term in terms}
        self._add_to_title = {term: positions.append for term, positions in self._in_title.items()}.get
        self._add_to_body = {term: positions.append for term, positions in self._in_body.items()}.get

    def add(self, article_id: int, title: str, body: str) -> None:
        """Add an article, with a higher id than those before."""
        length = 0
        for part in in_parts(body):
            terms = tokenized(part)
            length += len(terms)
            self._add(terms, self._in_body, self._add_to_body)
        self._add(tokenized(title), self._in_title, self._add_to_title)
        self.ids.append(article_id)
        self.lengths.append(length)

    def leave_out(self, article_id: int) -> None:
        """Add an article that is deleted, as one without a text."""
        self.ids.append(article_id)
        self.lengths.append(0)

    def classes(self, average: float) -> bytes:
        """The class of length of each article, from the average length."""
        starts_of_classes = [int(average * ratio) for ratio in CLASS_RATIOS]
        # Of a long text a phrase is looked for in a part only, which may have most of its words.
        return classes_of([length if length <= MAX_TERMS else 0 for length in self.lengths], starts_of_classes)

    def vectors(self) -> Iterator[tuple[Packed | None, Packed | None]]:
        """How often the articles have each term in the title, and in the body, by the numbers of the terms."""
        of_beginning: defaultdict[str, list[str]] = defaultdict(list)
        for term in filterfalse(is_marked, self._in_body):
            for beginning in self._beginnings.of(term):
                of_beginning[beginning].append(term)
        for term in self._counted.terms:
            if is_marked(term):
                yield self._of_beginning(term, of_beginning[term])
            else:
                title, body = (packed_counts(column[term], len(self.ids)) for column in (self._in_title, self._in_body))
                yield title, body

    def article_counts(self) -> array[int]:
        """How many articles have each term and word, by their numbers, once `vectors` has counted the beginnings."""
        return array("I", map(self._article_count, self._counted))

    def _add(self, terms: Sequence[str], counted: _PositionsByTerm, add_to: _AddTo) -> None:
        position = len(self.ids)
        for add_position in filter(None, map(add_to, terms)):
            add_position(position)
        for term in filterfalse(counted.__contains__, terms):
            for beginning in self._beginnings.of(term):
                counted[beginning].append(position)

    def save(self, connection: sqlite3.Connection, number: int, average: float) -> None:
        """Write the block to the archive."""
        firsts, starts = runs_of(self.ids)
        connection.execute(
            _INSERT_BLOCK,
            (
                number,
                self.ids[0],
                len(self.ids),
                float(average),
                stored_numbers(firsts + starts),
                stored_numbers(array("I", self.lengths)),
                packed(self.classes(average)),
            ),
        )
        connection.executemany(_INSERT_VECTORS, self._rows(number))
        insert_counts(connection, number, self.article_counts())

    def _rows(self, number: int) -> Iterator[tuple[int | bytes | None, ...]]:
        """The rows of `_INSERT_VECTORS`."""
        for term_number, (title, body) in enumerate(self.vectors()):
            if title or body:
                yield (
                    term_number * PER_TERM + number,
                    *((title.blob, stored_larger(title.larger)) if title else (None, None)),
                    *((body.blob, stored_larger(body.larger)) if body else (None, None)),
                )

    def _of_beginning(self, beginning: str, terms: Sequence[str]) -> tuple[Packed | None, Packed | None]:
        """The vectors of a beginning, of which these are the terms that are counted, in title and body."""
        articles: set[int] = set()
        vectors = []
        for column in (self._in_title, self._in_body):  # one after the other, as the counts take megabytes
            counts = Counter(chain(column[beginning], *(column[term] for term in terms)))
            articles.update(counts)
            vectors.append(packed_totals(counts, len(self.ids)))
        self._articles_with_beginning[beginning] = len(articles)
        return vectors[0], vectors[1]

    def _article_count(self, terms: Sequence[str]) -> int:
        """How many articles have any of some terms."""
        if terms[0] in self._articles_with_beginning:
            return self._articles_with_beginning[terms[0]]
        return len(
            set[int]().union(*(positions[term] for positions in (self._in_title, self._in_body) for term in terms))
        )


def in_parts(text: str, size: int = _PART) -> Iterator[str]:
    """A text in parts of about a size, cut at spaces, so that the terms of a book need not be in memory at once."""
    start = 0
    while len(text) - start > size:
        end = text.find(" ", start + size)
        if end < 0:
            break
        yield text[start:end]
        start = end
    yield text[start:]

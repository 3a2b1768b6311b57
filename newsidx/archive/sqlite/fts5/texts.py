"""The terms of a few articles, read from their texts: which have a term, how often, and how it is written there."""

from __future__ import annotations

import json
import sqlite3
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from newsidx.archive.matching.spellings import MOST_WORDS, SAMPLE, spellings_in
from newsidx.archive.matching.terms import quoted
from newsidx.archive.matching.tokenizer import spaced
from newsidx.archive.sqlite.columns import MAYBE_TEXT, NUMBER, TEXT
from newsidx.archive.sqlite.database import Database
from newsidx.archive.sqlite.fts5 import temporary
from newsidx.archive.sqlite.fts5.index import INDEXED_COLUMNS, INDEXED_TITLE
from newsidx.archive.sqlite.sqlite_errors import plain_errors
from newsidx.archive.sqlite.values import typed

MAX_TERMS = 100_000
"""How much of a text, from its start, is cut into terms here: all but the longest books."""

_METADATA = INDEXED_COLUMNS[2:]

MAX_CHARACTERS = 40 * MAX_TERMS
"""How much of a text is read for that: all of it, unless it has far more than text."""


class IndexedText(NamedTuple):
    """The terms of an article as its index has them, in order, with spaces between and around them."""

    id: int
    title: str
    body: str

    @property
    def length(self) -> int:
        """How many terms the body has."""
        return len(self.body.split())

    @property
    def may_be_cut(self) -> bool:
        """Whether there may be more of it."""
        return max(len(self.title), len(self.body)) >= MAX_TERMS


def indexed_texts(database: Database, ids: Sequence[int]) -> Iterator[IndexedText]:
    """The terms of the articles with these ids, in no particular order."""
    sql = f"""
        SELECT id, {INDEXED_TITLE}, substr(body, 1, ?) FROM articles
        WHERE id IN (SELECT value FROM json_each(?))
    """
    for row in database.rows(sql, [MAX_CHARACTERS, json.dumps(ids)]):
        article_id, title, body = typed(database.path, row, NUMBER, TEXT, TEXT)
        yield IndexedText(article_id, _spaced(title), _spaced(body))


def spaced_metadata(database: Database, article_id: int) -> dict[str, str]:
    """The terms in each column of an article's metadata that is indexed, with spaces between and around them."""
    row = next(database.rows(f"SELECT {', '.join(_METADATA)} FROM articles WHERE id = ?", [article_id]), None)
    values_of_columns = typed(database.path, row, *[MAYBE_TEXT] * len(_METADATA)) if row else [None] * len(_METADATA)
    return {column: _spaced(value or "") for column, value in zip(_METADATA, values_of_columns, strict=True)}


def _spaced(text: str) -> str:
    """The terms of a text with spaces between and around them."""
    terms = spaced(text)
    return terms if len(terms) < MAX_TERMS else f" {' '.join(terms.split()[:MAX_TERMS])} "


def texts_of(database: Database, ids: Sequence[int]) -> Iterator[str]:
    """The titles and bodies of the articles with these ids, as they are written."""
    sql = "SELECT title, substr(body, 1, ?) FROM articles WHERE id IN (SELECT value FROM json_each(?))"
    for row in database.rows(sql, [MAX_CHARACTERS, json.dumps(ids)]):
        yield from typed(database.path, row, TEXT, TEXT)


def article_counts(database: Database, ids: Sequence[int]) -> dict[str, int]:
    """Every term in these articles, and how many of them have it."""
    sql = f"""
        SELECT id, indexed({INDEXED_TITLE}), indexed(body) FROM articles
        WHERE id IN (SELECT value FROM json_each(?))
    """
    with plain_errors(database.path), database.temporary_writes():
        counts = temporary.article_counts(database.connection, sql, [json.dumps(ids)])
    database.require_unchanged()
    return counts


def articles_by_term(database: Database, ids: Sequence[int], terms: Iterable[str]) -> dict[str, set[int]]:
    """For each term, which of these articles have it."""
    articles: dict[str, set[int]] = {term: set() for term in terms}
    for text in indexed_texts(database, ids):
        for term in articles.keys() & {*text.title.split(), *text.body.split()}:
            articles[term].add(text.id)
    return articles


def spellings(database: Database, term: str) -> Counter[str]:
    """How a term is written in the newest articles that have it, and how often; as it is if only long ones have it."""
    sql = """
        SELECT articles.body FROM articles_fts JOIN articles ON articles.id = articles_fts.rowid
        WHERE articles_fts MATCH ? AND articles.words <= ? ORDER BY articles_fts.rowid DESC LIMIT ?
    """
    return spellings_in(
        term, (body for (body,) in database.rows(sql, [f"body : {quoted([term])}", MOST_WORDS, SAMPLE]))
    )


class Averages(NamedTuple):
    """How many articles an archive's index has, and the average number of terms in their titles and bodies."""

    articles: int
    title: float
    body: float


def averages(database: Database) -> Averages:
    """The totals that FTS5 stores for its own BM25, so that no articles need to be counted."""
    with plain_errors(database.path):
        totals = averages_in(database.connection)
    database.require_unchanged()
    return totals


def averages_in(connection: sqlite3.Connection) -> Averages:
    """The same of a connection. Raises DatabaseError if the record is not one of FTS5's.

    The record: https://www.sqlite.org/src/file/ext/fts5/fts5_index.c, FTS5_AVERAGES_ROWID. Its numbers are varints
    of 7 bits a byte, the highest first.
    """
    (record,) = connection.execute("SELECT block FROM articles_fts_data WHERE id = 1").fetchone() or (b"",)
    if not isinstance(record, bytes):
        raise sqlite3.DatabaseError("its full-text index is not as newsidx made it")
    numbers = [0]
    for byte in record:
        numbers[-1] = numbers[-1] << 7 | byte & 0x7F
        if byte < 0x80:
            numbers.append(0)
    articles, title, body = (*numbers[:-1], 0, 0, 0)[:3]
    return Averages(articles, title / max(1, articles), body / max(1, articles))

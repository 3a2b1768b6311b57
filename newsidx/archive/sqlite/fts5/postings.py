"""Postings of a term, with how often each article has it: read from the index, which takes about 1 µs an occurrence.

https://www.sqlite.org/fts5.html, section 5: the instance type of fts5vocab.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from newsidx.archive.sqlite import values
from newsidx.archive.sqlite.columns import MAYBE_TEXT, NUMBER
from newsidx.archive.sqlite.database import Database
from newsidx.archive.sqlite.sqlite_errors import plain_errors

_TABLE = "CREATE VIRTUAL TABLE IF NOT EXISTS temp.occurrences USING fts5vocab (main, articles_fts, instance)"
_POSTINGS = """
SELECT doc, sum(col = 'title'), sum(col = 'body') FROM temp.occurrences
WHERE {terms} AND (col = 'title' OR col = 'body') GROUP BY doc
"""
# One text is much faster than a row for each.
_OCCURRENCES = """
SELECT group_concat(doc) FILTER (WHERE col = 'title'), group_concat(doc) FILTER (WHERE col = 'body')
FROM temp.occurrences WHERE term >= ? AND term < ?
"""
_OF_TERM = _POSTINGS.format(terms="term = ?")
_BETWEEN = _POSTINGS.format(terms="term >= ? AND term < ?")


class Occurrences(NamedTuple):
    """The ids of the articles that have some terms in the title, and in the body: each once for every occurrence."""

    in_title: list[int]
    in_body: list[int]


class Posting(NamedTuple):
    """An article, and how often it has a term in its title and in its body."""

    article_id: int
    in_title: int
    in_body: int


def after_beginning(beginning: str) -> str:
    """The first text after all those that begin with one."""
    return beginning[:-1] + chr(ord(beginning[-1]) + 1)


def occurrences_between(database: Database, first: str, end: str) -> Occurrences:
    """The occurrences of the terms from `first` on and before `end`, all at once: for terms that few articles have."""
    with plain_errors(database.path):
        database.connection.execute(_TABLE)
    row = next(database.rows(_OCCURRENCES, [first, end]))
    in_title, in_body = values.typed(database.path, row, MAYBE_TEXT, MAYBE_TEXT)
    return Occurrences(*(list(map(int, ids.split(","))) if ids else [] for ids in (in_title, in_body)))


def postings_of(database: Database, term: str) -> Iterator[Posting]:
    """The articles with a term in their title or body."""
    return _postings(database, _OF_TERM, [term])


def postings_between(database: Database, first: str, end: str) -> Iterator[Posting]:
    """The articles with terms from `first` on and before `end`, each with how often it has any of them."""
    return _postings(database, _BETWEEN, [first, end])


def _postings(database: Database, sql: str, parameters: Sequence[str]) -> Iterator[Posting]:
    with plain_errors(database.path):
        database.connection.execute(_TABLE)
    for row in database.rows(sql, parameters):
        yield Posting._make(values.typed(database.path, row, NUMBER, NUMBER, NUMBER))

"""The positions of words in a few articles: an index of only those, built in memory from their texts.

The archive's own index cannot say how often a word occurs in the title and in the body of an article. To index a
hundred articles again takes a few milliseconds.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import NamedTuple

from newsidx.archive.sqlite.columns import NUMBER
from newsidx.archive.sqlite.database import Database
from newsidx.archive.sqlite.sqlite_errors import corrupt
from newsidx.archive.sqlite.values import typed

_TABLES = (
    "CREATE TEMP VIEW IF NOT EXISTS few_texts AS SELECT id, title, body FROM main.articles",
    """
    CREATE VIRTUAL TABLE IF NOT EXISTS temp.few USING fts5 (
      title, body, content='few_texts', content_rowid='id', columnsize=0,
      tokenize='porter unicode61 remove_diacritics 2'
    )
    """,
    "CREATE VIRTUAL TABLE IF NOT EXISTS temp.few_terms USING fts5vocab (temp, few, instance)",
)
"""Executed one by one, because a script would commit a transaction that the caller has open."""

_LAST = "\U0010ffff"


class Posting(NamedTuple):
    """One occurrence of a term: its article, title or body as `part`, and its position there, counted from 0."""

    article: int
    part: str
    offset: int

    def moved(self, words: int) -> Posting:
        """The position `words` further on, or back if negative."""
        return Posting(self.article, self.part, self.offset + words)


class Postings:
    """The index of a few articles, which exists while `postings_of` is open. `table` is its name in SQL."""

    table = "few"

    def __init__(self, database: Database) -> None:
        self._database = database

    def article_counts(self) -> dict[str, int]:
        """Every term of these articles, with how many of them have it."""
        self._database.value("CREATE VIRTUAL TABLE IF NOT EXISTS temp.few_words USING fts5vocab (temp, few, row)")
        return dict(self._database.rows("SELECT term, doc FROM temp.few_words"))

    def of_term(self, term: str, is_prefix: bool = False) -> list[Posting]:
        """Every occurrence of a term, or of all terms with this prefix."""
        sql = "SELECT doc, col, offset FROM temp.few_terms WHERE term >= ? AND term <= ?"
        return [Posting(*row) for row in self._database.rows(sql, [term, term + _LAST if is_prefix else term])]

    def counts(self, term: str, is_prefix: bool = False) -> dict[tuple[int, str], int]:
        """How often a term, or any with this prefix, occurs in the title and in the body of each article."""
        sql = "SELECT doc, col, count(*) FROM temp.few_terms WHERE term >= ? AND term <= ? GROUP BY doc, col"
        rows = self._database.rows(sql, [term, term + _LAST if is_prefix else term])
        return {(article, part): count for article, part, count in rows}


@contextmanager
def postings_of(database: Database, ids: Sequence[int]) -> Iterator[Postings]:
    """The index of the articles with these ids. The archive's file may be read-only: nothing is written to it."""
    for statement in _TABLES:
        database.value(statement)
    sql = """
        INSERT INTO temp.few (rowid, title, body)
        SELECT id, title, body FROM articles WHERE id IN (SELECT value FROM json_each(?))
    """
    try:
        database.value(sql, [json.dumps(ids)])
        yield Postings(database)
    finally:
        database.value("INSERT INTO temp.few (few) VALUES ('delete-all')")


def lengths(database: Database, ids: Sequence[int]) -> dict[int, dict[str, int]]:
    """How many words the title and the body of each of the articles with these ids have."""
    sql = """
        SELECT id, title_words, words - CASE title_from WHEN 'text' THEN 0 ELSE title_words END
        FROM (
            SELECT id, words, title_from, length(title) - length(replace(title, ' ', '')) + 1 AS title_words
            FROM articles WHERE id IN (SELECT value FROM json_each(?))
        )
    """
    rows = (typed(database.path, row, NUMBER, NUMBER, NUMBER) for row in database.rows(sql, [json.dumps(ids)]))
    return {article: {"title": title, "body": body} for article, title, body in rows}


class Averages(NamedTuple):
    """How many articles an archive's index has, and the average number of words in their titles and bodies."""

    articles: int
    title: float
    body: float


def averages(database: Database) -> Averages:
    """The totals that FTS5 stores for its own BM25, so that no articles need to be counted.

    The record: https://www.sqlite.org/src/file/ext/fts5/fts5_index.c, FTS5_AVERAGES_ROWID. Its numbers are varints
    of 7 bits a byte, the highest first.
    """
    record = database.value("SELECT block FROM articles_fts_data WHERE id = 1") or b""
    if not isinstance(record, bytes):
        raise corrupt(database.path, "its full-text index is not as newsidx made it")
    numbers = [0]
    for byte in record:
        numbers[-1] = numbers[-1] << 7 | byte & 0x7F
        if byte < 0x80:
            numbers.append(0)
    articles, title, body = (*numbers[:-1], 0, 0, 0)[:3]
    return Averages(articles, title / max(1, articles), body / max(1, articles))

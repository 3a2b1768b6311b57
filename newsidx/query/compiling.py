"""The tree -> FTS5 expressions and SQL. Whatever the tree holds, what comes out is something SQLite accepts.

Since an id says its day, a range of dates is a range of ids, newest first is the ids downwards, and the month
of an article is its id divided; the date column is only used where its index spares reading the articles.
"""

from __future__ import annotations

import datetime
from typing import Any, NamedTuple

from newsidx.article import FIRST_DATED_ID, PER_DAY, first_id, last_id
from newsidx.query import Query
from newsidx.query.tree import All, Node

TITLE_WEIGHT = 4.0
"""How much more a word counts in the title than in the body, for BM25."""

MARK_START, MARK_END = "\x02", "\x03"
"""What stands around a match in a snippet: two control characters that no article holds."""

SORTS = ("relevance", "newest", "oldest")
UNITS = {"day": PER_DAY, "month": PER_DAY * 100, "year": PER_DAY * 10_000}
"""What an id is divided by to give its day, month or year."""


class Statement(NamedTuple):
    """SQL and the parameters to bind."""

    sql: str
    parameters: list[Any]


def match_expression(node: Node, joined_by: str = "AND") -> str:
    """The FTS5 expression of a tree. Every word is a quoted string, so nothing typed is ever syntax to FTS5.

    Quoting: https://www.sqlite.org/fts5.html, section 3.1.
    """
    if isinstance(node, All):
        return f" {joined_by} ".join(match_expression(part, joined_by) for part in node.parts)
    quoted = node.text.replace('"', '""')
    return f'"{quoted}"'


def ids(query: Query, sort: str, limit: int | None, offset: int = 0) -> Statement:
    """The ids that answer a query, in order, with their BM25 scores (lower is better; NULL without words).

    `sort` is one of SORTS. A limit of None is all of them.
    """
    where, parameters = _where(query)
    page = [-1 if limit is None else limit, offset]
    if query.tree is None:
        direction = "ASC" if sort == "oldest" else "DESC"
        sql = f"SELECT id, NULL FROM articles WHERE {where} ORDER BY id {direction} LIMIT ? OFFSET ?"
        return Statement(sql, [*parameters, *page])
    if sort == "relevance":
        sql = f"""
            SELECT rowid, bm25(articles_fts, {TITLE_WEIGHT}, 1.0) AS score
            FROM articles_fts WHERE {where} ORDER BY score, rowid DESC LIMIT ? OFFSET ?
        """
    else:
        direction = "ASC" if sort == "oldest" else "DESC"
        sql = f"SELECT rowid, NULL FROM articles_fts WHERE {where} ORDER BY rowid {direction} LIMIT ? OFFSET ?"
    return Statement(sql, [*parameters, *page])


def count(query: Query) -> Statement:
    """How many articles answer a query."""
    where, parameters = _where(query, by_date_column=True)
    table = "articles" if query.tree is None else "articles_fts"
    return Statement(f"SELECT count(*) FROM {table} WHERE {where}", parameters)


def counts_by(query: Query, unit: str) -> Statement:
    """(period, articles) rows, oldest first, for each day, month or year with an answer: 20220306, 202203, 2022.

    Undated articles are in no period.
    """
    where, parameters = _where(query, by_date_column=True)
    if query.tree is None:
        length = {"day": 10, "month": 7, "year": 4}[unit]
        sql = f"""
            SELECT CAST(replace(substr(date, 1, {length}), '-', '') AS INTEGER) AS period, count(*)
            FROM articles WHERE date IS NOT NULL AND {where} GROUP BY period ORDER BY period
        """
    else:
        sql = f"""
            SELECT rowid / {UNITS[unit]} AS period, count(*)
            FROM articles_fts WHERE rowid >= {FIRST_DATED_ID} AND {where} GROUP BY period ORDER BY period
        """
    return Statement(sql, parameters)


def snippets(node: Node, article_ids: str) -> Statement:
    """(id, title, snippet) rows of some articles, the matches marked. `article_ids` is a JSON array of ids."""
    sql = """
        SELECT rowid, highlight(articles_fts, 0, ?, ?), snippet(articles_fts, 1, ?, ?, '…', 24)
        FROM articles_fts WHERE articles_fts MATCH ? AND rowid IN (SELECT value FROM json_each(?))
    """
    return Statement(sql, [MARK_START, MARK_END, MARK_START, MARK_END, match_expression(node), article_ids])


def highlighted(node: Node, article_id: int) -> Statement:
    """(title, body) of one article with every match of any of the words marked; no row if there is none."""
    sql = """
        SELECT highlight(articles_fts, 0, ?, ?), highlight(articles_fts, 1, ?, ?)
        FROM articles_fts WHERE articles_fts MATCH ? AND rowid = ?
    """
    marks = [MARK_START, MARK_END]
    return Statement(sql, [*marks, *marks, match_expression(node, "OR"), article_id])


def _where(query: Query, by_date_column: bool = False) -> tuple[str, list[Any]]:
    """The conditions of a query: on the index where it has words, else on the table."""
    conditions: list[str] = ["TRUE"]
    parameters: list[Any] = []
    column = "id"
    if query.tree is not None:
        conditions, parameters, column = ["articles_fts MATCH ?"], [match_expression(query.tree)], "rowid"
    elif by_date_column:
        return _where_dates(query)
    if query.undated:
        conditions.append(f"{column} < ?")
        parameters.append(FIRST_DATED_ID)
    elif not query.dates.is_everything:
        conditions.append(f"{column} BETWEEN ? AND ?")
        first = query.dates.first or datetime.date(1600, 1, 1)
        parameters += [first_id(first), last_id(query.dates.last or datetime.date.max)]
        if query.dates.every_year:
            month, day = query.dates.every_year
            conditions.append(f"({column} / {PER_DAY}) % 10000 = ?")
            parameters.append(month * 100 + day)
    return " AND ".join(conditions), parameters


def _where_dates(query: Query) -> tuple[str, list[Any]]:
    """The conditions of a query without words on the date column, whose index holds no text to read past."""
    conditions: list[str] = ["TRUE"]
    parameters: list[Any] = []
    if query.undated:
        conditions.append("date IS NULL")
    elif not query.dates.is_everything:
        conditions.append("date BETWEEN ? AND ?")
        first, last = query.dates.first or datetime.date.min, query.dates.last or datetime.date.max
        parameters += [first.isoformat(), last.isoformat()]
        if query.dates.every_year:
            conditions.append("substr(date, 6) = ?")
            parameters.append("{:02}-{:02}".format(*query.dates.every_year))
    return " AND ".join(conditions), parameters

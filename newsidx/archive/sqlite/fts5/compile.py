"""The query -> SQL statements. Whatever a query contains, SQLite accepts the statement.

An id contains its date, so a range of dates is a range of ids, newest first is descending ids, and the month of an
article is its id divided. The date column is used only where its index makes it unnecessary to read the articles.
"""

from __future__ import annotations

import datetime
import json
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any, NamedTuple

from newsidx.archive.matching.expansion import Expansion
from newsidx.archive.sqlite import values
from newsidx.archive.sqlite.fts5.conditions import ALWAYS, Condition, group_condition, in_dates, is_settled, too_long
from newsidx.archive.sqlite.fts5.match import fts5_match
from newsidx.article import FIRST_DATED_ID, PER_DAY
from newsidx.query import Query
from newsidx.query.sort import Sort
from newsidx.query.tree import All, names_articles

if TYPE_CHECKING:
    from newsidx.article import Facet

UNITS = {"day": PER_DAY, "month": PER_DAY * 100, "year": PER_DAY * 10_000}
"""What an id is divided by to get its day, month or year."""


SEPARATOR = "\0"
"""What stands between values in one text. newsidx drops this character from what it reads."""


class Statement(NamedTuple):
    """SQL and its parameters."""

    sql: str
    parameters: list[Any]


def ids(
    query: Query,
    expansion: Expansion,
    sort: Sort,
    limit: int | None,
    offset: int = 0,
    excluded: Sequence[int] = (),
) -> Statement:
    """The ids of the articles that match a query, in order, without those excluded. A limit of None means all of them.

    Relevance is FTS5's BM25 with the title counted twice; for a query that cannot be ranked, the newest come first.
    """
    source = _source(query, expansion)
    where, parameters = source.where, source.parameters
    if excluded:
        where = f"{where} AND +{source.column} NOT IN (SELECT value FROM json_each(?))"
        parameters = [*parameters, json.dumps(excluded)]
    order = f"{source.column} {'ASC' if sort == Sort.OLDEST else 'DESC'}"
    if sort == Sort.RELEVANCE and source.is_index:
        order = f"bm25(articles_fts, 2.0, 1.0), {source.column} DESC"
    sql = f"SELECT {source.column} FROM {source.table} WHERE {where} ORDER BY {order} LIMIT ? OFFSET ?"
    return Statement(sql, [*parameters, -1 if limit is None else limit, offset])


def all_ids(query: Query, expansion: Expansion) -> Statement:
    """One row with the ids of all articles that match a query, the lowest first, in one text with commas between them:
    a hundred thousand rows would take ten times as long. NULL if there are none.
    """
    source = _source(query, expansion)
    sql = f"""
        SELECT group_concat(id) FROM (
          SELECT {source.column} AS id FROM {source.table} WHERE {source.where} ORDER BY {source.column}
        )
    """
    return Statement(sql, source.parameters)


def ids_with_lengths(query: Query, expansion: Expansion) -> Statement:
    """(id, FTS5's record of the lengths of its columns) of the articles that match a query, the lowest id first."""
    source = _source(query, expansion)
    if source.table == _EVERY_ID:
        sql = f"SELECT {source.column}, sz FROM {source.table} WHERE {source.where} ORDER BY {source.column}"
    else:
        sql = f"""
            SELECT {source.column}, sz FROM {source.table}
            CROSS JOIN {_EVERY_ID} ON {_EVERY_ID}.id = {source.column}
            WHERE {source.where} ORDER BY {source.column}
        """
    return Statement(sql, source.parameters)


def is_ranked(query: Query, expansion: Expansion) -> bool:
    """Whether the matches of a query can be ranked: not if FTS5 alone finds none of them, as with `url:example`,
    `oil OR url:example` or `-gas`.
    """
    return _source(query, expansion).is_index


def count(query: Query, expansion: Expansion) -> Statement:
    """How many articles match a query."""
    if days := _days(query):
        return Statement(f"SELECT {_SUM} FROM days WHERE {days.sql}", days.parameters)
    source = _source(query, expansion)
    return Statement(f"SELECT count(*) FROM {source.table} WHERE {source.where}", source.parameters)


def periods_of(query: Query, expansion: Expansion, unit: str) -> Statement:
    """One text with the day, month or year of each match that is dated, separated by commas: 20220306, 202203, 2022."""
    source = _source(query, expansion)
    sql = f"""
        SELECT group_concat({source.column} / {UNITS[unit]}) FROM {source.table}
        WHERE {source.column} >= {FIRST_DATED_ID} AND {source.where}
    """
    return Statement(sql, source.parameters)


def kept_counts_by(query: Query, unit: str) -> Statement | None:
    """One row with two texts, in which commas stand between: the days, months or years with a match (2022-03-06,
    2022-03, 2022) or the first day with a match of each week, oldest first; and how many articles match in each. Both
    are NULL if none match.

    For a query that has only dates; None for others. Undated articles are not counted.
    """
    days = _days(query)
    if days is None:
        return None
    if unit == "day":
        periods = "date AS period, articles"
        grouping = ""
    else:
        name = "min(date)" if unit == "week" else f"substr(date, 1, {values.PERIOD_LENGTHS[unit]})"
        periods = f"{name} AS period, {_SUM} AS articles"
        grouping = f"GROUP BY {_WEEK if unit == 'week' else 'period'}"
    sql = f"""
        SELECT group_concat(period), group_concat(articles) FROM (
          SELECT {periods} FROM days WHERE date > '' AND {days.sql} {grouping} ORDER BY period
        )
    """
    return Statement(sql, days.parameters)


def values_of(query: Query, expansion: Expansion, fields: Sequence[Facet], index: str | None) -> Statement:
    """One row: for each of some columns, a text with its values in the articles that match, with `SEPARATOR` between
    them, and how many values that are; and how many articles match. For one column of a query that has only dates, the
    last does not count articles without a value.

    `index` is one with the columns behind the id, which is read instead of articles.
    """
    source = _by_id(query, fields) or _source(query, expansion)
    tables = f"articles INDEXED BY {index}" if index else "articles"
    if source.table != "articles":
        tables = f"{source.table} CROSS JOIN {tables} ON articles.id = {source.column}"
    values = (f"group_concat(articles.{field}, char({ord(SEPARATOR)})), count(articles.{field})" for field in fields)
    return Statement(f"SELECT {', '.join(values)}, count(*) FROM {tables} WHERE {source.where}", source.parameters)


_WEEK = "CAST((julianday(date) + 0.5) / 7 AS INTEGER)"
"""The number of a week: Julian days begin at noon, and day 0 is a Monday."""

_SUM = "CAST(total(articles) AS INTEGER)"
"""The articles of several days. SQLite's `sum` would fail on the numbers of a forged archive."""

_EVERY_ID = "articles_fts_docsize"
"""A table of the index with a short row for every article, https://www.sqlite.org/fts5.html, section 9. With it a page
far down a list is found without reading past the texts of all articles before it.
"""

_MAX_PARAMETERS = 30_000
_MAX_SQL_LENGTH = 900_000
"""SQLite's limits, with room to spare: 32,766 parameters and a million bytes. https://www.sqlite.org/limits.html"""


class _Source(NamedTuple):
    """The table that the matching articles are read from (the index, or another), its id column, and the conditions."""

    table: str
    column: str
    where: str
    parameters: list[Any]

    @property
    def is_index(self) -> bool:
        return self.table == "articles_fts"


def _source(query: Query, expansion: Expansion) -> _Source:
    """The index, if FTS5 finds a part that every match must have; the rest are conditions on each article found.

    Raises QueryTooLong.
    """
    parts = query.tree.parts if isinstance(query.tree, All) else (query.tree,) if query.tree else ()
    match = fts5_match(All(parts), expansion)
    if match:
        table, column = "articles_fts", "articles_fts.rowid"
        conditions = [Condition("articles_fts MATCH ?", (match.expression,))]
        parts = tuple(part for part in parts if not is_settled(part, expansion))
    else:
        table, column, conditions = _EVERY_ID, f"{_EVERY_ID}.id", [ALWAYS]
    if query.undated:
        conditions.append(Condition(f"{column} < ?", (FIRST_DATED_ID,)))
    conditions.append(in_dates(query.dates, column))
    if not match and (named := [part for part in parts if names_articles(part)]):
        conditions.append(group_condition(All(tuple(named)), column, expansion))
        parts = tuple(part for part in parts if not names_articles(part))
    if parts:
        # The plus keeps SQLite from using the condition to look articles up, which would leave MATCH without the index.
        conditions.append(group_condition(All(parts), f"+{column}", expansion, is_matched=match is not None))
    source = _Source(table, column, *_all(conditions))
    if len(source.parameters) > _MAX_PARAMETERS or len(source.where) > _MAX_SQL_LENGTH:
        raise too_long()
    return source


def _days(query: Query) -> Statement | None:
    """The condition on the table `days`, for a query that has only dates."""
    if query.tree is not None:
        return None
    conditions = [Condition("date = ''") if query.undated else ALWAYS]
    if not query.dates.is_everything:
        first, last = query.dates.first or datetime.date.min, query.dates.last or datetime.date.max
        conditions.append(Condition("date BETWEEN ? AND ?", (first.isoformat(), last.isoformat())))
    if query.dates.every_year:
        conditions.append(Condition("substr(date, 6) = ?", ("{:02}-{:02}".format(*query.dates.every_year),)))
    return _all(conditions)


def _by_id(query: Query, fields: Sequence[Facet]) -> _Source | None:
    """The articles themselves, for a query that has only dates; where it is one column, those with a value in it."""
    if query.tree is not None:
        return None
    conditions = [Condition("articles.id < ?", (FIRST_DATED_ID,)) if query.undated else ALWAYS]
    conditions.append(in_dates(query.dates, "articles.id"))
    if len(fields) == 1:
        conditions.append(Condition(f"articles.{fields[0]} IS NOT NULL"))
    return _Source("articles", "articles.id", *_all(conditions))


def _all(conditions: list[Condition]) -> Statement:
    """Conditions that must all be true, in SQL."""
    needed = [condition for condition in conditions if condition != ALWAYS] or [ALWAYS]
    sql = " AND ".join(condition.sql for condition in needed)
    return Statement(sql, [parameter for condition in needed for parameter in condition.parameters])

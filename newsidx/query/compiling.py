"""The query -> SQL. Whatever its tree holds, what comes out is something SQLite accepts.

Since an id says its day, a range of dates is a range of ids, newest first is the ids downwards, and the month
of an article is its id divided; the date column is only used where its index spares reading the articles.
"""

from __future__ import annotations

import datetime
from typing import Any, NamedTuple

from newsidx.article import EARLIEST, FIRST_DATED_ID, PER_DAY, first_id, last_id
from newsidx.dates import DateRange
from newsidx.marks import MARK_END, MARK_START
from newsidx.query import Query
from newsidx.query.expressions import any_word, in_doubt, match
from newsidx.query.tree import All, Dated, Exact, InField, Metadata, Node, Not, Prefix
from newsidx.query.tree import Any as AnyOf

SORTS = ("relevance", "newest", "oldest")
UNITS = {"day": PER_DAY, "month": PER_DAY * 100, "year": PER_DAY * 10_000}
"""What an id is divided by to give its day, month or year."""


class Statement(NamedTuple):
    """SQL and the parameters to bind."""

    sql: str
    parameters: list[Any]


def ids(query: Query, sort: str, limit: int | None, offset: int = 0) -> Statement:
    """The ids that answer a query, in order. `sort` is one of SORTS; a limit of None is all of them.

    Relevance is FTS5's BM25, and where a query is not ranked the newest come first.
    """
    source = _source(query)
    order = f"{source.column} {'ASC' if sort == 'oldest' else 'DESC'}"
    if sort == "relevance" and source.is_index:
        order = f"bm25(articles_fts), {source.column} DESC"
    sql = f"SELECT {source.column} FROM {source.table} WHERE {source.where} ORDER BY {order} LIMIT ? OFFSET ?"
    return Statement(sql, [*source.parameters, -1 if limit is None else limit, offset])


def is_ranked(query: Query) -> bool:
    """Whether some articles can answer a query better than others: not where FTS5 alone finds no part of the answer,
    as with `by:smith`, `oil OR by:smith` or `-gas`.
    """
    return _source(query).is_index


def count(query: Query) -> Statement:
    """How many articles answer a query."""
    source = _by_date(query) or _source(query)
    return Statement(f"SELECT count(*) FROM {source.table} WHERE {source.where}", source.parameters)


def counts_by(query: Query, unit: str) -> Statement:
    """(period, articles) rows, oldest first, for each day, month or year with an answer: 20220306, 202203, 2022.

    Undated articles are in no period.
    """
    if source := _by_date(query):
        length = {"day": 10, "month": 7, "year": 4}[unit]
        period, is_dated = f"CAST(replace(substr(date, 1, {length}), '-', '') AS INTEGER)", "date IS NOT NULL"
    else:
        source = _source(query)
        period, is_dated = f"{source.column} / {UNITS[unit]}", f"{source.column} >= {FIRST_DATED_ID}"
    sql = f"""
        SELECT {period} AS period, count(*) FROM {source.table}
        WHERE {is_dated} AND {source.where} GROUP BY period ORDER BY period
    """
    return Statement(sql, source.parameters)


def marked_texts(node: Node, article_ids: str, table: str = "articles_fts") -> Statement:
    """(id, title, body) rows of some articles, the matches marked. `article_ids` is a JSON array of ids.

    `table` is the index or one like it. The node has a word that can be marked.
    """
    sql = f"""
        SELECT rowid, highlight({table}, 0, ?, ?), highlight({table}, 1, ?, ?)
        FROM {table} WHERE {table} MATCH ? AND rowid IN (SELECT value FROM json_each(?))
    """
    return Statement(sql, [MARK_START, MARK_END, MARK_START, MARK_END, any_word(node), article_ids])


def marked_bodies(node: Node, most: int) -> Statement:
    """The bodies, the matches marked, of the newest articles that have what a node asks for; so many at most."""
    sql = """
        SELECT highlight(articles_fts, 1, ?, ?) FROM articles_fts
        WHERE articles_fts MATCH ? ORDER BY rowid DESC LIMIT ?
    """
    return Statement(sql, [MARK_START, MARK_END, any_word(node), most])


_EVERY_ID = "articles_fts_docsize"
"""A table of the index that has a short row for every article, https://www.sqlite.org/fts5.html, section 9: a page
far down a list is found without reading past the texts of all before it.
"""


class _Source(NamedTuple):
    """Where an answer is read from (the index, or the table) and by what conditions."""

    table: str
    column: str
    where: str
    parameters: list[Any]

    @property
    def is_index(self) -> bool:
        return self.table == "articles_fts"


def _source(query: Query) -> _Source:
    """The index, where FTS5 finds a part of what all must have; the rest are conditions on each article found."""
    parts = query.tree.parts if isinstance(query.tree, All) else (query.tree,) if query.tree else ()
    found = match(All(parts))
    if found:
        table, column = "articles_fts", "articles_fts.rowid"
        pieces = [Statement("articles_fts MATCH ?", [found.expression])]
    else:
        table, column, pieces = _EVERY_ID, f"{_EVERY_ID}.id", [Statement("TRUE", [])]
    if query.undated:
        pieces.append(Statement(f"{column} < ?", [FIRST_DATED_ID]))
    pieces.append(_dates(query.dates, column))
    # The plus keeps SQLite from looking articles up by a condition, for which it would have to leave MATCH undone.
    pieces += [one for part in parts if (one := _remainder(part, f"+{column}", is_in_index=found is not None))]
    return _Source(table, column, *_all(pieces))


def _remainder(part: Node, column: str, is_in_index: bool) -> Statement | None:
    """The condition that a part of what all must have leaves to be looked at, when the index was asked for it."""
    if not is_in_index:
        return _condition(part, column)
    found = match(part.node) if isinstance(part, Not) else match(part)
    if found and found.is_exact:
        return None
    if found and isinstance(part, (Exact, Prefix, InField)):
        return _in_text(part, column)
    return _condition(part, column)


def _condition(node: Node, column: str) -> Statement:
    """The condition that the article whose id stands in `column` is what a node asks for."""
    if isinstance(node, (All, AnyOf)):
        word = " AND " if isinstance(node, All) else " OR "
        pieces = [_condition(part, column) for part in node.parts]
        return Statement(f"({word.join(piece.sql for piece in pieces)})", [one for piece in pieces for one in piece[1]])
    if isinstance(node, Not):
        inner = _condition(node.node, column)
        return Statement(f"NOT {inner.sql}", inner.parameters)
    if isinstance(node, Dated):
        return _dates(node.dates, column)
    if isinstance(node, Metadata):
        return Statement(_METADATA[node.field].format(column=column), [node.value.casefold()])
    found = match(node)
    if found is None:
        raise TypeError(f"{node!r} is no part of a question")
    indexed = Statement(_INDEXED.format(column=column), [found.expression])
    if found.is_exact:
        return indexed
    text = _in_text(node, column)
    return Statement(f"({indexed.sql} AND {text.sql})", [*indexed.parameters, *text.parameters])


def _in_text(node: Node, column: str) -> Statement:
    """The condition that the text of an article, found by a stem, holds the form of the word that was asked for."""
    names: tuple[str, ...] = ("title", "body")
    if isinstance(node, InField):
        names, node = (node.field,), node.node
    if not isinstance(node, (Exact, Prefix)):
        raise TypeError(f"{node!r} is found by its stem alone")
    function = "has_form" if isinstance(node, Exact) else "has_prefix"
    looks = " OR ".join(f"{function}(one.{name}, ?)" for name in names)
    statement = Statement(
        f"EXISTS (SELECT 1 FROM articles AS one WHERE one.id = {column} AND ({looks}))", [node.text] * len(names)
    )
    doubt = in_doubt(node) if isinstance(node, Prefix) else None
    if doubt is None:
        return statement
    return Statement(f"(NOT {_INDEXED.format(column=column)} OR {statement.sql})", [doubt, *statement.parameters])


_INDEXED = "{column} IN (SELECT words.rowid FROM articles_fts AS words WHERE words.articles_fts MATCH ?)"
_HAS = "coalesce((SELECT has_text(one.{name}, ?) FROM articles AS one WHERE one.id = {{column}}), FALSE)"
_METADATA = {
    "by": _HAS.format(name="byline"),
    "source": _HAS.format(name="source"),
    "section": _HAS.format(name="section"),
    "place": _HAS.format(name="place"),
    "lang": "coalesce((SELECT is_language(one.language, ?) FROM articles AS one WHERE one.id = {column}), FALSE)",
    "path": """EXISTS (
        SELECT 1 FROM copies JOIN files ON files.id = copies.file
        WHERE copies.article = {column} AND has_text(files.path, ?)
    )""",
}
"""The conditions of metadata fields; the two functions are those of `newsidx.archive.opening`."""


def _dates(dates: DateRange, column: str) -> Statement:
    """The condition that an id is of some days."""
    if dates.is_everything:
        return Statement("TRUE", [])
    first, last = first_id(dates.first or EARLIEST), last_id(dates.last or datetime.date.max)
    if dates.every_year is None:
        return Statement(f"{column} BETWEEN ? AND ?", [first, last])
    month, day = dates.every_year
    sql = f"({column} BETWEEN ? AND ? AND ({column} / {PER_DAY}) % 10000 = ?)"
    return Statement(sql, [first, last, month * 100 + day])


def _by_date(query: Query) -> _Source | None:
    """For a query of dates alone: its date column, whose index holds no text to be read past."""
    if query.tree is not None:
        return None
    pieces = [Statement("date IS NULL" if query.undated else "TRUE", [])]
    if not query.dates.is_everything:
        first, last = query.dates.first or datetime.date.min, query.dates.last or datetime.date.max
        pieces.append(Statement("date BETWEEN ? AND ?", [first.isoformat(), last.isoformat()]))
    if query.dates.every_year:
        pieces.append(Statement("substr(date, 6) = ?", ["{:02}-{:02}".format(*query.dates.every_year)]))
    return _Source("articles", "date", *_all(pieces))


def _all(pieces: list[Statement]) -> Statement:
    """Conditions that must all hold."""
    wanted = [piece for piece in pieces if piece.sql != "TRUE"] or pieces[:1]
    return Statement(" AND ".join(piece.sql for piece in wanted), [one for piece in wanted for one in piece.parameters])

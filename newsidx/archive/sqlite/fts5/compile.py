"""The query -> SQL. Whatever its tree holds, what comes out is something SQLite accepts.

Since an id says its day, a range of dates is a range of ids, newest first is the ids downwards, and the month
of an article is its id divided; the date column is only used where its index spares reading the articles.
"""

from __future__ import annotations

import datetime
import functools
import json
from enum import Enum, auto
from typing import Any, NamedTuple

from newsidx.archive.contract import Facet, Sort
from newsidx.archive.sqlite.fts5.match import any_word, in_doubt, match, nearness
from newsidx.article import EARLIEST, FIRST_DATED_ID, PER_DAY, first_id, last_id
from newsidx.dates import DateRange
from newsidx.errors import QueryTooLong
from newsidx.query import Query
from newsidx.query.lexer import TEXT_FIELDS
from newsidx.query.tree import All, Dated, Exact, InField, Metadata, Near, Node, Not, Prefix
from newsidx.query.tree import Any as AnyOf
from newsidx.text.marks import MARK_END, MARK_START

UNITS = {"day": PER_DAY, "month": PER_DAY * 100, "year": PER_DAY * 10_000}
"""What an id is divided by to give its day, month or year."""


class Statement(NamedTuple):
    """SQL and the parameters to bind."""

    sql: str
    parameters: list[Any]


def ids(query: Query, sort: Sort, limit: int | None, offset: int = 0) -> Statement:
    """The ids that answer a query, in order. A limit of None is all of them.

    Relevance is FTS5's BM25, and where a query is not ranked the newest come first.
    """
    source = _source(query)
    order = f"{source.column} {'ASC' if sort == Sort.OLDEST else 'DESC'}"
    if sort == Sort.RELEVANCE and source.is_index:
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


def facets(query: Query, field: Facet, limit: int) -> Statement:
    """(value, articles) rows of the commonest values of a column among the articles that answer a query."""
    source = _source(query)
    sql = f"""
        SELECT {field}, count(*) AS article_count FROM articles
        WHERE {field} IS NOT NULL AND id IN (SELECT {source.column} FROM {source.table} WHERE {source.where})
        GROUP BY {field} ORDER BY article_count DESC, {field} LIMIT ?
    """
    return Statement(sql, [*source.parameters, limit])


def marked_texts(node: Node, article_ids: str, table: str = "articles_fts") -> Statement:
    """(id, title, body) rows of some articles, the matches marked. `article_ids` is a JSON array of ids.

    `table` is the index or one like it. The node has a word that can be marked.
    """
    sql = f"""
        SELECT rowid, highlight({table}, 0, ?, ?), highlight({table}, 1, ?, ?)
        FROM {table} WHERE {table} MATCH ? AND rowid IN (SELECT value FROM json_each(?))
    """
    return Statement(sql, [MARK_START, MARK_END, MARK_START, MARK_END, any_word(node), article_ids])


def marked_bodies(node: Node, most: int, words: int) -> Statement:
    """The bodies, the matches marked, of the newest articles that have what a node asks for; so many at most, each of
    no more than so many words.
    """
    sql = """
        SELECT highlight(articles_fts, 1, ?, ?) FROM articles_fts
        WHERE articles_fts MATCH ? AND (SELECT words FROM articles WHERE id = articles_fts.rowid) <= ?
        ORDER BY rowid DESC LIMIT ?
    """
    return Statement(sql, [MARK_START, MARK_END, any_word(node), words, most])


_EVERY_ID = "articles_fts_docsize"
"""A table of the index that has a short row for every article, https://www.sqlite.org/fts5.html, section 9: a page
far down a list is found without reading past the texts of all before it.
"""


_MOST_PARAMETERS = 30_000
_LONGEST_SQL = 900_000
_DEEPEST, _HIGHEST = 900, 80
"""What SQLite takes, with room to spare: 32,766 parameters, a million bytes, a condition 1,000 deep, and a hundred
symbols that wait for their end. https://www.sqlite.org/limits.html
"""

_TOGETHER = 16
"""Conditions that stand under one AND or OR side by side: each makes what stands before it one deeper."""


class _Source(NamedTuple):
    """Where an answer is read from (the index, or the table) and by what conditions."""

    table: str
    column: str
    where: str
    parameters: list[Any]

    @property
    def is_index(self) -> bool:
        return self.table == "articles_fts"


class _Condition(NamedTuple):
    """A condition in SQL with its parameters; how deep it is to SQLite, and how high its brackets are piled."""

    sql: str
    parameters: tuple[Any, ...]
    depth: int = 8
    height: int = 16


def _source(query: Query) -> _Source:
    """The index, where FTS5 finds a part of what all must have; the rest are conditions on each article found.

    Raises QueryTooLong.
    """
    parts = query.tree.parts if isinstance(query.tree, All) else (query.tree,) if query.tree else ()
    found = match(All(parts))
    if found:
        table, column = "articles_fts", "articles_fts.rowid"
        pieces = [Statement("articles_fts MATCH ?", [found.expression])]
        parts = tuple(part for part in parts if not _is_known(part))
    else:
        table, column, pieces = _EVERY_ID, f"{_EVERY_ID}.id", [Statement("TRUE", [])]
    if query.undated:
        pieces.append(Statement(f"{column} < ?", [FIRST_DATED_ID]))
    pieces.append(_dates(query.dates, column))
    if parts:
        # The plus keeps SQLite from looking articles up by a condition, for which it would have to leave MATCH undone.
        rest = _group(All(parts), f"+{column}", is_found=found is not None)
        pieces.append(Statement(rest.sql, list(rest.parameters)))
    source = _Source(table, column, *_all(pieces))
    if len(source.parameters) > _MOST_PARAMETERS or len(source.where) > _LONGEST_SQL:
        raise _too_long()
    return source


def _is_known(part: Node) -> bool:
    """Whether what the index finds of all parts leaves nothing of this one to be looked at."""
    found = match(part.node) if isinstance(part, Not) else match(part)
    return found is not None and found.is_exact


def _condition(node: Node, column: str) -> _Condition:
    """The condition that the article whose id stands in `column` is what a node asks for."""
    if isinstance(node, (All, AnyOf)):
        return _group(node, column)
    return _group(All((node,)), column)


def _group(node: All | AnyOf, column: str, is_found: bool = False) -> _Condition:
    """The condition of all or any of some parts: what is alike in them is asked at once.

    `is_found` says that the index was asked for all of them, so that only the text is left to be looked at.
    """
    alike: dict[tuple[_Kind, str], list[Node]] = {}
    for part in node.parts:
        alike.setdefault(_kind(part), []).append(part)
    pieces: list[_Condition] = []
    for (kind, _), parts in alike.items():
        group = type(node)(tuple(parts))
        if kind is _Kind.INDEXED:
            pieces += _indexed(group, column)
        elif kind is _Kind.NOT:
            pieces.append(_without(group, column))
        elif kind is _Kind.DATES:
            pieces += _days(group, column)
        elif kind is _Kind.METADATA:
            pieces.append(_metadata(group, column))
        elif kind is _Kind.EXACT:
            pieces.append(_exact(group, column, is_found))
        else:
            pieces += [_other(part, column, is_found) for part in parts]
    return _joined(" AND " if isinstance(node, All) else " OR ", pieces)


class _Kind(Enum):
    """How the parts of a group are looked up."""

    INDEXED = auto()
    NOT = auto()
    DATES = auto()
    METADATA = auto()
    EXACT = auto()
    OTHER = auto()


def _kind(part: Node) -> tuple[_Kind, str]:
    """How a part is looked up, and in which field: parts that are alike in both are looked up together."""
    inner = part.node if isinstance(part, InField) else part
    if isinstance(part, Not):
        return _Kind.NOT, ""
    if isinstance(part, Dated):
        return _Kind.DATES, ""
    if isinstance(part, Metadata):
        return _Kind.METADATA, part.field
    matched = match(part)
    if matched and matched.is_exact:
        return _Kind.INDEXED, ""
    if isinstance(inner, Exact):
        return _Kind.EXACT, part.field if isinstance(part, InField) else ""
    return _Kind.OTHER, ""


def _indexed(group: All | AnyOf, column: str) -> list[_Condition]:
    found = match(group)
    if found is None:  # together they are too much for FTS5's parser
        return [one for part in group.parts for one in _indexed(AnyOf((part,)), column)]
    return [_Condition(_INDEXED.format(column=column), (found.expression,))]


def _without(group: All | AnyOf, column: str) -> _Condition:
    """Neither of some, or not both of them, whose negations stand in the group."""
    nodes = tuple(part.node for part in group.parts if isinstance(part, Not))
    inner = _group(AnyOf(nodes) if isinstance(group, All) else All(nodes), column)
    return inner._replace(sql=f"NOT {inner.sql}", depth=inner.depth + 1, height=inner.height + 1)


def _days(group: All | AnyOf, column: str) -> list[_Condition]:
    ranges = list(dict.fromkeys(part.dates for part in group.parts if isinstance(part, Dated)))
    if isinstance(group, All):
        return [_of_days(functools.reduce(lambda one, other: one & other, ranges), column)]
    spans = [_ids_of(dates) for dates in ranges if dates.every_year is None]
    yearly = [_of_days(dates, column) for dates in ranges if dates.every_year]
    if len(spans) < 2:
        return [_of_days(dates, column) for dates in ranges]
    return [_Condition(f"is_within({column}, ?)", (json.dumps(sorted(spans)),)), *yearly]


def _of_days(dates: DateRange, column: str) -> _Condition:
    statement = _dates(dates, column)
    return _Condition(statement.sql, tuple(statement.parameters))


def _metadata(group: All | AnyOf, column: str) -> _Condition:
    parts = [part for part in group.parts if isinstance(part, Metadata)]
    asked = json.dumps([part.value.casefold() for part in parts])
    return _Condition(_METADATA[parts[0].field].format(column=column), (asked, isinstance(group, All)))


def _exact(group: All | AnyOf, column: str, is_found: bool) -> _Condition:
    """Words in just one form, all or any of them in the same field: by their stems, and by the text."""
    forms = [inner.text for part in group.parts if isinstance(inner := _inner(part), Exact)]
    is_all = isinstance(group, All)
    text = _in_text(group.parts[0], "has_forms(?, ?, {texts})", (json.dumps(forms), is_all), column)
    return text if is_found else _joined(" AND ", [*_indexed(group, column), text])


def _other(part: Node, column: str, is_found: bool) -> _Condition:
    """A part that stands by itself: a group within the group, or one whose articles have to be looked at."""
    if isinstance(part, (All, AnyOf)):
        return _group(part, column)
    inner = _inner(part)
    if isinstance(inner, Near):
        near = nearness(inner)
        text = _in_text(part, "has_near(?, ?, {texts})", (json.dumps(near.words), near.distance), column)
    elif isinstance(inner, Prefix):
        text = _in_text(part, "has_prefix(?, {texts})", (inner.text,), column)
        if doubt := in_doubt(inner):
            sure = _Condition(f"NOT {_INDEXED.format(column=column)}", (doubt,))
            text = _joined(" OR ", [sure, text])
    else:
        raise TypeError(f"{part!r} is no part of a question")
    return text if is_found else _joined(" AND ", [*_indexed(All((part,)), column), text])


def _inner(part: Node) -> Node:
    return part.node if isinstance(part, InField) else part


def _in_text(part: Node, function: str, parameters: tuple[Any, ...], column: str) -> _Condition:
    """The condition that the text of an article, found by stems, is what a part asks for."""
    names = (part.field,) if isinstance(part, InField) else TEXT_FIELDS
    call = function.format(texts=", ".join(f"one.{name}" for name in names))
    return _Condition(f"coalesce((SELECT {call} FROM articles AS one WHERE one.id = {column}), FALSE)", parameters)


def _joined(operator: str, pieces: list[_Condition]) -> _Condition:
    """Conditions under one operator, with those that are piled highest first."""
    while len(pieces) > 1:
        groups = [pieces[at : at + _TOGETHER] for at in range(0, len(pieces), _TOGETHER)]
        pieces = [_side_by_side(operator, group) for group in groups]
    if pieces[0].depth > _DEEPEST or pieces[0].height > _HIGHEST:
        raise _too_long()
    return pieces[0]


def _side_by_side(operator: str, pieces: list[_Condition]) -> _Condition:
    if len(pieces) == 1:
        return pieces[0]
    pieces = sorted(pieces, key=lambda piece: -piece.height)
    return _Condition(
        f"({operator.join(piece.sql for piece in pieces)})",
        tuple(one for piece in pieces for one in piece.parameters),
        max(piece.depth for piece in pieces) + len(pieces),
        1 + max(pieces[0].height, 2 + pieces[1].height),
    )


def _too_long() -> QueryTooLong:
    return QueryTooLong("The query is too long for SQLite", "Leave out some of its fields, brackets, = or *.")


_INDEXED = "{column} IN (SELECT words.rowid FROM articles_fts AS words WHERE words.articles_fts MATCH ?)"
_HAS = "coalesce((SELECT has_text(one.{name}, ?, ?) FROM articles AS one WHERE one.id = {{column}}), FALSE)"
_METADATA = {
    "by": _HAS.format(name="byline"),
    "source": _HAS.format(name="source"),
    "section": _HAS.format(name="section"),
    "place": _HAS.format(name="place"),
    "lang": "coalesce((SELECT is_language(one.language, ?, ?) FROM articles AS one WHERE one.id = {column}), FALSE)",
    "path": """has_text((
        SELECT group_concat(files.path, char(0)) FROM copies JOIN files ON files.id = copies.file
        WHERE copies.article = {column}
    ), ?, ?)""",
}
"""The conditions of metadata fields; the functions are those of `newsidx.archive.sqlite.sql_functions`."""


def _ids_of(dates: DateRange) -> tuple[int, int]:
    """The first and the last id of a range of days."""
    return first_id(dates.first or EARLIEST), last_id(dates.last or datetime.date.max)


def _dates(dates: DateRange, column: str) -> Statement:
    """The condition that an id is of some days."""
    if dates.is_everything:
        return Statement("TRUE", [])
    first, last = _ids_of(dates)
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

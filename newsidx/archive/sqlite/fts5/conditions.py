"""Conditions on single articles -> SQL: the parts of a query that the index cannot answer alone.

Parts that are alike (metadata of one field, dates, exact words) are checked together, because SQLite limits how deep
a condition can be. The SQL functions are those of `newsidx.archive.sqlite.sql_functions`.
"""

from __future__ import annotations

import datetime
import functools
import json
from enum import Enum, auto
from typing import Any, NamedTuple

from newsidx.archive.sqlite.fts5.match import fts5_match, nearness, uncertain_match
from newsidx.article import EARLIEST, PER_DAY, first_id, last_id
from newsidx.dates import DateRange
from newsidx.errors import QueryTooLong
from newsidx.query.fields import TEXT_FIELDS
from newsidx.query.tree import All, Dated, Exact, InField, Metadata, Near, Node, Not, Prefix
from newsidx.query.tree import Any as AnyOf

_MAX_DEPTH, _MAX_HEIGHT = 900, 80
"""SQLite's limits, with room to spare: a condition 1,000 deep, and 100 symbols on the stack of its parser.

https://www.sqlite.org/limits.html
"""

_GROUP_SIZE = 16
"""The most conditions side by side under one AND or OR: each of them makes those before it one deeper."""


class Condition(NamedTuple):
    """A condition in SQL and its parameters.

    `depth` is how deep its expression is, `height` the most symbols on the stack of SQLite's parser while it reads it.
    """

    sql: str
    parameters: tuple[Any, ...] = ()
    depth: int = 8
    height: int = 16


ALWAYS = Condition("TRUE")


def is_settled(part: Node) -> bool:
    """Whether the index alone decides about a part of the query, so that no text need be checked."""
    match = fts5_match(part.node if isinstance(part, Not) else part)
    return match is not None and match.is_exact


def group_condition(group: All | AnyOf, column: str, is_matched: bool = False) -> Condition:
    """The condition that the article whose id is in `column` matches a group. Raises QueryTooLong.

    `is_matched` says that the index has already been searched for the group, so that only the text is checked.
    """
    alike: dict[tuple[_Lookup, str], list[Node]] = {}
    for part in group.parts:
        alike.setdefault(_lookup(part), []).append(part)
    conditions: list[Condition] = []
    for (lookup, _), parts in alike.items():
        same = type(group)(tuple(parts))
        if lookup is _Lookup.INDEX:
            conditions += _in_index(same, column)
        elif lookup is _Lookup.NEGATION:
            conditions.append(_negated(same, column))
        elif lookup is _Lookup.DATES:
            conditions += _in_any_or_all_dates(same, column)
        elif lookup is _Lookup.METADATA:
            conditions.append(_metadata(same, column))
        elif lookup is _Lookup.EXACT:
            conditions.append(_exact(same, column, is_matched))
        else:
            conditions += [_single(part, column, is_matched) for part in parts]
    return _joined(" AND " if isinstance(group, All) else " OR ", conditions)


def in_dates(dates: DateRange, column: str) -> Condition:
    """The condition that an id is within a range of dates."""
    if dates.is_everything:
        return ALWAYS
    first, last = _id_range(dates)
    if dates.every_year is None:
        return Condition(f"{column} BETWEEN ? AND ?", (first, last))
    month, day = dates.every_year
    sql = f"({column} BETWEEN ? AND ? AND ({column} / {PER_DAY}) % 10000 = ?)"
    return Condition(sql, (first, last, month * 100 + day))


class _Lookup(Enum):
    """How a part of a group is looked up."""

    INDEX = auto()
    NEGATION = auto()
    DATES = auto()
    METADATA = auto()
    EXACT = auto()
    SINGLE = auto()


def _lookup(part: Node) -> tuple[_Lookup, str]:
    """How a part is looked up, and in which field: parts with the same of both are looked up together."""
    if isinstance(part, Not):
        return _Lookup.NEGATION, ""
    if isinstance(part, Dated):
        return _Lookup.DATES, ""
    if isinstance(part, Metadata):
        return _Lookup.METADATA, part.field
    match = fts5_match(part)
    if match and match.is_exact:
        return _Lookup.INDEX, ""
    if isinstance(_inner(part), Exact):
        return _Lookup.EXACT, part.field if isinstance(part, InField) else ""
    return _Lookup.SINGLE, ""


def _in_index(group: All | AnyOf, column: str) -> list[Condition]:
    match = fts5_match(group)
    if match is None:  # the whole group is too much for FTS5's parser
        return [condition for part in group.parts for condition in _in_index(AnyOf((part,)), column)]
    return [Condition(_INDEXED.format(column=column), (match.expression,))]


def _negated(group: All | AnyOf, column: str) -> Condition:
    """The condition for a group of negations: `NOT a AND NOT b` is `NOT (a OR b)`, and the reverse."""
    nodes = tuple(part.node for part in group.parts if isinstance(part, Not))
    inner = group_condition(AnyOf(nodes) if isinstance(group, All) else All(nodes), column)
    return inner._replace(sql=f"NOT {inner.sql}", depth=inner.depth + 1, height=inner.height + 1)


def _in_any_or_all_dates(group: All | AnyOf, column: str) -> list[Condition]:
    ranges = list(dict.fromkeys(part.dates for part in group.parts if isinstance(part, Dated)))
    if isinstance(group, All):
        return [in_dates(functools.reduce(lambda one, other: one & other, ranges), column)]
    spans = [_id_range(dates) for dates in ranges if dates.every_year is None]
    if len(spans) < 2:
        return [in_dates(dates, column) for dates in ranges]
    yearly = [in_dates(dates, column) for dates in ranges if dates.every_year]
    return [Condition(f"is_within({column}, ?)", (json.dumps(sorted(spans)),)), *yearly]


def _id_range(dates: DateRange) -> tuple[int, int]:
    """The first and the last id of a range of dates."""
    return first_id(dates.first or EARLIEST), last_id(dates.last or datetime.date.max)


def _metadata(group: All | AnyOf, column: str) -> Condition:
    parts = [part for part in group.parts if isinstance(part, Metadata)]
    values = json.dumps([part.value.casefold() for part in parts])
    return Condition(_METADATA[parts[0].field].format(column=column), (values, isinstance(group, All)))


def _exact(group: All | AnyOf, column: str, is_matched: bool) -> Condition:
    """All or any of some exact words in the same field: the index finds their stems, the text has their forms."""
    forms = [inner.text for part in group.parts if isinstance(inner := _inner(part), Exact)]
    is_all = isinstance(group, All)
    in_text = _in_text(group.parts[0], "has_forms(?, ?, {texts})", (json.dumps(forms), is_all), column)
    return in_text if is_matched else _joined(" AND ", [*_in_index(group, column), in_text])


def _single(part: Node, column: str, is_matched: bool) -> Condition:
    """A part that cannot be looked up together with others: a nested group, or one that is checked in the text."""
    if isinstance(part, (All, AnyOf)):
        return group_condition(part, column)
    inner = _inner(part)
    if isinstance(inner, Near):
        near = nearness(inner)
        in_text = _in_text(part, "has_near(?, ?, {texts})", (json.dumps(near.words), near.distance), column)
    elif isinstance(inner, Prefix):
        in_text = _in_text(part, "has_prefix(?, {texts})", (inner.text,), column)
        if uncertain := uncertain_match(inner):
            certain = Condition(f"NOT {_INDEXED.format(column=column)}", (uncertain,))
            in_text = _joined(" OR ", [certain, in_text])
    else:
        raise TypeError(f"{part!r} is not a part of a query")
    return in_text if is_matched else _joined(" AND ", [*_in_index(All((part,)), column), in_text])


def _inner(part: Node) -> Node:
    return part.node if isinstance(part, InField) else part


def _in_text(part: Node, function: str, parameters: tuple[Any, ...], column: str) -> Condition:
    """The condition that a part matches the text of an article, which the index has found by stems."""
    fields = (part.field,) if isinstance(part, InField) else TEXT_FIELDS
    call = function.format(texts=", ".join(f"article.{field}" for field in fields))
    sql = f"coalesce((SELECT {call} FROM articles AS article WHERE article.id = {column}), FALSE)"
    return Condition(sql, parameters)


def _joined(operator: str, conditions: list[Condition]) -> Condition:
    """Conditions under one operator."""
    while len(conditions) > 1:
        groups = [conditions[start : start + _GROUP_SIZE] for start in range(0, len(conditions), _GROUP_SIZE)]
        conditions = [_side_by_side(operator, group) for group in groups]
    if conditions[0].depth > _MAX_DEPTH or conditions[0].height > _MAX_HEIGHT:
        raise too_long()
    return conditions[0]


def _side_by_side(operator: str, conditions: list[Condition]) -> Condition:
    """A few conditions under one operator, the highest first, which keeps the stack of SQLite's parser small."""
    if len(conditions) == 1:
        return conditions[0]
    conditions = sorted(conditions, key=lambda condition: -condition.height)
    return Condition(
        f"({operator.join(condition.sql for condition in conditions)})",
        tuple(parameter for condition in conditions for parameter in condition.parameters),
        max(condition.depth for condition in conditions) + len(conditions),
        1 + max(conditions[0].height, 2 + conditions[1].height),
    )


def too_long() -> QueryTooLong:
    """The error for a query that exceeds SQLite's limits."""
    return QueryTooLong("The query is too long for SQLite", "Leave out some of its fields, brackets, = or *.")


_INDEXED = "{column} IN (SELECT matched.rowid FROM articles_fts AS matched WHERE matched.articles_fts MATCH ?)"
_CONTAINS = """coalesce((
    SELECT has_text(article.{name}, ?, ?) FROM articles AS article WHERE article.id = {{column}}
), FALSE)"""
_METADATA = {
    "by": _CONTAINS.format(name="byline"),
    "source": _CONTAINS.format(name="source"),
    "section": _CONTAINS.format(name="section"),
    "place": _CONTAINS.format(name="place"),
    "lang": """coalesce((
        SELECT is_language(article.language, ?, ?) FROM articles AS article WHERE article.id = {column}
    ), FALSE)""",
    "path": """has_text((
        SELECT group_concat(files.path, char(0)) FROM copies JOIN files ON files.id = copies.file
        WHERE copies.article = {column}
    ), ?, ?)""",
}
"""The conditions of the metadata fields."""

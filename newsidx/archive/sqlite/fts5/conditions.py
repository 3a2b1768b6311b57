"""Conditions on single articles -> SQL: the parts of a query that the index cannot answer alone.

Parts that are alike (one metadata field, dates) are checked together, because SQLite limits how deep a condition can
be. The SQL functions are those of `newsidx.archive.sqlite.sql_functions`.
"""

from __future__ import annotations

import functools
import json
from enum import Enum, auto
from typing import Any, NamedTuple

from newsidx.archive.matching.expansion import Expansion
from newsidx.archive.matching.nearness import Nearness
from newsidx.archive.sqlite.fts5.match import fts5_match
from newsidx.archive.sqlite.fts5.named import all_named, any_named
from newsidx.archive.sqlite.id_ranges import id_range
from newsidx.article import PER_DAY
from newsidx.dates import DateRange
from newsidx.errors import QueryTooLong
from newsidx.query.fields import NAMING_FIELDS
from newsidx.query.tree import All, Dated, Metadata, Node, Not
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


def is_settled(part: Node, expansion: Expansion) -> bool:
    """Whether the index alone decides about a part of the query, so that no text need be checked."""
    match = fts5_match(part.node if isinstance(part, Not) else part, expansion)
    return match is not None and match.is_exact


def group_condition(group: All | AnyOf, column: str, expansion: Expansion, is_matched: bool = False) -> Condition:
    """The condition that the article whose id is in `column` matches a group. Raises QueryTooLong.

    `is_matched` says that the index has already been searched for the group, so that only the text is checked.
    """
    alike: dict[tuple[_Lookup, str], list[Node]] = {}
    for part in group.parts:
        alike.setdefault(_lookup(part, expansion), []).append(part)
    conditions: list[Condition] = []
    for (lookup, _), parts in alike.items():
        same = type(group)(tuple(parts))
        if lookup is _Lookup.INDEX:
            conditions += _in_index(same, column, expansion)
        elif lookup is _Lookup.NEGATION:
            conditions.append(_negated(same, column, expansion))
        elif lookup is _Lookup.DATES:
            conditions += _in_any_or_all_dates(same, column)
        elif lookup is _Lookup.METADATA:
            conditions.append(_metadata(same, column))
        else:
            conditions += [_single(part, column, expansion, is_matched) for part in parts]
    return _joined(" AND " if isinstance(group, All) else " OR ", conditions)


def in_dates(dates: DateRange, column: str) -> Condition:
    """The condition that an id is within a range of dates."""
    if dates.is_everything:
        return ALWAYS
    first, last = id_range(dates)
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
    SINGLE = auto()


def _lookup(part: Node, expansion: Expansion) -> tuple[_Lookup, str]:
    """How a part is looked up, and in which field: parts with the same of both are looked up together."""
    if isinstance(part, Not):
        return _Lookup.NEGATION, ""
    if isinstance(part, Dated):
        return _Lookup.DATES, ""
    if isinstance(part, Metadata) and part.field in (*_METADATA, *NAMING_FIELDS):
        return _Lookup.METADATA, part.field
    match = fts5_match(part, expansion)
    return (_Lookup.INDEX if match and match.is_exact else _Lookup.SINGLE), ""


def _in_index(group: All | AnyOf, column: str, expansion: Expansion) -> list[Condition]:
    match = fts5_match(group, expansion)
    if match is None:  # the whole group is too much for FTS5's parser
        return [condition for part in group.parts for condition in _in_index(AnyOf((part,)), column, expansion)]
    return [Condition(_INDEXED.format(column=column), (match.expression,))]


def _negated(group: All | AnyOf, column: str, expansion: Expansion) -> Condition:
    """The condition for a group of negations: `NOT a AND NOT b` is `NOT (a OR b)`, and the reverse."""
    nodes = tuple(part.node for part in group.parts if isinstance(part, Not))
    inner = group_condition(AnyOf(nodes) if isinstance(group, All) else All(nodes), column, expansion)
    return inner._replace(sql=f"NOT {inner.sql}", depth=inner.depth + 1, height=inner.height + 1)


def _in_any_or_all_dates(group: All | AnyOf, column: str) -> list[Condition]:
    ranges = list(dict.fromkeys(part.dates for part in group.parts if isinstance(part, Dated)))
    if isinstance(group, All):
        return [in_dates(functools.reduce(lambda one, other: one & other, ranges), column)]
    spans = [id_range(dates) for dates in ranges if dates.every_year is None]
    if len(spans) < 2:
        return [in_dates(dates, column) for dates in ranges]
    yearly = [in_dates(dates, column) for dates in ranges if dates.every_year]
    return [Condition(f"is_within({column}, ?)", (json.dumps(sorted(spans)),)), *yearly]


def _metadata(group: All | AnyOf, column: str) -> Condition:
    parts = [part for part in group.parts if isinstance(part, Metadata)]
    field, is_all = parts[0].field, isinstance(group, All)
    if field not in NAMING_FIELDS:
        values = json.dumps([part.value.casefold() for part in parts])
        return Condition(_METADATA[field].format(column=column), (values, is_all))
    named = all_named(parts) if is_all else [any_named(parts)]
    return _joined(" AND ", [Condition(f"{column} IN ({each.sql})", (each.parameter,)) for each in named])


def _single(part: Node, column: str, expansion: Expansion, is_matched: bool) -> Condition:
    """A part that cannot be looked up together with others: a nested group, or one that is checked in the text."""
    if isinstance(part, (All, AnyOf)):
        return group_condition(part, column, expansion)
    lookup = expansion.lookup(part)
    if lookup is None:
        raise TypeError(f"{part!r} is not a part of a query")
    function = "has_near" if isinstance(lookup.terms, Nearness) else "has_terms"
    texts = ", ".join(_TEXTS.get(name, f"article.{name}") for name in lookup.columns)
    in_text = Condition(
        f"coalesce((SELECT {function}(?, ?, {texts}) FROM articles AS article WHERE article.id = {column}), FALSE)",
        (lookup.terms.to_json(), lookup.at_start),
    )
    is_checked = is_matched or fts5_match(part, expansion) is None
    return in_text if is_checked else _joined(" AND ", [*_in_index(All((part,)), column, expansion), in_text])


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


_TEXTS = {"title": "CASE article.title_from WHEN 'text' THEN '' ELSE article.title END"}
"""A title that was cut from the text counts once, as body."""

_INDEXED = "{column} IN (SELECT matched.rowid FROM articles_fts AS matched WHERE matched.articles_fts MATCH ?)"
_METADATA = {
    "url": """coalesce((
        SELECT has_text(article.url, ?, ?) FROM articles AS article WHERE article.id = {column}
    ), FALSE)""",
    "path": """has_text((
        SELECT group_concat(files.path, char(0)) FROM copies JOIN files ON files.id = copies.file
        WHERE copies.article = {column}
    ), ?, ?)""",
}
"""The conditions of the metadata fields that the index does not have."""

"""Facets: how many of the articles that match a query have each value of a field.

Those of all articles are kept. For others, the values of the articles that match are read from an index that has them.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from newsidx.archive.records import Facets
from newsidx.archive.sqlite import values
from newsidx.archive.sqlite.columns import MAYBE_TEXT, NUMBER, TEXT
from newsidx.archive.sqlite.counts import has_pending, kept_counts
from newsidx.archive.sqlite.database import Database
from newsidx.archive.sqlite.fts5 import compile as compiling
from newsidx.archive.sqlite.fts5.expansions import expansion_of
from newsidx.archive.sqlite.lookup import count, counted, ids
from newsidx.archive.sqlite.schema import SCHEMA_OF_COUNTS
from newsidx.archive.sqlite.sqlite_errors import corrupt
from newsidx.query import Query
from newsidx.query.combine import all_of
from newsidx.query.sort import Sort
from newsidx.query.tree import Metadata

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from newsidx.article import Facet

_INDEX_OF_FIELDS = "articles_by_id"
_MOST_COMMON = """
SELECT value, articles FROM field_counts WHERE field = ? AND value <> '' ORDER BY articles DESC, value LIMIT ?
"""
_DISTINCT = "SELECT count(*) FROM field_counts WHERE field = ? AND value <> ''"
_TAGS = "SELECT tag, count(*) AS articles FROM article_tags WHERE {condition} GROUP BY tag ORDER BY articles DESC, tag"
_AMONG = "article IN (SELECT value FROM json_each(?))"
_TAGGED = "SELECT count(DISTINCT article) FROM article_tags"
_WITHOUT = "SELECT articles FROM field_counts WHERE field = ? AND value = ''"


def facets(database: Database, query: Query, fields: Sequence[Facet], limit: int | None) -> dict[Facet, Facets]:
    """For each of some fields, its most common values in the articles that match, each with its number of articles; and
    how many values there are. The articles are gone through once for all fields.
    """
    if query.is_blank:
        return dict.fromkeys(fields, Facets())
    columns: list[Facet] = [field for field in fields if field != "tag"]
    found: dict[Facet, Facets]
    has_counts = database.schema_version >= SCHEMA_OF_COUNTS
    with database.snapshot():
        if has_counts and query.tree is None and query.dates.is_everything and not query.undated:
            found = {field: _kept_facets(database, field, limit) for field in columns}
        else:
            found = _counted(database, query, columns, limit, _INDEX_OF_FIELDS if has_counts else None)
        if "tag" in fields:
            found["tag"] = _tag_facets(database, query, limit)
    return {field: found[field] for field in fields}


def _counted(
    database: Database, query: Query, columns: Sequence[Facet], limit: int | None, index: str | None
) -> dict[Facet, Facets]:
    """The facets of the articles that match a query, from their values."""
    if not columns:
        return {}
    statement = compiling.values_of(query, expansion_of(database, query), columns, index)
    row = next(database.rows(*statement))
    *texts, article_count = values.typed(database.path, row, *(MAYBE_TEXT, NUMBER) * len(columns), NUMBER)
    if query.tree is None:
        article_count = count(database, query)
    found: dict[Facet, Facets] = {}
    for field, joined, value_count in zip(columns, texts[::2], texts[1::2], strict=True):
        counts = {} if joined is None else counted(joined, compiling.SEPARATOR)
        if sum(counts.values()) != value_count:
            raise corrupt(database.path, f"a {field} contains the character 0")
        found[field] = _most_common(counts, limit, article_count)
    return found


def _kept_facets(database: Database, field: Facet, limit: int | None) -> Facets:
    """The facets of all articles."""
    articles = count(database, Query())
    if has_pending(database):
        counts = kept_counts(database.connection, field)
        del counts[""]
        return _most_common(counts, limit, articles)
    rows = database.rows(_MOST_COMMON, [field, -1 if limit is None else limit])
    found = tuple(values.typed(database.path, row, TEXT, NUMBER) for row in rows)
    distinct = len(found) if limit is None else database.value(_DISTINCT, [field])
    return Facets(found, distinct, database.value(_WITHOUT, [field]) or 0, articles)


def _most_common(counts: Mapping[str, int], limit: int | None, articles: int) -> Facets:
    found = sorted(counts.items(), key=lambda item: (-item[1], item[0]))
    return Facets(tuple(found[:limit]), len(found), articles - sum(counts.values()), articles)


def _tag_facets(database: Database, query: Query, limit: int | None) -> Facets:
    """The tags of the articles that match. An article may have several."""
    articles = count(database, query)
    if query.tree is None and query.dates.is_everything and not query.undated:
        rows, tagged_count = database.rows(_TAGS.format(condition="TRUE")), database.value(_TAGGED)
    else:
        any_tag = Metadata("tag", "", is_prefix=True)
        tagged = replace(query, tree=all_of(part for part in (query.tree, any_tag) if part))
        tagged_ids = [article_id for article_id, _ in ids(database, tagged, Sort.NEWEST, None, 0, rerank=False)]
        rows, tagged_count = (
            database.rows(_TAGS.format(condition=_AMONG), [values.json_array(tagged_ids)]),
            len(tagged_ids),
        )
    found = [values.typed(database.path, row, TEXT, NUMBER) for row in rows]
    return Facets(tuple((tag, number) for tag, number in found[:limit]), len(found), articles - tagged_count, articles)

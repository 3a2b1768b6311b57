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
from newsidx.archive.sqlite.fts5.expansion import expansion_of
from newsidx.archive.sqlite.lookup import count, counted, ids
from newsidx.archive.sqlite.schema import SCHEMA_OF_COUNTS
from newsidx.archive.sqlite.sqlite_errors import corrupt
from newsidx.query import Query
from newsidx.query.combine import all_of
from newsidx.query.sort import Sort
from newsidx.query.tree import Metadata

if TYPE_CHECKING:
    from collections.abc import Mapping

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


def facets(database: Database, query: Query, field: Facet, limit: int | None) -> Facets:
    """The most common values of a field in the articles that match, each with its number of articles; and how many
    values there are.
    """
    if query.is_blank:
        return Facets()
    if field == "tag":
        with database.snapshot():
            return _tag_facets(database, query, limit)
    has_counts = database.schema_version >= SCHEMA_OF_COUNTS
    with database.snapshot():
        if has_counts and query.tree is None and query.dates.is_everything and not query.undated:
            return _kept_facets(database, field, limit)
        index = _INDEX_OF_FIELDS if has_counts else None
        statement = compiling.values_of(query, expansion_of(database, query), field, index)
        row = next(database.rows(*statement))
        joined, value_count, article_count = values.typed(database.path, row, MAYBE_TEXT, NUMBER, NUMBER)
        if query.tree is None:
            article_count = count(database, query)
        counts = {} if joined is None else counted(joined, compiling.SEPARATOR)
        if sum(counts.values()) != value_count:
            raise corrupt(database.path, f"a {field} contains the character 0")
        return _most_common(counts, limit, article_count)


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

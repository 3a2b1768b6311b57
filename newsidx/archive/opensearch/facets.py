"""Facets: how many of the articles that match a query have each value of a field."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from newsidx.archive.opensearch.dsl import Clause
from newsidx.archive.opensearch.lookup import aggregated, clause_of, count_of
from newsidx.archive.opensearch.store import Store
from newsidx.archive.records import Facets
from newsidx.article import Facet
from newsidx.query import Query

_AT_ONCE = 5000
"""Values that are counted with one request. Of more, the servers would leave out the rare ones of each year."""


def facets(store: Store, query: Query, fields: Sequence[Facet], limit: int | None) -> dict[Facet, Facets]:
    """For each of some fields, its most common values in the articles that match, each with its number of articles; and
    how many values there are.
    """
    with store.snapshot():
        clause = clause_of(store, query)
        articles = count_of(store, clause)
        if not articles:
            return dict.fromkeys(fields, Facets())
        columns = {field: "tags" if field == "tag" else field for field in fields}
        aggregations: dict[str, Any] = {}
        for field, column in columns.items():
            aggregations[field] = {"terms": {"field": column, "size": _AT_ONCE}}
            aggregations[f"without_{field}"] = {"missing": {"field": column}}
        found = aggregated(store, clause, aggregations)
        return {
            field: _facets(_counts(store, clause, column, found[field]), limit, found[f"without_{field}"], articles)
            for field, column in columns.items()
        }


def tags(store: Store) -> list[tuple[str, int]]:
    """Every tag with its number of articles, sorted by name."""
    return sorted(facets(store, Query(), ["tag"], None)["tag"].values)


def _counts(store: Store, clause: Clause, column: str, found: Mapping[str, Any]) -> dict[str, int]:
    """The exact number of articles for each value of a field."""
    if not found["sum_other_doc_count"]:
        return {bucket["key"]: bucket["doc_count"] for bucket in found["buckets"]}
    return dict(_every_count(store, clause, column))


def _every_count(store: Store, clause: Clause, column: str) -> Iterator[tuple[str, int]]:
    """Every value of a field and its number of articles, page by page."""
    values = {"sources": [{"value": {"terms": {"field": column}}}], "size": _AT_ONCE}
    after: dict[str, Any] = {}
    while True:
        found = aggregated(store, clause, {"values": {"composite": {**values, **after}}})["values"]
        yield from ((bucket["key"]["value"], bucket["doc_count"]) for bucket in found["buckets"])
        if "after_key" not in found:
            return
        after = {"after": found["after_key"]}


def _facets(counts: Mapping[str, int], limit: int | None, without: Mapping[str, int], articles: int) -> Facets:
    values = sorted(counts.items(), key=lambda item: (-item[1], item[0]))
    return Facets(tuple(values[:limit]), len(values), without["doc_count"], articles)

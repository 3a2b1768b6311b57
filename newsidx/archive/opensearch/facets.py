"""Facets: how many of the articles that match a query have each value of a field."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from newsidx.archive.opensearch.dsl import Clause
from newsidx.archive.opensearch.lookup import aggregated, clause_of, count_of
from newsidx.archive.opensearch.store import Store
from newsidx.archive.records import Facets
from newsidx.article import Facet
from newsidx.query import Query

_AT_ONCE = 60_000
"""Values that are counted with one request: servers refuse more than 65,535. Of more in one field, they would leave out
the rare ones of each year, so these are counted in parts.
"""


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
            aggregations[field] = {"terms": {"field": column, "size": _AT_ONCE // len(columns)}}
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
    if _is_complete(found):
        return _in_buckets(found)
    number = aggregated(store, clause, {"values": {"cardinality": {"field": column}}})["values"]["value"]
    parts = 2 * number // _AT_ONCE + 1  # half as many values in a part as there may be: their number is an estimate
    while True:
        counts = [_part(store, clause, column, part, parts) for part in range(parts)]
        if all(map(_is_complete, counts)):
            return {value: count for part in counts for value, count in _in_buckets(part).items()}
        parts *= 2


def _part(store: Store, clause: Clause, column: str, part: int, parts: int) -> Mapping[str, Any]:
    """The counts of one part of the values of a field, as the servers spread them.

    https://docs.opensearch.org/latest/aggregations/bucket/terms/
    """
    values = {"field": column, "size": _AT_ONCE, "include": {"partition": part, "num_partitions": parts}}
    counts: Mapping[str, Any] = aggregated(store, clause, {"values": {"terms": values}})["values"]
    return counts


def _is_complete(found: Mapping[str, Any]) -> bool:
    return not found["sum_other_doc_count"]


def _in_buckets(found: Mapping[str, Any]) -> dict[str, int]:
    return {bucket["key"]: bucket["doc_count"] for bucket in found["buckets"]}


def _facets(counts: Mapping[str, int], limit: int | None, without: Mapping[str, int], articles: int) -> Facets:
    values = sorted(counts.items(), key=lambda item: (-item[1], item[0]))
    return Facets(tuple(values[:limit]), len(values), without["doc_count"], articles)

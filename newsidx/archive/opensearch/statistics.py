"""Statistics of an archive: articles, days, gaps, sources, files, size. The servers count them; no article is read."""

from __future__ import annotations

import datetime
from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import Any, NamedTuple

from newsidx.archive.opensearch.dsl import EVERYTHING, Clause
from newsidx.archive.opensearch.facets import facets
from newsidx.archive.opensearch.lookup import aggregated, count_of
from newsidx.archive.opensearch.server_errors import plain_errors
from newsidx.archive.opensearch.store import Store
from newsidx.archive.records import Description, Gap
from newsidx.article import FIRST_DATED_ID, PER_DAY, date_of
from newsidx.query import Query

_DAYS_AT_ONCE = 5_000
"""Days that are counted with one request: a few centuries have more than the servers count at once."""

_DATED: Clause = {"range": {"id": {"gte": FIRST_DATED_ID}}}
_MISSING: Clause = {"exists": {"field": "missing_since"}}
_PROBLEMS: Clause = {"bool": {"must_not": [{"term": {"status": "read"}}, _MISSING]}}


def describe(store: Store, removed: int, most: int = 5) -> Description:
    """Describe an archive with `removed` articles, with up to `most` busiest days, longest gaps and largest sources."""
    with store.snapshot():
        days = dict(_days(store))
        articles = count_of(store, EVERYTHING)
        sources = facets(store, Query(), ["source"], most)["source"].values
    files = _file_counts(store)
    dates = sorted(days)
    return Description(
        path=store.place,
        articles=articles,
        undated=articles - sum(days.values()),
        first=dates[0] if dates else None,
        last=dates[-1] if dates else None,
        days=len(dates),
        busiest=tuple(sorted(days.items(), key=lambda day: (-day[1], day[0]))[:most]),
        gaps=tuple(_longest_gaps(dates, most)),
        sources=sources,
        files=files["files"],
        missing=files["missing"],
        problems=files["problems"],
        removed=removed,
        bytes=sum(index.bytes for index in index_stats(store, store.names.every_index).values()),
        schema=store.record.schema,
        engine=f"OpenSearch {_version(store)}",
    )


class IndexStats(NamedTuple):
    """How many documents an index has, in how many segments and bytes, without its copies on other servers."""

    documents: int
    segments: int
    bytes: int


def index_stats(store: Store, pattern: str) -> dict[str, IndexStats]:
    """The figures of each index whose name fits a pattern.

    https://docs.opensearch.org/latest/api-reference/index-apis/stats/
    """
    with plain_errors(store.address):
        answer = store.client.indices.stats(index=pattern, metric="docs,segments,store")
    stats = ((name, index["primaries"]) for name, index in answer["indices"].items())
    return {
        name: IndexStats(of["docs"]["count"], of["segments"]["count"], of["store"]["size_in_bytes"])
        for name, of in stats
    }


def _version(store: Store) -> str:
    with plain_errors(store.address):
        return str(store.client.info()["version"]["number"])


def _days(store: Store) -> Iterator[tuple[datetime.date, int]]:
    """Every day with its number of articles, in order. Days are told by the ids: OpenSearch 2 fails on a composite of
    dates if one of its indices has none.
    """
    source = {"first": {"histogram": {"field": "id", "interval": PER_DAY}}}
    after: dict[str, Any] = {}
    while True:
        composite = {"sources": [source], "size": _DAYS_AT_ONCE, **after}
        counts = aggregated(store, _DATED, {"days": {"composite": composite}})
        if not counts:
            return
        for bucket in counts["days"]["buckets"]:
            if day := date_of(int(bucket["key"]["first"])):
                yield day, bucket["doc_count"]
        if "after_key" not in counts["days"]:
            return
        after = {"after": counts["days"]["after_key"]}


def _longest_gaps(dates: Sequence[datetime.date], most: int) -> list[Gap]:
    day = datetime.timedelta(days=1)
    gaps = [Gap(before + day, after - day) for before, after in pairwise(dates) if after - before > day]
    return sorted(gaps, key=lambda gap: (-gap.days, gap.first))[:most]


def _file_counts(store: Store) -> dict[str, int]:
    """How many files there are, how many of them are missing, and how many of the others have a problem."""
    clauses = {"files": EVERYTHING, "missing": _MISSING, "problems": _PROBLEMS}
    counted = {"filters": {"filters": clauses}}
    counts = store.search(store.names.files, {"size": 0, "aggs": {"counts": counted}}).get("aggregations", {})
    buckets = counts["counts"]["buckets"] if counts else {}
    return {name: buckets[name]["doc_count"] if buckets else 0 for name in clauses}

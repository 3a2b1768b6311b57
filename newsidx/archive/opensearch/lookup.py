"""Running queries: the ids of the articles that match, their number and their histogram."""

from __future__ import annotations

import datetime
import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from typing import Any

from newsidx.archive.matching.content import content_leaves
from newsidx.archive.matching.expansion import Expansion, Lookup
from newsidx.archive.matching.nearness import Nearness
from newsidx.archive.matching.tokenizer import tokenized
from newsidx.archive.opensearch.dsl import NOTHING, Clause, Compiler, all_of, with_ids
from newsidx.archive.opensearch.forms import OpenSearchForms, languages
from newsidx.archive.opensearch.ranking import ranked
from newsidx.archive.opensearch.store import FIRST_PAGES, Hit, Store
from newsidx.archive.records import QueryPlan
from newsidx.article import PER_DAY
from newsidx.dates.periods import Period
from newsidx.query import Query
from newsidx.query.sort import Sort
from newsidx.query.tree import All, Word, leaves

_CHECKED = 500
"""Articles read at a time to see whether they match."""

_FINGERPRINTS = 2**64
"""How many fingerprints there can be, half of them negative."""

_COUNTED = 200
"""Words counted with one request."""

_SPANS = (10_000 * PER_DAY, PER_DAY, 1000)
"""The ids of a year, of a day, and of a part of a day."""


def ids(store: Store, query: Query, sort: Sort, limit: int | None, offset: int) -> Iterator[tuple[int, float | None]]:
    """The ids of the articles that match a query, in order, each with its score if it was ranked."""
    if query.is_blank or limit == 0:
        return
    clause, scored = clause_of(store, query), None
    if sort is Sort.RELEVANCE and query.tree is not None:
        scored = ranked(clause, content_leaves(query, languages(store)), expansion_of(store, query))
    order: list[Any] = [{"id": "asc" if sort is Sort.OLDEST else "desc"}]
    body = {"query": scored or clause, "sort": [{"_score": "desc"}, *order] if scored else order, "_source": False}
    for hit in _hits(store, body, limit, offset, is_scored=scored is not None):
        yield hit["sort"][-1 if scored is None else 1], hit["_score"] if scored else None


def _hits(store: Store, body: dict[str, Any], limit: int | None, offset: int, *, is_scored: bool) -> Iterator[Hit]:
    """The hits of a search, without counting them, from the one number `offset` on."""
    if limit is not None and offset + limit <= FIRST_PAGES:
        page = {**body, "from": offset, "size": limit, "track_total_hits": False}
        yield from store.search_articles(page, is_scored=is_scored)["hits"]["hits"]
        return
    with store.snapshot():
        is_by_id = offset >= FIRST_PAGES and "id" in body["sort"][0]
        position, after = _passed_over(store, body, offset) if is_by_id else (0, [])
        end = None if limit is None else offset + limit
        while end is None or position < end:
            size = FIRST_PAGES if end is None else min(FIRST_PAGES, end - position)
            page = {**body, "size": size, "track_total_hits": False, **({"search_after": after} if after else {})}
            hits = store.search_articles(page, is_scored=is_scored)["hits"]["hits"]
            yield from hits[max(0, offset - position) :]
            if len(hits) < size:
                return
            position += len(hits)
            after = hits[-1]["sort"]


def _passed_over(store: Store, body: Mapping[str, Any], offset: int) -> tuple[int, list[Any]]:
    """How many of the first `offset` hits of a search in the order of ids need not be gone through, and the id after
    which the others come: whole years, days and thousands of ids are counted.
    """
    is_descending = body["sort"][0]["id"] == "desc"
    within: Clause = body["query"]
    passed, after = 0, []
    for span in _SPANS:
        counts = aggregated(
            store, within, {"spans": {"histogram": {"field": "id", "interval": span, "min_doc_count": 1}}}
        )
        buckets = counts["spans"]["buckets"] if counts else []
        for bucket in reversed(buckets) if is_descending else buckets:
            first = int(bucket["key"])
            if passed + bucket["doc_count"] > offset:
                within = all_of([body["query"], {"range": {"id": {"gte": first, "lt": first + span}}}])
                break
            passed += bucket["doc_count"]
            after = [first if is_descending else first + span - 1]
        else:
            break
    return passed, after


def count(store: Store, query: Query) -> int:
    """The exact number of articles that match a query."""
    return count_of(store, clause_of(store, query))


def count_of(store: Store, clause: Clause) -> int:
    """The exact number of articles that a clause finds."""
    if clause == NOTHING:
        return 0
    found = store.search_articles({"query": clause, "size": 0, "track_total_hits": True})
    return int(found["hits"]["total"]["value"])


def histogram(store: Store, query: Query, period: Period) -> list[tuple[str, int]]:
    """The number of matches in each period that has any, such as ("1987-03", 41), oldest first. Weeks are ISO 8601."""
    by_date = {"date_histogram": {"field": "date", "calendar_interval": str(period), "min_doc_count": 1}}
    counts = aggregated(store, clause_of(store, query), {"dates": by_date})
    buckets = counts["dates"]["buckets"] if counts else []
    days = (datetime.date.fromisoformat(bucket["key_as_string"]) for bucket in buckets)
    return [(period.name_of(day), bucket["doc_count"]) for day, bucket in zip(days, buckets, strict=True)]


def aggregated(store: Store, clause: Clause, aggregations: dict[str, Any]) -> dict[str, Any]:
    """The results of aggregations over the articles that a clause finds; empty if there are no articles at all."""
    found = store.search_articles({"query": clause, "size": 0, "track_total_hits": False, "aggs": aggregations})
    return dict(found.get("aggregations", {}))


def counts_with(store: Store, query: Query, words: Iterable[str]) -> dict[str, int]:
    """For each word, in any of its forms, how many of the articles that match a query have it."""
    listed = list(dict.fromkeys(words))
    tree = All((*((query.tree,) if query.tree else ()), *map(Word, listed)))
    expansion = expansion_of(store, replace(query, tree=tree))
    compiler = Compiler(expansion, _Check(store))
    return counts_of(store, clause_of(store, query), {word: compiler.node(Word(word)) for word in listed})


def counts_of(store: Store, clause: Clause, parts: dict[str, Clause]) -> dict[str, int]:
    """For each named clause, how many of the articles that another one finds it finds too."""
    names = list(parts)
    counts = dict.fromkeys(names, 0)
    for start in range(0, len(names), _COUNTED):
        numbered = {str(number): parts[names[number]] for number in range(start, min(start + _COUNTED, len(names)))}
        found = aggregated(store, clause, {"parts": {"filters": {"filters": numbered}}})
        buckets = found["parts"]["buckets"] if found else {}
        counts.update({names[int(number)]: bucket["doc_count"] for number, bucket in buckets.items()})
    return counts


def sample(store: Store, query: Query, most: int) -> list[int]:
    """The ids of at most so many of the matches, in order: those with the lowest fingerprints, which are spread evenly
    whatever the texts. Few others are looked at.
    """
    if query.is_blank or not most:
        return []
    clause = clause_of(store, query)
    matches = count_of(store, clause)
    if matches > 2 * most:
        # All fingerprints are equally likely, so that about one and a half times as many lie below this.
        highest = round(_FINGERPRINTS * 1.5 * most / matches) - _FINGERPRINTS // 2
        clause = all_of([clause, {"range": {"fingerprint": {"lt": highest}}}])
    body = {"query": clause, "sort": [{"fingerprint": "asc"}, {"id": "asc"}], "_source": False}
    return sorted(hit["sort"][1] for hit in _hits(store, body, most, 0, is_scored=False))


def plan(store: Store, query: Query) -> QueryPlan:
    """The clause of a query, and whether the index alone finds exactly the articles that match."""
    expansion = expansion_of(store, query)
    check = _Check(store)
    clause = Compiler(expansion, check).query(replace(query, dates=Query().dates, undated=False))
    is_complete = not check.was_asked and not any(
        getattr(leaf, "field", "") in _SLOW for leaf in (leaves(query.tree) if query.tree else ())
    )
    expression = json.dumps(clause, ensure_ascii=False)
    return QueryPlan(expression, is_complete, expansion.languages, expansion.as_written, "OpenSearch")


_SLOW = ("path", "url")
"""Fields for which every value is compared."""


def expansion_of(store: Store, query: Query) -> Expansion:
    """The terms of a query's words in an archive."""
    return Expansion(OpenSearchForms(store), query)


def clause_of(store: Store, query: Query) -> Clause:
    """The clause that finds exactly the articles that match a query."""
    return Compiler(expansion_of(store, query), _Check(store)).query(query)


class _Check:
    """Checks candidates in their texts, and makes a clause of the ids of those that match."""

    def __init__(self, store: Store) -> None:
        self._store = store
        self.was_asked = False

    def __call__(self, lookup: Lookup, candidates: Clause) -> Clause:
        self.was_asked = True
        columns = [*lookup.columns, "title_from", "id"]
        body = {"query": candidates, "sort": [{"id": "desc"}], "_source": columns}
        matching: list[int] = []
        with self._store.snapshot():
            after: list[Any] = []
            while True:
                page = {**body, "size": _CHECKED, **({"search_after": after} if after else {})}
                hits = self._store.search_articles(page)["hits"]["hits"]
                matching += (hit["_source"]["id"] for hit in hits if _has(lookup, hit["_source"]))
                if len(hits) < _CHECKED:
                    return with_ids(matching)
                after = hits[-1]["sort"]


def _has(lookup: Lookup, source: dict[str, Any]) -> bool:
    """Whether an article has in any of its fields what a leaf looks for."""
    for column in lookup.columns:
        text = "" if column == "title" and source["title_from"] == "text" else source.get(column, "")
        terms = tokenized(text)
        if lookup.terms.occurs_in(terms) if isinstance(lookup.terms, Nearness) else lookup.terms.starts(terms):
            return True
    return False

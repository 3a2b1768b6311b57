"""The files that an archive knows: those of an article, and those without one."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import islice
from typing import Any

from newsidx.archive.opensearch.articles import files_with, sources
from newsidx.archive.opensearch.documents import copies_in
from newsidx.archive.opensearch.dsl import EVERYTHING, Clause, all_of, one_of, with_ids
from newsidx.archive.opensearch.lookup import aggregated
from newsidx.archive.opensearch.machine import shown_path
from newsidx.archive.opensearch.store import PAGE, Store
from newsidx.archive.records import ListedFile, ListedStatus, Problem, SourceFile

_ORDER = ("path", "machine")
_HERE: Clause = {"bool": {"must_not": [{"exists": {"field": "missing_since"}}]}}
_PROBLEM = all_of([{"bool": {"must_not": [{"term": {"status": "read"}}]}}, _HERE])
_CLAUSES: dict[ListedStatus | None, Clause] = {
    None: EVERYTHING,
    "new": {"term": {"outcome": "new"}},
    "changed": {"term": {"outcome": "changed"}},
    "moved": {"term": {"outcome": "moved"}},
    "duplicate": EVERYTHING,
    "problem": _PROBLEM,
    "undated": all_of([{"range": {"undated": {"gt": 0}}}, _HERE]),
    "ambiguous": all_of([{"exists": {"field": "ambiguous"}}, _HERE]),
    "missing": {"exists": {"field": "missing_since"}},
}


def files_of(store: Store, article_id: int) -> list[SourceFile]:
    """Every file that holds a copy of an article; missing files come last."""
    copies = [copy for source in sources(store, with_ids([article_id])) for copy in copies_in(source)]
    files = {hit["_id"]: hit["_source"] for hit in files_with(store, {copy.file for copy in copies})}
    articles = _article_counts(store, list(files), "copies.file")
    listed = [
        SourceFile(
            shown_path(files[copy.file]["machine"], copy.path),
            files[copy.file].get("encoding"),
            files[copy.file].get("reader"),
            files[copy.file].get("missing_since"),
            files[copy.file]["size"],
            files[copy.file]["mtime_ns"],
            copy.part,
            articles.get(copy.file, 0),
        )
        for copy in copies
        if copy.file in files
    ]
    return sorted(listed, key=lambda file: (file.missing_since is not None, file.path, file.part))


def problems(store: Store) -> Iterator[Problem]:
    """Every file of which a part, or all, gave no article, with the reason, sorted by path."""
    for source, articles in _with_article_counts(store, _PROBLEM):
        path, problem = shown_path(source["machine"], source["path"]), source.get("problem") or ""
        yield Problem(path, problem, source["last_read"], source.get("problem_kind") or "unknown", articles)


def listed(store: Store, status: ListedStatus | None = None) -> Iterator[ListedFile]:
    """Every file that the archive knows, or those with a status, sorted by path."""
    clause = _CLAUSES[status]
    if status in ("new", "changed", "moved"):
        clause = all_of([clause, {"term": {"last_read": _last_read(store)}}])
    for source, articles in _with_article_counts(store, clause, are_duplicates=status == "duplicate"):
        yield ListedFile(
            shown_path(source["machine"], source["path"]),
            articles,
            source.get("reader"),
            source.get("encoding"),
            source.get("problem"),
            source["last_read"],
            source.get("missing_since"),
        )


def _last_read(store: Store) -> str:
    """When a file was last read, as an ingest recorded it."""
    body = {"size": 1, "sort": [{"last_read": "desc"}], "_source": ["last_read"]}
    hits = store.search(store.names.files, body)["hits"]["hits"]
    return str(hits[0]["_source"]["last_read"]) if hits else ""


def _with_article_counts(
    store: Store, clause: Clause, *, are_duplicates: bool = False
) -> Iterator[tuple[dict[str, Any], int]]:
    """The documents of files that a clause finds, each with its number of articles, sorted by path; or only those whose
    articles all came with other files first.
    """
    hits = store.every(store.names.files, {"query": clause}, _ORDER)
    while page := list(islice(hits, PAGE)):
        keys = [hit["_id"] for hit in page]
        articles = _article_counts(store, keys, "copies.file")
        if are_duplicates:
            firsts = _article_counts(store, keys, "first_file")
            page = [hit for hit in page if hit["_id"] in articles and hit["_id"] not in firsts]
        yield from ((hit["_source"], articles.get(hit["_id"], 0)) for hit in page)


def _article_counts(store: Store, keys: Sequence[str], field: str) -> dict[str, int]:
    """How many articles have each of some files in a field. Files without an article are left out."""
    if not keys:
        return {}
    counted = {"terms": {"field": field, "include": list(keys), "size": len(keys)}}
    found = aggregated(store, one_of(field, keys), {"files": counted})
    return {bucket["key"]: bucket["doc_count"] for bucket in found["files"]["buckets"]} if found else {}

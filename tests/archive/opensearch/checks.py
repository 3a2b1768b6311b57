"""Checks that every archive on servers must pass at any time but in the midst of a write."""

from __future__ import annotations

from collections import Counter
from datetime import datetime, timedelta, timezone
from typing import Any, cast

from newsidx.archive.contract import Archive
from newsidx.archive.opensearch.documents import article_in, copies_in, document_id
from newsidx.archive.opensearch.dsl import EVERYTHING
from newsidx.archive.opensearch.machine import file_key
from newsidx.archive.opensearch.store import Hit, Store
from newsidx.archive.opensearch.writing import WritableStore
from newsidx.text.fingerprint import fingerprint


def every_article(archive: Archive) -> list[Hit]:
    """The documents of all articles."""
    store = cast("Store", archive)
    store.wrote([store.names.every_articles])
    body = {"query": EVERYTHING, "size": 10_000, "version": True}
    return list(store.search_articles({**body, "sort": [{"id": "asc"}]})["hits"]["hits"])


def every_document(archive: Archive, index: str, **terms: str) -> list[Hit]:
    """The documents of another index, or those with some values in their fields."""
    store = cast("Store", archive)
    store.wrote([index])
    clause = {"bool": {"filter": [{"term": {name: value}} for name, value in terms.items()]}}
    return list(store.search(index, {"query": clause, "size": 10_000})["hits"]["hits"])


def assert_whole(archive: Archive) -> None:
    """Every article is where its date and text say, its id is no other one's and of its day, and it has a copy in a
    file that the archive knows; no batch is left unfinished.
    """
    store = cast("WritableStore", archive)
    articles = every_article(archive)
    files = {hit["_id"]: hit["_source"] for hit in every_document(archive, store.names.files)}
    for hit in articles:
        article = article_in(hit["_source"])
        assert hit["_id"] == document_id(article.date, article.fingerprint)
        assert hit["_index"] == store.names.articles_of(article.date) == store.names.articles_with(article.id)
        assert article.fingerprint == fingerprint(article.title, article.body)
        copies = copies_in(hit["_source"])
        assert copies
        assert len(copies) == len(set(copies))
        for copy in copies:
            assert files[copy.file]["path"] == copy.path
    assert max(Counter(hit["_source"]["id"] for hit in articles).values(), default=1) == 1
    for key, file in files.items():
        assert key == file_key(file["machine"], file["path"])
    assert every_document(archive, store.names.records, kind="batch") == []


def make_changes_older(archive: Any, kind: str, days: int) -> None:
    """Make the changes of a kind that can be taken back older."""
    made = (datetime.now(timezone.utc) - timedelta(days=days)).isoformat(timespec="microseconds")
    hits = every_document(archive, archive.names.records, kind="change", change_kind=kind)
    archive.change([(hit["_index"], hit["_id"]) for hit in hits], lambda hit: {**hit["_source"], "made": made})

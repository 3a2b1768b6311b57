"""Reading articles: by id, by ref, or by the path of a file."""

from __future__ import annotations

import datetime
import os
from collections.abc import Iterator, Sequence
from typing import Any

from newsidx.archive.opensearch.documents import Copy, article_in, copies_in, document_id
from newsidx.archive.opensearch.dsl import Clause, one_of, with_ids
from newsidx.archive.opensearch.machine import shown_path
from newsidx.archive.opensearch.store import FIRST_PAGES, Store
from newsidx.archive.unknown_article import unknown_article
from newsidx.article import Article, id_range_of
from newsidx.disk.paths import path_text

_FETCHED, _PAGE = 200, 500
"""Articles of given ids read with one request, and of others: more, so that one request is enough for the former."""


def sources(store: Store, clause: Clause, fields: Sequence[str] | None = None) -> Iterator[dict[str, Any]]:
    """The documents of the articles that a clause finds, whole or some fields of them, by their ids in order."""
    body = {"query": clause, "size": _PAGE, "sort": [{"id": "asc"}], "track_total_hits": False}
    if fields:
        body["_source"] = list(fields)
    after: list[Any] = []
    while True:
        hits = store.search_articles({**body, **({"search_after": after} if after else {})})["hits"]["hits"]
        yield from (hit["_source"] for hit in hits)
        if len(hits) < _PAGE:
            return
        after = hits[-1]["sort"]


def articles(store: Store, ids: Sequence[int]) -> list[Article]:
    """The articles with these ids, in the order given. Unknown ids are left out."""
    by_id: dict[int, Article] = {}
    for start in range(0, len(ids), _FETCHED):
        of_ids = list(sources(store, with_ids(ids[start : start + _FETCHED])))
        files = {copy.file for source in of_ids for copy in copies_in(source)}
        known = {hit["_id"]: hit["_source"] for hit in files_with(store, files, ["machine", "missing_since"])}
        for source in of_ids:
            paths = {_path(copy, known.get(copy.file, {})) for copy in copies_in(source)}
            by_id[source["id"]] = article_in(source, [path for _, path in sorted(paths)])
    return [by_id[article_id] for article_id in ids if article_id in by_id]


def _path(copy: Copy, file: dict[str, Any]) -> tuple[bool, str]:
    """Whether a file is missing, and its path as it is shown."""
    return "missing_since" in file, shown_path(file["machine"], copy.path) if file else copy.path


def files_with(store: Store, keys: set[str], fields: Sequence[str] | None = None) -> list[dict[str, Any]]:
    """The documents of the files with some keys, with some of their fields or all."""
    return store.get_many(((store.names.files, key) for key in sorted(keys)), fields)


def copies_of(store: Store, files: Sequence[str]) -> Iterator[Copy]:
    """Every copy in some files, given by their keys."""
    keys = set(files)
    for source in sources(store, one_of("copies.file", files), ["id", "copies"]):
        yield from (copy for copy in copies_in(source) if copy.file in keys)


def held_in(store: Store, files: Sequence[str]) -> list[tuple[str, str]]:
    """Where the documents are of the articles that some files hold, given by their keys."""
    found = sources(store, one_of("copies.file", files), ["id", "date", "fingerprint"])
    return [reference_of(store, source) for source in found]


def references(store: Store, ids: Sequence[int]) -> list[tuple[str, str]]:
    """Where the documents are of the articles with some ids, in the order of the ids."""
    found = sources(store, with_ids(ids), ["id", "date", "fingerprint"])
    return [reference_of(store, source) for source in found]


def reference_of(store: Store, source: dict[str, Any]) -> tuple[str, str]:
    """Where the document of an article is, as (index, id), by its fields."""
    date = datetime.date.fromisoformat(source["date"]) if "date" in source else None
    return store.names.articles_of(date), document_id(date, source["fingerprint"])


def fingerprints(store: Store, ids: Sequence[int]) -> dict[int, int]:
    """The fingerprint of each article's text. Unknown ids are left out."""
    found: dict[int, int] = {}
    for start in range(0, len(ids), FIRST_PAGES):
        body = {"query": with_ids(ids[start : start + FIRST_PAGES]), "size": FIRST_PAGES, "track_total_hits": False}
        # Without the documents, which would have to be read for it.
        body |= {"_source": False, "docvalue_fields": ["id", "fingerprint"]}
        fields = (hit["fields"] for hit in store.search_articles(body)["hits"]["hits"])
        found.update((of_article["id"][0], of_article["fingerprint"][0]) for of_article in fields)
    return found


def named(store: Store, name: str) -> list[Article]:
    """The article with a ref or an id, all those in a range of ids, or all in the file with a path.

    Raises UnknownArticle if there are none.
    """
    if span := id_range_of(name):
        clause: Clause = {"range": {"id": {"gte": span[0], "lte": span[1]}}}
        ids = [source["id"] for source in sources(store, clause, ["id"])]
    else:
        ids = _ids_in_file(store, path_text(os.path.abspath(name)))
    if named_articles := articles(store, ids):
        return named_articles
    raise unknown_article(name)


def _ids_in_file(store: Store, path: str) -> list[int]:
    """The ids of the articles in the file at an absolute path, in the order of the file."""
    found = sources(store, {"term": {"copies.path": path}}, ["id", "copies"])
    parts = ((copy.part, source["id"]) for source in found for copy in copies_in(source) if copy.path == path)
    return list(dict.fromkeys(article_id for _, article_id in sorted(parts)))


def texts_of(store: Store, ids: Sequence[int]) -> Iterator[tuple[int, str, str]]:
    """(id, title, body) of articles as they are indexed: a title that was cut from the text is empty."""
    for start in range(0, len(ids), _FETCHED):
        clause = with_ids(ids[start : start + _FETCHED])
        for source in sources(store, clause, ["id", "title", "title_from", "body"]):
            yield source["id"], "" if source["title_from"] == "text" else source["title"], source["body"]

"""The records of removed articles: see `newsidx.archive.removals`. There is one for each file that held one."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Sequence
from hashlib import blake2b
from typing import Any

from newsidx.archive.files import FileRead
from newsidx.archive.opensearch.articles import copies_of, files_with, sources
from newsidx.archive.opensearch.documents import copies_in
from newsidx.archive.opensearch.dsl import Clause, all_of, any_of, below, one_of
from newsidx.archive.opensearch.file_documents import stale
from newsidx.archive.opensearch.machine import file_key, shown_path, this_machine
from newsidx.archive.opensearch.store import PAGE, Hit, Store
from newsidx.archive.opensearch.writing import Source, WritableStore, Write
from newsidx.archive.records import RemovedArticle
from newsidx.archive.removals import RemovedPart
from newsidx.article import ref_of

Known = tuple[bool, int, RemovedPart]

_KIND: Clause = {"term": {"kind": "removed"}}
_BY_AGE = ("removed", "name")
_LATEST_FIRST = ({"removed": "desc"}, "article", "path", "name")


def is_any_removed(store: Store) -> bool:
    """Whether there is a removed article that must not be added again."""
    found = store.search(store.names.records, {"query": _KIND, "size": 0, "terminate_after": 1})
    return bool(found["hits"]["total"]["value"])


def removed_source(file: Source, part: int, removal: RemovedPart) -> Source:
    """The record of a removed article in a file, given by its document."""
    source: dict[str, Any] = {
        "kind": "removed",
        "machine": file["machine"],
        "path": file["path"],
        "digest": file["digest"],
        "part": part,
        **{name: value for name, value in removal._asdict().items() if value is not None},
    }
    source["name"] = _key(source)
    return source


def _key(source: Source) -> str:
    """The `_id` of a record: a removal of the same part of the same file takes its place."""
    place = f"{source['digest']} {source['part']} {source['machine']} {source['path']}"
    return f"removed {blake2b(place.encode(), digest_size=16).hexdigest()}"


def add_removed(store: WritableStore, records: Iterable[Source]) -> None:
    """Add records, unless there is one of the same part of the same file."""
    by_key = {source["name"]: source for source in records}
    store.write(Write(store.names.records, key, source) for key, source in by_key.items())


def save_removed(store: WritableStore, records: Iterable[Source]) -> None:
    """Save records. One of the same part of the same file is replaced."""
    store.save(store.names.records, {source["name"]: source for source in records})


def removed_in(store: Store, machine: str, files: Iterable[FileRead]) -> dict[str, list[Known]]:
    """For each file that has some, the removed articles of its bytes and of its path, the latest last."""
    listed = list(files)
    by_digest: defaultdict[str, list[FileRead]] = defaultdict(list)
    for file in listed:
        if file.digest:
            by_digest[file.digest.hex()].append(file)
    by_path = {file.path: file for file in listed}
    known: defaultdict[str, list[Known]] = defaultdict(list)
    for hit in _of(store, machine, list(by_digest), list(by_path)):
        source = hit["_source"]
        removal, part = part_of(source), source["part"]
        same = by_digest.get(source["digest"], [])
        for file in same:
            known[file.path].append((True, part, removal))
        there = by_path.get(source["path"]) if source["machine"] == machine else None
        if there and there not in same and removal.fingerprint is not None:
            known[there.path].append((False, part, removal))
    return known


def _of(store: Store, machine: str, digests: Sequence[str], paths: Sequence[str]) -> Iterator[Hit]:
    """The records of files with some digests, and of those at some paths of a machine, the oldest first."""
    at_paths = all_of([{"term": {"machine": machine}}, one_of("path", paths)])
    clause = all_of([_KIND, any_of([one_of("digest", digests), at_paths])])
    return store.every(store.names.records, {"query": clause}, _BY_AGE)


def every_removed(store: Store) -> Iterator[Source]:
    """Every record."""
    return (hit["_source"] for hit in store.every(store.names.records, {"query": _KIND}, _BY_AGE))


def part_of(source: Source) -> RemovedPart:
    """What a record says of its article."""
    return RemovedPart(*(source.get(name) for name in RemovedPart._fields))


def record_moves(store: WritableStore, machine: str, moves: Iterable[tuple[Source, str]]) -> None:
    """Record the new paths of files, given by the documents that they had, that may hold removed articles."""
    by_path = {source["path"]: (source["digest"], path) for source, path in moves}
    hits = [
        (hit, by_path[hit["_source"]["path"]][1])
        for hit in _of(store, machine, [], list(by_path))
        if hit["_source"]["digest"] == by_path[hit["_source"]["path"]][0]
    ]
    records = [{**hit["_source"], "path": path} for hit, path in hits]
    save_removed(store, [{**record, "name": _key(record)} for record in records])
    store.change(((hit["_index"], hit["_id"]) for hit, _ in hits), lambda _: None)


def emptied_files(store: Store, machine: str, digest: str) -> list[Hit]:
    """The files of a machine with a digest that hold only removed articles."""
    records = (hit["_source"] for hit in _of(store, machine, [digest], []))
    paths = {record["path"] for record in records if record["machine"] == machine}
    files = files_with(store, {file_key(machine, path) for path in paths})
    held = {copy.file for copy in copies_of(store, [hit["_id"] for hit in files])}
    return [hit for hit in files if hit["_source"].get("digest") == digest and hit["_id"] not in held]


def restore(store: WritableStore, machine: str, files: Sequence[FileRead]) -> None:
    """Delete the records of removed articles in these files, and of all their copies.

    All files with such a copy count as changed, so that this ingest, or the next one of their folder, reads them again.
    """
    digests = {file.digest.hex() for file in files if file.digest}
    again = [hit["_source"] for hit in _of(store, machine, sorted(digests), [file.path for file in files])]
    if again:
        digests = {source["digest"] for source in again}
        removals = {(source["article"], source["removed"]) for source in again if "removed" in source}
        at_once = one_of("removed", sorted({removed for _, removed in removals}))
        clause = all_of([_KIND, any_of([one_of("digest", sorted(digests)), at_once])])
        hits = [
            hit
            for hit in store.every(store.names.records, {"query": clause}, _BY_AGE)
            if hit["_source"]["digest"] in digests
            or (hit["_source"].get("article"), hit["_source"].get("removed")) in removals
        ]
        delete_records(store, hits)


def records_of_removal(store: Store, made: str) -> list[Hit]:
    """The records of the articles that were removed together at a time."""
    clause = all_of([_KIND, {"term": {"removed": made}}])
    return list(store.every(store.names.records, {"query": clause}, _BY_AGE))


def delete_records(store: WritableStore, hits: Iterable[Hit], but: Collection[str] = ()) -> None:
    """Delete records, and let the files that they are about be read again, `but` some with these keys."""
    listed = list(hits)
    of_files = {file_key(hit["_source"]["machine"], hit["_source"]["path"]): hit["_source"]["digest"] for hit in listed}

    def read_again(hit: Hit) -> Source:
        source: Source = hit["_source"]
        return stale(source) if source.get("digest") == of_files[hit["_id"]] else source

    store.change(((store.names.files, key) for key in of_files if key not in but), read_again)
    store.change(((hit["_index"], hit["_id"]) for hit in listed), lambda _: None)


def digests_of_removed(store: Store) -> Iterator[str]:
    """The digests of the files that hold removed articles."""
    values = {"sources": [{"digest": {"terms": {"field": "digest"}}}], "size": PAGE}
    after: dict[str, Any] = {}
    while True:
        body = {"query": _KIND, "size": 0, "aggs": {"digests": {"composite": {**values, **after}}}}
        found = store.search(store.names.records, body)["aggregations"]["digests"]
        yield from (bucket["key"]["digest"] for bucket in found["buckets"])
        if "after_key" not in found:
            return
        after = {"after": found["after_key"]}


def removed_articles(store: Store) -> Iterator[RemovedArticle]:
    """Every removed article with each file that still holds it, the latest removal first."""
    for source in _in_files(store, None, _LATEST_FIRST):
        path = shown_path(source["machine"], source["path"])
        ref = ref_of(source["article"]) if "article" in source else ""
        yield RemovedArticle(ref, source.get("title", ""), path, source.get("removed", ""))


def count_removed(store: Store, roots: Sequence[str] | None) -> int:
    """The number of removed articles that files still hold; with `roots`, only of files at or below these paths."""
    removals = set()
    for source in _in_files(store, roots, _BY_AGE):
        if "article" in source:
            removals.add((source["article"], source.get("removed")))
        else:
            removals.add((source["part"], source["path"]))
    return len(removals)


def _in_files(store: Store, roots: Sequence[str] | None, order: Sequence[Any]) -> Iterator[Source]:
    """The records whose files still are as they were, and do not hold something else in the article's place."""
    clauses = [_KIND]
    if roots is not None:
        clauses += [{"term": {"machine": this_machine()}}, below(roots)]
    page: list[Source] = []
    for hit in store.every(store.names.records, {"query": all_of(clauses)}, order):
        page.append(hit["_source"])
        if len(page) == PAGE:
            yield from _still_held(store, page)
            page = []
    yield from _still_held(store, page)


def _still_held(store: Store, page: Sequence[Source]) -> list[Source]:
    if not page:
        return []
    keys = [file_key(source["machine"], source["path"]) for source in page]
    files = {hit["_id"]: hit["_source"] for hit in files_with(store, set(keys))}
    taken = places_taken(store, zip(keys, (source["part"] for source in page), strict=True))
    return [
        source
        for key, source in zip(keys, page, strict=True)
        if (file := files.get(key))
        and file.get("digest") == source["digest"]
        and file["status"] != "unreadable"
        and "missing_since" not in file
        and (key, source["part"]) not in taken
    ]


def places_taken(store: Store, places: Iterable[tuple[str, int]]) -> set[tuple[str, int]]:
    """Those of some places, each the key of a file and a part of it, where the archive has an article."""
    asked = set(places)
    clause = all_of(
        [
            one_of("copies.file", sorted({key for key, _ in asked})),
            one_of("copies.part", sorted({part for _, part in asked})),
        ]
    )
    held = (copy for source in sources(store, clause, ["copies", "id"]) for copy in copies_in(source))
    return {(copy.file, copy.part) for copy in held} & asked

"""Removing from the archive: articles, and missing files with what only they hold."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence

from newsidx.archive.files import MissingFiles, Removal
from newsidx.archive.opensearch.articles import files_with, fingerprints, held_in, references, sources
from newsidx.archive.opensearch.changes import ChangeRecord
from newsidx.archive.opensearch.documents import copies_in
from newsidx.archive.opensearch.dsl import EVERYTHING, all_of, below, one_of
from newsidx.archive.opensearch.lookup import count_of
from newsidx.archive.opensearch.machine import file_key, this_machine
from newsidx.archive.opensearch.removed import removed_source, save_removed
from newsidx.archive.opensearch.store import Hit, Store
from newsidx.archive.opensearch.writing import Source, WritableStore, Write
from newsidx.archive.progress import OnProgress, watched
from newsidx.archive.removals import RemovedPart
from newsidx.archive.sqlite.ledger import Ledger
from newsidx.disk.paths import is_gone


def remove(
    store: WritableStore, ids: Iterable[int], as_shown: Mapping[int, int] | None, on_progress: OnProgress
) -> Removal:
    """Remove articles and their copies. An ingest skips them until the bytes of their files change.

    `as_shown` has the fingerprint of each article as it was shown to the user: an article that has changed since, or no
    longer exists, is not removed.
    """
    chosen = list(dict.fromkeys(ids))
    left: tuple[int, ...] = ()
    if as_shown is not None:
        current = fingerprints(store, chosen)
        unchanged = {article_id for article_id, value in current.items() if value == as_shown.get(article_id)}
        left = tuple(article_id for article_id in chosen if article_id not in unchanged)
        chosen = [article_id for article_id in chosen if article_id in unchanged]
    record = ChangeRecord(store, "removal")

    def keep(writes: Sequence[Write]) -> None:
        record.keep_deleted(writes)
        hits = [write.before for write in writes if write.before]
        save_removed(store, [each for hit in hits for each in _records(store, hit, record.made)])

    articles = watched(references(store, chosen), on_progress)
    return Removal(store.change(articles, lambda _: None, keep), left)


def _records(store: Store, hit: Hit, now: str) -> Iterator[Source]:
    """The records of an article that is about to be removed: one for each file that holds it."""
    source = hit["_source"]
    removal = RemovedPart(source["id"], source["title"], now, source["fingerprint"])
    copies = copies_in(source)
    files = {file["_id"]: file["_source"] for file in files_with(store, {copy.file for copy in copies})}
    for copy in copies:
        if "digest" in files.get(copy.file, {}):
            yield removed_source(files[copy.file], copy.part, removal)


def find_missing(store: Store, roots: Iterable[str]) -> MissingFiles:
    """The files of this machine at and below `roots` that are marked as missing and still do not exist."""
    missing = {"exists": {"field": "missing_since"}}
    clause = all_of([{"term": {"machine": this_machine()}}, missing, below(list(roots))])
    hits = store.every(store.names.files, {"query": clause, "_source": ["path"]}, "path")
    gone = {hit["_id"]: hit["_source"]["path"] for hit in hits if is_gone(hit["_source"]["path"])}
    if not gone:
        return MissingFiles((), 0, 0)
    articles = annotated = 0
    for source in sources(store, one_of("copies.file", list(gone)), ["id", "copies", "tags", "note"]):
        if all(copy.file in gone for copy in copies_in(source)):
            articles += 1
            annotated += bool(source.get("tags") or source.get("note"))
    return MissingFiles(tuple(enumerate(gone.values(), 1)), articles, count_of(store, EVERYTHING), annotated)


def prune(store: WritableStore, ledger: Ledger, gone: MissingFiles, on_progress: OnProgress) -> tuple[int, int]:
    """Delete missing files, and the articles that no other file holds. A file that is back is not deleted.

    Returns how many files and how many articles were deleted.
    """
    machine = this_machine()
    still_gone = [(store.names.files, file_key(machine, path)) for _, path in gone.files if is_gone(path)]
    missing = [hit for hit in store.get_many(still_gone) if "missing_since" in hit["_source"]]
    keys = {hit["_id"] for hit in missing}
    ledger.forget(hit["_source"]["path"] for hit in missing)
    record = ChangeRecord(store, "prune")
    if missing:
        record.keep_files(missing)
    deleted = 0

    def keep(writes: Sequence[Write]) -> None:
        record.keep_deleted([write for write in writes if write.source is None])
        record.keep_copies([write for write in writes if write.source is not None])

    def without(hit: Hit) -> Source | None:
        source: Source = hit["_source"]
        copies = [copy._asdict() for copy in copies_in(source) if copy.file not in keys]
        return {**source, "copies": copies} if copies else None

    def count(write: Write) -> None:
        nonlocal deleted
        deleted += write.source is None

    store.change(watched(held_in(store, sorted(keys)), on_progress), without, keep, count)
    store.change(((hit["_index"], hit["_id"]) for hit in missing), lambda _: None)
    return len(missing), deleted

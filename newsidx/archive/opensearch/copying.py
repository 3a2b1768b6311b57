"""What an archive keeps, read for a copy of it in another place, and written as such a copy.

Articles come before their files, of which this machine's ledger learns last: so whatever ends a copy, an ingest misses
nothing.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import islice
from typing import Any

from newsidx.archive.opensearch.alerts import alerts, last_answers
from newsidx.archive.opensearch.articles import files_with, fingerprints, sources
from newsidx.archive.opensearch.documents import (
    Copy,
    article_document,
    article_in,
    copies_in,
    document_id,
    with_words,
)
from newsidx.archive.opensearch.dsl import EVERYTHING, with_ids
from newsidx.archive.opensearch.machine import file_key, machine_and_path, shown_path, this_machine
from newsidx.archive.opensearch.new_forms import NewForms
from newsidx.archive.opensearch.numbering import raise_to
from newsidx.archive.opensearch.removed import add_removed, removed_source
from newsidx.archive.opensearch.store import Store
from newsidx.archive.opensearch.writing import Reference, Source, WritableStore, Write
from newsidx.archive.removals import RemovedPart
from newsidx.archive.sqlite.ledger import Ledger
from newsidx.archive.stored import StoredAlert, StoredArticle, StoredCopy, StoredFile, StoredRemoval

_FILES_AT_ONCE = 1000


def export_articles(store: Store, ids: Sequence[int]) -> list[StoredArticle]:
    """The articles with some ids, each with its tags, note and copies, in the order given."""
    by_id = {source["id"]: source for source in sources(store, with_ids(ids))}
    machines = _machines_of(store, by_id.values())
    return [
        StoredArticle(article_in(source), _stored_copies(source, machines))
        for article_id in ids
        if (source := by_id.get(article_id))
    ]


def _machines_of(store: Store, articles: Iterable[Source]) -> dict[str, str]:
    """For the key of each file with copies of some articles, the machine that it is on. Unknown files are left out."""
    keys = {copy.file for source in articles for copy in copies_in(source)}
    return {hit["_id"]: hit["_source"]["machine"] for hit in files_with(store, keys, ["machine"])}


def _stored_copies(source: Source, machines: Mapping[str, str]) -> tuple[StoredCopy, ...]:
    """The copies of an article. Files that are not in `machines` count as this one's."""
    here = this_machine()
    copies = copies_in(source)
    return tuple(sorted(StoredCopy(shown_path(machines.get(copy.file, here), copy.path), copy.part) for copy in copies))


def export_files(store: Store) -> Iterator[StoredFile]:
    """Every file, sorted by path."""
    for hit in store.every(store.names.files, {"query": EVERYTHING}, ("path", "machine")):
        source: Source = {**hit["_source"]}
        source["path"] = shown_path(source["machine"], source["path"])
        source["digest"] = bytes.fromhex(source["digest"]) if "digest" in source else None
        source["ctime_ns"] = -1 if source.get("stale") else source["ctime_ns"]
        source["dated_by_mtime"] = source.get("dated_by_mtime", False)
        yield StoredFile._make(source.get(name) for name in StoredFile._fields)


def export_removals(store: Store) -> Iterator[StoredRemoval]:
    """Every removed article with each file that must not bring it back."""
    for hit in store.every(store.names.records, {"query": {"term": {"kind": "removed"}}}, "name"):
        source = hit["_source"]
        removal = RemovedPart(*(source.get(name) for name in RemovedPart._fields))
        path = shown_path(source["machine"], source["path"])
        yield StoredRemoval(bytes.fromhex(source["digest"]), source["part"], path, removal)


def export_alerts(store: Store) -> Iterator[StoredAlert]:
    """Every alert."""
    for alert in alerts(store):
        yield StoredAlert(alert, tuple(sorted(last_answers(store, alert))))


def import_articles(store: WritableStore, stored: Sequence[StoredArticle], forms: NewForms) -> list[int]:
    """Add articles with their ids; `forms` is where their words go. Returns the ids of those that are left out, because
    another one has the id, or the same text of the same day.
    """
    taken = fingerprints(store, [copied.article.id for copied in stored])
    raise_to(store, [copied.article.id for copied in stored])
    documents: dict[Reference, Source] = {}
    for article, copies in stored:
        if article.id not in taken:
            reference = (store.names.articles_of(article.date), document_id(article.date, article.fingerprint))
            documents[reference] = with_words(article_document(article, map(_copy, copies)))
    forms.add(documents.values())
    conflicts = store.write(Write(*reference, document) for reference, document in documents.items())
    return sorted((*taken, *(write.source["id"] for write in conflicts if write.source)))


def _copy(copy: StoredCopy) -> Copy:
    machine, path = machine_and_path(copy.path)
    return Copy(file_key(machine, path), path, copy.part)


def import_files(store: WritableStore, stored: Iterable[StoredFile], ledger: Ledger) -> int:
    """Add files that are not there, those of this machine to its `ledger` too. Returns how many were added."""
    added = 0
    files = map(_file_source, stored)
    while some := list(islice(files, _FILES_AT_ONCE)):
        by_key = {file_key(file["machine"], file["path"]): file for file in some}
        there = {hit["_id"] for hit in files_with(store, set(by_key), ["machine"])}
        new = [Write(store.names.files, key, file) for key, file in by_key.items() if key not in there]
        added += len(new) - len(store.write(new))
        ledger.save(file for key, file in by_key.items() if key not in there and file["machine"] == this_machine())
    return added


def _file_source(file: StoredFile) -> dict[str, Any]:
    """The document of a file."""
    machine, path = machine_and_path(file.path)
    source = {**file._asdict(), "machine": machine, "path": path, "digest": file.digest and file.digest.hex()}
    source |= {"dated_by_mtime": file.dated_by_mtime or None, "stale": file.ctime_ns == -1 or None}
    return {name: value for name, value in source.items() if value is not None}


def import_removals(store: WritableStore, stored: Iterable[StoredRemoval]) -> None:
    """Add the records of removed articles that are not there. The ids that these had are not given away again."""
    records = iter(stored)
    while some := list(islice(records, _FILES_AT_ONCE)):
        raise_to(store, [removed.removal.article for removed in some if removed.removal.article])
        add_removed(store, map(_removed_source, some))


def _removed_source(removed: StoredRemoval) -> Source:
    machine, path = machine_and_path(removed.path)
    file = {"machine": machine, "path": path, "digest": removed.digest.hex()}
    return removed_source(file, removed.part, removed.removal)

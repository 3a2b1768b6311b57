"""Which files a batch is about to write, noted with the servers before it writes, and deleted after.

What is left of a batch that was killed says which files the archive may have other articles of than it says: these are
read again, whether or not they have changed since, and are known to be missing if they are gone.
"""

from __future__ import annotations

import uuid
from collections.abc import Iterable, Sequence
from typing import Any

from opensearchpy.exceptions import TransportError

from newsidx.archive.opensearch.dsl import all_of
from newsidx.archive.opensearch.file_documents import stale
from newsidx.archive.opensearch.machine import file_key
from newsidx.archive.opensearch.server_errors import is_busy, plain_error
from newsidx.archive.opensearch.store import Hit
from newsidx.archive.opensearch.writing import Source, WritableStore, Write


def begin(store: WritableStore, machine: str, paths: Iterable[str]) -> str:
    """Note the files of a batch. Returns what `end` needs."""
    name = f"batch {uuid.uuid4().hex}"
    note = {"kind": "batch", "machine": machine, "name": name, "paths": list(paths)}
    try:
        store.client.index(index=store.names.records, id=name, body=note)
    except TransportError as error:
        if not is_busy(error):  # a full disk: a bulk request would be sent again for minutes
            raise plain_error(store.address, error) from error
        for _ in store.bulk([({"index": {"_index": store.names.records, "_id": name}}, note)], expand=_as_it_is):
            pass
    return name


def end(store: WritableStore, names: Sequence[str]) -> None:
    """Delete the notes of batches that are written whole."""
    actions = [({"delete": {"_index": store.names.records, "_id": name}}, None) for name in names]
    for _ in store.bulk(actions, expand=_as_it_is):
        pass


def recover(store: WritableStore, machine: str, now: str) -> list[Source]:
    """Let the files of batches that were killed on this machine be read again. Returns them.

    A batch that is still running is taken for one that was killed; its files are then read once more, and that is all.
    """
    clause = all_of([{"term": {"kind": "batch"}}, {"term": {"machine": machine}}])
    store.wrote([store.names.records])
    files: dict[str, Source] = {}
    for note in list(store.every(store.names.records, {"query": clause, "size": 1}, "name")):
        paths = {file_key(machine, path): path for path in note["_source"]["paths"]}
        references = [(store.names.files, key) for key in paths]
        known = {hit["_id"] for hit in store.get_many(references, ["path"])}
        unknown = {key: _unread(machine, path, now) for key, path in paths.items() if key not in known}
        store.write(Write(store.names.files, key, source) for key, source in unknown.items())
        store.change(references, _stale)
        files.update((hit["_id"], hit["_source"]) for hit in store.get_many(references))
        end(store, [note["_id"]])
    return list(files.values())


def _stale(hit: Hit) -> Source:
    source: Source = hit["_source"]
    return source if source.get("stale") else stale(source)


def _unread(machine: str, path: str, now: str) -> Source:
    """A file of which it is not known what the archive has of it."""
    return {
        "machine": machine,
        "path": path,
        "size": 0,
        "mtime_ns": 0,
        "ctime_ns": -1,
        "status": "read",
        "undated": 0,
        "first_seen": now,
        "last_read": now,
        "outcome": "new",
        "stale": True,
        "unread": True,
    }


def _as_it_is(action: Any) -> Any:
    return action

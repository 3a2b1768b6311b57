"""Files as documents: what the archive knows about each file that articles were read from."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, NamedTuple

from newsidx.archive.files import FileRead
from newsidx.archive.known_files import FileState
from newsidx.archive.opensearch.machine import file_key
from newsidx.archive.opensearch.store import Hit, Store
from newsidx.archive.opensearch.writing import Source, Write

_OPTIONAL = ("reader", "encoding", "problem", "ambiguous", "read_again", "problem_kind", "options")


class KnownFile(NamedTuple):
    """A file that the archive knows: its document as it was read, and its state. A stale file counts as changed."""

    hit: Hit
    state: FileState

    @property
    def source(self) -> Source:
        """The fields of its document."""
        return dict(self.hit["_source"])

    @property
    def is_unread(self) -> bool:
        """Whether nothing is known but that a batch which was killed was to add it."""
        return bool(self.hit["_source"].get("unread"))


def known_files(store: Store, machine: str, paths: Iterable[str]) -> dict[str, KnownFile]:
    """What the archive knows about the files at these paths of a machine."""
    hits = store.get_many((store.names.files, file_key(machine, path)) for path in paths)
    return {hit["_source"]["path"]: KnownFile(hit, state_of(hit["_source"])) for hit in hits}


def state_of(source: Source) -> FileState:
    """The state of a file by its document."""
    digest = source.get("digest")
    return FileState(
        digest=bytes.fromhex(digest) if digest and not source.get("stale") else None,
        ambiguous=source.get("ambiguous"),
        undated=source["undated"],
        status=source["status"],
        read_again=source.get("read_again"),
        options=source.get("options"),
    )


def file_source(file: FileRead, machine: str, now: str, outcome: str, known: Source | None) -> Source:
    """The document of a file that was read now. `known` is the one that it had before, perhaps at another path."""
    source: dict[str, Any] = {
        "machine": machine,
        "path": file.path,
        "size": file.size,
        "mtime_ns": file.mtime_ns,
        "ctime_ns": file.ctime_ns,
        "status": file.status,
        "undated": file.undated,
        "first_seen": known["first_seen"] if known else now,
        "last_read": now,
        "outcome": outcome,
    }
    if file.digest:
        source["digest"] = file.digest.hex()
    source.update({name: value for name in _OPTIONAL if (value := getattr(file, name)) is not None})
    if known and "moved_from" in known:
        source["moved_from"] = known["moved_from"]
    if any(article.date_from == "mtime" for article in file.articles):
        source["dated_by_mtime"] = True
    return source


def file_write(store: Store, source: Source, before: Hit | None) -> Write:
    """What writes the document of a file."""
    return Write(store.names.files, file_key(source["machine"], source["path"]), source, before)


def stale(source: Source) -> Source:
    """A file that the next ingest of it reads again, though it has not changed."""
    return {**source, "stale": True}

"""The files that an ingest found on the disk, compared with those that this machine has sent.

That is what its ledger is for. It is made anew from the servers where it is missing, and brought up to date where they
know better: files that another machine wants read again, and those of batches that were killed.
"""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator
from datetime import datetime, timezone
from functools import partial
from hashlib import blake2b

from newsidx.archive.files import FileToRead, FoundFile, ScanRules
from newsidx.archive.opensearch import journal
from newsidx.archive.opensearch.dsl import Clause, all_of, below
from newsidx.archive.opensearch.machine import file_key, this_machine
from newsidx.archive.opensearch.record import ArchiveRecord
from newsidx.archive.opensearch.removed import digests_of_removed
from newsidx.archive.opensearch.store import Hit, Store
from newsidx.archive.opensearch.writing import Reference, Source, WritableStore
from newsidx.archive.sqlite.database import Database
from newsidx.archive.sqlite.ledger import Ledger, open_ledger
from newsidx.archive.sqlite.scan import SqliteScan
from newsidx.disk.folders import data_folder


def ledger_path(record: ArchiveRecord, machine: str) -> str:
    """Where the ledger of a machine for an archive is."""
    name = blake2b(f"{record.uuid} {machine}".encode(), digest_size=16).hexdigest()
    return os.path.join(data_folder(), "ledgers", f"{name}.db")


def opened_ledger(store: Store) -> Ledger:
    """The ledger of this machine, open, and made anew if it is missing. Raises CannotWrite or ArchiveBusy."""
    ledger = open_ledger(ledger_path(store.record, this_machine()))
    try:
        _fill(store, ledger)
    except BaseException:
        ledger.close()
        raise
    return ledger


def _fill(store: Store, ledger: Ledger) -> None:
    """Make the ledger anew if there is nothing in it."""
    if ledger.is_empty():
        ledger.rebuild(_files(store, {"term": {"machine": this_machine()}}))


def bring_up_to_date(store: Store, ledger: Ledger) -> None:
    """Note in the ledger what the servers know better: files to be read again, also those of killed batches."""
    machine = this_machine()
    _fill(store, ledger)
    if isinstance(store, WritableStore):
        now = datetime.now(timezone.utc).isoformat(timespec="seconds")
        ledger.save(journal.recover(store, machine, now))
    ledger.save(_files(store, all_of([{"term": {"machine": machine}}, {"term": {"stale": True}}])))


def _files(store: Store, clause: Clause) -> Iterator[Source]:
    return (hit["_source"] for hit in store.every(store.names.files, {"query": clause}, "path"))


class OpenSearchScan:
    """The files that one ingest found: `newsidx.archive.contract.Scan`."""

    def __init__(self, store: Store, ledger: Ledger) -> None:
        bring_up_to_date(store, ledger)
        self._store = store
        self._ledger = ledger
        self._scan = ledger.scan()

    def add(self, files: Iterable[FoundFile], root: str | None, settled: ScanRules) -> int:
        """Add the files found below a root. Returns how many are unchanged."""
        if settled.again:
            self._ledger.set_removed(digests_of_removed(self._store))
        return self._scan.add(files, root, settled)

    def totals(self) -> tuple[int, int]:
        """The number of files to read, and their size in bytes."""
        return self._scan.totals()

    def to_read(self) -> Iterator[FileToRead]:
        """The files to read, sorted by path."""
        return self._scan.to_read()

    def unseen(self) -> Iterator[tuple[list[str], list[str]]]:
        """The paths of this machine's files that were not found: those that are missing, and those that exist."""
        return self._scan.unseen()

    def copy_to(self, database: Database) -> SqliteScan:
        """A copy of the scan for a temporary archive that has the same files."""
        return self._scan.copy_to(database)

    def mark_missing(self, now: str) -> int:
        """Mark missing files and unmark those that are back. Returns how many are newly missing."""
        if not isinstance(self._store, WritableStore):
            raise TypeError(self._store)
        newly_missing = 0
        for missing, existing in self._scan.unseen():
            gone = _references(self._store, self._ledger.marked(missing, is_missing=False))
            back = _references(self._store, self._ledger.marked(existing, is_missing=True))
            newly_missing += self._store.change(gone, partial(_missing, now))
            self._store.change(back, _found)
            self._ledger.save(hit["_source"] for hit in self._store.get_many([*gone, *back]))
        return newly_missing


def _references(store: Store, paths: Iterable[str]) -> list[Reference]:
    machine = this_machine()
    return [(store.names.files, file_key(machine, path)) for path in paths]


def _missing(now: str, hit: Hit) -> Source:
    source: Source = hit["_source"]
    return source if "missing_since" in source else {**source, "missing_since": now}


def _found(hit: Hit) -> Source:
    return {name: value for name, value in hit["_source"].items() if name != "missing_since"}


def has_files_below(store: Store, root: str) -> bool:
    """Whether the archive has a file of this machine at or below a path."""
    clause = all_of([{"term": {"machine": this_machine()}}, below([root])])
    found = store.search(store.names.files, {"query": clause, "size": 0, "terminate_after": 1})
    return bool(found["hits"]["total"]["value"])

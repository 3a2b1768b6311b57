"""Opening an archive by its place."""

from __future__ import annotations

import contextlib
from collections.abc import Iterator
from typing import Literal, overload

from newsidx.archive.contract import Archive, WritableArchive
from newsidx.archive.records import Repaired, Soundness


@overload
def open_archive(place: str, *, write: Literal[False] = False) -> Archive: ...
@overload
def open_archive(place: str, *, write: Literal[True]) -> WritableArchive: ...
@overload
def open_archive(place: str, *, write: bool) -> Archive: ...


def open_archive(place: str, *, write: bool = False) -> Archive:
    """Open the archive at `place`, the path of a file; with `write`, make it if there is none.

    Several may be open in one process, of one file too. One of an older schema is brought up to date by who writes.
    Raises ArchiveMissing, NotAnArchive, ArchiveTooNew, ArchiveBusy, CannotRead or CannotWrite.
    """
    if write:
        from newsidx.archive.sqlite.writable import WritableSqliteArchive

        return WritableSqliteArchive.open(place, write=True)
    from newsidx.archive.sqlite.archive import SqliteArchive

    return SqliteArchive.open(place)


def open_to_change(place: str) -> WritableArchive:
    """Open an archive for writing that must be there already. Raises as `open_archive` does."""
    open_archive(place).close()  # opened for writing, one that is missing would be made
    return open_archive(place, write=True)


@contextlib.contextmanager
def open_for_dry_run(place: str) -> Iterator[Archive]:
    """The archive at `place`, to try an ingest on: it is read, and not written. Where there is none, an empty one that
    vanishes; so does a copy of one whose schema is too old for that.
    """
    from newsidx.archive.sqlite.scratch_copy import open_or_stand_in

    with open_or_stand_in(place) as archive:
        yield archive


def repair_archive(place: str, damage: Soundness) -> Repaired:
    """Repair what `Archive.check` found. Raises ArchiveBusy or CannotWrite; the archive is then as it was."""
    from newsidx.archive.sqlite.upkeep.repair import repair

    return repair(place, damage)

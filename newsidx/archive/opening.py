"""Opening an archive."""

from __future__ import annotations

import contextlib
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager
from typing import TYPE_CHECKING, Literal, TypeAlias, cast, overload

from newsidx.archive.progress import OnProgress, nothing
from newsidx.errors import ArchiveOutdated
from newsidx.text.whole import whole

if TYPE_CHECKING:
    from newsidx.archive.contract import Archive, Scan, WritableArchive
    from newsidx.archive.records import Integrity, Repaired
    from newsidx.archive.sqlite.archive import SqliteArchive
    from newsidx.archive.sqlite.scan import SqliteScan


OnWait: TypeAlias = "Callable[[], None] | None"


@overload
def open_archive(place: str, *, write: Literal[False] = False) -> Archive: ...
@overload
def open_archive(
    place: str, *, write: Literal[True], on_upgrade: OnProgress = nothing, on_wait: OnWait = None
) -> WritableArchive: ...
@overload
def open_archive(place: str, *, write: bool, on_upgrade: OnProgress = nothing, on_wait: OnWait = None) -> Archive: ...


def open_archive(
    place: str, *, write: bool = False, on_upgrade: OnProgress = nothing, on_wait: OnWait = None
) -> Archive:
    """Open the archive at `place`, the path of a file. With `write`, create it if it does not exist, and migrate it if
    its schema is old.

    If an earlier newsidx made its index, that is made anew, which takes a minute for a million articles: `on_upgrade`
    is then called with how many articles are done, and of how many. If this is interrupted, the archive is as before.
    `on_wait` is the attribute of the archive, in force while it is opened.

    A process may open several archives, and the same one several times. Raises ArchiveMissing, NotAnArchive,
    ArchiveTooNew, ArchiveBusy, CannotRead or CannotWrite.
    """
    if write:
        from newsidx.archive.sqlite.writable import WritableSqliteArchive

        return WritableSqliteArchive.open(place, write=True, on_upgrade=on_upgrade, on_wait=on_wait)
    from newsidx.archive.sqlite.archive import SqliteArchive

    return SqliteArchive.open(place)


def open_to_change(
    place: str, *, migrate: bool = True, on_upgrade: OnProgress = nothing, on_wait: OnWait = None
) -> WritableArchive:
    """Open an existing archive for writing. Takes and raises what `open_archive` does.

    Without `migrate` it raises ArchiveOutdated if its schema is old.
    """
    with open_archive(place) as archive:  # raises ArchiveMissing: opening for writing would create it
        if archive.needs_migration and not migrate:
            raise ArchiveOutdated(
                f"An earlier newsidx made {whole(place)}", f"{whole('newsidx optimize')} upgrades it, once for all."
            )
    return open_archive(place, write=True, on_upgrade=on_upgrade, on_wait=on_wait)


@contextlib.contextmanager
def open_for_dry_run(place: str) -> Iterator[Archive]:
    """Open the archive at `place` for a dry run of an ingest, which does not write to it. If it does not exist, open an
    empty temporary archive; if its schema is old, a temporary copy.
    """
    from newsidx.archive.sqlite.temporary_copy import open_archive_or_copy

    with open_archive_or_copy(place) as archive:
        yield archive


def dry_run(archive: Archive, scan: Scan) -> AbstractContextManager[tuple[WritableArchive, Scan]]:
    """A temporary archive on which an ingest can be tried instead of `archive`, and a copy of the scan for it."""
    from newsidx.archive.sqlite import dry_run as sqlite

    return sqlite.dry_run(cast("SqliteArchive", archive), cast("SqliteScan", scan))


def repair_archive(
    place: str, damage: Integrity, on_step: Callable[[str], None] = lambda step: None, on_progress: OnProgress = nothing
) -> Repaired:
    """Repair what `Archive.check` found. Raises ArchiveBusy or CannotWrite, and then leaves the archive unchanged.

    `on_step` is called with the name of each step, and `on_progress` with how many articles are done, and of how many.
    """
    from newsidx.archive.sqlite.upkeep.repair import repair

    return repair(place, damage, on_step, on_progress)

"""Opening an archive."""

from __future__ import annotations

import contextlib
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager
from typing import TYPE_CHECKING, Literal, TypeAlias, cast, overload

from newsidx.archive.progress import OnProgress, nothing
from newsidx.disk.place import is_on_server
from newsidx.errors import ArchiveMissing, ArchiveOutdated, NotInstalled
from newsidx.text.whole import whole

if TYPE_CHECKING:
    from newsidx.archive.contract import Archive, Scan, WritableArchive
    from newsidx.archive.opensearch.archive import OpenSearchArchive
    from newsidx.archive.opensearch.scan import OpenSearchScan
    from newsidx.archive.opensearch.writable import WritableOpenSearchArchive
    from newsidx.archive.records import Integrity, Repaired
    from newsidx.archive.sqlite.archive import SqliteArchive
    from newsidx.archive.sqlite.scan import SqliteScan


_INSTALL = whole("pip install 'newsidx[opensearch]'")

OnWait: TypeAlias = "Callable[[], None] | None"


@overload
def open_archive(place: str, *, write: Literal[False] = False, within: float | None = None) -> Archive: ...
@overload
def open_archive(
    place: str, *, write: Literal[True], on_upgrade: OnProgress = nothing, on_wait: OnWait = None
) -> WritableArchive: ...
@overload
def open_archive(place: str, *, write: bool, on_upgrade: OnProgress = nothing, on_wait: OnWait = None) -> Archive: ...


def open_archive(
    place: str,
    *,
    write: bool = False,
    within: float | None = None,
    on_upgrade: OnProgress = nothing,
    on_wait: OnWait = None,
) -> Archive:
    """Open the archive at `place`, the path of a file or the address of an archive on servers. With `write`, create it
    if it does not exist, and migrate it if its schema is old.

    If an earlier newsidx made its index, that is made anew, which takes a minute for a million articles: `on_upgrade`
    is then called with how many articles are done, and of how many. If this is interrupted, the archive is as before.
    `on_wait` is the attribute of the archive, in force while it is opened. A server has `within` seconds for each
    answer; None for as many as an answer may take.

    A process may open several archives, and the same one several times. Raises ArchiveMissing, NotAnArchive,
    ArchiveTooNew, ArchiveBusy, CannotRead or CannotWrite; for an address BadAddress, ServerUnreachable, ServerRefused,
    TooSlow or NotInstalled.
    """
    if is_on_server(place):
        return _open_on_server(place, write=write, within=within)
    if write:
        from newsidx.archive.sqlite.writable import WritableSqliteArchive

        return WritableSqliteArchive.open(place, write=True, on_upgrade=on_upgrade, on_wait=on_wait)
    from newsidx.archive.sqlite.archive import SqliteArchive

    return SqliteArchive.open(place)


def _open_on_server(place: str, *, write: bool, within: float | None = None) -> Archive:
    """Open an archive in OpenSearch. With `write`, create it if there is none."""
    try:
        from newsidx.archive.opensearch.address import read_address

        if write:
            from newsidx.archive.opensearch.writable import WritableOpenSearchArchive

            return WritableOpenSearchArchive.open(read_address(place), write=True)
        from newsidx.archive.opensearch.archive import OpenSearchArchive

        return OpenSearchArchive.open(read_address(place), within=within)
    except ModuleNotFoundError as error:
        if error.name != "opensearchpy":
            raise
        raise NotInstalled(
            "Archives in OpenSearch are reached with opensearch-py", f"Install it with: {_INSTALL}"
        ) from error


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
    from newsidx.archive.sqlite.temporary_copy import open_archive_or_copy, open_empty

    with contextlib.ExitStack() as stack:
        if is_on_server(place):
            try:
                archive = stack.enter_context(_open_on_server(place, write=False))
            except ArchiveMissing:
                archive = stack.enter_context(open_empty())
        else:
            archive = stack.enter_context(open_archive_or_copy(place))
        yield archive


def dry_run(archive: Archive, scan: Scan) -> AbstractContextManager[tuple[WritableArchive, Scan]]:
    """A temporary archive on which an ingest can be tried instead of `archive`, and a copy of the scan for it."""
    if is_on_server(archive.place):
        from newsidx.archive.opensearch import dry_run as on_servers

        return on_servers.dry_run(cast("OpenSearchArchive", archive), cast("OpenSearchScan", scan))
    from newsidx.archive.sqlite import dry_run as sqlite

    return sqlite.dry_run(cast("SqliteArchive", archive), cast("SqliteScan", scan))


def repair_archive(
    place: str, damage: Integrity, on_step: Callable[[str], None] = lambda step: None, on_progress: OnProgress = nothing
) -> Repaired:
    """Repair what `Archive.check` found. Raises ArchiveBusy or CannotWrite, and then leaves the archive unchanged.

    `on_step` is called with the name of each step, and `on_progress` with how many articles are done, and of how many.
    """
    if is_on_server(place):
        with open_archive(place, write=True) as archive:
            from newsidx.archive.opensearch.repair import repair as repair_on_servers

            return repair_on_servers(cast("WritableOpenSearchArchive", archive), damage)
    from newsidx.archive.sqlite.upkeep.repair import repair

    return repair(place, damage, on_step, on_progress)

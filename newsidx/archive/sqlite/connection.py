"""Opening an archive's file: is it there, is it one of ours, may it be written.

The file is never opened but by SQLite: see `newsidx.archive.open_files`.
"""

from __future__ import annotations

import contextlib
import os
import sqlite3
import stat
import time

from newsidx.archive.sqlite.schema import APPLICATION_ID, SCHEMA_VERSION, STAND_INS, migrate
from newsidx.archive.sqlite.sql_functions import add_functions
from newsidx.archive.sqlite.sqlite_errors import is_busy, not_an_archive, plain_errors
from newsidx.archive.sqlite.trust import require_own_tables
from newsidx.archive.sqlite.unlocked import Unchanged, has_log
from newsidx.errors import (
    ArchiveBusy,
    ArchiveMissing,
    ArchiveTooNew,
    CannotRead,
    CannotWrite,
    NotAnArchive,
    SQLiteTooOld,
)

__all__ = ["open_for_reading", "open_for_writing", "plain_errors"]

_BUSY_SECONDS = 60.0
_COMING_AND_GOING = 2.0
"""Seconds to try again while a writer makes the files beside the archive, or removes them."""

_OLDEST_SQLITE = (3, 37, 0)


def open_for_reading(path: str) -> tuple[sqlite3.Connection, Unchanged | None]:
    """A read-only connection, and what must stay as it is where the file is read without locks.

    Raises ArchiveMissing, NotAnArchive, ArchiveTooNew, ArchiveBusy or CannotRead, and leaves the file as it is: one of
    an older schema is brought up to date by who writes to it.
    """
    _require_sqlite()
    _require_file(path)
    if not os.path.exists(path):
        raise ArchiveMissing(f"There is no archive at {path} yet", "Make one with: newsidx ingest FOLDER")
    if not _may(path, os.R_OK):
        raise CannotRead(
            f"{path} cannot be read (Permission denied)", "Check its permissions, or choose another with --db PATH."
        )
    if may_write(path):
        return _with_stand_ins(_read_only(path, "")), None
    real = os.path.realpath(path)
    deadline = time.monotonic() + _COMING_AND_GOING
    while True:
        try:
            return _open_unwritable(real)
        except (ArchiveBusy, CannotRead):  # noqa: PERF203 - it is there to wait
            if time.monotonic() > deadline:
                raise
            time.sleep(0.02)


def may_write(path: str) -> bool:
    """Whether SQLite may make and write the files by which readers and writers know of each other."""
    return _may(path, os.W_OK) and _may(os.path.dirname(os.path.realpath(path)), os.W_OK)


def _may(path: str, mode: int) -> bool:
    """`os.access`, for the user that files are opened as, where the system can tell."""
    return os.access(path, mode, effective_ids=os.access in os.supports_effective_ids)


def _open_unwritable(path: str) -> tuple[sqlite3.Connection, Unchanged | None]:
    """A reader who may not write. Raises ArchiveBusy or CannotRead while the files beside the archive come and go."""
    if os.path.exists(f"{path}-shm"):
        # SQLite can then read the log, and takes part in the locks: https://www.sqlite.org/wal.html#readonly.
        with contextlib.suppress(CannotWrite, ArchiveBusy):  # there is another way below, or else its own error
            return _with_stand_ins(_read_only(path, "")), None
    unchanged = Unchanged(path)
    if has_log(path):
        raise CannotRead(
            f"{path} has changes in {path}-wal, which cannot be read without writing to the folder",
            "Let somebody who may write there run newsidx info, or copy both files to a folder of yours.",
        )
    try:
        connection = _read_only(path, "&immutable=1")
    except NotAnArchive:
        unchanged.require()
        raise
    return _with_stand_ins(connection), unchanged


def _with_stand_ins(connection: sqlite3.Connection) -> sqlite3.Connection:
    """The connection, with empty temporary tables for those that its archive is too old to have."""
    version = _version(connection)
    for since, statements in STAND_INS.items():
        for statement in statements if version < since else ():
            connection.execute(statement)
    return connection


def _read_only(path: str, how: str) -> sqlite3.Connection:
    with plain_errors(path):
        connection = _connect(f"{_uri(path)}?mode=ro{how}")
        try:
            if _is_empty(connection):
                raise ArchiveMissing(
                    f"{path} is empty as yet",
                    "Fill it with: newsidx ingest FOLDER. If one is just beginning, try again in a moment.",
                )
            _require_archive(connection, path)
        except BaseException:
            connection.close()
            raise
        return connection


def open_for_writing(path: str, migrate: bool = True) -> sqlite3.Connection:
    """A connection that may write; the file and its folder are made if need be, and an old schema is migrated, unless
    it is to stay as it is.
    """
    _require_sqlite()
    _make_folder(path)
    _require_file(path)
    with plain_errors(path):
        connection = _connect(f"{_uri(path)}?mode=rwc")
        try:
            if _is_empty(connection):
                # Twice SQLite's own: an article fits a page more often, and loading takes 6 % less time.
                connection.execute("PRAGMA page_size = 8192")
            else:
                _require_archive(connection, path)
                _require_no_code(connection, path)
            _write_ahead(connection)
            connection.execute("PRAGMA synchronous = normal")
            connection.execute("PRAGMA foreign_keys = off")
            if migrate and _version(connection) < SCHEMA_VERSION:
                _migrate(connection)
        except BaseException:
            connection.close()
            raise
        return connection


def _write_ahead(connection: sqlite3.Connection) -> None:
    """Switch to a write-ahead log, so that readers and a writer do not wait for each other.

    SQLite does not wait by itself where two processes switch a new archive at the same moment.
    """
    deadline = time.monotonic() + _BUSY_SECONDS
    while connection.execute("PRAGMA journal_mode").fetchone()[0] != "wal":
        try:
            connection.execute("PRAGMA journal_mode = wal").fetchone()
        except sqlite3.OperationalError as error:  # noqa: PERF203 - it is there to wait
            if not is_busy(error) or time.monotonic() > deadline:
                raise
            time.sleep(0.05)


def _migrate(connection: sqlite3.Connection) -> None:
    """Bring the schema up to date in one transaction, unless another process does so at this very moment."""
    connection.execute("BEGIN IMMEDIATE")
    try:
        if _version(connection) < SCHEMA_VERSION:
            migrate(connection)
        connection.execute("COMMIT")
    except BaseException:
        if connection.in_transaction:
            connection.execute("ROLLBACK")
        raise


def _connect(uri: str) -> sqlite3.Connection:
    connection = sqlite3.connect(uri, uri=True, timeout=_BUSY_SECONDS, isolation_level=None)
    # What a view or a trigger in a file of unknown origin may call is then only what is harmless.
    connection.execute("PRAGMA trusted_schema = OFF")
    add_functions(connection)
    return connection


def _uri(path: str) -> str:
    """The path as a URI, with the three characters escaped that would end it: https://www.sqlite.org/uri.html."""
    escaped = os.path.abspath(path).replace("%", "%25").replace("?", "%3f").replace("#", "%23")
    return f"file:{escaped}"


def _require_file(path: str) -> None:
    """Refuse what is there and no file, before anything waits for what a pipe may say."""
    try:
        mode = os.stat(path).st_mode
    except (OSError, ValueError):  # there is none, or nobody can know
        return
    if not stat.S_ISREG(mode):
        kind = next((name for is_kind, name in _KINDS if is_kind(mode)), "device")
        raise NotAnArchive(f"{path} is a {kind}, not an archive", "Name a file, such as news.db, with --db PATH.")


_KINDS = ((stat.S_ISDIR, "folder"), (stat.S_ISFIFO, "pipe"), (stat.S_ISSOCK, "socket"))


def _require_archive(connection: sqlite3.Connection, path: str) -> None:
    if connection.execute("PRAGMA application_id").fetchone()[0] != APPLICATION_ID:
        raise not_an_archive(path)
    if (version := _version(connection)) > SCHEMA_VERSION:
        raise ArchiveTooNew(
            f"{path} was made by a newer newsidx (schema {version}; this one knows {SCHEMA_VERSION})",
            "Upgrade newsidx, or choose another archive with --db PATH. Nothing was changed.",
        )
    require_own_tables(connection, path, version)


def _require_no_code(connection: sqlite3.Connection, path: str) -> None:
    """newsidx makes no triggers, nor indexes of expressions: they would do who knows what with all that is written."""
    found = connection.execute(_CODE).fetchone()
    if found:
        kind, name = found
        raise NotAnArchive(
            f"{path} has {'an' if kind == 'index' else 'a'} {kind} that newsidx did not make ({name})",
            f"It can be searched but not written to: drop the {kind} with sqlite3 if it is yours.",
        )


_CODE = """
SELECT type, name FROM main.sqlite_master WHERE type = 'trigger'
UNION ALL
SELECT type, listed.name FROM main.sqlite_master AS listed JOIN pragma_index_xinfo(listed.name, 'main') AS part
WHERE type = 'index' AND part.cid = -2
"""


def _require_sqlite() -> None:
    if sqlite3.sqlite_version_info < _OLDEST_SQLITE:
        raise SQLiteTooOld(
            f"This Python has SQLite {sqlite3.sqlite_version}; newsidx needs 3.37 or later",
            "Use a newer Python, such as the one from python.org.",
        )


def _version(connection: sqlite3.Connection) -> int:
    return int(connection.execute("PRAGMA user_version").fetchone()[0])


def _is_empty(connection: sqlite3.Connection) -> bool:
    return connection.execute("SELECT 1 FROM sqlite_master").fetchone() is None


def _make_folder(path: str) -> None:
    folder = os.path.dirname(os.path.abspath(path))
    try:
        os.makedirs(folder, exist_ok=True)
    except OSError as error:
        raise CannotWrite(
            f"The folder {folder} cannot be made ({error.strerror})", "Choose another place with --db PATH."
        ) from error

"""Opening an archive's file: whether it exists, is an archive, and can be written.

Only SQLite ever opens the file: see `newsidx.archive.open_files`.
"""

from __future__ import annotations

import contextlib
import os
import sqlite3
import stat
import time

from newsidx.archive.sqlite.immutable import FileState, has_log
from newsidx.archive.sqlite.own_tables import require_own_tables
from newsidx.archive.sqlite.schema import APPLICATION_ID, LATER_TABLES, SCHEMA_VERSION
from newsidx.archive.sqlite.sql_functions import add_functions
from newsidx.archive.sqlite.sqlite_errors import is_busy, not_an_archive, plain_errors
from newsidx.errors import (
    ArchiveBusy,
    ArchiveMissing,
    ArchiveTooNew,
    CannotRead,
    CannotWrite,
    DiskFull,
    NotAnArchive,
    SQLiteTooOld,
)
from newsidx.text.whole import whole

__all__ = ["open_for_reading", "open_for_writing", "plain_errors"]

_BUSY_SECONDS = 60.0
_RETRY_SECONDS = 2.0
"""How long to retry while a writer creates or deletes the files beside the archive."""

_PAGE_CACHE = 32_000
"""How many kilobytes of pages a reader keeps: a phrase reads the same pages for each form of its words."""

_OLDEST_SQLITE = (3, 37, 0)


def open_for_reading(path: str) -> tuple[sqlite3.Connection, FileState | None]:
    """Open a read-only connection. If the file is read without locks, also return its state, to detect changes.

    The file is not changed: an older schema is migrated when the archive is opened for writing. Raises ArchiveMissing,
    NotAnArchive, ArchiveTooNew, ArchiveBusy or CannotRead.
    """
    _require_sqlite()
    _require_file(path)
    if not os.path.exists(path):
        raise ArchiveMissing(f"There is no archive at {path} yet", f"Create one with: {whole('newsidx ingest FOLDER')}")
    if not _has_access(path, os.R_OK):
        raise CannotRead(
            f"{path} cannot be read (Permission denied)",
            f"Check its permissions, or choose another archive with {whole('--db PATH')}.",
        )
    real = os.path.realpath(path)
    if _can_write(path):
        try:
            return _with_later_tables(_read_only(path, "")), None
        except DiskFull:  # it can still be read without locks, unless there is a log
            if has_log(real):
                raise
    deadline = time.monotonic() + _RETRY_SECONDS
    while True:
        try:
            return _open_without_write_access(real)
        except (ArchiveBusy, CannotRead):  # noqa: PERF203 - the loop waits
            if time.monotonic() > deadline:
                raise
            time.sleep(0.02)


def _can_write(path: str) -> bool:
    """Whether SQLite can create and write the files with which readers and writers coordinate."""
    return _has_access(path, os.W_OK) and _has_access(os.path.dirname(os.path.realpath(path)), os.W_OK)


def _has_access(path: str, mode: int) -> bool:
    """`os.access` for the effective user, if the system supports that."""
    return os.access(path, mode, effective_ids=os.access in os.supports_effective_ids)


def _open_without_write_access(path: str) -> tuple[sqlite3.Connection, FileState | None]:
    """Open for a user who cannot write. Raises ArchiveBusy or CannotRead while a writer opens or closes the archive."""
    if os.path.exists(f"{path}-shm"):
        # Then SQLite can read the log and use locks: https://www.sqlite.org/wal.html#readonly.
        with contextlib.suppress(CannotWrite, ArchiveBusy):  # the code below opens the file, or raises
            return _with_later_tables(_read_only(path, "")), None
    state = FileState(path)
    if has_log(path):
        raise CannotRead(
            f"{path} has changes in {path}-wal, which cannot be read without writing to the folder",
            f"Run {whole('newsidx info')} as a user who can write to the folder, "
            "or copy both files to a folder of your own.",
        )
    try:
        connection = _read_only(path, "&immutable=1")
    except NotAnArchive:
        state.require_unchanged()
        raise
    return _with_later_tables(connection), state


def _with_later_tables(connection: sqlite3.Connection) -> sqlite3.Connection:
    """The connection, with temporary tables in place of those that came after the schema of its archive."""
    version = _version(connection)
    for since, statements in LATER_TABLES.items():
        for statement in statements if version < since else ():
            connection.execute(statement)
    return connection


def _read_only(path: str, uri_options: str) -> sqlite3.Connection:
    with plain_errors(path):
        connection = _connect(f"{_uri(path)}?mode=ro{uri_options}")
        try:
            if _is_empty(connection):
                raise ArchiveMissing(
                    f"{path} is empty",
                    "If an ingest has just started, try again in a moment. If not, run: "
                    + whole("newsidx ingest FOLDER"),
                )
            _require_archive(connection, path)
            connection.execute(f"PRAGMA cache_size = -{_PAGE_CACHE}")
        except BaseException:
            connection.close()
            raise
        return connection


def open_for_writing(path: str) -> sqlite3.Connection:
    """Open a connection for writing. Creates the file, without tables, and its folder if they do not exist."""
    _require_sqlite()
    _make_folder(path)
    _require_file(path)
    with plain_errors(path):
        connection = _connect(f"{_uri(path)}?mode=rwc")
        try:
            if _is_empty(connection):
                # Twice SQLite's default: more articles fit on one page, and loading takes 6 % less time.
                connection.execute("PRAGMA page_size = 8192")
            else:
                _require_archive(connection, path)
                _require_no_code(connection, path)
            _enable_write_ahead_log(connection)
            connection.execute("PRAGMA synchronous = normal")
            connection.execute("PRAGMA foreign_keys = off")
        except BaseException:
            connection.close()
            raise
        return connection


def _enable_write_ahead_log(connection: sqlite3.Connection) -> None:
    """Switch to a write-ahead log, so that readers and a writer do not wait for each other.

    SQLite itself does not wait when two processes switch a new archive at the same moment.
    """
    deadline = time.monotonic() + _BUSY_SECONDS
    while connection.execute("PRAGMA journal_mode").fetchone()[0] != "wal":
        try:
            connection.execute("PRAGMA journal_mode = wal").fetchone()
        except sqlite3.OperationalError as error:  # noqa: PERF203 - the loop waits
            if not is_busy(error) or time.monotonic() > deadline:
                raise
            time.sleep(0.05)


def _connect(uri: str) -> sqlite3.Connection:
    connection = sqlite3.connect(uri, uri=True, timeout=_BUSY_SECONDS, isolation_level=None)
    # Views and triggers in a file of unknown origin can then only call harmless functions.
    connection.execute("PRAGMA trusted_schema = OFF")
    add_functions(connection)
    return connection


def _uri(path: str) -> str:
    """The path as a URI. Escapes the characters with a meaning in SQLite's URIs: https://www.sqlite.org/uri.html."""
    escaped = os.path.abspath(path).replace("%", "%25").replace("?", "%3f").replace("#", "%23")
    return f"file:{escaped}"


def _require_file(path: str) -> None:
    """Refuse anything that is not a regular file: opening a pipe would wait for its writer."""
    try:
        mode = os.stat(path).st_mode
    except (OSError, ValueError):  # it does not exist, or the system cannot tell
        return
    if not stat.S_ISREG(mode):
        kind = next((name for is_kind, name in _KINDS if is_kind(mode)), "device")
        raise NotAnArchive(
            f"{path} is a {kind}, not an archive", f"Name a file, such as news.db, with {whole('--db PATH')}."
        )


_KINDS = ((stat.S_ISDIR, "folder"), (stat.S_ISFIFO, "pipe"), (stat.S_ISSOCK, "socket"))


def _require_archive(connection: sqlite3.Connection, path: str) -> None:
    if connection.execute("PRAGMA application_id").fetchone()[0] != APPLICATION_ID:
        raise not_an_archive(path)
    if (version := _version(connection)) > SCHEMA_VERSION:
        raise ArchiveTooNew(
            f"{path} was made by a newer newsidx (schema {version}; this one knows {SCHEMA_VERSION})",
            f"Upgrade newsidx, or choose another archive with {whole('--db PATH')}. Nothing was changed.",
        )
    require_own_tables(connection, path, version)


def _require_no_code(connection: sqlite3.Connection, path: str) -> None:
    """Refuse triggers and indexes on expressions. newsidx has none, and they would run unknown code on every write."""
    row = connection.execute(_CODE).fetchone()
    if row:
        kind, name = row
        raise NotAnArchive(
            f"{path} has {'an' if kind == 'index' else 'a'} {kind} that newsidx did not create ({name})",
            f"You can search the archive, but not write to it. If the {kind} is yours, drop it with sqlite3.",
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
            f"The folder {folder} cannot be created ({error.strerror})",
            f"Choose another place with {whole('--db PATH')}.",
        ) from error

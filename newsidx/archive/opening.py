"""Opening an archive's file: is it there, is it one of ours, may it be written; and SQLite's errors made plain."""

from __future__ import annotations

import contextlib
import os
import sqlite3
import time
from collections.abc import Iterator

from newsidx.archive.functions import add_functions
from newsidx.archive.schema import APPLICATION_ID, SCHEMA_VERSION, migrate
from newsidx.errors import (
    ArchiveBusy,
    ArchiveMissing,
    ArchiveTooNew,
    CannotWrite,
    NewsidxError,
    NotAnArchive,
    SQLiteTooOld,
)

_BUSY_SECONDS = 60.0
_OLDEST_SQLITE = (3, 37, 0)


def open_for_reading(path: str, migrate: bool = True) -> sqlite3.Connection:
    """A read-only connection; of an older schema, once it is brought up to date, or as it is. Raises ArchiveMissing, NotAnArchive or ArchiveTooNew, and leaves the file as it is."""
    _require_sqlite()
    if not os.path.exists(path):
        raise ArchiveMissing(f"There is no archive at {path} yet", "Make one with: newsidx ingest FOLDER")
    if migrate and _needs_migration(path):
        open_for_writing(path).close()
    with plain_errors(path):
        connection = _connect(f"{_uri(path)}?mode=ro{_immutable(path)}")
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
    with plain_errors(path):
        connection = _connect(f"{_uri(path)}?mode=rwc")
        try:
            if _is_empty(connection):
                # Twice SQLite's own: an article fits a page more often, and loading takes 6 % less time.
                connection.execute("PRAGMA page_size = 8192")
            else:
                _require_archive(connection, path)
                _require_no_triggers(connection, path)
            _write_ahead(connection)
            connection.execute("PRAGMA synchronous = normal")
            connection.execute("PRAGMA foreign_keys = off")
            if migrate and _version(connection) < SCHEMA_VERSION:
                _migrate(connection)
        except BaseException:
            connection.close()
            raise
        return connection


@contextlib.contextmanager
def plain_errors(path: str) -> Iterator[None]:
    """Turn what SQLite raises about the file into an error that a user can act on."""
    try:
        yield
    except sqlite3.DatabaseError as error:
        raise _plain(error, path) from error


def _plain(error: sqlite3.DatabaseError, path: str) -> NewsidxError:
    text = str(error)
    if "locked" in text or "busy" in text:
        return ArchiveBusy(f"Another program keeps {path} locked", "Wait for it to finish, then run the command again.")
    if "full" in text:
        return CannotWrite(
            f"The disk of {path} is full", "Make room, then run the same command again: nothing that was done is lost."
        )
    if "readonly" in text or "unable to open" in text or "disk I/O" in text:
        return CannotWrite(f"{path} cannot be opened or written ({text})", "Choose another place with --db PATH.")
    if "not a database" in text:
        return _not_an_archive(path)
    if isinstance(error, sqlite3.ProgrammingError):
        raise error
    # A page that was overwritten shows itself in many ways: a table is gone, a text is no UTF-8, an index has no root.
    return NotAnArchive(f"{path} is damaged ({text})", "newsidx check says how, and newsidx check --repair mends it.")


def _write_ahead(connection: sqlite3.Connection) -> None:
    """Switch to a write-ahead log, so that readers and a writer do not wait for each other.

    SQLite does not wait by itself where two processes switch a new archive at the same moment.
    """
    deadline = time.monotonic() + _BUSY_SECONDS
    while connection.execute("PRAGMA journal_mode").fetchone()[0] != "wal":
        try:
            connection.execute("PRAGMA journal_mode = wal").fetchone()
        except sqlite3.OperationalError as error:  # noqa: PERF203 - it is there to wait
            if "locked" not in str(error) or time.monotonic() > deadline:
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


def _immutable(path: str) -> str:
    """In a folder that cannot be written SQLite could not make the files WAL needs, and cannot be disturbed either."""
    return "" if os.access(os.path.dirname(os.path.abspath(path)), os.W_OK) else "&immutable=1"


def _needs_migration(path: str) -> bool:
    """Whether a file is an archive of an older schema: read from the file's first 100 bytes.

    Where the two numbers stand: https://www.sqlite.org/fileformat.html, section 1.3.
    """
    if os.path.isdir(path):
        raise NotAnArchive(f"{path} is a folder, not an archive", "Name a file, such as news.db, with --db PATH.")
    try:
        with open(path, "rb") as file:
            head = file.read(100)
    except OSError as error:
        raise CannotWrite(
            f"{path} cannot be read ({error.strerror})", "Check its permissions, or choose another with --db PATH."
        ) from error
    application, version = int.from_bytes(head[68:72], "big"), int.from_bytes(head[60:64], "big")
    return application == APPLICATION_ID and version < SCHEMA_VERSION


def _require_archive(connection: sqlite3.Connection, path: str) -> None:
    if connection.execute("PRAGMA application_id").fetchone()[0] != APPLICATION_ID:
        raise _not_an_archive(path)
    if (version := _version(connection)) > SCHEMA_VERSION:
        raise ArchiveTooNew(
            f"{path} was made by a newer newsidx (schema {version}; this one knows {SCHEMA_VERSION})",
            "Upgrade newsidx, or choose another archive with --db PATH. Nothing was changed.",
        )


def _require_no_triggers(connection: sqlite3.Connection, path: str) -> None:
    """newsidx makes no triggers: one that is there would do who knows what with every article written."""
    found = connection.execute("SELECT name FROM sqlite_master WHERE type = 'trigger'").fetchone()
    if found:
        raise NotAnArchive(
            f"{path} has a trigger that newsidx did not make ({found[0]})",
            "It can be searched but not written to: drop the trigger with sqlite3 if it is yours.",
        )


def _not_an_archive(path: str) -> NotAnArchive:
    return NotAnArchive(f"{path} is not a newsidx archive", "Choose another file with --db PATH. Nothing was changed.")


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
    if os.path.isdir(path):
        raise NotAnArchive(f"{path} is a folder, not an archive", "Name a file, such as news.db, with --db PATH.")

"""SQLite's errors about an archive's file, as errors that a user can act on.

SQLite's result codes: https://www.sqlite.org/rescode.html.
"""

from __future__ import annotations

import contextlib
import os
import shutil
import sqlite3
from collections.abc import Iterator
from enum import IntEnum

from newsidx.errors import (
    ArchiveBusy,
    ArchiveCorrupt,
    CannotRead,
    CannotWrite,
    DiskFull,
    NewsidxError,
    NotAnArchive,
    TooComplex,
    TooLarge,
    TooSlow,
)
from newsidx.text.whole import whole


class Code(IntEnum):
    """The result codes that newsidx distinguishes. Python has names for them since 3.11."""

    ERROR = 1
    PERM = 3
    BUSY = 5
    LOCKED = 6
    READONLY = 8
    INTERRUPT = 9
    IOERR = 10
    CORRUPT = 11
    FULL = 13
    CANTOPEN = 14
    PROTOCOL = 15
    SCHEMA = 17
    TOOBIG = 18
    CONSTRAINT = 19
    MISMATCH = 20
    NOTADB = 26


_NO_SPACE_FOR_LOCKS = 10 | 19 << 8
"""IOERR_SHMSIZE: no space for the small file beside the archive with which readers and writers coordinate."""

_READONLY_FOR_NOW = frozenset(8 | number << 8 for number in (1, 2, 5))
"""READONLY_RECOVERY, CANTLOCK and CANTINIT: a reader without write access has to wait for a writer."""

_ENOUGH = 1_000_000
"""Bytes that are free on a disk if it was another one that had no space for a few pages."""

_TEXTS = {
    "database is locked": Code.BUSY,
    "database table is locked": Code.LOCKED,
    "attempt to write a readonly database": Code.READONLY,
    "interrupted": Code.INTERRUPT,
    "disk I/O error": Code.IOERR,
    "database or disk is full": Code.FULL,
    "unable to open database file": Code.CANTOPEN,
    "locking protocol": Code.PROTOCOL,
    "database schema has changed": Code.SCHEMA,
    "file is not a database": Code.NOTADB,
}
"""SQLite's texts for its codes, for Python 3.10, which does not report the codes."""

_CLASSES = ((sqlite3.DataError, Code.TOOBIG), (sqlite3.IntegrityError, Code.CONSTRAINT))

_PROBES = (
    """
    SELECT id, date, published, title, byline, source, section, place, url, language, words, meta, date_from,
      title_from, fingerprint, body
    FROM main.articles LIMIT 1
    """,
    "SELECT id, path, status, problem, missing_since, last_read, encoding, reader FROM main.files LIMIT 1",
    "SELECT file, part, article FROM main.copies LIMIT 1",
    "SELECT rowid FROM main.articles_fts WHERE articles_fts MATCH 'a' LIMIT 1",
)
"""Queries that work in every archive that is not corrupt."""


@contextlib.contextmanager
def plain_errors(path: str, connection: sqlite3.Connection | None = None) -> Iterator[None]:
    """Turn SQLite's errors about the file at a path into errors that a user can act on.

    If a statement fails with a general error, simple queries on the `connection` show whether the archive is corrupt.
    """
    try:
        yield
    except (sqlite3.ProgrammingError, sqlite3.NotSupportedError):
        raise  # a bug in newsidx
    except (sqlite3.DatabaseError, UnicodeDecodeError) as error:
        raise _plain(error, path, connection) from error
    except MemoryError as error:  # a corrupt index may ask for more memory than there is
        raise CannotRead(
            f"Memory ran out while {path} was read or written",
            f"See whether it is corrupt with: {whole('newsidx check')}",
        ) from error


def code_of(error: sqlite3.DatabaseError | UnicodeDecodeError) -> int:
    """The primary result code of an error. Text that is not UTF-8 counts as corrupt."""
    code: int | None = getattr(error, "sqlite_errorcode", None)
    if code is not None:
        return code & 0xFF
    for error_class, class_code in _CLASSES:
        if isinstance(error, error_class):
            return class_code
    if isinstance(error, sqlite3.OperationalError):
        # Since 3.11, an error without a code is Python's own, for text that cannot be decoded.
        return _TEXTS.get(str(error), Code.CORRUPT if hasattr(sqlite3, "SQLITE_BUSY") else Code.ERROR)
    return _TEXTS.get(str(error), Code.CORRUPT)


def is_busy(error: sqlite3.DatabaseError) -> bool:
    """Whether another connection has the archive locked at the moment."""
    return code_of(error) in (Code.BUSY, Code.LOCKED)


def corrupt(path: str, reason: object) -> ArchiveCorrupt:
    """The error for an archive with values that newsidx never writes."""
    return ArchiveCorrupt(path, reason)


def not_an_archive(path: str) -> NotAnArchive:
    """The error for a file that newsidx did not create."""
    return NotAnArchive(
        f"{path} is not a newsidx archive", f"Choose another file with {whole('--db PATH')}. Nothing was changed."
    )


def _plain(
    error: sqlite3.DatabaseError | UnicodeDecodeError, path: str, connection: sqlite3.Connection | None
) -> NewsidxError:
    code = code_of(error)
    if code in (Code.BUSY, Code.LOCKED, Code.PROTOCOL, Code.SCHEMA):
        return ArchiveBusy(f"{path} is locked by another program", "Wait for it to finish, then run the command again.")
    if getattr(error, "sqlite_errorcode", None) in _READONLY_FOR_NOW:
        return changing(path)
    if code == Code.INTERRUPT:
        return TooSlow("This takes too long", "Ask for less: add a word, or dates.")
    if code == Code.FULL or _has_no_space_for_locks(error, code, path):
        return _full(path)
    if code in (Code.READONLY, Code.PERM, Code.CANTOPEN, Code.IOERR):
        return CannotWrite(
            f"{path} cannot be opened or written ({error})", f"Choose another place with {whole('--db PATH')}."
        )
    if code == Code.NOTADB:
        return not_an_archive(path)
    if code == Code.TOOBIG:
        return TooLarge(
            f"A text is too large for SQLite to store in {path} ({error})", "Skip the largest files with --largest."
        )
    if code == Code.ERROR and connection is not None and _can_be_queried(connection):
        return TooComplex(f"SQLite cannot run this ({error})", "Try a shorter query.")
    # An overwritten page has many symptoms: a missing table, text that is not UTF-8, an index without a root.
    return corrupt(path, _reason(error))


def changing(path: str) -> NewsidxError:
    """The error for an archive that changed while it was read without locks."""
    return ArchiveBusy(f"{path} was changed while it was read", "Run the command again.")


def _has_no_space_for_locks(error: sqlite3.DatabaseError | UnicodeDecodeError, code: int, path: str) -> bool:
    extended: int | None = getattr(error, "sqlite_errorcode", None)
    if extended is None:  # before Python 3.11
        return code == Code.IOERR and _free(path) < _ENOUGH
    return extended == _NO_SPACE_FOR_LOCKS


def _full(path: str) -> DiskFull:
    """The error for a full disk: that of the archive or, if it has space, that of SQLite's temporary files."""
    temporary = _temporary_folder()
    if temporary and _free(path) > _ENOUGH:
        return DiskFull(
            f"No space left on the disk for temporary files, in {temporary}",
            f"Free some, or name another folder: {whole('SQLITE_TMPDIR=FOLDER newsidx …')}",
        )
    return DiskFull(
        f"No space left on the disk of {path}",
        "Free some, then run the same command again. Everything saved so far is safe.",
    )


def _free(path: str) -> int:
    """The bytes that are free on the disk of a file; 0 if that cannot be known."""
    try:
        return shutil.disk_usage(os.path.dirname(os.path.abspath(path))).free
    except OSError:
        return 0


def _temporary_folder() -> str | None:
    """The folder in which SQLite makes temporary files: https://www.sqlite.org/tempfiles.html, section 5."""
    if os.name == "nt":
        import tempfile  # which takes longer than all else that a short command imports here

        return tempfile.gettempdir()
    stated = (os.environ.get("SQLITE_TMPDIR"), os.environ.get("TMPDIR"))
    folders = (*filter(None, stated), "/var/tmp", "/usr/tmp", "/tmp", ".")  # noqa: S108 - SQLite's own
    return next((folder for folder in folders if os.path.isdir(folder) and os.access(folder, os.W_OK | os.X_OK)), None)


def _can_be_queried(connection: sqlite3.Connection) -> bool:
    try:
        for probe in _PROBES:
            connection.execute(probe).fetchall()
    except (sqlite3.Error, UnicodeDecodeError):
        return False
    return True


def _reason(error: Exception) -> str:
    return "a text is not UTF-8" if isinstance(error, UnicodeDecodeError) else str(error)

"""What SQLite says went wrong with an archive's file, as an error that a user can act on.

SQLite's result codes: https://www.sqlite.org/rescode.html.
"""

from __future__ import annotations

import contextlib
import sqlite3
from collections.abc import Iterator
from enum import IntEnum

from newsidx.errors import ArchiveBusy, ArchiveCorrupt, CannotWrite, NewsidxError, NotAnArchive, TooComplex, TooLarge


class Code(IntEnum):
    """The result codes that newsidx tells apart. Python has names for them from 3.11 on."""

    ERROR = 1
    PERM = 3
    BUSY = 5
    LOCKED = 6
    READONLY = 8
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


_READONLY_FOR_NOW = frozenset(8 | number << 8 for number in (1, 2, 5))
"""READONLY_RECOVERY, CANTLOCK and CANTINIT: a reader that may not write waits for one that may."""

_TEXTS = {
    "database is locked": Code.BUSY,
    "database table is locked": Code.LOCKED,
    "attempt to write a readonly database": Code.READONLY,
    "disk I/O error": Code.IOERR,
    "database or disk is full": Code.FULL,
    "unable to open database file": Code.CANTOPEN,
    "locking protocol": Code.PROTOCOL,
    "database schema has changed": Code.SCHEMA,
    "file is not a database": Code.NOTADB,
}
"""The texts that SQLite has for codes, for Python 3.10, which tells nothing else."""

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
"""What can be asked of every archive that is not corrupt."""


@contextlib.contextmanager
def plain_errors(path: str, connection: sqlite3.Connection | None = None) -> Iterator[None]:
    """Turn what SQLite raises about the file at a path into an error that a user can act on.

    A statement that fails for no reason of the file's is told from a corrupt archive by asking the `connection`
    something simple.
    """
    try:
        yield
    except (sqlite3.ProgrammingError, sqlite3.NotSupportedError):
        raise  # a mistake of newsidx's own
    except (sqlite3.DatabaseError, UnicodeDecodeError) as error:
        raise _plain(error, path, connection) from error


def code_of(error: sqlite3.DatabaseError | UnicodeDecodeError) -> int:
    """The primary result code behind an error. A text that is no UTF-8 counts as corrupt."""
    code: int | None = getattr(error, "sqlite_errorcode", None)
    if code is not None:
        return code & 0xFF
    for kind, known in _CLASSES:
        if isinstance(error, kind):
            return known
    if isinstance(error, sqlite3.OperationalError):
        # From 3.11 on one without a code is Python's own, and says that a text cannot be decoded.
        return _TEXTS.get(str(error), Code.CORRUPT if hasattr(sqlite3, "SQLITE_BUSY") else Code.ERROR)
    return _TEXTS.get(str(error), Code.CORRUPT)


def is_busy(error: sqlite3.DatabaseError) -> bool:
    """Whether another connection is in the way for now."""
    return code_of(error) in (Code.BUSY, Code.LOCKED)


def corrupt(path: str, what: object) -> ArchiveCorrupt:
    """The error for an archive that holds what newsidx never wrote."""
    return ArchiveCorrupt(path, what)


def not_an_archive(path: str) -> NotAnArchive:
    """The error for a file that something else made."""
    return NotAnArchive(f"{path} is not a newsidx archive", "Choose another file with --db PATH. Nothing was changed.")


def _plain(
    error: sqlite3.DatabaseError | UnicodeDecodeError, path: str, connection: sqlite3.Connection | None
) -> NewsidxError:
    code = code_of(error)
    if code in (Code.BUSY, Code.LOCKED, Code.PROTOCOL, Code.SCHEMA):
        return ArchiveBusy(f"Another program keeps {path} locked", "Wait for it to finish, then run the command again.")
    if getattr(error, "sqlite_errorcode", None) in _READONLY_FOR_NOW:
        return changing(path)
    if code == Code.FULL:
        return CannotWrite(
            f"The disk of {path} is full", "Make room, then run the same command again: nothing that was done is lost."
        )
    if code in (Code.READONLY, Code.PERM, Code.CANTOPEN, Code.IOERR):
        return CannotWrite(f"{path} cannot be opened or written ({error})", "Choose another place with --db PATH.")
    if code == Code.NOTADB:
        return not_an_archive(path)
    if code == Code.TOOBIG:
        return TooLarge(
            f"A text is larger than SQLite can hold in {path} ({error})", "Leave out the largest files with --largest."
        )
    if code == Code.ERROR and connection is not None and _can_be_asked(connection):
        return TooComplex(f"SQLite cannot run this ({error})", "Try a shorter query.")
    # A page that was overwritten shows itself in many ways: a table is gone, a text is no UTF-8, an index has no root.
    return corrupt(path, _harmless(error))


def changing(path: str) -> NewsidxError:
    """The error for an archive that cannot be read right now by one who may not write it."""
    return ArchiveBusy(f"{path} was changed while it was read", "Run the command again.")


def _can_be_asked(connection: sqlite3.Connection) -> bool:
    try:
        for probe in _PROBES:
            connection.execute(probe).fetchall()
    except (sqlite3.Error, UnicodeDecodeError):
        return False
    return True


def _harmless(error: Exception) -> str:
    return "a text is not UTF-8" if isinstance(error, UnicodeDecodeError) else str(error)

"""A copy of an archive as it is at one moment, made while others may write to it."""

from __future__ import annotations

import contextlib
import os
import sqlite3

from newsidx.archive.sqlite.database import Database
from newsidx.archive.sqlite.sqlite_errors import plain_errors
from newsidx.disk.new_file import new_file
from newsidx.errors import CannotWrite

_PAGES = 2000
"""Pages copied at a time: between two of them Ctrl-C is heard."""


def backup(database: Database, target: str) -> int:
    """Copy an archive to a file that is not there yet, and return its size in bytes.

    The copy has another name until it is whole. Raises CannotWrite if the file is there, or cannot be written.
    """
    try:
        with new_file(target) as file:
            _copy(database, file.name, target)
    except FileExistsError as error:
        raise CannotWrite(
            f"{target} is there already", "Choose another name for the copy, or move that file away."
        ) from error
    except OSError as error:
        raise CannotWrite(
            f"{target} cannot be written ({error.strerror})", "Choose another place, or make room, and try again."
        ) from error
    return os.path.getsize(target)


def _copy(database: Database, path: str, target: str) -> None:
    with plain_errors(target), contextlib.closing(sqlite3.connect(path, isolation_level=None)) as copy:
        # What fails is thrown away whole, so it needs no journal, which a full disk would leave behind.
        copy.execute("PRAGMA journal_mode = off")
        copy.execute("PRAGMA synchronous = off")  # it is on the disk before it gets its name
        # In a transaction of its own the source stays as it is: the copying never has to begin again.
        database.connection.execute("BEGIN")
        database.value("SELECT count(*) FROM files WHERE id < 0")
        try:
            database.connection.backup(copy, pages=_PAGES)
        finally:
            database.connection.execute("ROLLBACK")
        database.require_unchanged()

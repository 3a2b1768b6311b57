"""Copying an archive as it is at one moment, while other programs may write to it."""

from __future__ import annotations

import contextlib
import os
import sqlite3

from newsidx.archive.progress import OnProgress, nothing
from newsidx.archive.sqlite.database import Database
from newsidx.archive.sqlite.sqlite_errors import plain_errors
from newsidx.disk.new_file import new_file
from newsidx.errors import CannotWrite

_PAGES = 2000
"""Pages copied at a time: Ctrl-C works between them."""


def backup(database: Database, target: str, on_progress: OnProgress = nothing) -> int:
    """Copy an archive to a new file, and return the size of the copy in bytes. `on_progress` is called with how many
    bytes are copied, and of how many.

    The copy has a temporary name until it is complete. Raises CannotWrite if the file exists or cannot be written.
    """
    try:
        with new_file(target) as file:
            _copy(database, file.name, target, on_progress)
    except FileExistsError as error:
        raise CannotWrite(
            f"{target} already exists", "Choose another name for the copy, or move the existing file away."
        ) from error
    except OSError as error:
        raise CannotWrite(
            f"{target} cannot be written ({error.strerror})", "Choose another place, or free some space, and try again."
        ) from error
    return os.path.getsize(target)


def _copy(database: Database, path: str, target: str, on_progress: OnProgress) -> None:
    page_size = database.value("PRAGMA page_size")

    def show(_: int, remaining: int, pages: int) -> None:
        on_progress((pages - remaining) * page_size, pages * page_size)

    with plain_errors(target), contextlib.closing(sqlite3.connect(path, isolation_level=None)) as copy:
        # A failed copy is deleted, so it needs no journal, which a full disk would leave behind.
        copy.execute("PRAGMA journal_mode = off")
        copy.execute("PRAGMA synchronous = off")  # `new_file` syncs the copy before it gives it its name
        # Inside a transaction the source does not change, so that SQLite never restarts the copy.
        database.connection.execute("BEGIN")
        database.value("SELECT count(*) FROM files WHERE id < 0")
        try:
            database.connection.backup(copy, pages=_PAGES, progress=show)
        finally:
            database.connection.execute("ROLLBACK")
        database.require_unchanged()

"""A copy of an archive as it is at one moment, made while others may write to it."""

from __future__ import annotations

import contextlib
import os
import sqlite3

from newsidx.archive import Archive
from newsidx.archive.opening import plain_errors
from newsidx.errors import CannotWrite

_PAGES = 2000
"""Pages copied at a time: between two of them Ctrl-C is heard."""


def backup(archive: Archive, target: str) -> int:
    """Copy an archive to a file that is not there yet, and return its size in bytes.

    The copy has another name until it is whole. Raises CannotWrite if the file is there, or cannot be written.
    """
    if os.path.lexists(target):
        raise CannotWrite(f"{target} is there already", "Choose another name for the copy, or move that file away.")
    partial = f"{target}.partial"
    try:
        with plain_errors(target), contextlib.closing(sqlite3.connect(partial)) as copy:
            # In a transaction of its own the source stays as it is: the copying never has to begin again.
            archive.connection.execute("BEGIN")
            archive.value("SELECT count(*) FROM files WHERE id < 0")
            try:
                archive.connection.backup(copy, pages=_PAGES)
            finally:
                archive.connection.execute("ROLLBACK")
        os.replace(partial, target)
    except BaseException:
        with contextlib.suppress(FileNotFoundError):
            os.unlink(partial)
        raise
    return os.path.getsize(target)

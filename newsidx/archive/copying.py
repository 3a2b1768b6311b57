"""An archive to try something on, where the archive itself must not change or may not be written."""

from __future__ import annotations

import contextlib
import os
import sqlite3
import tempfile
from collections.abc import Iterator

from newsidx.archive import Archive
from newsidx.archive.opening import may_write
from newsidx.archive.schema import SCHEMA_VERSION
from newsidx.archive.sqlite_errors import plain_errors

_PAGES = 2000
"""Pages copied at a time: between two of them Ctrl-C is heard."""


def is_up_to_date(archive: Archive) -> bool:
    """Whether an archive open for reading has the present schema: one that may not be written keeps its own."""
    return bool(archive.value("PRAGMA user_version") == SCHEMA_VERSION)


@contextlib.contextmanager
def open_writable(path: str) -> Iterator[Archive]:
    """The archive at `path` open for writing or, where this user may not write to it, a copy of it that vanishes.

    It is for what leaves nothing behind and yet has to write, as a dry run does, or FTS5 to check its index.
    """
    if not os.path.exists(path) or may_write(path):
        with Archive.open(path, write=True) as archive:
            yield archive
        return
    with tempfile.TemporaryDirectory() as folder, Archive.open(path) as original:
        copied = os.path.join(folder, os.path.basename(path))
        _copy(original, copied)
        with Archive.open(copied, write=True) as copy:
            yield copy


def _copy(archive: Archive, path: str) -> None:
    with plain_errors(path), contextlib.closing(sqlite3.connect(path)) as copy:
        archive.connection.backup(copy, pages=_PAGES)
    archive.require_unchanged()

"""An archive to try something on, where the archive itself must not change."""

from __future__ import annotations

import contextlib
import os
import sqlite3
import tempfile
from collections.abc import Iterator

from newsidx.archive.sqlite.database import Archive
from newsidx.archive.sqlite.schema import SCHEMA_VERSION
from newsidx.archive.sqlite.sqlite_errors import plain_errors

_PAGES = 2000
"""Pages copied at a time: between two of them Ctrl-C is heard."""


def is_up_to_date(archive: Archive) -> bool:
    """Whether an archive open for reading has the present schema: only who writes to it brings it up to date."""
    return bool(archive.value("PRAGMA user_version") == SCHEMA_VERSION)


@contextlib.contextmanager
def open_copy(path: str) -> Iterator[Archive]:
    """A copy of the archive at `path` that is up to date, may be written to, and vanishes."""
    with tempfile.TemporaryDirectory() as folder, Archive.open(path) as original:
        copied = os.path.join(folder, os.path.basename(path))
        _copy(original, copied)
        with Archive.open(copied, write=True) as copy:
            yield copy


def _copy(archive: Archive, path: str) -> None:
    with plain_errors(path), contextlib.closing(sqlite3.connect(path)) as copy:
        archive.connection.backup(copy, pages=_PAGES)
    archive.require_unchanged()

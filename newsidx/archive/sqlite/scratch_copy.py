"""An archive to try something on, where the archive itself must not change."""

from __future__ import annotations

import contextlib
import os
import sqlite3
import tempfile
from collections.abc import Iterator

from newsidx.archive.sqlite.archive import SqliteArchive
from newsidx.archive.sqlite.database import Database
from newsidx.archive.sqlite.schema import SCHEMA_VERSION
from newsidx.archive.sqlite.sqlite_errors import plain_errors
from newsidx.archive.sqlite.writable import WritableSqliteArchive
from newsidx.errors import ArchiveMissing

_PAGES = 2000
"""Pages copied at a time: between two of them Ctrl-C is heard."""


@contextlib.contextmanager
def open_or_stand_in(path: str) -> Iterator[SqliteArchive]:
    """The archive at `path`, open for reading; where there is none, an empty one that vanishes; so does a copy of one
    that has not the present schema, which only who writes to it brings up to date.
    """
    try:
        archive = SqliteArchive.open(path)
    except ArchiveMissing:
        with (
            tempfile.TemporaryDirectory() as folder,
            WritableSqliteArchive.open(os.path.join(folder, "dry.db"), write=True) as empty,
        ):
            yield empty
        return
    with archive:
        if archive.value("PRAGMA user_version") == SCHEMA_VERSION:
            yield archive
            return
    with _open_copy(path) as copy:
        yield copy


@contextlib.contextmanager
def _open_copy(path: str) -> Iterator[SqliteArchive]:
    with tempfile.TemporaryDirectory() as folder, SqliteArchive.open(path) as original:
        copied = os.path.join(folder, os.path.basename(path))
        _copy(original, copied)
        with WritableSqliteArchive.open(copied, write=True) as copy:
            yield copy


def _copy(database: Database, path: str) -> None:
    with plain_errors(path), contextlib.closing(sqlite3.connect(path)) as copy:
        database.connection.backup(copy, pages=_PAGES)
    database.require_unchanged()

"""A temporary copy of an archive, for a dry run on one that must not change."""

from __future__ import annotations

import contextlib
import os
import sqlite3
import tempfile
from collections.abc import Iterator

from newsidx.archive.sqlite.archive import SqliteArchive
from newsidx.archive.sqlite.database import Database
from newsidx.archive.sqlite.migrations import migrate
from newsidx.archive.sqlite.schema import SCHEMA_VERSION
from newsidx.archive.sqlite.sqlite_errors import plain_errors
from newsidx.archive.sqlite.writable import WritableSqliteArchive
from newsidx.errors import ArchiveMissing

_PAGES = 2000
"""Pages copied at a time: Ctrl-C works between them."""


@contextlib.contextmanager
def open_archive_or_copy(path: str) -> Iterator[SqliteArchive]:
    """Open the archive at `path` for reading. If it does not exist, open an empty temporary archive; if its schema is
    old, a temporary copy, migrated but for its index, which a dry run does not use.
    """
    try:
        archive = SqliteArchive.open(path)
    except ArchiveMissing:
        with open_empty() as empty:
            yield empty
        return
    with archive:
        if archive.schema_version == SCHEMA_VERSION:
            yield archive
            return
    with _open_copy(path) as copy:
        yield copy


@contextlib.contextmanager
def open_empty() -> Iterator[SqliteArchive]:
    """An empty temporary archive, which is deleted after the block."""
    with (
        tempfile.TemporaryDirectory() as folder,
        WritableSqliteArchive.open(os.path.join(folder, "dry.db"), write=True) as empty,
    ):
        yield empty


@contextlib.contextmanager
def _open_copy(path: str) -> Iterator[SqliteArchive]:
    with tempfile.TemporaryDirectory() as folder, SqliteArchive.open(path) as original:
        copy_path = os.path.join(folder, os.path.basename(path))
        _copy(original, copy_path)
        with WritableSqliteArchive.open(copy_path, write=True, migrate=False) as copy:
            with copy.transaction() as connection:
                migrate(connection, with_index=False)
            yield copy


def _copy(database: Database, path: str) -> None:
    with plain_errors(path), contextlib.closing(sqlite3.connect(path)) as copy:
        database.connection.backup(copy, pages=_PAGES)
    database.require_unchanged()

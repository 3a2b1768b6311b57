"""What this machine has sent to an archive on servers: the table `files` of a small archive of its own.

It says without a question to the servers which files are unchanged, and which are missing. It is never the truth, which
the servers have: where it lacks something, a file is read again, and where it is lost, it is made anew.
"""

from __future__ import annotations

import contextlib
import json
import os
import sqlite3
from collections.abc import Iterable, Mapping
from typing import Any

from newsidx.archive.open_files import ENDINGS
from newsidx.archive.sqlite.database import Database
from newsidx.archive.sqlite.scan import SqliteScan
from newsidx.errors import CannotWrite, NotAnArchive
from newsidx.text.whole import whole

FileFields = Mapping[str, Any]
"""A file as the servers have it: the columns of `files`, with its digest in hexadecimal digits and its options as they
are; `stale` if it is to be read again, `dated_by_mtime` if an article has its date from its modification time.
"""

_SAVE = """
INSERT INTO files (
  path, size, mtime_ns, ctime_ns, digest, status, ambiguous, undated, first_seen, last_read, missing_since, read_again,
  options
) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, (SELECT id FROM reading_options WHERE options = ?))
ON CONFLICT (path) DO UPDATE SET
  size = excluded.size, mtime_ns = excluded.mtime_ns, ctime_ns = excluded.ctime_ns, digest = excluded.digest,
  status = excluded.status, ambiguous = excluded.ambiguous, undated = excluded.undated, last_read = excluded.last_read,
  missing_since = excluded.missing_since, read_again = excluded.read_again, options = excluded.options
"""
_ARTICLE_DATED_BY_MTIME = """
INSERT OR IGNORE INTO articles (id, fingerprint, title, words, title_from, date_from, meta, body)
VALUES (1, 0, '', 0, '', 'mtime', '{}', '')
"""
_DATED_BY_MTIME = "INSERT OR IGNORE INTO copies (file, part, article) SELECT id, 0, 1 FROM files WHERE path = ?"
"""What a scan looks for. The ledger has no other articles."""


_DELETE_ALL = ("DELETE FROM copies", "DELETE FROM removed", "DELETE FROM files")
_MARKED = """
SELECT path FROM files WHERE path IN (SELECT value FROM json_each(?)) AND (missing_since IS NOT NULL) = ?
"""
_NOT_DATED_BY_MTIME = "DELETE FROM copies WHERE file = (SELECT id FROM files WHERE path = ?)"


class Ledger(Database):
    """The ledger of this machine for one archive. Use it as a context manager, or close it."""

    def save(self, files: Iterable[FileFields]) -> None:
        """Save files as they are now."""
        listed = list(files)
        with self.transaction() as connection:
            if connection.execute("SELECT 1 FROM copies").fetchone():
                connection.executemany(_NOT_DATED_BY_MTIME, [(file["path"],) for file in listed])
            save_files(connection, listed)
            paths = [(file["path"],) for file in listed if file.get("dated_by_mtime")]
            if paths:
                connection.execute(_ARTICLE_DATED_BY_MTIME)
                connection.executemany(_DATED_BY_MTIME, paths)

    def rebuild(self, files: Iterable[FileFields]) -> None:
        """Make all of it anew, in one transaction."""
        with self.transaction():
            self.clear()
            page: list[FileFields] = []
            for file in files:
                page.append(file)
                if len(page) == _PAGE:
                    self.save(page)
                    page.clear()
            self.save(page)

    def clear(self) -> None:
        """Delete everything, so that it is made anew before it is used again."""
        with self.transaction() as connection:
            for statement in _DELETE_ALL:
                connection.execute(statement)

    def is_empty(self) -> bool:
        """Whether it has no file, as when it is new."""
        return self.value("SELECT 1 FROM files") is None

    def forget(self, paths: Iterable[str]) -> None:
        """Delete files from it, so that they are read again if they are still there."""
        with self.transaction() as connection:
            rows = [(path,) for path in paths]
            connection.executemany(_NOT_DATED_BY_MTIME, rows)
            connection.executemany("DELETE FROM files WHERE path = ?", rows)

    def set_removed(self, digests: Iterable[str]) -> None:
        """Note the digests of the files that hold removed articles, for a scan that looks for these."""
        with self.transaction() as connection:
            connection.execute("DELETE FROM removed")
            rows = ((bytes.fromhex(digest),) for digest in digests)
            connection.executemany("INSERT OR IGNORE INTO removed (digest, part, path) VALUES (?, 0, '')", rows)

    def marked(self, paths: Iterable[str], *, is_missing: bool) -> list[str]:
        """Those of some files that are marked as missing, or those that are not."""
        return [path for (path,) in self.rows(_MARKED, [json.dumps(list(paths)), is_missing])]

    def scan(self) -> SqliteScan:
        """An empty scan, which compares files with those in the ledger."""
        return SqliteScan(self)


_PAGE = 5000


def save_files(connection: sqlite3.Connection, files: Iterable[FileFields]) -> None:
    """Save files as they are now in a table of files, within a transaction."""
    listed = list(files)
    options = {(file["options"],) for file in listed if file.get("options")}
    connection.executemany("INSERT OR IGNORE INTO reading_options (options) VALUES (?)", options)
    connection.executemany(_SAVE, map(_row, listed))


def _row(file: FileFields) -> tuple[Any, ...]:
    digest = file.get("digest")
    return (
        file["path"],
        file["size"],
        file["mtime_ns"],
        -1 if file.get("stale") else file["ctime_ns"],
        bytes.fromhex(digest) if digest else None,
        file["status"],
        file.get("ambiguous"),
        file["undated"],
        file["first_seen"],
        file["last_read"],
        file.get("missing_since"),
        file.get("read_again"),
        file.get("options"),
    )


def open_ledger(path: str) -> Ledger:
    """Open the ledger at a path, and create it if there is none. A file that is no ledger is replaced.

    Raises CannotWrite, or ArchiveBusy while another program has it locked.
    """
    folder = os.path.dirname(path)
    try:
        os.makedirs(folder, 0o700, exist_ok=True)
    except OSError as error:
        raise CannotWrite(
            f"The folder {whole(folder)} cannot be created ({error.strerror})",
            "newsidx notes there what this machine has sent: set XDG_DATA_HOME to a folder that can be written.",
        ) from error
    try:
        return Ledger.open(path, write=True)
    except NotAnArchive:
        for ending in ENDINGS:
            with contextlib.suppress(FileNotFoundError):
                os.unlink(path + ending)
        return Ledger.open(path, write=True)

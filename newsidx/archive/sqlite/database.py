"""A SQLite file that is open: its rows, transactions, and snapshots. All that knows its tables works on it."""

from __future__ import annotations

import contextlib
import sqlite3
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from types import TracebackType
from typing import Any, TypeVar

from newsidx.archive.open_files import register
from newsidx.archive.sqlite.connection import open_for_reading, open_for_writing
from newsidx.archive.sqlite.sqlite_errors import is_busy, plain_errors
from newsidx.archive.sqlite.unlocked import Unchanged

__all__ = ["Database"]

AnyDatabase = TypeVar("AnyDatabase", bound="Database")

_PATIENCE = 60.0
"""Seconds to wait for another program to finish writing, where nobody is told of the waiting."""

_BUSY_SNAPSHOT = 517
"""SQLite's error where a connection that is still reading wants to write, and another program has written since.
https://www.sqlite.org/rescode.html#busy_snapshot
"""


class Database:
    """An open archive. Use it as a context manager, or close it.

    `path` is the file, `connection` the SQLite connection to it, which is read-only
    unless the archive was opened for writing. `on_wait` is called when another program
    writes to the archive and this one has to wait for it; where it is None, `patience` is
    how many seconds to wait at most.
    """

    def __init__(self, path: str, connection: sqlite3.Connection, unchanged: Unchanged | None = None) -> None:
        self.path = path
        self.connection = connection
        self._unchanged = unchanged
        self.on_wait: Callable[[], None] | None = None
        self.patience = _PATIENCE
        self._unregister = register(self, path)

    @classmethod
    def open(cls: type[AnyDatabase], path: str, *, write: bool = False, migrate: bool = True) -> AnyDatabase:
        """Open the archive at `path`; with `write`, make it if there is none. One of an older schema is then brought up
        to date too, if it is to `migrate`.

        Several may be open in one process, of one file too. Nothing else in the process may open that file, not even
        to read it, for closing it again would take SQLite's locks away: `newsidx.archive.open_files` tells which it is.
        Raises ArchiveMissing, NotAnArchive, ArchiveTooNew, ArchiveBusy, CannotRead or CannotWrite.
        """
        if write:
            return cls(path, open_for_writing(path, migrate))
        return cls(path, *open_for_reading(path))

    def close(self) -> None:
        """Close the file. What was written is safe already."""
        self.connection.close()
        self._unregister()

    def __enter__(self: AnyDatabase) -> AnyDatabase:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    @contextlib.contextmanager
    def transaction(self) -> Iterator[sqlite3.Connection]:
        """One transaction, or a part of the one that is open; what fails is rolled back whole."""
        with plain_errors(self.path, self.connection):
            if self.connection.in_transaction:
                self.connection.execute("SAVEPOINT part")
                done, undo = "RELEASE part", ["ROLLBACK TO part", "RELEASE part"]
            else:
                self._begin()
                done, undo = "COMMIT", ["ROLLBACK"]
            try:
                yield self.connection
                self.connection.execute(done)
            except BaseException:
                for statement in undo:
                    if self.connection.in_transaction:  # SQLite itself may have rolled all of it back
                        self.connection.execute(statement)
                raise

    @contextlib.contextmanager
    def snapshot(self) -> Iterator[None]:
        """One moment of the archive for all that is read, whatever others write meanwhile. It waits for nobody."""
        with plain_errors(self.path):
            if self.connection.in_transaction:
                yield
                return
            self.connection.execute("BEGIN")
            try:
                yield
            finally:
                self.end_snapshot()

    def end_snapshot(self) -> None:
        """End the snapshot before its time: who waits, as a pager does for its reader, is not to hold on to a moment
        long past, for the log grows all the while.
        """
        if self.connection.in_transaction:
            self.connection.execute("ROLLBACK")  # nothing was written but temporary tables

    def _begin(self) -> None:
        """Begin to write. While another program writes it waits; `on_wait` is told once, and if there is none it
        waits no longer than its patience. A caller that is still reading would wait for ever for itself: that is a
        RuntimeError.
        """
        deadline = time.monotonic() + self.patience
        is_told = False
        self.connection.execute("PRAGMA busy_timeout = 500")
        try:
            while True:
                try:
                    self.connection.execute("BEGIN IMMEDIATE")
                    return
                except sqlite3.OperationalError as error:
                    if getattr(error, "sqlite_errorcode", None) == _BUSY_SNAPSHOT:
                        raise RuntimeError("rows are being read that are older than the archive is now") from error
                    if not is_busy(error) or (self.on_wait is None and time.monotonic() > deadline):
                        raise
                if self.on_wait and not is_told:
                    self.on_wait()
                    is_told = True
        finally:
            self.connection.execute(f"PRAGMA busy_timeout = {int(_PATIENCE * 1000)}")

    def require_unchanged(self) -> None:
        """Raise ArchiveBusy if the file changed since it was opened, and is read without locks that would prevent it.

        `rows` and `value` do so by themselves; whoever uses the connection calls this before the result is used.
        """
        if self._unchanged:
            self._unchanged.require()

    def rows(self, sql: str, parameters: Sequence[Any] | Mapping[str, Any] = ()) -> Iterator[tuple[Any, ...]]:
        """The rows of a query, one at a time. What SQLite raises about the file becomes a NewsidxError."""
        with plain_errors(self.path, self.connection):
            try:
                for row in self.connection.execute(sql, parameters):
                    if self._unchanged:
                        self._unchanged.require()
                    yield row
                self.require_unchanged()
            except (sqlite3.DatabaseError, UnicodeDecodeError):
                self.require_unchanged()  # it is no wonder that a file makes no sense while it is written
                raise

    def value(self, sql: str, parameters: Sequence[Any] = ()) -> Any:
        """The first column of a query's first row, or None if there is no row."""
        return next(self.rows(sql, parameters), (None,))[0]

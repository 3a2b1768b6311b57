"""The archive: one SQLite file, and everything that knows its tables.

`schema` says what they are, `opening` opens the file, `comparing`, `adding`, `removing`, `removed`, `standing` and
`vocabulary` write, `fetching`, `describing` and `postings` read. An Archive is the open file that all of them work on.
"""

from __future__ import annotations

import contextlib
import sqlite3
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from types import TracebackType
from typing import Any

from newsidx.archive.opening import open_for_reading, open_for_writing, plain_errors

__all__ = ["Archive"]

_PATIENCE = 60.0
"""Seconds to wait for another program to finish writing, where nobody is told of the waiting."""


class Archive:
    """An open archive. Use it as a context manager, or close it.

    `path` is the file, `connection` the SQLite connection to it, which is read-only
    unless the archive was opened for writing. `on_wait` is called when another program
    writes to the archive and this one has to wait for it; where it is None, `patience` is
    how many seconds to wait at most.
    """

    def __init__(self, path: str, connection: sqlite3.Connection) -> None:
        self.path = path
        self.connection = connection
        self.on_wait: Callable[[], None] | None = None
        self.patience = _PATIENCE

    @classmethod
    def open(cls, path: str, *, write: bool = False, migrate: bool = True) -> Archive:
        """Open the archive at `path`; with `write`, make it if there is none. Without `migrate` an older schema stays.

        Raises ArchiveMissing, NotAnArchive, ArchiveTooNew, ArchiveBusy or CannotWrite.
        """
        return cls(path, open_for_writing(path, migrate) if write else open_for_reading(path, migrate))

    def close(self) -> None:
        """Close the file. What was written is safe already."""
        self.connection.close()

    def __enter__(self) -> Archive:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    @contextlib.contextmanager
    def transaction(self) -> Iterator[sqlite3.Connection]:
        """One transaction, or a part of the one that is open; what fails is rolled back whole."""
        with plain_errors(self.path):
            if self.connection.in_transaction:
                yield self.connection
                return
            self._begin()
            try:
                yield self.connection
                self.connection.execute("COMMIT")
            except BaseException:
                if self.connection.in_transaction:
                    self.connection.execute("ROLLBACK")
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
                if self.connection.in_transaction:
                    self.connection.execute("ROLLBACK")  # nothing was written but temporary tables

    def _begin(self) -> None:
        """Begin to write. While another program writes it waits; `on_wait` is told once, and if there is none it
        waits no longer than its patience.
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
                    is_busy = "locked" in str(error)
                    if not is_busy or (self.on_wait is None and time.monotonic() > deadline):
                        raise
                if self.on_wait and not is_told:
                    self.on_wait()
                    is_told = True
        finally:
            self.connection.execute(f"PRAGMA busy_timeout = {int(_PATIENCE * 1000)}")

    def rows(self, sql: str, parameters: Sequence[Any] | Mapping[str, Any] = ()) -> Iterator[tuple[Any, ...]]:
        """The rows of a query, one at a time. What SQLite raises about the file becomes a NewsidxError."""
        with plain_errors(self.path):
            for row in self.connection.execute(sql, parameters):  # noqa: UP028 - `yield from` would close the cursor
                yield row

    def value(self, sql: str, parameters: Sequence[Any] = ()) -> Any:
        """The first column of a query's first row, or None if there is no row."""
        return next(self.rows(sql, parameters), (None,))[0]

"""An open SQLite file: rows, transactions and snapshots. The modules with SQL work on it."""

from __future__ import annotations

import contextlib
import math
import os
import sqlite3
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import cached_property
from types import TracebackType
from typing import Any, TypeVar, cast

from newsidx.archive.open_files import register
from newsidx.archive.progress import OnProgress, nothing
from newsidx.archive.sqlite.connection import open_for_reading, open_for_writing
from newsidx.archive.sqlite.immutable import FileState
from newsidx.archive.sqlite.schema import SCHEMA_OF_WORDS, SCHEMA_VERSION
from newsidx.archive.sqlite.sqlite_errors import changing, is_busy, plain_errors

__all__ = ["Database"]

AnyDatabase = TypeVar("AnyDatabase", bound="Database")
Value = TypeVar("Value")

_MAX_WAIT = 60.0
"""How many seconds to wait for another program to finish writing, unless `on_wait` is set."""

_INSTRUCTIONS_BETWEEN_CHECKS = 10_000
"""How many instructions SQLite runs, in about a millisecond, before it is asked whether a time limit is over."""

_HAS_FREQUENCIES = "SELECT EXISTS (SELECT 1 FROM frequency_blocks)"
_BUSY_SNAPSHOT = 517
"""SQLite's error for a write by a connection that is still reading rows from before another program's last write.
https://www.sqlite.org/rescode.html#busy_snapshot
"""


class Database:
    """An open archive. Use it as a context manager, or close it.

    `path` is the file, `connection` the SQLite connection to it, which is read-only unless the archive was opened for
    writing. `on_wait` is called once when a write has to wait for another program; if it is None, `patience` is the
    maximum number of seconds to wait.
    """

    def __init__(self, path: str, connection: sqlite3.Connection, file_state: FileState | None = None) -> None:
        self.path = path
        self.connection = connection
        self._file_state = file_state
        self.on_wait: Callable[[], None] | None = None
        self.patience = _MAX_WAIT
        self._unregister = register(self, path)
        self._file: tuple[int, int] | None = None
        self._deadline = math.inf
        self._kept: dict[str, object] = {}
        self._kept_state: tuple[int, int] | None = None
        self._temporary_changes = 0

    @classmethod
    def open(
        cls: type[AnyDatabase],
        path: str,
        *,
        write: bool = False,
        migrate: bool = True,
        on_upgrade: OnProgress = nothing,
        on_wait: Callable[[], None] | None = None,
    ) -> AnyDatabase:
        """Open the archive at `path`. With `write`, create it if it does not exist, and migrate an older schema unless
        `migrate` is False.

        While its index is made anew, `on_upgrade` is called with how many articles are done, and of how many. `on_wait`
        is the attribute, in force from the start.

        A process may open several archives, and the same one several times. No other code in the process may open the
        file, not even for reading, because closing it would drop SQLite's locks: see `newsidx.archive.open_files`.
        Raises ArchiveMissing, NotAnArchive, ArchiveTooNew, ArchiveBusy, CannotRead or CannotWrite.
        """
        if not write:
            file = _identity(path)  # before: if another file takes its place while it is opened, that is noticed
            database = cls(path, *open_for_reading(path))
            database._file = file
            return database
        database = cls(path, open_for_writing(path))
        database.on_wait = on_wait
        try:
            if migrate and database._user_version() < SCHEMA_VERSION:
                database._migrate(on_upgrade)
        except BaseException:
            database.close()
            raise
        return database

    def _migrate(self, on_upgrade: OnProgress) -> None:
        """Migrate the schema in one transaction, unless another process has just done so."""
        from newsidx.archive.sqlite.migrations import migrate

        with self.transaction() as connection:
            if self._user_version() < SCHEMA_VERSION:
                migrate(connection, on_upgrade)
        registered_before = self._unregister
        self._unregister = register(self, self.path)  # a new archive has its log only now
        registered_before()

    def close(self) -> None:
        """Close the file. Everything written is already saved."""
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
        """A transaction, or a savepoint inside the open one. If the block fails, all of it is rolled back."""
        with plain_errors(self.path, self.connection):
            if self.connection.in_transaction:
                self.connection.execute("SAVEPOINT nested")
                done, undo = "RELEASE nested", ["ROLLBACK TO nested", "RELEASE nested"]
            else:
                self._begin()
                done, undo = "COMMIT", ["ROLLBACK"]
            try:
                yield self.connection
                self.connection.execute(done)
            except BaseException:
                for statement in undo:
                    if self.connection.in_transaction:  # SQLite may have rolled it back already
                        self.connection.execute(statement)
                raise

    @contextlib.contextmanager
    def snapshot(self) -> Iterator[None]:
        """Everything read inside the block shows the archive at one moment. It never waits for other programs."""
        with plain_errors(self.path):
            if self.connection.in_transaction:
                yield
                return
            self.connection.execute("BEGIN")
            try:
                yield
            finally:
                self.end_snapshot()

    def is_current(self) -> bool:
        """Whether the file at the path is still the one that was opened for reading, in the same schema."""
        if self._file_state or self._file is None or self._file != _identity(self.path):
            return False
        return self._user_version() == self.schema_version

    def end_snapshot(self) -> None:
        """End the snapshot early, before waiting for the user, as in a pager: it makes SQLite's log grow."""
        if self.connection.in_transaction:
            self.connection.execute("ROLLBACK")  # only temporary tables were written

    @contextlib.contextmanager
    def time_limit(self, seconds: float) -> Iterator[None]:
        """Inside the block a statement that runs for longer ends with TooSlow."""
        before = self._deadline
        deadline = min(before, time.monotonic() + seconds)
        self._set_deadline(deadline)
        try:
            yield
        finally:
            self._set_deadline(before)

    def _set_deadline(self, deadline: float) -> None:
        self._deadline = deadline
        is_limited = deadline < math.inf
        self.connection.set_progress_handler(
            (lambda: time.monotonic() > deadline) if is_limited else None, _INSTRUCTIONS_BETWEEN_CHECKS
        )

    def _begin(self) -> None:
        """Begin to write. Waits while another program writes: without a limit if `on_wait` is set, else for `patience`
        seconds. Raises RuntimeError if this connection is still reading rows, since it would wait for itself forever.
        """
        deadline = time.monotonic() + self.patience
        has_called_on_wait = False
        self.connection.execute("PRAGMA busy_timeout = 500")
        try:
            while True:
                try:
                    self.connection.execute("BEGIN IMMEDIATE")
                    return
                except sqlite3.OperationalError as error:
                    if getattr(error, "sqlite_errorcode", None) == _BUSY_SNAPSHOT:
                        raise RuntimeError(
                            "cannot write while reading rows that another program has changed"
                        ) from error
                    if not is_busy(error) or (self.on_wait is None and time.monotonic() > deadline):
                        raise
                if self.on_wait and not has_called_on_wait:
                    self.on_wait()
                    has_called_on_wait = True
        finally:
            self.connection.execute(f"PRAGMA busy_timeout = {int(_MAX_WAIT * 1000)}")

    def while_unchanged(self, name: str, make: Callable[[], Value]) -> Value:
        """What `make` returns, kept under a name until the archive changes, so that several queries share it."""
        state = (self.value("PRAGMA data_version"), self.connection.total_changes - self._temporary_changes)
        if state != self._kept_state:
            self._kept.clear()
            self._kept_state = state
        if name not in self._kept:
            self._kept[name] = make()
        return cast("Value", self._kept[name])

    @contextlib.contextmanager
    def temporary_writes(self) -> Iterator[None]:
        """Inside the block only temporary tables are written, so that what is kept of the archive still holds."""
        before = self.connection.total_changes
        try:
            yield
        finally:
            self._temporary_changes += self.connection.total_changes - before

    @cached_property
    def schema_version(self) -> int:
        """The schema version of the archive as it was opened."""
        return self._user_version()

    def _user_version(self) -> int:
        return int(self.value("PRAGMA user_version"))

    @property
    def needs_migration(self) -> bool:
        """Whether the schema is an older one."""
        return self.schema_version < SCHEMA_VERSION

    @property
    def is_outdated(self) -> bool:
        """Whether an earlier newsidx made the index, which then has English stems of the texts and nothing else.

        Raises ArchiveBusy if another program has made it anew since the archive was opened.
        """
        if self.schema_version >= SCHEMA_OF_WORDS:
            return False
        if self._user_version() != self.schema_version:
            raise changing(self.path)
        return True

    @property
    def has_frequencies(self) -> bool:
        """Whether there are term frequencies, perhaps not of all articles: asked before the code that reads them is
        imported, which takes longer than most small archives take to answer.
        """
        return self.while_unchanged("has frequencies", lambda: bool(self.value(_HAS_FREQUENCIES)))

    def require_unchanged(self) -> None:
        """Raise ArchiveBusy if the file is read without locks and has changed since it was opened.

        `rows` and `value` call this. Code that uses the connection directly must call it before using a result.
        """
        if self._file_state:
            self._file_state.require_unchanged()

    def rows(self, sql: str, parameters: Sequence[Any] | Mapping[str, Any] = ()) -> Iterator[tuple[Any, ...]]:
        """The rows of a query, one at a time. SQLite's errors about the file become a NewsidxError."""
        with plain_errors(self.path, self.connection):
            try:
                for row in self.connection.execute(sql, parameters):
                    if self._file_state:
                        self._file_state.require_unchanged()
                    yield row
                self.require_unchanged()
            except (sqlite3.DatabaseError, UnicodeDecodeError):
                self.require_unchanged()  # the error is no sign of corruption if the file changed
                raise

    def value(self, sql: str, parameters: Sequence[Any] = ()) -> Any:
        """The first column of the first row of a query, or None if it has no rows."""
        return next(self.rows(sql, parameters), (None,))[0]


def _identity(path: str) -> tuple[int, int] | None:
    """What tells a file from any other, also from one that takes its place; None if there is none."""
    try:
        status = os.stat(path)
    except (OSError, ValueError):
        return None
    return status.st_dev, status.st_ino

"""Adding files to the archive, batch by batch, each batch in one transaction.

A text that is already in the archive keeps its id, even if it is now in another file. So changed files wait until all
new files are added. Then, in one transaction, changed files with texts that the archive has are linked to these. Only
after that are texts that no file holds any more replaced or removed.
"""

from __future__ import annotations

import sqlite3
from collections import Counter
from collections.abc import Iterator, Sequence

from newsidx.archive.files import FileRead, problem_text, unreadable_file
from newsidx.archive.spool import Spool
from newsidx.archive.sqlite.batch import Batch
from newsidx.archive.sqlite.database import Database
from newsidx.archive.sqlite.numbering import DayIsFull
from newsidx.archive.sqlite.removed import restore
from newsidx.article import LARGEST, TOO_LARGE
from newsidx.errors import NewsidxError


class SqliteAddition:
    """The additions of one ingest: first `add` every batch, then `link` once, then `change` the rest in batches.

    The order of the files decides the ids of their articles. Each method returns how many files are new, changed,
    unchanged, moved, duplicate, problem or passed_over (all of their articles were removed), and how many articles were
    added, are undated or ambiguous. A file with values that the archive cannot store becomes a problem, and the rest of
    its batch is added.

    `now` is the UTC time to record. `again` restores removed articles. With `reread`, files are changed even if the
    archive has the same bytes. `waiting` is the number and size of the files
    that still have to be linked or changed. Use it as a context manager.
    """

    def __init__(self, database: Database, now: str, again: bool = False, reread: bool = False) -> None:
        self._database = database
        self._now = now
        self._again = again
        self._reread = reread
        self._changed: Spool[FileRead] = Spool()
        self._is_linked = bytearray()
        self.waiting: tuple[int, int] = (0, 0)

    def __enter__(self) -> SqliteAddition:
        return self

    def __exit__(self, *_: object) -> None:
        self._changed.close()

    def add(self, files: Sequence[FileRead]) -> Counter[str]:
        """Add the new files of a batch, in one transaction. Changed files are stored for later."""
        outcome, changed = self._add(files, defers_changed=True)
        for file in changed:
            self._changed.append(file, file.size)
            self._count_waiting(file, 1)
        waiting = set(map(id, changed))
        for file in files:
            if id(file) not in waiting:
                file.discard()
        return outcome

    def link(self) -> Counter[str]:
        """Link each changed file to its articles, if the archive already has all of their texts, in one transaction.

        So files that swapped names keep their articles. Articles that no file holds after that are removed.
        """
        if not len(self._changed):
            return Counter()
        with self._database.transaction() as connection:
            batch = Batch(connection, self._now)
            for file in self._changed:
                known = batch.known_files([file.path]).get(file.path)
                self._is_linked.append(known is not None and batch.link(file, known))
            batch.finish()
        for file, is_linked in zip(self._changed, self._is_linked, strict=True):
            if is_linked:
                self._count_waiting(file, -1)
                file.discard()
        return batch.outcome

    def changed(self) -> Iterator[FileRead]:
        """The changed files that could not be linked: the input for `change`."""
        return (file for file, is_linked in zip(self._changed, self._is_linked, strict=True) if not is_linked)

    def change(self, files: Sequence[FileRead]) -> Counter[str]:
        """Replace the articles of a batch of changed files, in one transaction."""
        outcome, _ = self._add(files, defers_changed=False)
        for file in files:
            self._count_waiting(file, -1)
            file.discard()
        return outcome

    def _count_waiting(self, file: FileRead, number: int) -> None:
        files, size = self.waiting
        self.waiting = files + number, size + number * file.size

    def _add(self, files: Sequence[FileRead], defers_changed: bool) -> tuple[Counter[str], list[FileRead]]:
        """Add a batch. If the archive refuses one of the files, add each half of the batch."""
        try:
            with self._database.transaction() as connection:
                if self._again:
                    restore(connection, files)
                return _add_batch(Batch(connection, self._now, self._reread), files, defers_changed)
        except _Refused as refused:
            if len(files) == 1:
                return self._add([_as_unreadable(files[0], refused)], defers_changed)
        outcome: Counter[str] = Counter()
        changed: list[FileRead] = []
        for half in (files[: len(files) // 2], files[len(files) // 2 :]):
            half_outcome, half_changed = self._add(half, defers_changed)
            outcome.update(half_outcome)
            changed += half_changed
        return outcome, changed


def add_files(database: Database, files: Sequence[FileRead], now: str) -> Counter[str]:
    """Add all files of an ingest at once: see `SqliteAddition`."""
    with SqliteAddition(database, now) as addition:
        return addition.add(files) + addition.link() + addition.change(list(addition.changed()))


class _Refused(Exception):
    """The archive cannot store the values of one of the files in a batch."""

    def __init__(self, error: Exception) -> None:
        super().__init__(error)
        self.error = error


def _add_batch(batch: Batch, files: Sequence[FileRead], defers_changed: bool) -> tuple[Counter[str], list[FileRead]]:
    """Add a batch in the caller's transaction. With `defers_changed`, return the changed files and do not add them."""
    known = batch.known_files([file.path for file in files])
    changed: list[FileRead] = []
    try:
        for file in files:
            if defers_changed and batch.is_changed(file, known.get(file.path)):
                changed.append(file)
            else:
                batch.add(file, known.get(file.path))
        batch.finish()
    except Exception as error:
        if isinstance(error, NewsidxError) or (
            isinstance(error, sqlite3.Error) and not isinstance(error, _VALUE_ERRORS)
        ):
            raise
        raise _Refused(error) from error
    return batch.outcome, changed


_VALUE_ERRORS = (sqlite3.DataError, sqlite3.InterfaceError, sqlite3.ProgrammingError)
"""What Python's sqlite3 raises because of a value. Its other errors are about the archive's file or its locks."""


def _as_unreadable(file: FileRead, refused: _Refused) -> FileRead:
    """The file as unreadable, with the reason, so that the next ingest tries it again."""
    if file.status == "unreadable":
        raise refused.error  # it already was: the file is not the cause
    error = refused.error
    if isinstance(error, DayIsFull):
        problem = str(error)
    elif isinstance(error, sqlite3.DataError) or any(len(article.body) > LARGEST for article in file.articles):
        problem = TOO_LARGE
    else:
        problem = problem_text(error)
    return unreadable_file(file.path, file.size, problem)

"""Adding what was read to the archive, batch by batch, each batch one transaction.

A text that the archive has keeps its id, whatever file it is in now. So changed files wait until all the new ones are
added; then, in one transaction, those that hold texts the archive has are linked to them; and only then is a text that
no file holds any more written over, or removed.
"""

from __future__ import annotations

import sqlite3
from collections import Counter
from collections.abc import Iterator, Sequence

from newsidx.archive.files import FileRead, problem_of, unread
from newsidx.archive.sqlite.batch import Batch, DayIsFull
from newsidx.archive.sqlite.database import Database
from newsidx.archive.sqlite.removed import take_back
from newsidx.archive.sqlite.spool import Aside
from newsidx.article import LARGEST, TOO_LARGE
from newsidx.errors import NewsidxError


class Adding:
    """The additions of one ingest: first `add` every batch, then `link` once, then `change` what is left in batches.

    Each takes the files in the order given, which numbers the articles, and returns how many of them are new, changed,
    unchanged, moved, duplicate, problem or passed_over (all that they hold was removed), and how many articles were
    added, are undated or ambiguous. A file whose values the archive cannot take is a problem, and the rest of its batch
    is added.

    `now` is the UTC time to record. `again` brings back what was removed. `waiting` counts the files, and their bytes,
    that wait to be linked or changed. Use it as a context manager.
    """

    def __init__(self, database: Database, now: str, again: bool = False) -> None:
        self._archive = database
        self._now = now
        self._again = again
        self._aside: Aside[FileRead] = Aside()
        self._is_linked = bytearray()
        self.waiting: tuple[int, int] = (0, 0)

    def __enter__(self) -> Adding:
        return self

    def __exit__(self, *_: object) -> None:
        self._aside.close()

    def add(self, files: Sequence[FileRead]) -> Counter[str]:
        """Add the new files of a batch, in one transaction; those that changed are set aside."""
        outcome, changed = self._add(files, sets_aside=True)
        for file in changed:
            self._aside.append(file, file.size)
            self._wait(file, 1)
        return outcome

    def link(self) -> Counter[str]:
        """Link each changed file whose texts the archive has, of whichever file, to these, all in one transaction.

        Files that changed names among themselves so keep their articles. Only what no file holds then is removed.
        """
        if not len(self._aside):
            return Counter()
        with self._archive.transaction() as connection:
            batch = Batch(connection, self._now)
            for file in self._aside:
                known = batch.known_files([file.path]).get(file.path)
                self._is_linked.append(known is not None and batch.link(file, known))
            batch.finish()
        for file, is_linked in zip(self._aside, self._is_linked, strict=True):
            if is_linked:
                self._wait(file, -1)
        return batch.outcome

    def changed(self) -> Iterator[FileRead]:
        """The changed files that could not be linked: what is to be given to `change`."""
        return (file for file, is_linked in zip(self._aside, self._is_linked, strict=True) if not is_linked)

    def change(self, files: Sequence[FileRead]) -> Counter[str]:
        """Put what a batch of files says now in the place of what they said, in one transaction."""
        outcome, _ = self._add(files, sets_aside=False)
        for file in files:
            self._wait(file, -1)
        return outcome

    def _wait(self, file: FileRead, number: int) -> None:
        files, size = self.waiting
        self.waiting = files + number, size + number * file.size

    def _add(self, files: Sequence[FileRead], sets_aside: bool) -> tuple[Counter[str], list[FileRead]]:
        """Add a batch, or where the archive refuses one of its files, each half of it."""
        try:
            with self._archive.transaction() as connection:
                if self._again:
                    take_back(connection, [file.digest for file in files if file.digest])
                return _add_batch(connection, self._now, files, sets_aside)
        except _Refused as refused:
            if len(files) == 1:
                return self._add([_refused(files[0], refused)], sets_aside)
        outcome: Counter[str] = Counter()
        changed: list[FileRead] = []
        for half in (files[: len(files) // 2], files[len(files) // 2 :]):
            its_outcome, its_changed = self._add(half, sets_aside)
            outcome.update(its_outcome)
            changed += its_changed
        return outcome, changed


def add_files(database: Database, files: Sequence[FileRead], now: str) -> Counter[str]:
    """Add files that are all there is to add: see `Adding`."""
    with Adding(database, now) as adding:
        return adding.add(files) + adding.link() + adding.change(list(adding.changed()))


class _Refused(Exception):
    """The archive cannot take the values of one of the files of a batch."""

    def __init__(self, error: Exception) -> None:
        super().__init__(error)
        self.error = error


def _add_batch(
    connection: sqlite3.Connection, now: str, files: Sequence[FileRead], sets_aside: bool
) -> tuple[Counter[str], list[FileRead]]:
    """Add a batch in the caller's transaction. Returns the files that changed, if they are to be set aside."""
    batch = Batch(connection, now)
    known = batch.known_files([file.path for file in files])
    changed: list[FileRead] = []
    try:
        for file in files:
            if sets_aside and batch.is_changed(file, known.get(file.path)):
                changed.append(file)
            else:
                batch.add(file, known.get(file.path))
        batch.finish()
    except Exception as error:
        if isinstance(error, NewsidxError) or (isinstance(error, sqlite3.Error) and not isinstance(error, _OF_VALUES)):
            raise
        raise _Refused(error) from error
    return batch.outcome, changed


_OF_VALUES = (sqlite3.DataError, sqlite3.InterfaceError, sqlite3.ProgrammingError)
"""What Python's sqlite3 raises for a value; its other errors are of the archive's file, or of a lock on it."""


def _refused(file: FileRead, refused: _Refused) -> FileRead:
    """A file as one that cannot be read, so that it is tried again, with what is the matter with it."""
    if file.status == "unreadable":
        raise refused.error  # nothing of the file itself is in it any more
    error = refused.error
    if isinstance(error, DayIsFull):
        problem = str(error)
    elif isinstance(error, sqlite3.DataError) or any(len(one.body) > LARGEST for one in file.articles):
        problem = TOO_LARGE
    else:
        problem = problem_of(error)
    return unread(file.path, file.size, problem)

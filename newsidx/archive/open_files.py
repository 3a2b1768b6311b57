"""Which files on the disk belong to archives that this process has open, whatever their names.

POSIX drops all the locks that a process has on a file as soon as the process closes any descriptor of it. SQLite
minds this among its own connections; nobody else may open and close the file of an open archive, or another program
deletes the log that this one writes to: https://www.sqlite.org/howtocorrupt.html, section 2.2.
"""

from __future__ import annotations

import contextlib
import os
import threading
import weakref
from collections import Counter
from collections.abc import Callable, Iterable
from typing import NamedTuple

ENDINGS = ("", "-wal", "-shm", "-journal")
"""What the names of the files end in that SQLite keeps for one database."""


class FileId(NamedTuple):
    """A file by device and inode, which hard links, links and bind mounts of it share."""

    device: int
    inode: int


class _OpenFiles:
    """How many open archives each file belongs to. Locks are the process's, and so is this."""

    def __init__(self) -> None:
        self._counts: Counter[FileId] = Counter()
        self._lock = threading.Lock()

    def add(self, files: Iterable[FileId]) -> None:
        with self._lock:
            self._counts.update(files)

    def take_away(self, files: Iterable[FileId]) -> None:
        with self._lock:
            self._counts.subtract(files)
            self._counts += Counter()  # those of no archive any more go

    def __contains__(self, file: FileId) -> bool:
        return file in self._counts


_open_files = _OpenFiles()


def register(owner: object, path: str) -> Callable[[], object]:
    """Count the files of the archive at a path as open, until what is returned is called or `owner` is gone."""
    files = tuple(_ids(path))
    _open_files.add(files)
    return weakref.finalize(owner, _open_files.take_away, files)


def is_open(status: os.stat_result) -> bool:
    """Whether a file belongs to an archive that this process, or the one it was forked from, has open."""
    return FileId(status.st_dev, status.st_ino) in _open_files


def _ids(path: str) -> Iterable[FileId]:
    real = os.path.realpath(path)  # beside it SQLite keeps the others, where the archive's name is a link
    for ending in ENDINGS:
        with contextlib.suppress(FileNotFoundError):
            status = os.stat(real + ending)
            yield FileId(status.st_dev, status.st_ino)

"""The files that belong to archives open in this process, under any name.

POSIX drops all the locks of a process on a file as soon as the process closes any descriptor of it. SQLite handles this
for its own connections. No other code may open and close the file of an open archive, or another program can delete the
log that this process writes to: https://www.sqlite.org/howtocorrupt.html, section 2.2.
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
"""The endings of the file names that SQLite uses for one database."""


class FileId(NamedTuple):
    """A file as device and inode, which are the same for all of its hard links, symbolic links and bind mounts."""

    device: int
    inode: int


class _OpenFiles:
    """How many open archives each file belongs to. One count for the whole process, because locks are per process."""

    def __init__(self) -> None:
        self._counts: Counter[FileId] = Counter()
        self._lock = threading.Lock()

    def add(self, files: Iterable[FileId]) -> None:
        with self._lock:
            self._counts.update(files)

    def remove(self, files: Iterable[FileId]) -> None:
        with self._lock:
            self._counts.subtract(files)
            self._counts += Counter()  # drops the files of no open archive

    def has(self, device: int, inode: int) -> bool:
        return (device, inode) in self._counts  # a FileId takes four times as long to make


_open_files = _OpenFiles()


def register(owner: object, path: str) -> Callable[[], object]:
    """Count the files of the archive at a path as open, until the returned function is called or `owner` is deleted."""
    files = tuple(_file_ids(path))
    _open_files.add(files)
    return weakref.finalize(owner, _open_files.remove, files)


def is_open(status: os.stat_result) -> bool:
    """Whether a file belongs to an archive that is open in this process, or in the one it was forked from."""
    return _open_files.has(status.st_dev, status.st_ino)


def _file_ids(path: str) -> Iterable[FileId]:
    real = os.path.realpath(path)  # if the path is a link, the other files are beside its target
    for ending in ENDINGS:
        with contextlib.suppress(FileNotFoundError):
            status = os.stat(real + ending)
            yield FileId(status.st_dev, status.st_ino)

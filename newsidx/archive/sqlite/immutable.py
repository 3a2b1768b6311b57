"""Reading a file without locks, for a user who cannot write to its folder while no other process has the file open.

SQLite then assumes that the file never changes: https://www.sqlite.org/uri.html#uriimmutable. On a read-only disk that
is true. Elsewhere another process may start to write. What was read is still right if the file is unchanged afterwards,
because writes go to the log first and only later to the file.
"""

from __future__ import annotations

import os
import time

from newsidx.archive.sqlite.sqlite_errors import changing

_TICK = 0.05
"""After this many seconds a further write has another time, on a file system with times in nanoseconds."""

_COARSE_TICK = 2.0
"""The same on other file systems."""


class FileState:
    """The state of a file before it is read, to detect later changes."""

    def __init__(self, path: str) -> None:
        self._path = path
        status = os.stat(path)
        self._state = _state(status)
        is_fine = status.st_ctime_ns % 1_000_000 != 0
        if time.time() - status.st_ctime < (tick := _TICK if is_fine else _COARSE_TICK):
            time.sleep(tick)  # otherwise a write right now might not change the time

    def require_unchanged(self) -> None:
        """Raise ArchiveBusy if the file has changed: the rows read so far may then be from two moments."""
        try:
            status = os.stat(self._path)
        except OSError as error:
            raise changing(self._path) from error
        if _state(status) != self._state:
            raise changing(self._path)


def has_log(path: str) -> bool:
    """Whether a log or journal beside the file may hold changes that are not in the file."""
    return any(_size(path + ending) > 0 for ending in ("-wal", "-journal"))


def _size(path: str) -> int:
    try:
        return os.stat(path).st_size
    except OSError:
        return 0


def _state(status: os.stat_result) -> tuple[int, ...]:
    return status.st_dev, status.st_ino, status.st_size, status.st_mtime_ns, status.st_ctime_ns

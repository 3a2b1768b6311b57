"""Reading a file without any lock, as one must who may not write to its folder while nobody has it open.

SQLite then reads the file as if nobody ever changed it: https://www.sqlite.org/uri.html#uriimmutable. That is so on a
disk that is read-only. Elsewhere its owner may come and write: whatever was read is good as long as the file is the
same afterwards, for what is written goes to the log first, and only then to the file.
"""

from __future__ import annotations

import os
import time

from newsidx.archive.sqlite.sqlite_errors import changing

_TICK = 0.05
"""Seconds by which the times of two writes surely differ, where a file system tells them in nanoseconds."""

_COARSE_TICK = 2.0
"""The same where it does not."""


class Unchanged:
    """The state of a file when the reading of it began."""

    def __init__(self, path: str) -> None:
        self._path = path
        status = os.stat(path)
        self._state = _state(status)
        is_fine = status.st_ctime_ns % 1_000_000 != 0
        if time.time() - status.st_ctime < (tick := _TICK if is_fine else _COARSE_TICK):
            time.sleep(tick)  # a write at this very moment would not show in the time

    def require(self) -> None:
        """Raise ArchiveBusy if the file has changed: then what was read may be of two moments."""
        try:
            status = os.stat(self._path)
        except OSError as error:
            raise changing(self._path) from error
        if _state(status) != self._state:
            raise changing(self._path)


def has_log(path: str) -> bool:
    """Whether a log or a journal beside the file holds what is not in the file, perhaps."""
    return any(_size(path + ending) > 0 for ending in ("-wal", "-journal"))


def _size(path: str) -> int:
    try:
        return os.stat(path).st_size
    except OSError:
        return 0


def _state(status: os.stat_result) -> tuple[int, ...]:
    return status.st_dev, status.st_ino, status.st_size, status.st_mtime_ns, status.st_ctime_ns

"""What the files of a folder on the disk show about each other, read when a file of it first needs to know."""

from __future__ import annotations

import datetime
import os
import stat
from functools import cached_property, lru_cache
from itertools import islice

from newsidx.archive.open_files import is_open
from newsidx.dates.extract import DateOrder, DateReader
from newsidx.dates.written import TwoDigitOrder
from newsidx.readers.neighbours import letterheads_of, proven_order, two_digit_order
from newsidx.readers.options import Neighbours

_SAMPLE = 50
"""Files of a folder that are looked into, evenly spaced over their sorted names."""

_SMALLEST_SAMPLE, _SHARE = 5, 6
"""Of a smaller folder only one file in six is looked into for letterheads, since that is asked of every folder whose
texts have no title of their own; but five at least."""

_BEGINNING = 2048
"""Bytes of each that are looked at."""

_MOST_NAMES = 50_000
"""Names of a folder that are looked at: a folder can have millions."""

_OPEN = os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_NOFOLLOW", 0)
"""How a file of the sample is opened: without waiting for a pipe, and not through a link, which may lead elsewhere."""


def neighbours_at(path: str, run: int, today: datetime.date, only: DateOrder | None = None) -> Neighbours:
    """What the files beside the one at `path` show, itself included. It is read once for each folder and `run`.

    `only` is the order of day and month that they may prove, None if any.
    """
    folder = _folder(path.rpartition(os.sep)[0], run, today)  # os.path.dirname takes three times as long
    return folder if only is None else _Limited(folder, only)


class _Folder:
    """What the files of a folder show, each answer computed when it is first asked for."""

    def __init__(self, path: str, today: datetime.date) -> None:
        self._path = path
        self._today = today

    @cached_property
    def letterheads(self) -> frozenset[str]:
        fewer = min(_SAMPLE, max(_SMALLEST_SAMPLE, len(self._names) // _SHARE))
        return frozenset(letterheads_of([text for _, text in self._beginnings(fewer)]))

    @cached_property
    def order(self) -> DateOrder | None:
        return proven_order((*self._names, *(text for _, text in self._sample)))

    @cached_property
    def two_digit_years(self) -> TwoDigitOrder | None:
        return two_digit_order(self._sample, DateReader(today=self._today))

    @cached_property
    def _names(self) -> list[str]:
        """The sorted names of what is in the folder, without what is hidden; none if it cannot be read."""
        try:
            with os.scandir(self._path) as entries:
                return sorted(entry.name for entry in islice(entries, _MOST_NAMES) if not entry.name.startswith("."))
        except OSError:
            return []

    @cached_property
    def _sample(self) -> list[tuple[str, str]]:
        return self._beginnings(_SAMPLE)

    def _beginnings(self, count: int) -> list[tuple[str, str]]:
        """The names of some files, evenly spaced, and how their texts begin."""
        names = self._names
        chosen = [names[len(names) * index // count] for index in range(count)] if len(names) > count else names
        beginnings = ((name, _beginning(os.path.join(self._path, name))) for name in chosen)
        return [(name, text) for name, text in beginnings if text]


class _Limited:
    """What a folder shows, but no order of day and month other than one."""

    def __init__(self, folder: _Folder, order: DateOrder) -> None:
        self._folder = folder
        self._order = order

    @property
    def letterheads(self) -> frozenset[str]:
        return self._folder.letterheads

    @property
    def order(self) -> DateOrder | None:
        return self._order if self._folder.order == self._order else None

    @property
    def two_digit_years(self) -> TwoDigitOrder | None:
        return self._folder.two_digit_years


@lru_cache(maxsize=16)
def _folder(path: str, run: int, today: datetime.date) -> _Folder:
    return _Folder(path or os.sep, today)


def _beginning(path: str) -> str:
    """The first text in a file; empty if it is no file, no text, or cannot be read.

    A file of an archive that this process has open must not be opened: closing it would drop SQLite's locks.
    """
    try:
        if is_open(os.stat(path)):
            return ""
        descriptor = os.open(path, _OPEN)
    except OSError:
        return ""
    try:
        raw = os.read(descriptor, _BEGINNING) if stat.S_ISREG(os.fstat(descriptor).st_mode) else b""
    except OSError:
        return ""
    finally:
        os.close(descriptor)
    if b"\0" in raw:
        return ""
    whole_lines = raw[: raw.rfind(b"\n") + 1] or raw
    try:
        return whole_lines.decode("utf-8-sig")
    except UnicodeDecodeError:
        return whole_lines.decode("cp1252", "replace")

"""What the files of a folder on the disk tell about each other, read when a file of it first needs to know."""

from __future__ import annotations

import datetime
import os
import stat
from collections.abc import Sequence
from dataclasses import replace
from functools import lru_cache
from itertools import islice

from newsidx.dates.extract import DateOrder, DateReader
from newsidx.readers.neighbours import neighbours_of
from newsidx.readers.options import NO_NEIGHBOURS, Neighbours

_SAMPLE = 50
"""Files of a folder that are looked into, evenly spaced over their sorted names."""

_BEGINNING = 2048
"""Bytes of each that are looked at."""

_MOST_NAMES = 50_000
"""Names of a folder that are looked at: a folder can have millions."""

_OPEN = os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_NOFOLLOW", 0)
"""How a file of the sample is opened: without waiting for a pipe, and not through a link, which may lead elsewhere."""


def neighbours_at(path: str, run: int, today: datetime.date, only: DateOrder | None = None) -> Neighbours:
    """What the files beside the one at `path` tell, itself included. It is read once for each folder and `run`.

    `only` is the order of day and month that they may prove, None if any.
    """
    neighbours = _neighbours(os.path.dirname(path), run, today)
    return neighbours if only in (None, neighbours.order) else replace(neighbours, order=None)


@lru_cache(maxsize=16)
def _neighbours(folder: str, run: int, today: datetime.date) -> Neighbours:
    try:
        names = _names(folder)
    except OSError:
        return NO_NEIGHBOURS
    sample = [names[len(names) * index // _SAMPLE] for index in range(_SAMPLE)] if len(names) > _SAMPLE else names
    beginnings = ((name, _beginning(os.path.join(folder, name))) for name in sample)
    return neighbours_of(names, [(name, text) for name, text in beginnings if text], DateReader(today=today))


def _names(folder: str) -> Sequence[str]:
    """The sorted names of what is in a folder, without what is hidden."""
    with os.scandir(folder or ".") as entries:
        return sorted(entry.name for entry in islice(entries, _MOST_NAMES) if not entry.name.startswith("."))


def _beginning(path: str) -> str:
    """The first text in a file; empty if it is no file, no text, or cannot be read."""
    try:
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

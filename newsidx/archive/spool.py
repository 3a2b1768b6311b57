"""A list that moves to a temporary file when it gets large."""

from __future__ import annotations

import pickle
import tempfile
from collections.abc import Iterator
from typing import IO, Any, Generic, TypeVar

from newsidx.disk.spool import plain_errors

Item = TypeVar("Item")

_MOST_IN_MEMORY = 16_000_000
"""Bytes. Further items go to the file."""


class Spool(Generic[Item]):
    """Items in the order in which they were appended, which can be iterated over several times. Close it at the end."""

    def __init__(self) -> None:
        self._in_memory: list[Item] = []
        self._size = 0
        self._length = 0
        self._file: IO[Any] | None = None

    def __len__(self) -> int:
        return self._length

    def close(self) -> None:
        """Delete all items."""
        self._in_memory.clear()
        if self._file:
            self._file.close()

    def append(self, item: Item, size: int) -> None:
        """Append an item of about `size` bytes."""
        self._length += 1
        self._size += size
        if self._size <= _MOST_IN_MEMORY:
            self._in_memory.append(item)
            return
        with plain_errors(tempfile.gettempdir()):
            self._file = self._file or tempfile.TemporaryFile()  # noqa: SIM115 - it stays open until `close`
            pickle.dump(item, self._file, pickle.HIGHEST_PROTOCOL)

    def __iter__(self) -> Iterator[Item]:
        yield from self._in_memory
        if self._file:
            with plain_errors(tempfile.gettempdir()):
                self._file.seek(0)
            for _ in range(self._length - len(self._in_memory)):
                yield pickle.load(self._file)  # noqa: S301 - this process wrote the file, which has no name

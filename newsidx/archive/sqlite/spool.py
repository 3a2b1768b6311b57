"""What is set aside to be dealt with later: in memory as long as it is little, and in a temporary file beyond that."""

from __future__ import annotations

import contextlib
import pickle
import tempfile
from collections.abc import Iterator
from typing import IO, Any, Generic, TypeVar

from newsidx.errors import CannotWrite

Thing = TypeVar("Thing")

_MOST_IN_MEMORY = 16_000_000


class Aside(Generic[Thing]):
    """Things set aside, which come back in the order in which they were appended, as often as they are gone through.

    To be closed at the end.
    """

    def __init__(self) -> None:
        self._in_memory: list[Thing] = []
        self._size = 0
        self._number = 0
        self._file: IO[Any] | None = None

    def __len__(self) -> int:
        return self._number

    def close(self) -> None:
        """Let all of it go."""
        self._in_memory.clear()
        if self._file:
            self._file.close()

    def append(self, thing: Thing, size: int) -> None:
        """Set one more aside; `size` is about how many bytes it takes."""
        self._number += 1
        self._size += size
        if self._size <= _MOST_IN_MEMORY:
            self._in_memory.append(thing)
            return
        with _plain_errors():
            self._file = self._file or tempfile.TemporaryFile()  # noqa: SIM115 - it is there as long as this is
            pickle.dump(thing, self._file, pickle.HIGHEST_PROTOCOL)

    def __iter__(self) -> Iterator[Thing]:
        yield from self._in_memory
        if self._file:
            with _plain_errors():
                self._file.seek(0)
            for _ in range(self._number - len(self._in_memory)):
                yield pickle.load(self._file)  # noqa: S301 - this process wrote it, to a file without a name


@contextlib.contextmanager
def _plain_errors() -> Iterator[None]:
    """Say which disk it is that is full."""
    try:
        yield
    except OSError as error:
        raise CannotWrite(
            f"The temporary folder {tempfile.gettempdir()} cannot be written ({error.strerror})",
            "Make room there, or name another with TMPDIR, then run the same command again.",
        ) from error

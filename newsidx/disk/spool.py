"""Items in a temporary file, one after another: for what would take too much memory."""

from __future__ import annotations

import contextlib
import os
import pickle
import shutil
import tempfile
from collections.abc import Iterator
from typing import Any, BinaryIO, Generic, TypeVar, cast

from newsidx.errors import CannotWrite

Item = TypeVar("Item")


class SpoolFile(Generic[Item]):
    """Items in a new file in `folder`, in the order in which they were appended.

    They are read from the file each time they are asked for. Another process that is given a closed spool gets only its
    path and its length.
    """

    def __init__(self, folder: str) -> None:
        self._folder = folder
        with plain_errors(os.path.dirname(folder)):
            os.makedirs(folder, 0o700, exist_ok=True)
            descriptor, self._path = tempfile.mkstemp(dir=folder)
        self._file: BinaryIO | None = cast(BinaryIO, os.fdopen(descriptor, "wb"))
        self._length = 0

    def __len__(self) -> int:
        return self._length

    def append(self, item: Item) -> None:
        """Append an item to a spool that is not closed yet. Raises CannotWrite."""
        with plain_errors(os.path.dirname(self._folder)):
            try:
                pickle.dump(item, cast(Any, self._file), pickle.HIGHEST_PROTOCOL)
            except OSError:
                with contextlib.suppress(CannotWrite):  # it cannot write now either what it still has in memory
                    self.close()
                raise
        self._length += 1

    def close(self) -> None:
        """Write out what is still in memory. Raises CannotWrite."""
        if self._file:
            file, self._file = self._file, None
            with plain_errors(os.path.dirname(self._folder)):
                file.close()

    def __iter__(self) -> Iterator[Item]:
        with open(self._path, "rb") as file:
            for _ in range(self._length):
                yield pickle.load(file)  # noqa: S301 - a process of this ingest wrote it, in a folder of its own

    def delete(self) -> None:
        """Delete the file once nothing in it is needed any more, rather than with its folder at the end."""
        with contextlib.suppress(OSError):
            os.unlink(self._path)


@contextlib.contextmanager
def temporary_folder() -> Iterator[str]:
    """The path of a folder for spools, which the first of them creates, and which is deleted after the block."""
    try:
        parent = tempfile.gettempdir()
    except OSError:  # there is none that can be written, which is an error only if a spool is needed
        parent = os.curdir
    folder = os.path.join(parent, f"newsidx-{os.urandom(8).hex()}")
    try:
        yield folder
    finally:
        shutil.rmtree(folder, ignore_errors=True)


@contextlib.contextmanager
def plain_errors(folder: str) -> Iterator[None]:
    """Name the temporary folder if it is full."""
    try:
        yield
    except OSError as error:
        raise CannotWrite(
            f"The temporary folder {folder} cannot be written ({error.strerror})",
            "Free some space there, or set TMPDIR to another folder, then run the same command again.",
        ) from error

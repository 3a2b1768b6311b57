"""Where articles come from: a document, which is a file or one member of a container, with its bytes as a stream."""

from __future__ import annotations

import datetime
import io
import os
from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import BinaryIO

from newsidx.readers.options import NO_NEIGHBOURS, NO_OPTIONS, Neighbours, ReadingOptions

START = 4096
"""Bytes from the beginning of a document by which containers and formats recognise it."""


@dataclass(frozen=True)
class Hints:
    """What is known of a document besides its bytes.

    A container may know a `date` of publication, a `url` and an `encoding`, and further (name, value) pairs for the
    article's `meta`. `mtime`, in seconds since 1970, is given only when the user asked that it date what nothing else
    dates.
    """

    date: datetime.date | None = None
    url: str | None = None
    encoding: str | None = None
    mtime: float | None = None
    meta: tuple[tuple[str, str], ...] = ()


NO_HINTS = Hints()


@dataclass(frozen=True)
class Document:
    """A document.

    `path` is the file's path, without the suffix if the file is compressed. `member` is the document's place in that
    file if it is a container, and None if the file itself is the document; a member of a member has both names, divided
    by `/`. `open` returns its bytes as a new stream, from the first byte on; the caller closes the stream. `options`
    are what the user said of all files, and `neighbours` what the other files of the folder tell. `spools` is the path
    of a folder for temporary files; without one, all articles of the document are kept in memory.
    """

    path: str
    open: Callable[[], BinaryIO]
    member: str | None = None
    hints: Hints = NO_HINTS
    options: ReadingOptions = NO_OPTIONS
    neighbours: Neighbours = NO_NEIGHBOURS
    spools: str | None = None

    @property
    def name(self) -> str:
        """Its own name, without the folders or containers it is in."""
        return (self.member or self.path).rpartition("/")[2]

    @property
    def place(self) -> str:
        """The path, with the member below it, for a date in either name."""
        return self.path if self.member is None else f"{self.path}/{self.member}"


def member_of(file: Document, name: str, open_member: Callable[[], BinaryIO], hints: Hints = NO_HINTS) -> Document:
    """A document in a container, by its name there and a function that opens it."""
    member = name if file.member is None else f"{file.member}/{name}"
    return replace(file, open=open_member, member=member, hints=replace(hints, mtime=hints.mtime or file.hints.mtime))


def first_bytes(document: Document) -> bytes:
    """The bytes by which a document is recognised."""
    with document.open() as stream:
        return stream.read(START)


class _OpenFile(io.RawIOBase):
    """A stream of an open file with a position of its own, which leaves the file open when it is closed."""

    def __init__(self, descriptor: int) -> None:
        self._descriptor = descriptor
        self._position = 0

    def readable(self) -> bool:
        return True

    def seekable(self) -> bool:
        return True

    def seek(self, offset: int, whence: int = os.SEEK_SET) -> int:
        if whence == os.SEEK_CUR:
            offset += self._position
        self._position = os.lseek(self._descriptor, offset, os.SEEK_END if whence == os.SEEK_END else os.SEEK_SET)
        return self._position

    def readinto(self, buffer: bytearray | memoryview) -> int:  # type: ignore[override]
        os.lseek(self._descriptor, self._position, os.SEEK_SET)
        data = os.read(self._descriptor, len(buffer))
        buffer[: len(data)] = data
        self._position += len(data)
        return len(data)


def stream_of(descriptor: int) -> BinaryIO:
    """A stream of an open file, from its first byte on. Several of them do not disturb each other.

    The file is not opened again by its path, under which another file may be by now.
    """
    return io.BufferedReader(_OpenFile(descriptor), 1 << 16)

"""The tar container: files one after another, each below a header."""

from __future__ import annotations

import tarfile
from collections.abc import Iterator
from functools import partial
from typing import IO, BinaryIO, cast

from newsidx.readers.containers.limits import LARGEST_HEADER, damaged, suspicious
from newsidx.readers.containers.names import member_name
from newsidx.readers.containers.streams import BLOCK, CUT_OFF, read_some, slice_of, stream_of_blocks
from newsidx.readers.problem import CannotRead, Problem, ProblemKind
from newsidx.readers.source import NO_HINTS, Document, Hints, member_of

_ABOUT_THE_NEXT = (tarfile.XHDTYPE, tarfile.XGLTYPE, tarfile.SOLARIS_XHDTYPE, tarfile.GNUTYPE_LONGNAME)
"""Members that are read as a whole, because they tell of the member that follows."""

_MOST_HEADERS = 16 * LARGEST_HEADER
"""Bytes that are read for all the headers of one member: the time tarfile takes grows with their square."""


def claims(file: Document, start: bytes) -> bool:
    """Whether a file begins with the header of a member, whose checksum is right."""
    try:
        tarfile.TarInfo.frombuf(start[:512], "utf-8", "surrogateescape")
    except tarfile.TarError:
        return False
    return True


def documents(file: Document) -> Iterator[Document]:
    """The regular files in a tar file, in their order. Folders, links and devices are no documents."""
    with file.open() as stream:
        source, is_seekable = _Source(stream), stream.seekable()
        tar = _opened(source, is_seekable)
        while entry := _next(tar, source):
            name = member_name(entry.name)
            if entry.isreg() and name is not None:
                yield member_of(file, name, partial(_open_member, file, tar, entry, is_seekable), _hints(file, entry))


class _Source:
    """The stream that tarfile reads. It ends where it breaks, since tarfile would lose what it read just before.

    `left` is how many bytes may be read for headers, or None for data. `broken` is why the stream broke.
    """

    def __init__(self, stream: BinaryIO) -> None:
        self._stream = stream
        self.seek, self.tell = stream.seek, stream.tell
        self.left: int | None = _MOST_HEADERS
        self.broken: CannotRead | None = None

    def read(self, size: int) -> bytes:
        """As many bytes as there are, up to `size`. Raises CannotRead if these are too many for headers."""
        if self.left is not None:
            self.left -= size
            if self.left < 0:
                raise suspicious("a header in it is larger than any name")
        pieces = []
        try:
            while size and (piece := read_some(self._stream, size)):
                pieces.append(piece)
                size -= len(piece)
        except CannotRead as error:
            self.broken = error
        return b"".join(pieces)


class _Entry(tarfile.TarInfo):
    """The header of a member. A broken one is an error, while tarfile takes it for the end."""

    @classmethod
    def frombuf(cls, buf: bytes | bytearray, encoding: str, errors: str) -> _Entry:
        try:
            entry = super().frombuf(buf, encoding, errors)
        except tarfile.HeaderError as error:
            if bytes(buf).strip(b"\0"):
                raise damaged(CUT_OFF) from error
            raise  # the end
        if entry.size < 0:
            raise damaged(CUT_OFF)
        if entry.type in _ABOUT_THE_NEXT and entry.size > LARGEST_HEADER:
            raise suspicious("a header in it is larger than any name")
        return entry


def _opened(source: _Source, is_seekable: bool) -> tarfile.TarFile:
    fileobj = cast(IO[bytes], source)
    encoding, errors = "utf-8", "surrogateescape"
    try:
        if is_seekable:
            return tarfile.open(fileobj=fileobj, mode="r:", tarinfo=_Entry, encoding=encoding, errors=errors)
        return tarfile.open(fileobj=fileobj, mode="r|", bufsize=BLOCK, tarinfo=_Entry, encoding=encoding, errors=errors)
    except CannotRead:
        raise
    except Exception as error:  # tarfile lets through what its parsers raise, down to RecursionError
        raise damaged(CUT_OFF) from error


def _next(tar: tarfile.TarFile, source: _Source) -> tarfile.TarInfo | None:
    """The next member; None at the end. It is not remembered: a tar file may have millions."""
    is_first, before = tar.firstmember is not None, tar.offset  # type: ignore[attr-defined]
    try:
        if not is_first:
            _pass_over_data(tar, source)
        source.left = _MOST_HEADERS
        entry = tar.next()
    except CannotRead:
        raise
    except Exception as error:  # see above
        raise damaged(CUT_OFF) from error
    if entry is None and source.broken:
        raise source.broken
    source.left = None
    tar.members.clear()  # type: ignore[attr-defined]
    if entry is not None and not is_first and tar.offset <= before:
        raise damaged("damaged: a member in it has no end")
    return entry


def _pass_over_data(tar: tarfile.TarFile, source: _Source) -> None:
    """Go to the end of a member's data, in a stream that cannot be sought by reading it."""
    source.left = None
    if tar.fileobj and tar.fileobj.tell() < tar.offset - 1:
        tar.fileobj.seek(tar.offset - 1)


def _open_member(file: Document, tar: tarfile.TarFile, entry: tarfile.TarInfo, is_seekable: bool) -> BinaryIO:
    """The data of a member. `TarFile.extractfile` would lose the last of it in a file that is cut off."""
    if entry.issparse():
        raise CannotRead(Problem(ProblemKind.UNREADABLE, "a sparse file"))
    if is_seekable:
        return slice_of(file.open(), entry.offset_data, entry.size)
    return stream_of_blocks(_data(tar, entry))


def _data(tar: tarfile.TarFile, entry: tarfile.TarInfo) -> Iterator[bytes]:
    left = entry.size
    while left and (block := cast(IO[bytes], tar.fileobj).read(min(BLOCK, left))):
        left -= len(block)
        yield block


def _hints(file: Document, entry: tarfile.TarInfo) -> Hints:
    """The modification time of a member, if times count at all."""
    return NO_HINTS if file.hints.mtime is None else Hints(mtime=float(entry.mtime))

"""The ZIP container, by its directory, or where that is missing or broken by the headers before the members.

Python's zipfile holds the whole directory in memory, half a gigabyte for a million members, and reads nothing of a file
without one, as an interrupted download leaves it.
"""

from __future__ import annotations

import datetime
import io
import stat
import struct
import zlib
from collections.abc import Callable, Iterator
from functools import partial
from itertools import islice
from typing import BinaryIO, NamedTuple

from newsidx.readers.containers.limits import damaged, suspicious
from newsidx.readers.containers.names import member_name
from newsidx.readers.containers.streams import (
    CUT_OFF,
    Inflate,
    blocks_of,
    decompressed,
    expanded,
    slice_of,
    stream_of_blocks,
)
from newsidx.readers.problem import CannotRead, Problem, ProblemKind
from newsidx.readers.source import NO_HINTS, Document, Hints, member_of

_HEADER = struct.Struct("<4s5H3I2H")
_ENTRY = struct.Struct("<4s6H3I5H2I")
_END = struct.Struct("<4s4H2IH")
_END64 = struct.Struct("<4sQ2H2I4Q")
_END64_PLACE = struct.Struct("<4sIQI")
_LONGEST_COMMENT = 65_535
_IS_ENCRYPTED, _SIZES_FOLLOW, _IS_UTF8 = 0x1, 0x8, 0x800
_STORED, _DEFLATED, _BZIP2, _XZ = 0, 8, 12, 95
_IN_EXTRA = 0xFFFFFFFF
_UNIX = 3
_NO_PLACE = 1 << 62

_CHECKED = 50_000_000
"""Bytes of the largest member, among those that are not compressed, whose checksum is looked at. A larger one is rather
a stream that can be sought, so that a container in it can be opened."""

_OF_OTHER_FORMATS = frozenset(
    {"[Content_Types].xml", "META-INF/MANIFEST.MF", "META-INF/container.xml", "META-INF/manifest.xml"}
    | {"AndroidManifest.xml", "word/document.xml"}
)
"""Members of office documents, books and programs, which are ZIP files too."""

_OTHER_SUFFIXES = (".docx", ".docm", ".dotx", ".odt", ".epub", ".xlsx", ".pptx", ".ods", ".odp", ".jar", ".apk")

_LOOKED_AT = 1000
"""Members by whose names a document of another format is known."""

_SEARCHED = 4096
"""Bytes that are searched at a time: a header is mostly right there."""


class _Member(NamedTuple):
    """A member as the directory, or the header before it, describes it. `offset` is that of its header."""

    name: str
    flags: int
    method: int
    checksum: int
    compressed: int
    size: int
    offset: int
    date: int
    time: int
    mode: int = 0


def claims(file: Document, start: bytes) -> bool:
    """Whether a file is a ZIP that holds documents: an office document, a book or a program is a ZIP too."""
    if file.name.lower().endswith(_OTHER_SUFFIXES):  # whose members may be cut off
        return False
    with file.open() as stream:
        if not stream.seekable():
            return True
        try:
            names = [member.name for member in islice(_members(stream), _LOOKED_AT)]
        except CannotRead:
            return True
    return names[:1] != ["mimetype"] and _OF_OTHER_FORMATS.isdisjoint(names)


def documents(file: Document) -> Iterator[Document]:
    """The files in a ZIP, in the order of its directory."""
    with file.open() as stream:
        if not stream.seekable():
            message = "too large to be opened inside a compressed file: decompress that first"
            raise CannotRead(Problem(ProblemKind.TOO_LARGE, message))
        for member in _members(stream):
            name = member_name(member.name)
            if name is not None and not member.name.endswith(("/", "\\")) and not _is_special(member):
                yield member_of(file, name, partial(_open_member, file, member), _hints(file, member))


def _members(stream: BinaryIO) -> Iterator[_Member]:
    """The members by the directory, and what follows the last of them if the directory is broken.

    Raises CannotRead in the end if it is.
    """
    last, end = -_HEADER.size, 0
    try:
        for member in _directory(stream):
            if last <= member.offset < last + _HEADER.size:
                raise suspicious("its members overlap")
            last, end = member.offset, max(end, member.offset + _HEADER.size + member.compressed)
            yield member
    except CannotRead as error:
        if error.problem.kind is ProblemKind.DAMAGED:
            yield from _headers(stream, end)
        raise


def _directory(stream: BinaryIO) -> Iterator[_Member]:
    """The members that the directory lists, in its order."""
    start, end, shift = _directory_place(stream)
    position = start
    while position < end:
        entry = _unpacked(_ENTRY, stream, position, b"PK\x01\x02")
        flags, method, time, date, checksum, compressed, size = entry[3:10]
        name_size, extra_size, comment_size, offset = *entry[10:13], entry[16]
        raw_name, extra = stream.read(name_size), stream.read(extra_size)
        compressed, size, offset = _sizes(extra, size, compressed, offset)
        position += _ENTRY.size + name_size + extra_size + comment_size
        mode = entry[15] >> 16 if entry[1] >> 8 == _UNIX else 0
        name = _decoded(raw_name, flags)
        yield _Member(name, flags, method, checksum, compressed, size, offset + shift, date, time, mode)


def _directory_place(stream: BinaryIO) -> tuple[int, int, int]:
    """Where the directory starts and ends, and how far all places in it are from those it states: something may stand
    before the file's own beginning.
    """
    length = stream.seek(0, io.SEEK_END)
    stream.seek(max(0, length - _LONGEST_COMMENT - _END.size))
    tail = stream.read()
    at = tail.rfind(b"PK\x05\x06")
    if at < 0 or len(tail) - at < _END.size:
        raise damaged("damaged or cut off: its directory is missing")
    end = length - len(tail) + at
    size, offset = _END.unpack_from(tail, at)[5:7]
    before = tail[max(0, at - _END64_PLACE.size) : at]
    if before.startswith(b"PK\x06\x07"):
        end = _END64_PLACE.unpack(before)[2]
        size, offset = _unpacked(_END64, stream, end, b"PK\x06\x06")[8:10]
    if size + offset > end:
        raise damaged("damaged: its directory is not where it should be")
    return end - size, end, end - size - offset


def _headers(stream: BinaryIO, start: int) -> Iterator[_Member]:
    """The members whose headers are found after a place in the file."""
    while (offset := _find(stream, b"PK\x03\x04", start)) is not None:
        try:
            header = _unpacked(_HEADER, stream, offset, b"PK\x03\x04")
        except CannotRead:
            return
        flags, method, time, date, checksum, compressed, size, name_size, extra_size = header[2:]
        name, extra = stream.read(name_size), stream.read(extra_size)
        start = offset + _HEADER.size + name_size + extra_size
        if flags & _SIZES_FOLLOW:
            compressed = size = -1
        else:
            compressed, size, _ = _sizes(extra, size, compressed, offset)
            start += compressed
        yield _Member(_decoded(name, flags), flags, method, checksum, compressed, size, offset, date, time)


def _find(stream: BinaryIO, mark: bytes, start: int) -> int | None:
    """The first place from `start` on where these four bytes stand."""
    stream.seek(start)
    before = b""
    while block := stream.read(_SEARCHED):
        piece = before + block
        if (at := piece.find(mark)) >= 0:
            return start - len(before) + at
        start += len(block)
        before = piece[-3:]
    return None


def _unpacked(layout: struct.Struct, stream: BinaryIO, place: int, mark: bytes) -> tuple[int, ...]:
    """A record of the file, which begins with `mark`; the stream stands at its end. Raises CannotRead."""
    raw = b""
    if 0 <= place < _NO_PLACE:
        stream.seek(place)
        raw = stream.read(layout.size)
    if len(raw) < layout.size or not raw.startswith(mark):
        raise damaged(CUT_OFF)
    return layout.unpack(raw)


def _sizes(extra: bytes, size: int, compressed: int, offset: int) -> tuple[int, int, int]:
    """The compressed size, the size and the offset: those too large for 32 bits stand in a field of their own."""
    place = 0
    while place + 4 <= len(extra):
        kind, length = struct.unpack_from("<HH", extra, place)
        if kind == 1:
            longs = iter(struct.iter_unpack("<Q", extra[place + 4 : place + 4 + min(length, 24) // 8 * 8]))
            size, compressed, offset = (
                next(longs, (value,))[0] if value == _IN_EXTRA else value for value in (size, compressed, offset)
            )
        place += 4 + length
    return compressed, size, offset


def _is_special(member: _Member) -> bool:
    """Whether a member is a link or a device."""
    return stat.S_IFMT(member.mode) not in (0, stat.S_IFREG)


def _decoded(name: bytes, flags: int) -> str:
    """A member's name. By the standard it is cp437 unless it says otherwise; most programs write UTF-8."""
    try:
        return name.decode("utf-8")
    except UnicodeDecodeError:
        return name.decode("utf-8" if flags & _IS_UTF8 else "cp437", "replace")


def _open_member(file: Document, member: _Member) -> BinaryIO:
    """A stream of a member. Raises CannotRead if it is encrypted, or compressed in a way that few programs know."""
    if member.flags & _IS_ENCRYPTED:
        raise CannotRead(Problem(ProblemKind.ENCRYPTED, "encrypted"))
    stream = file.open()
    length = stream.seek(0, io.SEEK_END)
    header = _unpacked(_HEADER, stream, member.offset, b"PK\x03\x04")
    start = member.offset + _HEADER.size + header[9] + header[10]
    if member.compressed < 0 and member.method == _STORED:
        raise damaged("damaged or cut off: its size is missing")
    stated = length - start if member.compressed < 0 else member.compressed
    piece = slice_of(stream, start, max(0, min(stated, length - start)))
    if member.method == _STORED and member.size > _CHECKED:
        return piece
    return stream_of_blocks(_checked(expanded(blocks_of(piece), _decompress(member.method)), member))


def _decompress(method: int) -> Callable[[Iterator[bytes]], Iterator[bytes]]:
    if method == _STORED:
        return lambda blocks: blocks
    if method == _DEFLATED:
        return lambda blocks: decompressed(blocks, partial(Inflate, -15), is_one=True)
    if method == _BZIP2:
        import bz2

        return lambda blocks: decompressed(blocks, bz2.BZ2Decompressor, is_one=True)
    if method == _XZ:
        from newsidx.readers.containers.compressed import unxz

        return unxz
    raise CannotRead(Problem(ProblemKind.UNREADABLE, f"compressed in a way that newsidx does not know ({method})"))


def _checked(blocks: Iterator[bytes], member: _Member) -> Iterator[bytes]:
    """The blocks of a member. Raises CannotRead after the last if they are not what the ZIP says they were."""
    checksum = 0
    for block in blocks:
        checksum = zlib.crc32(block, checksum)
        yield block
    if member.size >= 0 and checksum != member.checksum:
        raise damaged("damaged: its checksum is another")


def _hints(file: Document, member: _Member) -> Hints:
    """The modification time of a member, if times count at all. The day on which such times begin says nothing."""
    if file.hints.mtime is None or member.date <= 0x21:
        return NO_HINTS
    year, month, day = 1980 + (member.date >> 9), member.date >> 5 & 0xF, member.date & 0x1F
    try:
        moment = datetime.datetime(year, month, day, member.time >> 11, member.time >> 5 & 0x3F)
        return Hints(mtime=moment.timestamp())
    except (ValueError, OverflowError, OSError):
        return NO_HINTS

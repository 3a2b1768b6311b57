"""Streams of what containers hold: pieces of a file, and what compressed pieces expand to."""

from __future__ import annotations

import io
import os
from collections.abc import Callable, Iterable, Iterator
from typing import BinaryIO, Protocol

from newsidx.readers.containers.limits import Budget, damaged, expands_too_far, suspicious
from newsidx.readers.problem import CannotRead

BLOCK = 64 * 1024
"""Bytes that are read, or expanded, at a time."""

CUT_OFF = "damaged or cut off"


class Decompressor(Protocol):
    """One compressed stream, as the decompressors of Python's `bz2` and `lzma` give it."""

    @property
    def eof(self) -> bool:
        """Whether the end of the stream was reached."""

    @property
    def needs_input(self) -> bool:
        """Whether there is nothing more to expand without further input."""

    @property
    def unused_data(self) -> bytes:
        """The input after the end of the stream."""

    def decompress(self, data: bytes, max_length: int) -> bytes:
        """Up to so many bytes of what the input so far expands to."""


def stream_of_blocks(blocks: Iterable[bytes]) -> BinaryIO:
    """A stream of blocks, which can be read once, from the first to the last."""
    return io.BufferedReader(_BlockStream(blocks), BLOCK)


def slice_of(stream: BinaryIO, start: int, size: int) -> BinaryIO:
    """A part of a stream that can be sought, as such a stream. Closing it closes the whole."""
    return io.BufferedReader(_Slice(stream, start, size), BLOCK)


def bounded(stream: BinaryIO, budget: Budget) -> BinaryIO:
    """A stream whose bytes count in a budget, and whose errors are CannotRead: no format need know them."""
    return io.BufferedReader(_Bounded(stream, budget), BLOCK)


def read_some(stream: BinaryIO, size: int) -> bytes:
    """The next bytes of a stream, up to so many, and none only at its end.

    `read` would go on until it has them all, and lose what it has if the stream then breaks.
    """
    some: bytes = getattr(stream, "read1", stream.read)(size)
    return some


class _BlockStream(io.RawIOBase):
    def __init__(self, blocks: Iterable[bytes]) -> None:
        self._blocks = iter(blocks)
        self._rest = memoryview(b"")

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: bytearray | memoryview) -> int:  # type: ignore[override]
        while not self._rest:
            block = next(self._blocks, None)
            if block is None:
                return 0
            self._rest = memoryview(block)
        piece, self._rest = self._rest[: len(buffer)], self._rest[len(buffer) :]
        buffer[: len(piece)] = piece
        return len(piece)


class _Slice(io.RawIOBase):
    def __init__(self, stream: BinaryIO, start: int, size: int) -> None:
        self._stream = stream
        self._start, self._size = start, size
        self._position = 0

    def readable(self) -> bool:
        return True

    def seekable(self) -> bool:
        return True

    def seek(self, offset: int, whence: int = os.SEEK_SET) -> int:
        base = {os.SEEK_SET: 0, os.SEEK_CUR: self._position, os.SEEK_END: self._size}[whence]
        self._position = max(0, base + offset)
        return self._position

    def readinto(self, buffer: bytearray | memoryview) -> int:  # type: ignore[override]
        self._stream.seek(self._start + self._position)
        data = self._stream.read(max(0, min(len(buffer), self._size - self._position)))
        buffer[: len(data)] = data
        self._position += len(data)
        return len(data)

    def close(self) -> None:
        self._stream.close()
        super().close()


class _Bounded(io.RawIOBase):
    def __init__(self, stream: BinaryIO, budget: Budget) -> None:
        self._stream, self._budget = stream, budget

    def readable(self) -> bool:
        return True

    def seekable(self) -> bool:
        return self._stream.seekable()

    def seek(self, offset: int, whence: int = os.SEEK_SET) -> int:
        return self._stream.seek(offset, whence)

    def readinto(self, buffer: bytearray | memoryview) -> int:  # type: ignore[override]
        try:
            data = read_some(self._stream, len(buffer))
        except CannotRead:
            raise
        except Exception as error:  # tarfile alone raises five kinds of errors for broken files
            raise damaged(CUT_OFF) from error
        self._budget.count_bytes(len(data))
        buffer[: len(data)] = data
        return len(data)

    def close(self) -> None:
        self._stream.close()
        super().close()


def blocks_of(stream: BinaryIO) -> Iterator[bytes]:
    """The bytes of a stream, which is closed at its end."""
    with stream:
        while block := read_some(stream, BLOCK):
            yield block


def expanded(compressed: Iterable[bytes], decompress: Callable[[Iterator[bytes]], Iterator[bytes]]) -> Iterator[bytes]:
    """What compressed blocks expand to.

    Raises CannotRead where they are damaged, and where they expand so far that they were made to.
    """
    given = taken = 0

    def counted() -> Iterator[bytes]:
        nonlocal given
        for block in compressed:
            given += len(block)
            yield block

    try:
        for block in decompress(counted()):
            taken += len(block)
            if expands_too_far(taken, given):
                raise suspicious("it expands more than any text does")
            yield block
    except (CannotRead, GeneratorExit, MemoryError):
        raise
    except Exception as error:  # each library has its own errors, and all of them mean the same
        raise damaged(CUT_OFF) from error


def decompressed(blocks: Iterator[bytes], new: Callable[[], Decompressor], *, is_one: bool = False) -> Iterator[bytes]:
    """What compressed streams, one after another, expand to, or the first one. Zeros may fill up the space after each.

    Raises EOFError if the last one has no end.
    """
    rest = next(blocks, b"")
    while rest:
        stream = new()
        while not stream.eof:
            if data := stream.decompress(rest, BLOCK):
                yield data
            rest = b""
            if stream.needs_input and not stream.eof:
                rest = next(blocks, b"")
                if not rest:
                    raise EOFError
        if is_one:
            return
        rest = stream.unused_data.lstrip(b"\0")
        while not rest and (block := next(blocks, b"")):
            rest = block.lstrip(b"\0")


class Inflate:
    """A stream compressed by deflate, as the decompressors of other libraries give theirs."""

    def __init__(self, window_bits: int) -> None:
        import zlib

        self._stream = zlib.decompressobj(window_bits)
        self._is_full = False

    @property
    def eof(self) -> bool:
        """Whether the end of the stream was reached."""
        return self._stream.eof

    @property
    def needs_input(self) -> bool:
        """Whether there is nothing more to expand without further input."""
        return not self._is_full

    @property
    def unused_data(self) -> bytes:
        """The input after the end of the stream."""
        return self._stream.unused_data

    def decompress(self, data: bytes, max_length: int) -> bytes:
        """Up to so many bytes of what the input so far expands to."""
        taken = self._stream.decompress(self._stream.unconsumed_tail + data, max_length)
        self._is_full = len(taken) == max_length or bool(self._stream.unconsumed_tail)
        return taken

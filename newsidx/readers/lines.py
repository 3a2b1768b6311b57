"""The lines of a document, for formats that read a stream."""

from __future__ import annotations

import codecs
import io
from collections.abc import Iterator
from typing import BinaryIO

from newsidx.readers.decode import clean, decode, is_encoding
from newsidx.readers.problem import CannotRead, Problem, ProblemKind
from newsidx.readers.source import Document

SAMPLE = 64 * 1024
"""Bytes from which the encoding of a stream is guessed."""

_LONGEST_LINE = 50_000_000


def lines_of(document: Document) -> tuple[str, Iterator[str]]:
    """The encoding of a document, and its lines as clean text, without their ends.

    Raises NotText, and while the lines are read CannotRead for one that is too long for memory.
    """
    with document.open() as stream:
        encoding = _encoding_of(stream.read(SAMPLE), document.hints.encoding)
    return encoding, _lines(document, encoding)


def blocks_of(document: Document, size: int = 1 << 18) -> tuple[str, Iterator[str]]:
    """The encoding of a document, and its text as it stands in blocks of `size` characters, wherever its lines end.

    Raises NotText.
    """
    with document.open() as stream:
        encoding = _encoding_of(stream.read(SAMPLE), document.hints.encoding)
    return encoding, _blocks(document, encoding, size)


def text_of(document: Document) -> tuple[str, str]:
    """The whole text of a document, and its encoding. Raises NotText."""
    with document.open() as stream:
        return decode(stream.read(), document.hints.encoding)


def _encoding_of(start: bytes, known: str | None) -> str:
    """The encoding of a document by its first bytes, unless its container knows it."""
    if known and is_encoding(known):
        return known
    whole_lines = start[: start.rfind(b"\n") + 1]
    return decode(whole_lines or start[: _end_of_characters(start)])[1].partition(",")[0]


def _end_of_characters(start: bytes) -> int:
    """Where the bytes of a sample end, without a last character in UTF-8 that may be cut off."""
    end = len(start)
    if end == SAMPLE and start[-1] >= 0x80:
        while end > SAMPLE - 4 and 0x80 <= start[end - 1] < 0xC0:  # the bytes of a character after its first
            end -= 1
        end -= 1
    return end


def _text_stream(stream: BinaryIO, encoding: str) -> io.TextIOWrapper:
    return io.TextIOWrapper(stream, encoding, errors=WESTERN if encoding.startswith("utf-8") else "replace")


def _blocks(document: Document, encoding: str, size: int) -> Iterator[str]:
    with document.open() as stream:
        text = _text_stream(stream, encoding)
        while block := text.read(size):
            yield block


def _lines(document: Document, encoding: str) -> Iterator[str]:
    with document.open() as stream:
        text = _text_stream(stream, encoding)
        while line := text.readline(_LONGEST_LINE + 1):
            if len(line) > _LONGEST_LINE:
                raise CannotRead(Problem(ProblemKind.TOO_LARGE, "one of its lines is too long to read"))
            yield from clean(line.removesuffix("\n")).split("\n")


def _as_western(error: UnicodeError) -> tuple[str, int]:
    """Bytes that are not UTF-8, in a file that is UTF-8 as far as was known, as cp1252."""
    if not isinstance(error, UnicodeDecodeError):
        raise error
    return error.object[error.start : error.end].decode("cp1252", "replace"), error.end


WESTERN = "newsidx-western"
"""How bytes that are not UTF-8, in what should be, are decoded: as cp1252."""
codecs.register_error(WESTERN, _as_western)

"""The WARC container: what a web crawler saved, one record after another.

A record is a document if it holds a page, a text, JSON, XML or a PDF that the server returned. Pictures, styles,
scripts, answers such as `404 Not Found`, and the crawler's own notes are skipped. A compressed WARC file is opened by
the container of its compression.

The reader is newsidx's own. fastwarc 1.0 gives no error for a record that is cut off, ends without one at the first
record whose HTTP body it cannot decode, and stops the process (a panic, which is no Exception) for some streams.
"""

from __future__ import annotations

import io
from collections.abc import Iterator
from functools import partial
from typing import BinaryIO, cast
from urllib.parse import urlsplit

from newsidx.readers.containers.limits import damaged
from newsidx.readers.containers.names import member_name
from newsidx.readers.containers.streams import (
    BLOCK,
    CUT_OFF,
    Inflate,
    decompressed,
    expanded,
    read_some,
    stream_of_blocks,
)
from newsidx.readers.problem import CannotRead
from newsidx.readers.source import Document, Hints, member_of

_LONGEST_LINE = 16 * 1024
_MOST_LINES = 1000
_KINDS = ("response", "resource", "conversion")
_TYPES = ("text/html", "application/xhtml+xml", "text/plain", "application/pdf", "application/json")
_TYPE_ENDS = ("+json", "/xml", "+xml")
_OF_CRAWLERS = ("metadata:", "dns:")
"""What the addresses of records begin with in which a crawler keeps its own notes."""

_GZIP_BITS = 31

_Headers = dict[str, str]


def documents(file: Document) -> Iterator[Document]:
    """The pages and texts in a WARC file, each named by its address, in their order."""
    with file.open() as stream:
        while (headers := _warc_headers(stream)) is not None:
            body = _Body(stream, _length(headers))
            if headers.get("warc-type") in _KINDS and (page := _page(file, headers, body)):
                yield page
            body.pass_over()


class _Body(io.RawIOBase):
    """The body of a record, which is read once. It raises CannotRead if the file ends before it does."""

    def __init__(self, stream: BinaryIO, length: int) -> None:
        self._stream, self._left = stream, length

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: bytearray | memoryview) -> int:  # type: ignore[override]
        data = read_some(self._stream, min(len(buffer), self._left))
        if not data and self._left and len(buffer):
            self._left = 0
            raise damaged(CUT_OFF)
        self._left -= len(data)
        buffer[: len(data)] = data
        return len(data)

    def pass_over(self) -> None:
        """Read what is left of it."""
        while self._left:
            data = self._stream.read(min(BLOCK, self._left))
            if not data:
                raise damaged(CUT_OFF)
            self._left -= len(data)


def _warc_headers(stream: BinaryIO) -> _Headers | None:
    """The headers of the next record; None at the end of the file."""
    for _ in range(_MOST_LINES):
        line = stream.readline(_LONGEST_LINE)
        if line.strip():
            break
        if not line:
            return None
    if not line.startswith(b"WARC/"):
        raise damaged("damaged: unexpected bytes between its records")
    return _header_lines(stream)


def _header_lines(stream: BinaryIO) -> _Headers:
    """Headers up to a blank line, by their names in lower case. Raises CannotRead if they do not end."""
    headers: _Headers = {}
    for _ in range(_MOST_LINES):
        line = stream.readline(_LONGEST_LINE)
        if not line.endswith(b"\n"):
            break
        if not line.strip():
            return headers
        name, _, value = line.decode("utf-8", "replace").partition(":")
        headers.setdefault(name.strip().lower(), value.strip())
    raise damaged(CUT_OFF)


def _length(headers: _Headers) -> int:
    written = headers.get("content-length", "")
    if not (written.isascii() and written.isdigit() and len(written) < 19):
        raise damaged("damaged: a record has no length")
    return int(written)


def _page(file: Document, headers: _Headers, body: _Body) -> Document | None:
    """The document in a record, or None if it holds something else."""
    stream: BinaryIO = io.BufferedReader(body, BLOCK)
    content_type = headers.get("content-type", "")
    if content_type.startswith("application/http"):
        http = _http_headers(stream)
        if http is None:
            return None
        content_type = http.get("content-type", "")
        stream = _decoded(stream, http)
    kind, _, parameters = content_type.lower().partition(";")
    url = headers.get("warc-target-uri", "").strip("<> ")
    if not _is_text(kind.strip()) or url.startswith(_OF_CRAWLERS) or _path_of(url) == "/robots.txt":
        return None
    crawled = (("crawled", headers["warc-date"]),) if "warc-date" in headers else ()
    hints = Hints(url=url or None, encoding=_charset(parameters), meta=crawled)
    return member_of(file, _name_of(url), lambda: stream, hints)


def _http_headers(stream: BinaryIO) -> _Headers | None:
    """The headers of a server's answer, if it is the page that was asked for."""
    status = stream.readline(_LONGEST_LINE).split(None, 2)[1:2]
    try:
        return _header_lines(stream) if status == [b"200"] else None
    except CannotRead:
        return None


def _is_text(kind: str) -> bool:
    return kind in _TYPES or (kind.endswith(_TYPE_ENDS) and not kind.startswith("image/"))


def _charset(parameters: str) -> str | None:
    for parameter in parameters.split(";"):
        name, _, value = parameter.partition("=")
        if name.strip() == "charset":
            return value.strip(" \"'") or None
    return None


def _path_of(url: str) -> str:
    try:
        return urlsplit(url).path
    except ValueError:
        return ""


def _name_of(url: str) -> str:
    """The name of a page: its address, without what is no part of a path, such as `http://`."""
    return member_name(url.partition("://")[2].partition("#")[0].partition("?")[0].rstrip("/") or url) or "unnamed"


def _decoded(stream: BinaryIO, http: _Headers) -> BinaryIO:
    """The body of an answer as it was before the server sent it in pieces, or compressed. Most crawlers save it so, and
    leave the header that says otherwise.
    """
    if "chunked" in http.get("transfer-encoding", "").lower() and _starts_with_length(stream):
        stream = stream_of_blocks(_chunks(stream))
    if "gzip" in http.get("content-encoding", "").lower() and _peek(stream).startswith(b"\x1f\x8b"):
        blocks = iter(partial(read_some, stream, BLOCK), b"")
        inflated = expanded(blocks, lambda given: decompressed(given, partial(Inflate, _GZIP_BITS)))
        stream = stream_of_blocks(inflated)
    return stream


def _peek(stream: BinaryIO) -> bytes:
    return cast(io.BufferedReader, stream).peek(64)[:64]


def _starts_with_length(stream: BinaryIO) -> bool:
    line, end, _ = _peek(stream).partition(b"\r\n")
    return bool(end) and _chunk_length(line) is not None


def _chunk_length(line: bytes) -> int | None:
    digits = line.partition(b";")[0].strip()
    return int(digits, 16) if 0 < len(digits) <= 8 and not digits.strip(b"0123456789abcdefABCDEF") else None


def _chunks(stream: BinaryIO) -> Iterator[bytes]:
    """The pieces in which a server sent its answer, each below a line with its length; the last has none."""
    while length := _chunk_length(stream.readline(_LONGEST_LINE)):
        while length:
            block = read_some(stream, min(length, BLOCK))
            if not block:
                raise damaged(CUT_OFF)
            length -= len(block)
            yield block
        stream.readline(_LONGEST_LINE)

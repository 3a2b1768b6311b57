"""A file -> articles: it is a document itself, or a container of documents."""

from __future__ import annotations

from functools import partial
from io import BytesIO

from newsidx.dates.extract import DateReader
from newsidx.readers.containers import CONTAINERS, container_of, is_tar
from newsidx.readers.documents import Reading, read_document, read_text
from newsidx.readers.formats.registry import DOCUMENT_FORMATS, document_format_of
from newsidx.readers.kinds import beginning
from newsidx.readers.options import NO_NEIGHBOURS, NO_OPTIONS, Neighbours, ReadingOptions
from newsidx.readers.source import NO_HINTS, Document, Hints, first_bytes
from newsidx.text.fingerprint import fingerprint

__all__ = ["DateReader", "Reading", "fingerprint", "is_read_in_parts", "read_file", "read_source"]

LARGEST_TEXT = 50_000_000
"""Bytes of the largest document that is read whole, unless the user chose another limit."""


def read_file(
    raw: bytes,
    path: str,
    dates: DateReader,
    mtime: float | None = None,
    options: ReadingOptions = NO_OPTIONS,
    neighbours: Neighbours = NO_NEIGHBOURS,
    *,
    largest: int = LARGEST_TEXT,
    spools: str | None = None,
) -> Reading:
    """Read the articles in a file's bytes. Bytes that hold none are a problem, never an error.

    `path` is the file's, for a date in its name. `mtime`, in seconds since 1970, is given only when the user asked that
    it date what nothing else dates. `options` are what the user said of all files, `neighbours` what the other files of
    the folder tell. A document in a container is read only if it has at most `largest` bytes.
    `spools` is the path of a folder for temporary files, to which much text may go.
    """
    hints = NO_HINTS if mtime is None else Hints(mtime=mtime)
    document = Document(path, partial(BytesIO, raw), None, hints, options, neighbours, spools)
    if _is_text(raw, path):
        return read_text(raw, document, dates)
    return read_source(document, dates, largest=max(largest, len(raw)))


def _is_text(raw: bytes, path: str) -> bool:
    """Whether a quick look shows that a file can only be plain text, as most are."""
    begins, ending = beginning(raw), path.rpartition(".")[2].lower()
    return not (CONTAINERS.may_claim(begins, ending) or DOCUMENT_FORMATS.may_claim(begins, ending) or is_tar(raw))


def read_source(file: Document, dates: DateReader, *, largest: int = LARGEST_TEXT) -> Reading:
    """Read the articles in a file. A document of more than `largest` bytes is read only if its format is streamed."""
    start = first_bytes(file)
    container = container_of(file, start)
    if container is None:
        return read_document(file, start, dates, largest)
    from newsidx.readers.members import read_members

    return read_members(container, file, dates, largest)


def is_read_in_parts(file: Document) -> bool:
    """Whether a file is a container or in a streamed format, so that it need not fit in memory."""
    start = first_bytes(file)
    if container_of(file, start) is not None:
        return True
    known = document_format_of(file, start)
    return known is not None and known.is_streamed

"""The formats that newsidx reads, in the order in which they are tried: streams first, then whole texts.

A new format is a module with one `TextFormat` or `StreamFormat`, and a line in `FORMATS`. Text in none of them is
`plain`: all of it is one article, and what it is called and when it appeared is left to the rules.
"""

from __future__ import annotations

from collections.abc import Sequence

from newsidx.dates.extract import DateReader
from newsidx.readers.draft import Draft
from newsidx.readers.formats import date_prefix, front_matter, header
from newsidx.readers.formats.format import StreamFormat, TextFormat
from newsidx.readers.source import Document

__all__ = ["FORMATS", "StreamFormat", "TextFormat", "drafts_of_text", "stream_format_of"]

PLAIN = "plain"

FORMATS: dict[str, TextFormat | StreamFormat] = {
    layout.name: layout
    for layout in (
        front_matter.FORMAT,
        header.FORMAT,
        date_prefix.FORMAT,
    )
}
"""Every format by its name."""


def stream_format_of(document: Document, start: bytes) -> StreamFormat | None:
    """The format that claims a document by its first bytes, to read it line by line."""
    for known in FORMATS.values():
        if isinstance(known, StreamFormat) and known.claims(document, start):
            return known
    return None


def drafts_of_text(text: str, dates: DateReader) -> tuple[str, Sequence[Draft]]:
    """The name of the first format that reads a text, and the drafts in it: at least one."""
    for known in FORMATS.values():
        if isinstance(known, TextFormat) and (drafts := known.read(text, dates)):
            return known.name, drafts
    return PLAIN, (Draft(text),)

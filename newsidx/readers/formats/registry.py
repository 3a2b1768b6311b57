"""The formats that newsidx reads, in the order in which they are tried: first those of streams, then those of texts.

A new format is a module with one `TextFormat` or `StreamFormat`, and a line here. Text in none of them is
`plain`: all of it is one article, and what it is called and when it appeared is left to the rules.
"""

from __future__ import annotations

from collections.abc import Sequence

from newsidx.dates.extract import DateReader
from newsidx.readers.draft import Draft
from newsidx.readers.formats import date_prefix, front_matter, header
from newsidx.readers.formats.format import StreamFormat, TextFormat
from newsidx.readers.source import Document

__all__ = ["STREAM_FORMATS", "TEXT_FORMATS", "StreamFormat", "TextFormat", "drafts_of_text", "stream_format_of"]

PLAIN = "plain"

STREAM_FORMATS: dict[str, StreamFormat] = {}
"""The formats that are read line by line, by name."""

TEXT_FORMATS: dict[str, TextFormat] = {
    layout.name: layout
    for layout in (
        front_matter.FORMAT,
        header.FORMAT,
        date_prefix.FORMAT,
    )
}
"""The formats of whole texts, by name."""


def stream_format_of(document: Document, start: bytes) -> StreamFormat | None:
    """The format that claims a document by its first bytes, to read it line by line."""
    for known in STREAM_FORMATS.values():
        if known.claims(document, start):
            return known
    return None


def drafts_of_text(text: str, dates: DateReader) -> tuple[str, Sequence[Draft]]:
    """The name of the first format that reads a text, and the drafts in it: at least one."""
    for known in TEXT_FORMATS.values():
        if drafts := known.read(text, dates):
            return known.name, drafts
    return PLAIN, (Draft(text),)

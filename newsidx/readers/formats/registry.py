"""The formats that newsidx reads: those of documents by their bytes or names, and those of plain text.

They are tried in the order in which they stand here. A new format of text is a module with one `TextFormat`, and a line
here; a rare one, or a large one, is imported when it is first needed (`later`). Text in no format is `plain`: all of it
is one article, and what it is called and when it appeared is left to the rules.
"""

from __future__ import annotations

from collections.abc import Sequence

from newsidx.dates.extract import DateReader
from newsidx.readers.draft import Draft
from newsidx.readers.formats import date_prefix, front_matter, header
from newsidx.readers.formats.format import Contents, DocumentFormat, TextFormat, later
from newsidx.readers.kinds import Kinds
from newsidx.readers.source import Document

__all__ = [
    "DOCUMENT_FORMATS",
    "TEXT_FORMATS",
    "Contents",
    "DocumentFormat",
    "TextFormat",
    "document_format_of",
    "drafts_of_text",
    "later",
]

PLAIN = "plain"

_DATABASES: tuple[DocumentFormat, ...] = ()
"""Exports of news databases that are no plain text."""

_RECORDS: tuple[DocumentFormat, ...] = ()
"""Tables, JSON, and other records."""

_FEEDS: tuple[DocumentFormat, ...] = ()
"""Feeds, news in XML and SGML, and mail."""

_PAGES: tuple[DocumentFormat, ...] = ()
"""Pages, books and office documents; last, the markup that no other format reads."""

DOCUMENT_FORMATS: Kinds[DocumentFormat] = Kinds((*_DATABASES, *_RECORDS, *_FEEDS, *_PAGES))
"""The formats that are recognised by a document's bytes or name."""

_DATABASES_AS_TEXT: tuple[TextFormat, ...] = ()
"""Exports of news databases in plain text."""

_TEXTS_OF_MANY: tuple[TextFormat, ...] = ()
"""Other texts of many articles."""

TEXT_FORMATS: dict[str, TextFormat] = {
    layout.name: layout
    for layout in (
        *_DATABASES_AS_TEXT,
        *_TEXTS_OF_MANY,
        front_matter.FORMAT,
        header.FORMAT,
        date_prefix.FORMAT,
    )
}
"""The formats of plain text, by name."""


def document_format_of(document: Document, start: bytes) -> DocumentFormat | None:
    """The format that claims a document by its first bytes or its name; None if it can only be plain text."""
    return DOCUMENT_FORMATS.claiming(document, start)


def drafts_of_text(text: str, dates: DateReader, *, split: bool = True) -> tuple[str, Sequence[Draft]]:
    """The name of the first format that reads a text, and the drafts in it: at least one.

    Without `split`, formats that cut a text into articles are left out.
    """
    for known in TEXT_FORMATS.values():
        if known.marks and not any(mark in text for mark in known.marks):
            continue
        if (split or not known.is_split) and (drafts := known.read(text, dates)):
            return known.name, drafts
    return PLAIN, (Draft(text),)

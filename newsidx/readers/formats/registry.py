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

_PAGES: tuple[DocumentFormat, ...] = (
    DocumentFormat(
        "html",
        later("formats.documents.html", "claims"),
        later("formats.documents.html", "read"),
        starts=(b"<", b"\xef\xbb\xbf", b"\xff\xfe<", b"\xfe\xff\x00<"),
        suffixes=(".html", ".htm", ".xhtml", ".shtml"),
    ),
    DocumentFormat(
        "mhtml",
        later("formats.documents.mhtml", "claims"),
        later("formats.documents.mhtml", "read"),
        starts=(b"From: ", b"MIME-Version:"),
        suffixes=(".mht", ".mhtml"),
    ),
    DocumentFormat(
        "pdf", later("formats.documents.pdf", "claims"), later("formats.documents.pdf", "read"), starts=(b"%PDF-",)
    ),
    DocumentFormat(
        "rtf", later("formats.documents.rtf", "claims"), later("formats.documents.rtf", "read"), starts=(b"{\\rtf",)
    ),
    DocumentFormat(
        "docx",
        later("formats.documents.office", "claims_docx"),
        later("formats.documents.office", "read_docx"),
        starts=(b"PK\x03\x04",),
    ),
    DocumentFormat(
        "odt",
        later("formats.documents.office", "claims_odt"),
        later("formats.documents.office", "read_odt"),
        starts=(b"PK\x03\x04",),
    ),
    DocumentFormat(
        "epub",
        later("formats.documents.epub", "claims"),
        later("formats.documents.epub", "read"),
        starts=(b"PK\x03\x04",),
    ),
    DocumentFormat(
        "markup",
        later("formats.documents.markup", "claims"),
        later("formats.documents.markup", "read"),
        starts=(
            *(b"<", b"{", b"[", b"\\document", b"%", b".", b"BEGIN:V"),
            *(b"\xef\xbb\xbf", b"\xff\xfe", b"\xfe\xff"),
        ),
        suffixes=(".css", ".js", ".mjs", ".svg", ".dtd", ".json", ".jsonl", ".ndjson", ".geojson"),
    ),
)
"""Pages, books and office documents; last, the markup that no other format reads."""

DOCUMENT_FORMATS: dict[str, DocumentFormat] = {
    known.name: known for known in (*_DATABASES, *_RECORDS, *_FEEDS, *_PAGES)
}
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
    begins = start[:200].lstrip()
    name = document.name.lower()
    for known in DOCUMENT_FORMATS.values():
        if (begins.startswith(known.starts) or name.endswith(known.suffixes)) and known.claims(document, start):
            return known
    return None


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

"""The formats that newsidx reads: those of documents by their bytes or names, and those of plain text.

They are tried in the order in which they stand here. A new format of text is a module with one `TextFormat`, and a line
here; a rare one, or a large one, is imported when it is first needed (`later`). Text in no format is `plain`: all of it
is one article, and what it is called and when it appeared is left to the rules.
"""

from __future__ import annotations

from collections.abc import Sequence

from newsidx.dates.extract import DateReader
from newsidx.readers.draft import Draft
from newsidx.readers.formats import date_prefix, front_matter, header, muc, restructured_text, separated, star_text
from newsidx.readers.formats.format import Contents, DocumentFormat, TextFormat, later
from newsidx.readers.formats.mail.claims import STARTS as MAIL_STARTS
from newsidx.readers.formats.records import recognise
from newsidx.readers.formats.text_formats import TextFormats
from newsidx.readers.kinds import Kinds, always
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


def _page_of(name: str, module: str, read: str = "read") -> DocumentFormat:
    """The format of a database's export in markup."""
    module = f"formats.databases.{module}"
    return DocumentFormat(name, later(module, "claims"), later(module, read), starts=(b"<", b"\xef\xbb\xbf<"))


_DATABASES: tuple[DocumentFormat, ...] = (
    _page_of("nexis-html", "nexis_html"),
    _page_of("proquest-html", "proquest_html"),
    _page_of("factiva-html", "factiva_html"),
    _page_of("factiva-xml", "factiva_xml"),
    _page_of("europresse", "europresse"),
    _page_of("newsbank-html", "newsbank", "read_page"),
)
"""Exports of news databases that are no plain text."""

_RECORDS: tuple[DocumentFormat, ...] = (
    DocumentFormat(
        "json",
        recognise.is_json,
        later("formats.records.json_objects", "read"),
        starts=(b"{", b"["),
        suffixes=recognise.JSON_SUFFIXES,
        is_streamed=True,
    ),
    DocumentFormat(
        "table",
        recognise.is_table,
        later("formats.records.table", "read"),
        suffixes=recognise.TABLE_SUFFIXES,
        is_streamed=True,
    ),
    DocumentFormat(
        "text-table",
        recognise.is_table,
        later("formats.records.table", "read"),
        suffixes=recognise.TEXT_SUFFIXES,
        may_begin=recognise.may_begin_table,
        is_streamed=True,
    ),
)
"""Tables, JSON, and other records."""


_MARKUP_STARTS = (b"<", b"\xef\xbb\xbf<", b"\xff\xfe<", b"\xfe\xff\0<", b"\0<")
"""What XML and SGML begin with: `<` in UTF-8 or UTF-16, with a byte order mark or without."""


def _in_markup(name: str, module: str, *, suffixes: tuple[str, ...] = (), is_streamed: bool = True) -> DocumentFormat:
    """A format of XML or SGML, which is recognised by its first element, and by its suffix if it has one."""
    claims, read = later(f"formats.{module}", "claims"), later(f"formats.{module}", "read")
    return DocumentFormat(name, claims, read, starts=_MARKUP_STARTS, suffixes=suffixes, is_streamed=is_streamed)


_FEEDS: tuple[DocumentFormat, ...] = (
    _in_markup("nitf", "xml_news.nitf"),
    _in_markup("newsml", "xml_news.newsml"),
    _in_markup("newsml-g2", "xml_news.newsml_g2"),
    _in_markup("rcv1", "xml_news.rcv1"),
    _in_markup("reuters-sgml", "sgml.reuters", suffixes=(".sgm", ".sgml")),
    _in_markup("trec", "sgml.trec"),
    _in_markup("wordpress", "feeds.wordpress"),
    _in_markup("blogger", "feeds.blogger"),
    _in_markup("feed", "feeds.feed", is_streamed=False),
    DocumentFormat(
        "mail",
        later("formats.mail.claims", "claims"),
        later("formats.mail.mail", "read"),
        starts=MAIL_STARTS,
        suffixes=(".eml",),
    ),
)
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
    DocumentFormat("pdf", always, later("formats.documents.pdf", "read"), starts=(b"%PDF-",)),
    DocumentFormat("rtf", always, later("formats.documents.rtf", "read"), starts=(b"{\\rtf",)),
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

DOCUMENT_FORMATS: Kinds[DocumentFormat] = Kinds((*_DATABASES, *_RECORDS, *_FEEDS, *_PAGES))
"""The formats that are recognised by a document's bytes or name."""


def _export(name: str, module: str, *marks: str) -> TextFormat:
    """The format of a database's export in plain text, of which every text has one of the marks."""
    return TextFormat(name, later(f"formats.databases.{module}", "read"), marks, is_split=True)


# The surest marks come first, since any text can have labels of another database: an article of Factiva ends with a
# number that no other text has, one of NewsBank begins with a date and a bar, and Nexis Uni has little but labels.
_DATABASES_AS_TEXT: tuple[TextFormat, ...] = (
    _export("factiva", "factiva", "HD", "\nDoc", "\nDok", "\n文件 "),
    _export("proquest", "proquest", "ProQuest"),
    _export("nexis", "nexis", "OCUMENT", "OKUMENT", "ument 1 "),
    _export("newsbank", "newsbank", "OpenURL Link", "Record Number:", "NewsBank"),
    _export("nexis-uni", "nexis_uni", "End of Document", "Load-Date:"),
    _export("ris", "ris", "TY  - "),
)
"""Exports of news databases in plain text."""

_TEXTS_OF_MANY: tuple[TextFormat, ...] = (muc.FORMAT, star_text.FORMAT, separated.FORMAT)
"""Other texts of many articles."""

TEXT_FORMATS = TextFormats(
    (
        *_DATABASES_AS_TEXT,
        *_TEXTS_OF_MANY,
        front_matter.FORMAT,
        front_matter.JSON_FORMAT,
        TextFormat("toml-front-matter", later("formats.toml_front_matter", "read"), starts=("+++",)),
        TextFormat("nikola", later("formats.nikola", "read"), starts=("..", "<!--")),
        TextFormat("asciidoc", later("formats.asciidoc", "read"), starts=("= ", "=\t")),
        TextFormat("org-mode", later("formats.org_mode", "read"), starts=("#+", ":PROPERTIES:", ":properties:")),
        TextFormat("wiki-template", later("formats.wiki_template", "read"), starts=("{{",)),
        restructured_text.FORMAT,
        header.FORMAT,
        date_prefix.SEVERAL,
        date_prefix.FORMAT,
    )
)
"""The formats of plain text, by name."""


def document_format_of(document: Document, start: bytes) -> DocumentFormat | None:
    """The format that claims a document by its first bytes or its name; None if it can only be plain text."""
    return DOCUMENT_FORMATS.claiming(document, start)


def drafts_of_text(text: str, dates: DateReader, *, split: bool | None = None) -> tuple[str, Sequence[Draft]]:
    """The name of the first format that reads a text, and the drafts in it: at least one.

    If `split` is False, formats that split a text into articles are left out. If it is True, a text is also split
    without proof that it holds several.
    """
    for known in TEXT_FORMATS.for_text(text):
        read = known.read_unproven if split and known.read_unproven else known.read
        if (split is not False or not known.is_split) and (drafts := read(text, dates)):
            return known.name, drafts
    return PLAIN, (Draft(text),)


def database_drafts(text: str, dates: DateReader) -> Sequence[Draft]:
    """The drafts of a news database's export in plain text; none if the text is none."""
    for known in _DATABASES_AS_TEXT:
        if (not known.marks or any(mark in text for mark in known.marks)) and (drafts := known.read(text, dates)):
            return drafts
    return ()

"""Nexis and LexisNexis as HTML: their text says all that their markup says."""

from __future__ import annotations

import re

from newsidx.dates.extract import DateReader
from newsidx.readers.formats.databases import nexis, nexis_uni
from newsidx.readers.formats.databases.html import export_contents, holds
from newsidx.readers.formats.format import Contents
from newsidx.readers.lines import text_of
from newsidx.readers.markup import text_of_html
from newsidx.readers.source import Document

_TELLING = (b"DOC NUMBER=", b"LXNComment", b"lexisnexis", b"nexis.com", b"DOC_ID_", b"Nexis")
_ARTICLE = re.compile(rb"<DOC NUMBER=|\d DOCUMENTS?\s*<|\d DOKUMENTE?N?\s*<|End of Document\s*<|Load-Date:")


def claims(document: Document, start: bytes) -> bool:
    """Whether a page is an export of Nexis."""
    return any(word in start for word in _TELLING) and holds(document, _ARTICLE)


def read(document: Document, dates: DateReader) -> Contents:
    """The articles of an export."""
    html, encoding = text_of(document)
    text = text_of_html(html)
    drafts = nexis.read(text, dates) or nexis_uni.read(text, dates)
    return export_contents(drafts, encoding, "Nexis")

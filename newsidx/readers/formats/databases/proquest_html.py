"""ProQuest as HTML: an anchor `DocID_…` above each article, and labels in bold."""

from __future__ import annotations

import re

from newsidx.dates.extract import DateReader
from newsidx.readers.formats.databases import proquest
from newsidx.readers.formats.databases.html import export_contents, holds, pieces_of
from newsidx.readers.formats.format import Contents
from newsidx.readers.lines import text_of
from newsidx.readers.markup import text_of_html
from newsidx.readers.source import Document

_TELLING = re.compile(rb"ProQuest (?:document ID|Export|document link)|DocID_\w+|Database copyright[^<]{0,20}ProQuest")
_ARTICLE = re.compile(r"""<a\s[^<>]{0,100}\bname=["']?(?:DocID_|Document)\w*""", re.IGNORECASE)


def claims(document: Document, start: bytes) -> bool:
    """Whether a page is an export of ProQuest."""
    return (b"ProQuest" in start or b"DocID_" in start) and holds(document, _TELLING)


def read(document: Document, dates: DateReader) -> Contents:
    """The articles of an export."""
    html, encoding = text_of(document)
    pieces = list(pieces_of(html, _ARTICLE)) or [html]
    drafts = [draft for piece in pieces for draft in proquest.read(text_of_html(piece), dates)]
    return export_contents(drafts, encoding, "ProQuest")

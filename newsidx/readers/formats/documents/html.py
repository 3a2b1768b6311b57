"""A web page: its article by trafilatura, its date by what the page or its address says of itself.

trafilatura's own guess at the date is not used: it is wrong on one page in eleven.
"""

from __future__ import annotations

import re
from dataclasses import replace

from newsidx.dates.extract import DateReader
from newsidx.readers.decode import clean
from newsidx.readers.draft import Draft
from newsidx.readers.formats.documents.page_date import take_date_of_address, take_first_date
from newsidx.readers.formats.documents.page_encoding import decode_page
from newsidx.readers.formats.documents.page_metadata import PageMetadata, metadata_of
from newsidx.readers.formats.documents.page_text import NO_ARTICLE, article_text, tree_of
from newsidx.readers.formats.format import Contents
from newsidx.readers.problem import CannotRead
from newsidx.readers.rules.date import find_date
from newsidx.readers.source import Document

_BEGINS = re.compile(
    rb"(?:\xef\xbb\xbf)?(?:\s|<\?xml[^>]{0,200}>|<!--(?:[^-]|-(?!->)){0,3000}-->)*<(?:!doctype\s+html\b|html\b)",
    re.IGNORECASE,
)
_SUFFIXES = (".html", ".htm", ".xhtml", ".shtml")
_FRAGMENT = re.compile(
    rb"\s*<(?:head|body|meta|article|section|div|p|h[1-6]|hr|ul|ol|blockquote|figure|center|table)\b[^>]{0,500}>",
    re.IGNORECASE,
)
_FEWEST_TAGS = 4
_MOST_UNTAGGED = 0.2
"""The part of the paragraphs that begin without a tag in a piece of HTML, at most; in Markdown most of them do."""


def claims(document: Document, start: bytes) -> bool:
    """Whether a document begins as a page does, or is named like one and has tags."""
    if _BEGINS.match(start) or _BEGINS.match(start.replace(b"\0", b"").lstrip(b"\xff\xfe")):
        return True
    return (document.name.lower().endswith(_SUFFIXES) and b"<" in start) or _is_fragment(start)


def _is_fragment(start: bytes) -> bool:
    """Whether a document is a piece of a page, without `<html>`."""
    if not _FRAGMENT.match(start) or start.count(b"</") < _FEWEST_TAGS:
        return False
    paragraphs = re.split(rb"\n\s*\n", start)
    untagged = sum(not paragraph.lstrip().startswith(b"<") for paragraph in paragraphs)
    return untagged <= _MOST_UNTAGGED * len(paragraphs)


def read(document: Document, dates: DateReader) -> Contents:
    """The article of a page. Raises CannotRead if there is none."""
    with document.open() as stream:
        page, encoding = decode_page(stream.read(), document.hints.encoding)
    return Contents((draft_of_page(page, document, dates),), encoding)


def draft_of_page(page: str, document: Document, dates: DateReader) -> Draft:
    """The draft of the article of a page. Raises CannotRead if there is none."""
    tree = tree_of(page)
    about = metadata_of(tree)
    text = article_text(page, tree)
    draft = Draft(clean(text), fields={name: _line(value) for name, value in about.fields.items()})
    draft.meta.update((name, _line(value)) for name, value in about.meta.items())
    _take_title(draft, about)
    if not draft.text.strip():
        raise CannotRead(NO_ARTICLE)
    _take_date(draft, about, document, dates)
    return draft


def _take_date(draft: Draft, about: PageMetadata, document: Document, dates: DateReader) -> None:
    """The date that the page states, else the one in its address, else in its text or path, else of its last change."""
    take_first_date(draft, about.published, dates)
    if draft.date is None:
        take_date_of_address(draft, draft.fields.get("url") or document.hints.url or "", dates)
    if draft.date is None and about.modified:
        changed = draft.meta.pop("modified")
        find_date(draft, replace(document, hints=replace(document.hints, mtime=None)), dates)
        if draft.date is None:
            take_first_date(draft, about.modified, dates)
        draft.meta["modified"] = changed


def _take_title(draft: Draft, about: PageMetadata) -> None:
    """Set the title, and take it out of the text if that begins with it."""
    if not about.title:
        return
    draft.title, draft.title_from = _line(about.title), "header"
    first, _, rest = draft.text.partition("\n")
    if _line(first) in (draft.title, *map(_line, about.headings)):
        draft.text = rest.lstrip("\n")


def _line(value: object) -> str:
    return " ".join(clean(str(value)).split())

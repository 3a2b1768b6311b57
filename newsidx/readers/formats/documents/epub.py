"""EPUB: a book or a magazine, in the order in which it is read.

A magazine, as a news reader makes one of a day's paper, is dated and has an article in each of its documents. So each
of them is an article, titled by its heading and dated by the book.
"""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import partial
from io import BytesIO
from urllib.parse import unquote
from xml.etree.ElementTree import Element

from newsidx.dates.extract import DateReader
from newsidx.readers.decode import clean
from newsidx.readers.draft import Draft
from newsidx.readers.fields import take_fields
from newsidx.readers.formats.documents.page_encoding import decode_page
from newsidx.readers.formats.documents.zipped import Members, members_of
from newsidx.readers.formats.format import Contents
from newsidx.readers.markup import text_of_html
from newsidx.readers.problem import CannotRead, Problem, ProblemKind
from newsidx.readers.source import Document
from newsidx.readers.xml import elements, local_name

_HEADING = re.compile(r"<h[1-3]\b", re.IGNORECASE)
_HEADING_END = re.compile(r"</h[1-3]\b", re.IGNORECASE)
_LONGEST_HEADING = 2000
_SHORTEST = 200
"""Characters of text in a part that is an article; a title page, a list of contents or a part's heading has fewer."""

_LINK = re.compile(r"<(/?)a\b[^<>]{0,2000}>", re.IGNORECASE)
_TAG = re.compile(r"<[^<>]{0,2000}>")
_MOST_LINKED = 0.6
_BOOK_FIELDS = {"title": "source", "publisher": "publisher", "language": "language", "creator": "creator"}
_PACKAGE = ("title", "creator", "language", "date", "publisher", "item", "itemref")
"""Elements of the file that describes a book."""


@dataclass
class _Book:
    """What a book says of itself, and the names of its parts in the order of reading."""

    properties: dict[str, str]
    parts: list[str]


def claims(document: Document, start: bytes) -> bool:
    """Whether a ZIP archive is an EPUB: its first member is its type."""
    return document.name.lower().endswith(".epub") or start[30:58] == b"mimetypeapplication/epub+zip"


def read(document: Document, dates: DateReader) -> Contents:
    """A draft for each part of a book that has a text. Raises CannotRead."""
    members = members_of(document)
    if "META-INF/encryption.xml" in members and "META-INF/rights.xml" in members:
        raise CannotRead(Problem(ProblemKind.ENCRYPTED, "an EPUB with copy protection"))
    return Contents(_drafts(members, _book(document, members), dates))


def _drafts(members: Members, book: _Book, dates: DateReader) -> Iterator[Draft]:
    broken: CannotRead | None = None
    for name in book.parts:
        try:
            page = decode_page(members.read(name), None)[0]
        except CannotRead as error:
            broken = error
            continue
        if draft := _draft(page, book, dates):
            yield draft
    if broken:
        raise broken


def _draft(page: str, book: _Book, dates: DateReader) -> Draft | None:
    """The article in a part; None if it is a title page or a list of contents."""
    text = clean(text_of_html(page))
    if len(text) < _SHORTEST or _linked(page) > _MOST_LINKED * len(text):
        return None
    draft = Draft(text)
    title = _heading(page)
    if title:
        draft.title, draft.title_from = title, "header"
        before, found, after = text.partition(title)
        if found and len(before.strip()) < _SHORTEST:
            draft.text = f"{before.strip()}\n\n{after.strip()}".strip()
    pairs = [(field, book.properties[name]) for name, field in _BOOK_FIELDS.items() if name in book.properties]
    take_fields(draft, [*pairs, ("date", book.properties.get("date", ""))], dates, "header")
    return draft


def _heading(page: str) -> str:
    """The first heading of a part on one line, or nothing."""
    begin = _HEADING.search(page)
    end = _HEADING_END.search(page, begin.end(), begin.end() + _LONGEST_HEADING) if begin else None
    return " ".join(clean(text_of_html(page[begin.start() : end.start()])).split()) if begin and end else ""


def _linked(page: str) -> int:
    """The number of characters in the links of a part."""
    count, begin = 0, None
    for tag in _LINK.finditer(page):
        if begin is not None:
            count += len(_TAG.sub("", page[begin : tag.start()]).strip())
        begin = None if tag[1] else tag.end()
    return count


def _book(document: Document, members: Members) -> _Book:
    container = members.read("META-INF/container.xml")
    package = next(
        (value for root in _elements(document, container, "rootfile") if (value := root.get("full-path"))), ""
    )
    hrefs: dict[str, str] = {}
    spine: list[str] = []
    properties: dict[str, str] = {}
    for element in _elements(document, members.read(package), *_PACKAGE):
        name = local_name(element)
        if name == "item":
            hrefs[element.get("id", "")] = element.get("href", "")
        elif name == "itemref":
            spine.append(element.get("idref", ""))
        elif element.text:
            properties.setdefault(name, " ".join(element.text.split()))
    folder = posixpath.dirname(package)
    parts = [posixpath.normpath(posixpath.join(folder, unquote(hrefs[part]))) for part in spine if hrefs.get(part)]
    return _Book(properties, list(dict.fromkeys(parts)))


def _elements(document: Document, xml: bytes, *names: str) -> Iterator[Element]:
    return elements(replace(document, open=partial(BytesIO, xml)), names)

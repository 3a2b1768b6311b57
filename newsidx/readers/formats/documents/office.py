"""Office documents: DOCX (Office Open XML) and ODT (OpenDocument), whose text is XML in a ZIP archive.

Both are read with the standard library, element by element, so that no extra is needed and no document takes much
memory.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from functools import partial
from io import BytesIO
from typing import NamedTuple
from xml.etree.ElementTree import Element

from newsidx.dates.extract import DateReader
from newsidx.readers.formats.documents.as_text import contents_of_text, spaced
from newsidx.readers.formats.documents.zipped import members_of
from newsidx.readers.formats.format import Contents
from newsidx.readers.problem import CannotRead
from newsidx.readers.source import Document
from newsidx.readers.xml import elements, local_name


class _Markup(NamedTuple):
    """How a kind of document writes its text: in which elements its lines are, and what in them is no text of it.

    `text_in` is the element that alone has text, or None if all of them have.
    """

    lines: tuple[str, ...]
    skipped: frozenset[str]
    text_in: str | None = None


_DOCX = _Markup(("p", "tbl"), frozenset(("ppr", "rpr", "fallback")), "t")
_ODT = _Markup(
    ("p", "h", "table", "tracked-changes"), frozenset(("annotation", "note", "ruby-text", "tracked-changes"))
)
_BREAK = "\u2028"
"""A new line in a paragraph, until the paragraphs are divided."""

_CHARACTERS = {"tab": "\t", "nobreakhyphen": "-", **dict.fromkeys(("br", "cr", "line-break", "p", "h"), _BREAK)}
_MOST_BLANKS = 100

_PROPERTIES = {
    "title": "title",
    "creator": "author",
    "initial-creator": "author",
    "created": "created",
    "creation-date": "created",
    "modified": "modified",
    "subject": "subject",
    "keywords": "keywords",
}
"""The elements of a document's properties, and what they are called in `meta`."""


def read_docx(document: Document, dates: DateReader) -> Contents:
    """The articles in a DOCX. Raises CannotRead."""
    return contents_of_text(spaced(_docx(document)), document, dates, _properties(document, "docProps/core.xml"))


def read_odt(document: Document, dates: DateReader) -> Contents:
    """The articles in an ODT. Raises CannotRead."""
    content = members_of(document).read("content.xml")
    text = "\n".join(_lines(document, content, _ODT))
    return contents_of_text(spaced(text), document, dates, _properties(document, "meta.xml"))


def claims_docx(document: Document, start: bytes) -> bool:
    """Whether a ZIP archive is a DOCX."""
    return document.name.lower().endswith((".docx", ".docm", ".dotx")) or b"word/" in start


def claims_odt(document: Document, start: bytes) -> bool:
    """Whether a ZIP archive is an ODT: its first member is its type."""
    return start[30:38] == b"mimetype" and b"application/vnd.oasis.opendocument.text" in start[38:100]


def _docx(document: Document) -> str:
    members = members_of(document)
    content = members.read("word/document2.xml" if "word/document2.xml" in members else "word/document.xml")
    return "\n".join(_lines(document, content, _DOCX))


def _lines(document: Document, xml: bytes, markup: _Markup) -> Iterator[str]:
    for element in elements(replace(document, open=partial(BytesIO, xml)), markup.lines):
        name = local_name(element)
        if name in ("tbl", "table"):
            yield from _rows(element, markup)
        elif name not in markup.skipped:
            yield _text(element, markup)


def _rows(table: Element, markup: _Markup) -> Iterator[str]:
    """A line for each row of a table, with a tab between its cells. A table in a cell is text in that cell."""
    rows = [child for child in _without_groups(table) if local_name(child) in ("tr", "table-row")]
    for row in rows:
        cells = (cell for cell in _without_groups(row) if local_name(cell) in ("tc", "table-cell"))
        yield "\t".join(" ".join(_text(cell, markup).split()) for cell in cells)


def _without_groups(element: Element) -> Iterator[Element]:
    """The children of an element; those of a group among them in its place."""
    for child in element:
        yield child
        if local_name(child) in ("table-header-rows", "table-rows", "table-row-group", "sdt", "sdtcontent"):
            yield from (grandchild for grandchild in child.iter() if grandchild is not child)


def _text(element: Element, markup: _Markup) -> str:
    """The text in an element. A paragraph in it, of a text box or a cell, begins on a new line.

    A stack, and no recursion, follows elements within each other, of which a forged document may have very many.
    """
    parts: list[str] = []
    stack: list[Element | str] = [element]
    while stack:
        part = stack.pop()
        if isinstance(part, str):
            parts.append(part)
            continue
        name = local_name(part)
        if name in markup.skipped:
            continue
        parts.append(_character(part, name) if part is not element else "")
        if part.text and markup.text_in in (None, name):
            parts.append(part.text)
        for child in reversed(part):
            stack += [child.tail, child] if child.tail and markup.text_in is None else [child]
    return "".join(parts)


def _character(element: Element, name: str) -> str:
    """What stands in the text for an element."""
    if name == "s":  # blanks of OpenDocument, with their number
        count = next((value for key, value in element.items() if key.endswith("}c")), "1")
        return " " * min(int(count), _MOST_BLANKS) if count.isdecimal() else " "
    return _CHARACTERS.get(name, "")


def _properties(document: Document, part: str) -> Mapping[str, str]:
    """The properties in a part of a document; those of a damaged one are none."""
    properties: dict[str, str] = {}
    try:
        members = members_of(document)
        xml = members.read(part) if part in members else b""
        for element in elements(replace(document, open=partial(BytesIO, xml)), _PROPERTIES) if xml else ():
            properties.setdefault(_PROPERTIES[local_name(element)], element.text or "")
    except CannotRead:
        pass
    return properties

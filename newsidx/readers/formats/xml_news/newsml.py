"""NewsML 1: `NewsItem` elements with their management, headline and content, in which NITF may be embedded."""

from __future__ import annotations

from xml.etree.ElementTree import Element

from newsidx.dates.extract import DateReader
from newsidx.readers.decode import clean
from newsidx.readers.draft import Draft
from newsidx.readers.fields import take_fields
from newsidx.readers.formats.format import Contents
from newsidx.readers.formats.prescribed_dates import place_of, take_compact_date
from newsidx.readers.formats.xml_news import nitf
from newsidx.readers.markup import text_of_html
from newsidx.readers.source import Document
from newsidx.readers.xml import attribute, child, children, elements, line_of, root_of, text_of_element

_DATES = ("firstcreated", "dateid", "thisrevisioncreated")


def claims(document: Document, start: bytes) -> bool:
    """Whether the first element is `NewsML`."""
    root = root_of(start)
    return root is not None and root.name == "newsml"


def read(document: Document, dates: DateReader) -> Contents:
    """A draft for every outermost `NewsItem` element."""
    return Contents(_draft(item, dates) for item in elements(document, {"newsitem"}))


def _draft(item: Element, dates: DateReader) -> Draft:
    embedded = child(item, "nitf")
    draft = nitf.draft_of(embedded, dates) if embedded is not None else Draft(_text(item))
    take_compact_date(draft, (line_of(child(item, name)) for name in _DATES), dates)
    if headline := line_of(child(item, "headline")):
        draft.title, draft.title_from = headline, "header"
    pairs = [
        ("byline", line_of(child(item, "byline"))),
        ("source", attribute(child(child(item, "provider"), "party"), "formalname")),
        ("place", place_of(line_of(child(item, "dateline")))),
        ("language", attribute(child(item, "language"), "formalname")),
        ("id", line_of(child(item, "publicidentifier"))),
        ("subheadline", line_of(child(item, "subheadline"))),
    ]
    take_fields(draft, ((name, value) for name, value in pairs if name not in draft.fields), dates, "record")
    if keywords := list(dict.fromkeys(filter(None, map(line_of, children(item, "keywordline"))))):
        draft.meta["keywords"] = keywords
    return draft


def _is_of_style(part: Element) -> bool:
    """Whether a part of an item is the style sheet or script of another part."""
    kind = attribute(child(part, "mimetype"), "formalname").lower()
    return kind == "text/css" or kind.endswith("javascript")


def _text(item: Element) -> str:
    """The text of an item, of all its parts: captions of pictures are among them."""
    texts = []
    styles = [child(part, "datacontent") for part in children(item, "contentitem") if _is_of_style(part)]
    for content in children(item, "datacontent"):
        if content in styles:
            continue
        text = clean(content.text or "")
        texts.append(text_of_html(text) if not len(content) and "</" in text else text_of_element(content))
    return "\n\n".join(filter(None, texts))

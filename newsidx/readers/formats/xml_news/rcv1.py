"""The XML of RCV1, the Reuters corpus of 1996 and 1997: `<newsitem itemid="2286" date="1996-08-20">`."""

from __future__ import annotations

from xml.etree.ElementTree import Element

from newsidx.dates.extract import DateReader
from newsidx.readers.draft import Draft
from newsidx.readers.fields import take_fields
from newsidx.readers.formats.format import Contents
from newsidx.readers.formats.prescribed_dates import place_of, take_compact_date
from newsidx.readers.source import Document
from newsidx.readers.xml import attribute, child, children, elements, line_of, root_of, text_of_element


def claims(document: Document, start: bytes) -> bool:
    """Whether the first element is `newsitem` with the number and the date of an article."""
    root = root_of(start)
    return root is not None and root.name == "newsitem" and "itemid=" in root.attributes


def read(document: Document, dates: DateReader) -> Contents:
    """A draft for every `newsitem` element."""
    return Contents(_draft(item, dates) for item in elements(document, {"newsitem"}))


def _draft(item: Element, dates: DateReader) -> Draft:
    said = {attribute(about, "element"): attribute(about, "value") for about in children(item, "dc")}
    draft = Draft("\n\n".join(filter(None, map(text_of_element, children(item, "text")))))
    take_compact_date(draft, (attribute(item, "date"), said.get("dc.date.published", "")), dates)
    pairs = [
        ("title", line_of(child(item, "headline")) or line_of(child(item, "title"))),
        ("byline", line_of(child(item, "byline"))),
        ("source", said.get("dc.source", "")),
        ("place", place_of(line_of(child(item, "dateline"))) or said.get("dc.creator.location", "")),
        ("language", attribute(item, "lang")),
        ("url", line_of(child(item, "url"))),
        ("itemid", attribute(item, "itemid")),
    ]
    take_fields(draft, pairs, dates, "record")
    for codes in children(item, "codes"):
        kind = attribute(codes, "class").split(":")[1:2]
        draft.meta[kind[0] if kind else "codes"] = [attribute(code, "code") for code in children(codes, "code")]
    return draft

"""NewsML-G2: `newsItem` elements, alone or in a message, with the content as XHTML, NITF or text."""

from __future__ import annotations

from xml.etree.ElementTree import Element

from newsidx.dates.extract import DateReader
from newsidx.readers.decode import clean
from newsidx.readers.draft import Draft
from newsidx.readers.fields import take_fields
from newsidx.readers.formats.format import Contents
from newsidx.readers.formats.prescribed_dates import take_compact_date
from newsidx.readers.formats.xml_news import nitf
from newsidx.readers.markup import text_of_html
from newsidx.readers.source import Document
from newsidx.readers.xml import attribute, child, children, elements, line_of, local_name, root_of, text_of_element

_DATES = ("contentcreated", "firstcreated", "versioncreated")


def claims(document: Document, start: bytes) -> bool:
    """Whether the first element is `newsMessage` or `newsItem` of NewsML-G2."""
    root = root_of(start)
    return root is not None and root.name in ("newsmessage", "newsitem") and "iptc.org/std/" in root.attributes


def read(document: Document, dates: DateReader) -> Contents:
    """A draft for every `newsItem` element. Packages, which only list items, give none."""
    return Contents(_draft(item, dates) for item in elements(document, {"newsitem"}))


def _draft(item: Element, dates: DateReader) -> Draft:
    about = child(item, "contentmeta")
    draft = Draft(_text(item, dates))
    take_compact_date(draft, (line_of(child(item, name)) for name in _DATES), dates)
    creator, provider, place = child(about, "creator"), child(item, "provider"), child(about, "located")
    pairs = [
        ("title", line_of(child(about, "headline")) or line_of(child(item, "title"))),
        ("byline", line_of(child(about, "by")) or line_of(child(creator, "name")) or attribute(creator, "literal")),
        ("source", line_of(child(provider, "name")) or attribute(provider, "literal")),
        ("place", line_of(child(place, "name"))),
        ("language", attribute(child(about, "language"), "tag") or attribute(item, "lang")),
        ("id", attribute(item, "guid")),
        ("slug", line_of(child(about, "slugline"))),
    ]
    take_fields(draft, pairs, dates, "record")
    subjects = [line_of(child(subject, "name")) for subject in ([] if about is None else children(about, "subject"))]
    if keywords := list(dict.fromkeys(filter(None, subjects))):
        draft.meta["keywords"] = keywords
    return draft


def _without_header(content: Element) -> None:
    """Take the header of a page out of it: what stands there the item says itself, as headline, date and keywords."""
    body = child(content, "body")
    parts = [] if body is None else list(body)
    if body is not None and len(parts) > 1 and local_name(parts[0]) == "header" and child(parts[0], "h1") is not None:
        body.remove(parts[0])


def _text(item: Element, dates: DateReader) -> str:
    """The text of an item; of a picture what is said about it."""
    texts = []
    for content in children(item, "inlinexml", "inlinedata"):
        embedded, text = child(content, "nitf"), clean(content.text or "")
        if embedded is not None:
            texts.append(nitf.draft_of(embedded, dates).text)
        else:
            _without_header(content)
            texts.append(text_of_html(text) if not len(content) and "</" in text else text_of_element(content))
    if not any(texts):
        texts = [text_of_element(description) for description in children(item, "description")]
    return "\n\n".join(dict.fromkeys(filter(None, texts)))

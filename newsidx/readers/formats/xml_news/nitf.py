"""NITF, in which agencies and newspapers store articles, the New York Times Annotated Corpus among them."""

from __future__ import annotations

from xml.etree.ElementTree import Element

from newsidx.dates.extract import DateReader
from newsidx.readers.draft import Draft
from newsidx.readers.fields import take_fields
from newsidx.readers.formats.format import Contents
from newsidx.readers.formats.prescribed_dates import place_of, take_compact_date
from newsidx.readers.source import Document
from newsidx.readers.xml import attribute, child, children, elements, line_of, local_name, root_of, text_of_element

_DATES = (
    ("pubdata", "date.publication"),
    ("date.issue", "norm"),
    ("date.release", "norm"),
    ("story.date", "norm"),
)
"""Elements and attributes that date an article, the day of the newspaper first."""

_SECTIONS = ("online_sections", "dsk", "print_section")
_DAY = ("publication_year", "publication_month", "publication_day_of_month")


def claims(document: Document, start: bytes) -> bool:
    """Whether the first element is `nitf`."""
    root = root_of(start)
    return root is not None and root.name == "nitf"


def read(document: Document, dates: DateReader) -> Contents:
    """A draft for every `nitf` element."""
    return Contents(draft_of(nitf, dates) for nitf in elements(document, {"nitf"}))


def draft_of(nitf: Element, dates: DateReader) -> Draft:
    """The draft of an article in NITF, alone or in a NewsML item."""
    draft = Draft(_text(nitf))
    metas = {attribute(meta, "name"): attribute(meta, "content") for meta in children(nitf, "meta")}
    _take_date(draft, nitf, metas, dates)
    take_fields(draft, _pairs(nitf, metas), dates, "record")
    draft.meta.update({name: value for name, value in metas.items() if name and value and name not in _DAY})
    words = [line_of(word) or attribute(word, "key") for word in children(nitf, "classifier", "keyword")]
    if keywords := list(dict.fromkeys(filter(None, words))):
        draft.meta["keywords"] = keywords
    return draft


def _pairs(nitf: Element, metas: dict[str, str]) -> list[tuple[str, str]]:
    """The fields of an article. Its section is removed from `metas`."""
    pubdata = child(nitf, "pubdata")
    section = next((metas.pop(name) for name in _SECTIONS if metas.get(name)), "")
    return [
        ("title", line_of(child(nitf, "hl1", "headline", "title"))),
        ("byline", line_of(child(nitf, "byline"))),
        ("source", attribute(pubdata, "name")),
        ("section", section or attribute(pubdata, "position.section")),
        ("place", place_of(line_of(child(nitf, "dateline")))),
        ("url", attribute(pubdata, "ex-ref")),
        ("language", attribute(nitf, "lang")),
        ("id", attribute(child(nitf, "doc-id"), "id-string")),
    ]


def _take_date(draft: Draft, nitf: Element, metas: dict[str, str], dates: DateReader) -> None:
    take_compact_date(draft, (attribute(child(nitf, name), key) for name, key in _DATES), dates)
    year, month, day = (metas.get(name, "") for name in _DAY)
    if draft.date is None and (found := dates.whole(f"{year}-{month:0>2}-{day:0>2}")):
        draft.take_date(found, "record", f"{year}-{month}-{day}")


def _text(nitf: Element) -> str:
    """The text of an article. A block with the full text makes one with its beginning superfluous."""
    content = child(nitf, "body.content")
    if content is None:
        body = child(nitf, "body")
        parts = [] if body is None else [part for part in body if local_name(part) != "body.head"]
        return "\n\n".join(filter(None, map(text_of_element, parts)))
    full = [block for block in content if attribute(block, "class") == "full_text"]
    ends = [text_of_element(end) for end in children(nitf, "tagline")]
    return "\n\n".join(filter(None, (*map(text_of_element, full or [content]), *ends)))

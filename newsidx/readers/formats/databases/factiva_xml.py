"""Factiva as XML: `<article>` elements with `<headline>`, `<leadParagraph>`, `<publicationDate>` and others."""

from __future__ import annotations

import re
from xml.etree.ElementTree import Element

from newsidx.dates.extract import DateReader
from newsidx.readers.decode import clean
from newsidx.readers.draft import Draft
from newsidx.readers.formats.databases.factiva import dated_draft
from newsidx.readers.formats.databases.html import holds
from newsidx.readers.formats.format import Contents
from newsidx.readers.source import Document
from newsidx.readers.xml import elements, local_name

_TELLING = re.compile(rb"<(?:\w+:)?(?:leadParagraph|tailParagraphs|accessionNo|ppsArticle\w*)\b", re.IGNORECASE)
_TEXTS = frozenset(("leadparagraph", "tailparagraphs", "corrections", "artworks"))
_KEYS = {
    "byline": "byline",
    "sourcename": "source",
    "sectionname": "section",
    "columnname": "column",
    "edition": "edition",
    "credit": "credit",
    "dateline": "place",
    "baselanguage": "language",
    "copyright": "copyright",
    "publishername": "published_by",
    "sourcecode": "source_code",
    "accessionno": "document_id",
    "wordcount": "length",
    "pages": "page",
    "page": "page",
    "volume": "volume",
    "notes": "notes",
    "contact": "contact",
    "region": "regions",
    "newssubject": "subjects",
    "company": "companies",
    "industry": "industries",
    "descfield": "descriptors",
}


def claims(document: Document, start: bytes) -> bool:
    """Whether XML is an export of Factiva."""
    return _TELLING.search(start) is not None or (b"factiva" in start.lower() and holds(document, _TELLING))


def read(document: Document, dates: DateReader) -> Contents:
    """The articles of an export, one by one."""
    return Contents(_draft(article, dates) for article in elements(document, {"article"}))


def _draft(article: Element, dates: DateReader) -> Draft:
    facts: list[tuple[str, str]] = []
    several: dict[str, list[str]] = {}
    text: list[str] = []
    written = time = ""
    for child in article:
        name = local_name(child)
        if name == "headline":
            facts.append(("title", _text(child)))
        elif name in _TEXTS:
            text += _paragraphs(child)
        elif name in ("publicationdate", "publicationdatetime"):
            written = written or _text(child)
        elif name == "publicationtime":
            time = time or _text(child)
        elif name in _KEYS and (value := _text(child)):
            several.setdefault(_KEYS[name], []).append(value)
    if "document_id" not in several and (number := article.get("fid")):
        facts.append(("document_id", clean(number)))
    facts += [(key, "; ".join(dict.fromkeys(values))) for key, values in several.items()]
    return dated_draft("\n\n".join(text), facts, written, time, dates)


def _text(element: Element) -> str:
    return " ".join(clean("".join(element.itertext())).split())


def _paragraphs(element: Element) -> list[str]:
    paragraphs = [_text(child) for child in element if local_name(child) == "paragraph"]
    return list(filter(None, paragraphs or [_text(element)]))

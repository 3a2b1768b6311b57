"""RSS of every version and Atom: each entry of a feed is an article."""

from __future__ import annotations

import re
from collections.abc import Iterator
from io import BytesIO
from typing import Any

from newsidx.dates.extract import DateReader
from newsidx.readers.decode import clean
from newsidx.readers.draft import Draft
from newsidx.readers.extras import extra
from newsidx.readers.fields import take_fields
from newsidx.readers.formats.format import Contents
from newsidx.readers.markup import text_of_html
from newsidx.readers.problem import CannotRead, Problem, ProblemKind
from newsidx.readers.source import Document
from newsidx.readers.xml import root_of

_RDF = re.compile(rb"purl\.org/rss/|netscape\.com/rdf/")
_ATOM = re.compile(r"w3\.org/2005/Atom|purl\.org/atom/")
_END = re.compile(rb"</(?:rss|feed|entry|(?:\w+:)?RDF)\s*>\s*(?:<!--[^<>]*-->\s*)?\Z", re.IGNORECASE)
_MARKUP = re.compile(r"</|/>|<p>|<br>|&\w+;", re.IGNORECASE)

_LONG_TAG = re.compile(rb"<[A-Za-z][^<>]{500,}")
_ATTRIBUTE = re.compile(rb"=\s?[\"']")
_MOST_ATTRIBUTES = 100
"""Attributes of an element: the time that feedparser takes grows with the square of their number."""

_DATES = ("published", "created", "updated")
"""What feedparser calls the dates of an entry. RSS 1.0 has but one, `dc:date`, which is `updated` here."""


def claims(document: Document, start: bytes) -> bool:
    """Whether the first element is that of a feed, or of one entry of Atom by itself (RFC 4287, section 2)."""
    root = root_of(start)
    if root is None:
        return False
    is_rdf = root.name == "rdf" and _RDF.search(start.replace(b"\0", b""))
    return bool(root.name == "rss" or is_rdf or (root.name in ("feed", "entry") and _ATOM.search(root.attributes)))


def read(document: Document, dates: DateReader) -> Contents:
    """A draft for every entry. An entry's teaser is kept beside its text if it is not the beginning of it."""
    feedparser = extra("feedparser", "feeds", "an RSS or Atom feed")
    with document.open() as stream:
        raw = stream.read()
    if b"<!ENTITY" in (raw.replace(b"\0", b"") if b"\0" in raw[:4] else raw):
        raise CannotRead(Problem(ProblemKind.SUSPICIOUS, "XML that declares its own entities"))
    if any(len(_ATTRIBUTE.findall(tag[0])) > _MOST_ATTRIBUTES for tag in _LONG_TAG.finditer(raw)):
        raise CannotRead(Problem(ProblemKind.SUSPICIOUS, "an element with too many attributes"))
    parsed = feedparser.parse(BytesIO(raw), sanitize_html=False, resolve_relative_uris=False)
    is_whole = not parsed.bozo or _END.search(raw[-1000:].replace(b"\0", b"")) is not None
    return Contents(_drafts(parsed, is_whole, dates), parsed.get("encoding"))


def _drafts(parsed: Any, is_whole: bool, dates: DateReader) -> Iterator[Draft]:
    """The drafts of a feed that feedparser has read, and at the end the problem if the feed has no end."""
    for entry in parsed.entries:
        yield _draft(entry, parsed.feed, dates)
    if not is_whole:
        raise CannotRead(Problem(ProblemKind.DAMAGED, "a feed without an end: the file may be cut off"))


def _draft(entry: Any, feed: Any, dates: DateReader) -> Draft:
    said = dict(entry)  # not the entry itself, which answers for keys that it does not have
    draft = Draft(_body(said))
    for written in (clean(said.get(name) or "").strip() for name in _DATES):
        if draft.date is None and (found := dates.mail(written)):
            draft.take_date(found, "record", written)
    tags = [tag.get("label") or tag.get("term") for tag in said.get("tags", ())]
    source = dict(said.get("source") or {})
    author = dict(said.get("author_detail") or {})
    summary = _text_of(said.get("summary_detail"))
    pairs = [
        ("title", _text_of(said.get("title_detail"))),
        ("byline", author.get("name") or said.get("author") or ""),
        ("source", source.get("title") or _text_of(feed.get("title_detail"))),
        ("section", tags[0] if tags else ""),
        ("url", said.get("link") or ""),
        ("language", feed.get("language") or _language(said) or ""),
        ("categories", tags[1:] and tags),
        ("summary", summary if summary and summary[:100] not in draft.text else ""),
    ]
    take_fields(draft, pairs, dates, "record")
    return draft


def _body(said: dict[str, Any]) -> str:
    """The text of an entry: its content if it has any, else its summary."""
    contents = [_text_of(content) for content in said.get("content", ())]
    return max(contents, key=len, default="") or _text_of(said.get("summary_detail"))


def _language(said: dict[str, Any]) -> str | None:
    details = (*said.get("content", ()), said.get("title_detail") or {})
    return next((detail["language"] for detail in details if detail.get("language")), None)


def _text_of(detail: Any) -> str:
    """The text of a title, summary or content, which may be HTML."""
    value = str((detail or {}).get("value") or "")
    is_html = "html" in (detail.get("type") or "") and _MARKUP.search(value) if detail else False
    return clean(text_of_html(value) if is_html else value).strip()

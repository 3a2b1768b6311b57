"""Blogger exports: Atom with every post, comment, template and setting of a blog. Posts and pages are articles."""

from __future__ import annotations

from collections.abc import Iterator
from xml.etree.ElementTree import Element

from newsidx.dates.extract import DateReader
from newsidx.readers.decode import clean
from newsidx.readers.draft import Draft
from newsidx.readers.fields import take_fields
from newsidx.readers.formats.format import Contents
from newsidx.readers.formats.prescribed_dates import take_compact_date
from newsidx.readers.markup import text_of_html, unescaped
from newsidx.readers.source import Document
from newsidx.readers.xml import attribute, child, elements, line_of, local_name, root_of, text_of_element

_ARTICLES = frozenset(("post", "page"))


def claims(document: Document, start: bytes) -> bool:
    """Whether the first element is `feed` and the rest comes from Blogger's export."""
    root = root_of(start)
    return root is not None and root.name == "feed" and (b"kind#" in start or b"blogger:type" in start)


def read(document: Document, dates: DateReader) -> Contents:
    """A draft for every published post and page."""
    return Contents(_drafts(document, dates))


def _drafts(document: Document, dates: DateReader) -> Iterator[Draft]:
    site = ""
    for element in elements(document, {"entry", "title"}):
        if local_name(element) == "title":
            site = site or line_of(element)
        elif _kind(element) in _ARTICLES and not _is_unpublished(element):
            yield _draft(element, site, dates)


def _kind(entry: Element) -> str:
    """`post`, `page`, `comment`, …: the newer exports have an element for it, the older ones a category."""
    kinds = [attribute(category, "term").rpartition("kind#")[2] for category in _categories(entry, "#kind")]
    return (line_of(child(entry, "type")) or next(iter(kinds), "")).lower()


def _is_unpublished(entry: Element) -> bool:
    return line_of(child(entry, "draft")) == "yes" or line_of(child(entry, "status")) in ("DRAFT", "SOFT_TRASHED")


def _categories(entry: Element, scheme: str) -> list[Element]:
    return [below for below in entry if local_name(below) == "category" and attribute(below, "scheme").endswith(scheme)]


def _draft(entry: Element, site: str, dates: DateReader) -> Draft:
    content = child(entry, "content", "summary")
    is_escaped = content is not None and not len(content)
    text = "" if content is None else text_of_html(content.text or "") if is_escaped else text_of_element(content)
    draft = Draft(clean(text))
    take_compact_date(draft, [line_of(child(entry, "published", "created"))], dates)
    links = [attribute(link, "href") for link in entry if attribute(link, "rel") == "alternate"]
    labels = [attribute(category, "term") for category in _categories(entry, "atom/ns#")]
    pairs = [
        ("title", unescaped(line_of(child(entry, "title")))),
        ("byline", line_of(child(child(entry, "author"), "name"))),
        ("source", site),
        ("section", labels[0] if labels else ""),
        ("url", links[0] if links else ""),
        ("labels", labels[1:] and labels),
    ]
    take_fields(draft, pairs, dates, "record")
    return draft

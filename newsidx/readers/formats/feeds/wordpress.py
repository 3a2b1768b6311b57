"""WordPress exports (WXR): RSS with every post, page, picture and menu of a site. Posts and pages are articles."""

from __future__ import annotations

import re
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
from newsidx.readers.xml import elements, line_of, local_name, root_of

_NOT_ARTICLES = frozenset(
    (
        "attachment",
        "nav_menu_item",
        "revision",
        "custom_css",
        "customize_changeset",
        "oembed_cache",
        "user_request",
        "feedback",
        "wp_block",
        "wp_global_styles",
        "wp_navigation",
        "wp_template",
        "wp_template_part",
    )
)
_NOT_PUBLISHED = frozenset(("draft", "auto-draft", "trash", "pending", "future", "inherit", "spam"))
_BLOCK_MARK = re.compile(r"\[/?(?:caption|gallery|embed|audio|video|playlist)\b[^\[\]]*\]")
"""What WordPress replaces when it shows a post."""

_CLOSING_MARK = re.compile(r"\[/([A-Za-z][\w-]{0,60})\]")
"""The end of what a plugin of WordPress replaces or decorates; the text between the marks is the post's."""


def claims(document: Document, start: bytes) -> bool:
    """Whether the first element is `rss` and speaks WordPress's export language."""
    root = root_of(start)
    return root is not None and root.name == "rss" and "wordpress.org/export/" in root.attributes


def read(document: Document, dates: DateReader) -> Contents:
    """A draft for every post and page. Drafts, the trash, pictures and menus are no articles."""
    return Contents(_drafts(document, dates))


def _drafts(document: Document, dates: DateReader) -> Iterator[Draft]:
    site: dict[str, str] = {}
    for element in elements(document, {"item", "title", "language"}):
        name = local_name(element)
        if name != "item":
            site.setdefault(name, line_of(element))
        elif _is_article(element):
            yield _draft(element, site, dates)


def _own(item: Element, name: str) -> str:
    """The text of an element directly in an item, such as `wp:status`; comments have elements of the same names."""
    return next((clean("".join(below.itertext())).strip() for below in item if local_name(below) == name), "")


def _is_article(item: Element) -> bool:
    return _own(item, "post_type") not in _NOT_ARTICLES and _own(item, "status") not in _NOT_PUBLISHED


def _draft(item: Element, site: dict[str, str], dates: DateReader) -> Draft:
    content = [below for below in item if local_name(below) == "encoded"]  # content:encoded, excerpt:encoded
    texts = [_text(clean(below.text or "")) for below in sorted(content, key=lambda below: "excerpt" in below.tag)]
    draft = Draft(next(filter(None, texts), ""))
    take_compact_date(draft, (_own(item, name) for name in ("post_date", "pubdate", "post_date_gmt")), dates)
    categories = _categories(item, "category")
    kind, status = _own(item, "post_type"), _own(item, "status")
    pairs = [
        ("title", text_of_html(_own(item, "title"))),
        ("byline", _own(item, "creator")),
        ("source", site.get("title", "")),
        ("section", categories[0] if categories else ""),
        ("url", _own(item, "link")),
        ("language", site.get("language", "")),
        ("tags", _categories(item, "post_tag")),
        ("categories", categories[1:] and categories),
        ("post_type", "" if kind == "post" else kind),
        ("status", "" if status == "publish" else status),
    ]
    take_fields(draft, pairs, dates, "record")
    return draft


def _categories(item: Element, domain: str) -> list[str]:
    return [
        unescaped(line_of(below))
        for below in item
        if local_name(below) == "category" and below.get("domain", "category") == domain
    ]


def _text(html: str) -> str:
    """The text of a post, in which blank lines and line ends mean what they do in plain text, unlike in HTML."""
    html = _BLOCK_MARK.sub("", html)
    if around := "|".join({re.escape(name) for name in _CLOSING_MARK.findall(html)}):
        html = re.sub(rf"\[/?(?:{around})(?:\s[^\[\]]*)?\]", "", html)
    if "<!-- wp:" not in html and "<p" not in html:
        html = html.replace("\n\n", "<p>").replace("\n", "<br>")
    return text_of_html(html)

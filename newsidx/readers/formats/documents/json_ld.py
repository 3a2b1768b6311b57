"""JSON-LD in a page: what schema.org says of the article on it."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator
from html import unescape
from typing import Any

_MOST_NODES = 1000
_ARTICLE = re.compile(r"(?:article|blogposting|report|review)$", re.IGNORECASE)
_PAGE = re.compile(r"(?:page|website)$", re.IGNORECASE)
_WRAPPING = re.compile(r"^\s*(?:<!--|//\s*<!\[CDATA\[|<!\[CDATA\[)|(?:-->|//\s*\]\]>|\]\]>)\s*;?\s*$")
_TRAILING_COMMA = re.compile(r",(\s*[}\]])")

Node = dict[str, Any]


def articles_and_pages(scripts: Iterable[str]) -> tuple[list[Node], list[Node]]:
    """The nodes of JSON-LD that describe the page's article, and those that describe the page.

    Only what a script says of the page itself counts: an article within another one, or in a list, is another one.
    """
    articles: list[Node] = []
    pages: list[Node] = []
    for script in scripts:
        for node in _nodes(_parsed(script)):
            types = [kind for kind in _as_list(node.get("@type")) if isinstance(kind, str)]
            if any(_ARTICLE.search(kind) for kind in types):
                articles.append(node)
            elif any(_PAGE.search(kind) for kind in types):
                pages.append(node)
    return articles, pages


def text_in(value: Any) -> str | None:
    """The text of a property, which may be a string, a thing with a name, or a list of these.

    Many pages write HTML's entities there.
    """
    names: list[str] = []
    for item in _as_list(value):
        name = item.get("name") if isinstance(item, dict) else item
        if isinstance(name, str) and (text := unescape(name).strip()) and text not in names:
            names.append(text)
    return ", ".join(names) or None


def _parsed(script: str) -> Any:
    """The value of a script. Comments around it, raw line ends and commas too many are tolerated; None if it is broken
    beyond that."""
    plain = _WRAPPING.sub("", script)
    value = _value(plain)
    return _value(_TRAILING_COMMA.sub(r"\1", plain)) if value is None else value


def _value(text: str) -> Any:
    try:
        return json.loads(text, strict=False)
    except (ValueError, RecursionError):
        return None


def _nodes(value: Any) -> Iterator[Node]:
    waiting = _as_list(value)
    for _ in range(_MOST_NODES):
        if not waiting:
            return
        node = waiting.pop(0)
        if isinstance(node, list):
            waiting[:0] = node[:_MOST_NODES]
        elif isinstance(node, dict):
            yield node
            for key in ("@graph", "mainEntity", "mainEntityOfPage"):
                waiting += _as_list(node.get(key))


def _as_list(value: Any) -> list[Any]:
    return value[:_MOST_NODES] if isinstance(value, list) else [] if value is None else [value]

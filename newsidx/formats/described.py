"""What is said of an article beside its text, in words for a person: how its date is known, what else its file said."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from newsidx.text.sanitize import one_line

if TYPE_CHECKING:
    from newsidx.article import Article

_DATE_FROM = {
    "front-matter": "from its front matter",
    "header": "from its header",
    "seed": "from its first line",
    "line": "from its first lines",
    "published": "from a line that says so",
    "dateline": "from its dateline",
    "export": "from the export it is in",
    "record": "from its record",
    "page": "from the page's metadata",
    "layout": "from the layout",
    "container": "from the container it was in",
    "path": "from the file's path",
    "mtime": "from the file's modification time",
}

_SETTLED_BY = {
    "text": "which another date in its text settles",
    "path": "which the date in its path settles",
    "file": "which other dates in its file settle",
    "folder": "which other dates in its folder settle",
}
"""What proved which is the day and which the month of a date that can be read two ways."""

_ABOUT_THE_DATE = ("date_text", "date_or", "date_settled_by")


def how_dated(article: Article) -> str:
    """Where the date of an article was found, and how it was written if that says more."""
    text = _DATE_FROM.get(article.date_from or "", "unknown")
    if written := article.meta.get("date_text"):
        text += f": “{one_line(str(written))}”"
    if settled_by := _SETTLED_BY.get(str(article.meta.get("date_settled_by"))):
        text += f", {settled_by}"
    return text


def doubt_of_date(article: Article) -> str:
    """The other day that the date of an article could be read as; empty if it is certain."""
    other = article.meta.get("date_or")
    return f"or {one_line(str(other))}: the date is ambiguous" if other else ""


def other_metadata(article: Article) -> Iterator[tuple[str, str]]:
    """What the file said of an article that is no field of its own: names and values, each on one line."""
    for key, value in article.meta.items():
        if key not in _ABOUT_THE_DATE:
            yield one_line(key), one_line(_flat(value))


def _flat(value: Any) -> str:
    """A metadata value on one line."""
    if isinstance(value, list):
        return ", ".join(map(_flat, value))
    if isinstance(value, dict):
        return ", ".join(f"{key}: {_flat(item)}" for key, item in value.items())
    return str(value)

"""Articles as an Atom feed: RFC 4287."""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING
from xml.sax.saxutils import escape, quoteattr

from newsidx.formats.abstract import abstract
from newsidx.text.sanitize import one_line

if TYPE_CHECKING:
    from starlette.datastructures import URL

    from newsidx.article import Article
    from newsidx.web.asked import Asked

TYPE = "application/atom+xml"

_NO_XML = re.compile("[\ufffe\uffff]")
"""What `one_line` leaves in a text and XML cannot have."""

_UNDATED = "1970-01-01T00:00:00Z"
"""The time of an article without a date: an entry must have one."""


def feed(articles: Iterable[Article], title: str, own: str, base: URL, asked: Asked) -> Iterator[str]:
    """The lines of a feed at the address `own`. Its entries lead to the pages of the articles below `base`."""
    entries = [line for article in articles for line in _entry(article, base, asked)]
    times = [line for line in entries if line.startswith("<updated>")]
    yield '<?xml version="1.0" encoding="utf-8"?>'
    yield '<feed xmlns="http://www.w3.org/2005/Atom">'
    yield f"<title>{_text(title or 'All articles')}</title>"
    yield f"<id>{_text(own)}</id>"
    yield f'<link rel="self" type={quoteattr(TYPE)} href={quoteattr(own)}/>'
    yield f'<link rel="alternate" type="text/html" href={quoteattr(_absolute(base, asked.address()))}/>'
    yield max(times, default=f"<updated>{_UNDATED}</updated>")
    yield "<author><name>newsidx</name></author>"
    yield from entries
    yield "</feed>"


def _entry(article: Article, base: URL, asked: Asked) -> Iterator[str]:
    own = _absolute(base, f"/article/{article.ref}")
    shown = _absolute(base, asked.but(sort="").address(f"/article/{article.ref}"))
    yield "<entry>"
    yield f"<title>{_text(article.title)}</title>"
    yield f"<id>{_text(own)}</id>"
    yield f'<link rel="alternate" type="text/html" href={quoteattr(shown)}/>'
    yield f"<updated>{_time(article)}</updated>"
    if article.byline or article.source:
        yield f"<author><name>{_text(article.byline or article.source)}</name></author>"
    yield from (f"<category term={quoteattr(_harmless(term))}/>" for term in (article.section,) if term)
    yield f"<summary>{_text(abstract(article.body))}</summary>"
    yield "</entry>"


def _absolute(base: URL, path: str) -> str:
    return str(base).rstrip("/") + path


def _time(article: Article) -> str:
    """The time of publication, or midnight of its day where no time, or no zone, is known."""
    if article.date is None:
        return _UNDATED
    try:
        published = datetime.datetime.fromisoformat((article.published or "").replace("Z", "+00:00"))
    except ValueError:
        return f"{article.date}T00:00:00Z"
    return published.isoformat(timespec="seconds") if published.tzinfo else f"{article.date}T00:00:00Z"


def _text(text: str | None) -> str:
    return escape(_harmless(text))


def _harmless(text: str | None) -> str:
    return _NO_XML.sub("", one_line(text))

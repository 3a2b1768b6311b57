"""Any question as a file for programs: in every output format of the registry, and as an Atom feed.

An answer is written before it is sent: an error in its middle would otherwise leave half of it, and a program that
reads slowly would keep the archive open.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from io import BytesIO
from typing import TYPE_CHECKING, NamedTuple

from starlette.responses import Response

from newsidx.formats.registry import ARTICLES, FORMATS, HITS, OutputFormat
from newsidx.search.answer import Hit, answer
from newsidx.search.request import Match
from newsidx.web import atom
from newsidx.web.asked import Asked, article_named, asked_of, number
from newsidx.web.refusals import Refused

if TYPE_CHECKING:
    from starlette.requests import Request

USUAL, MOST = 100, 1_000
"""How many articles are sent if nothing else is asked for, and the most that can be."""

_MOST_BYTES = 32_000_000
"""Bytes of the largest answer."""

_TYPES = {
    "atom": atom.TYPE,
    "json": "application/json",
    "csl-json": "application/json",
    "csv": "text/csv",
    "md": "text/markdown",
}


class Feed(NamedTuple):
    """A format that a question can be asked in: the ending of the address, and what it is for."""

    ending: str
    form: OutputFormat | None
    help: str

    @property
    def type(self) -> str:
        """The media type."""
        return f"{_TYPES.get(self.ending, 'text/plain')}; charset=utf-8"


FEEDS = {
    feed.ending: feed
    for feed in (
        Feed("atom", None, "a feed, for feed readers"),
        *(
            Feed(form.endings[0][1:] if form.endings else form.name, form, form.help)
            for form in FORMATS
            if form.module and form.holds & (HITS | ARTICLES)
        ),
    )
}
"""Every format by its ending: that of its files, or its name."""


def search(request: Request) -> Response:
    """The articles that match a question, in the format that the address ends in: only full matches, unless it says so.

    A feed has the newest first.
    """
    feed = _feed(request)
    asked = asked_of(request.query_params)
    limit = number(request.query_params, "limit", USUAL, MOST)
    is_atom = feed.form is None
    if is_atom:
        asked = asked._replace(sort=asked.sort or "newest")
    query = asked.query
    has_snippets = feed.form is not None and feed.form.has_snippets
    with request.app.state.site.reading() as archive:
        wanted = asked.request(query, limit, with_snippets=has_snippets)
        if not asked.match:
            wanted = wanted._replace(match=Match.FULL)
        hits = answer(archive, wanted).hits
        return _sent(_lines(request, feed, hits, asked, query.text), feed, f"newsidx.{feed.ending}")


def article(request: Request) -> Response:
    """One article, in the format that the address ends in."""
    feed = _feed(request)
    with request.app.state.site.reading() as archive:
        found = article_named(archive, request.path_params["ref"])
        return _sent(_lines(request, feed, [Hit(found)], Asked(), found.title), feed, f"{found.ref}.{feed.ending}")


def alert(request: Request) -> Response:
    """The newest articles that match an alert, as a feed."""
    feed = FEEDS["atom"]
    with request.app.state.site.reading() as archive:
        saved = archive.alert(request.path_params["name"])
        asked = Asked(q=saved.query_text, sort="newest")
        query = asked.query
        hits = answer(archive, asked.request(query, USUAL, with_snippets=False)).hits
        return _sent(_lines(request, feed, hits, asked, saved.name), feed, "alert.atom")


def _feed(request: Request) -> Feed:
    ending = request.path_params["form"]
    if ending not in FEEDS:
        raise Refused(404, f"There is no format “{ending}”", f"Formats are {', '.join(FEEDS)}.")
    return FEEDS[ending]


def _lines(request: Request, feed: Feed, hits: Iterable[Hit], asked: Asked, title: str) -> Iterator[str]:
    if feed.form is not None:
        return feed.form.hits(hits)
    return atom.feed((hit.article for hit in hits), title, str(request.url), request.base_url, asked)


def _sent(lines: Iterable[str], feed: Feed, name: str) -> Response:
    """Lines as an answer, after all of them were written. Raises Refused if they are too many."""
    written = BytesIO()
    for line in lines:
        written.write(line.encode("utf-8", "replace") + b"\n")
        if written.tell() > _MOST_BYTES:
            raise Refused(413, "The answer is too large", "Ask for fewer articles: limit=10.")
    return Response(
        written.getvalue(), media_type=feed.type, headers={"content-disposition": f'inline; filename="{name}"'}
    )

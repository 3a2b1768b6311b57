"""The search page: the question, its answer, and what the answer has of each source, byline and time."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import groupby
from operator import attrgetter
from typing import TYPE_CHECKING, NamedTuple

from newsidx.article import Facet
from newsidx.errors import TooSlow
from newsidx.formats.abstract import abstract
from newsidx.query.narrowing import with_value, without_value
from newsidx.search.answer import Answer, Hit, Part, answer
from newsidx.search.request import PAGE, Match, Matched
from newsidx.terminal.upgrade import outdated
from newsidx.text.marks import without_marks
from newsidx.text.plural import plural
from newsidx.text.sanitize import one_line
from newsidx.text.whole import unmarked
from newsidx.web.asked import Asked, asked_of, one_of
from newsidx.web.feeds import FEEDS
from newsidx.web.pages import page
from newsidx.web.site import SECONDS
from newsidx.web.timeline import Picture, picture

if TYPE_CHECKING:
    from starlette.requests import Request
    from starlette.responses import Response

    from newsidx.archive.contract import Archive
    from newsidx.archive.records import Facets
    from newsidx.query import Query

_VALUES, _MOST_VALUES = 8, 500
"""How many values of a field are listed, and how many where the field is asked for."""

_SECONDS = 0.25
"""How long counting the values of fields may take; if it takes longer, it has to be asked for."""

_MOST_COUNTED = 50_000
"""The values of the fields of more articles take longer than that, unless the archive keeps their numbers."""

_SECONDS_OF_TIMELINE = 1.0

_FIELDS: tuple[Facet, ...] = ("source", "byline", "section", "place", "language", "tag")

_HEADINGS = {
    Matched.PARTIAL: "With only some of the words",
    Matched.ANY: "With any of the words",
    Matched.SIMILAR: "With words of similar spelling",
    Matched.ONE_OFF: "With a word one letter off",
    Matched.TWO_OFF: "With a word two letters off",
}


class Item(NamedTuple):
    """A hit, the address of its article, from which the other hits can be reached, and what is shown of its text."""

    hit: Hit
    address: str
    snippet: str


class Value(NamedTuple):
    """A value of a field, how many articles have it, and the question narrowed to it, or no longer narrowed to it."""

    value: str
    articles: int
    address: str
    is_chosen: bool


class Listed(NamedTuple):
    """The most common values of a field. `more` is how many others there are."""

    field: Facet
    values: tuple[Value, ...]
    more: int


class Group(NamedTuple):
    """Hits that match in the same way, and what that is, if it is not by all of the words."""

    heading: str
    items: tuple[Item, ...]


def search(request: Request) -> Response:
    """The answer to the question in the address; without one, the newest articles."""
    asked = asked_of(request.query_params)
    query = asked.query
    chosen = one_of(request.query_params, "by", ("", *_FIELDS))
    with request.app.state.site.reading() as archive:
        found = answer(archive, asked.request(query, PAGE))
        groups = _groups(found, asked)
        part = next((part for part in found.parts if part.count), None)
        return page(
            request,
            "search.html",
            asked=asked,
            groups=groups,
            notes=tuple(_notes(found)),
            place=_place(found),
            is_last=asked.page * PAGE >= found.total,
            nothing=None if groups else _Nothing(found),
            suggestion=found.suggestion if asked.page == 1 and query.tree and not asked.fuzzy else None,
            timeline=_timeline(archive, part.query, asked) if part else None,
            fields=_listed(archive, part, asked, chosen) if part else [],
            feeds=FEEDS,
        )


def _notes(found: Answer) -> Iterator[str]:
    """What in the query was not read as typed, and that the index is an earlier one, if it is."""
    yield from found.notes
    if found.query.tree and found.archive.is_outdated:
        yield unmarked(outdated(found.archive.article_count()))


def _groups(found: Answer, asked: Asked) -> tuple[Group, ...]:
    number = found.request.offset
    groups = []
    for matched, hits in groupby(found.hits, attrgetter("matched")):
        items = []
        for hit in hits:
            number += 1
            items.append(Item(hit, asked.address(f"/article/{hit.article.ref}", n=number), _snippet(hit)))
        groups.append(Group(_HEADINGS.get(matched, ""), tuple(items)))
    return tuple(groups)


def _snippet(hit: Hit) -> str:
    """The snippet, or the beginning of a text in which nothing is marked; nothing that the title says as well."""
    snippet = hit.snippet or abstract(hit.article.body)
    said = without_marks(snippet).strip(" …")
    return "" if said in one_line(hit.article.title) else snippet


def _place(found: Answer) -> str:
    """Which part of the answer the page has: `21–40 of 1,204 articles`."""
    first, shown = found.request.offset + 1, found.shown.total()
    total = plural(found.total, "article") + _kinds(found)
    if not shown or shown == found.total:
        return total
    last = f"–{first + shown - 1:,}" if shown > 1 else ""
    return f"{first:,}{last} of {total}"


def _kinds(found: Answer) -> str:
    """How many of the articles have all of the words, where others have some of them."""
    full = found.parts[0].count if found.parts else 0
    if len(found.parts) < 2 or found.parts[1].matched is not Matched.PARTIAL or full == found.total:
        return ""
    return f", {full:,} of them with all the words" if full else ", none with all the words"


class _Nothing:
    """Why a page has no hits."""

    def __init__(self, found: Answer) -> None:
        self.is_blank = found.query.is_blank
        self.is_page = bool(found.total)
        self.on_other_dates = 0 if found.total else found.total_on_other_dates
        is_full = found.request.match is Match.FULL
        self.partial = found.partial_matches if is_full and not found.total else 0


def _timeline(archive: Archive, query: Query, asked: Asked) -> Picture | None:
    try:
        with archive.time_limit(_SECONDS_OF_TIMELINE):
            return picture(archive, query, asked)
    except TooSlow:
        return None


def _listed(archive: Archive, part: Part, asked: Asked, chosen: str) -> list[Listed] | None:
    """The values of each field, many of the chosen one; None if counting them takes long and was not asked for."""
    are_kept = part.query.tree is None and part.query.dates.is_everything
    if not (chosen or are_kept or part.count <= _MOST_COUNTED):
        return None
    try:
        with archive.time_limit(SECONDS if chosen else _SECONDS):
            counted = archive.facets_of(part.query, _FIELDS, _MOST_VALUES)
    except TooSlow:
        return None
    return [
        _values(asked, field, facets, _MOST_VALUES if field == chosen else _VALUES)
        for field, facets in counted.items()
        if facets.values
    ]


def _values(asked: Asked, field: Facet, facets: Facets, most: int) -> Listed:
    values = tuple(_value(asked, field, value, articles) for value, articles in facets.values[:most])
    return Listed(field, values, facets.distinct - len(values))


def _value(asked: Asked, field: Facet, value: str, articles: int) -> Value:
    without = without_value(asked.q, field, value)
    q = with_value(asked.q, field, value) if without is None else without
    return Value(value, articles, asked.but(q=q).address(), without is not None)

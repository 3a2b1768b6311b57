"""The API: the same answers as the library, as JSON. `newsidx.web.openapi` describes it."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, get_args

from starlette.responses import Response

from newsidx.analysis.related import related
from newsidx.article import Facet
from newsidx.dates.periods import Period
from newsidx.formats import figures
from newsidx.formats.article_fields import field_values
from newsidx.formats.json_objects import hit_object
from newsidx.search.answer import answer
from newsidx.text.sanitize import escape_json_controls
from newsidx.web.asked import article_named, asked_of, number, one_of
from newsidx.web.openapi import DESCRIPTION
from newsidx.web.pages import page

if TYPE_CHECKING:
    from starlette.requests import Request

    from newsidx.formats.figures import Figures
    from newsidx.search.answer import Answer

MOST = 100
"""The most articles, and the most values of a field, of one answer."""

USUAL = 20


def documentation(request: Request) -> Response:
    """The page that explains the API."""
    return page(request, "api.html", paths=DESCRIPTION["paths"])


def description(request: Request) -> Response:
    """The description of the API for programs."""
    return _json(DESCRIPTION)


def search(request: Request) -> Response:
    """The answer to a question: hits, how many there are of each kind, notes, and how the query may have been meant."""
    asked = asked_of(request.query_params)
    limit = number(request.query_params, "limit", USUAL, MOST)
    query = asked.query
    with request.app.state.site.reading() as archive:
        found = answer(archive, asked.request(query, limit))
        return _json(
            {
                "query": query.text,
                "dates": str(query.dates),
                "total": found.total,
                "parts": [{"matched": part.matched, "articles": part.count} for part in found.parts],
                "notes": found.notes,
                "suggestion": _suggestion(found) if query.tree and not asked.fuzzy else None,
                "page": asked.page,
                "hits": [hit_object(hit) for hit in found.hits],
            }
        )


def article(request: Request) -> Response:
    """One article, whole."""
    with request.app.state.site.reading() as archive:
        return _json(field_values(article_named(archive, request.path_params["ref"])))


def related_articles(request: Request) -> Response:
    """The articles most similar to one."""
    limit = number(request.query_params, "limit", USUAL, MOST)
    with request.app.state.site.reading() as archive:
        found = article_named(archive, request.path_params["ref"])
        return _rows(figures.related(related(archive, found, limit=limit)))


def timeline(request: Request) -> Response:
    """How many articles match a question in each day, week, month or year."""
    period = one_of(request.query_params, "by", tuple(each.value for each in Period))
    query = asked_of(request.query_params).query
    with request.app.state.site.reading() as archive:
        return _rows(figures.periods(archive.histogram(query, Period(period))))


def facets(request: Request) -> Response:
    """How many of the articles that match a question have each value of a field: the most common values."""
    field: Facet = one_of({"field": request.path_params["field"]}, "field", get_args(Facet))  # type: ignore[assignment]
    limit = number(request.query_params, "limit", USUAL, MOST)
    query = asked_of(request.query_params).query
    with request.app.state.site.reading() as archive:
        found = archive.facets(query, field, limit)
        return _rows(figures.facets(field, found.values, found.articles))


def alerts(request: Request) -> Response:
    """Every alert."""
    with request.app.state.site.reading() as archive:
        listed = archive.alerts()
    return _json(
        [
            {"name": alert.name, "query": alert.query_text, "added": alert.added, "last_run": alert.last_run}
            for alert in listed
        ]
    )


def _suggestion(found: Answer) -> str | None:
    return found.suggestion.query if found.suggestion else None


def _rows(rows: Figures) -> Response:
    return _json([dict(zip(rows.fields, row, strict=True)) for row in rows.rows])


def _json(value: Mapping[str, Any] | list[Any]) -> Response:
    text = escape_json_controls(json.dumps(value, ensure_ascii=False))
    return Response(text.encode(), media_type="application/json")

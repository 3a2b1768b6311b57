"""The application: every address, and what answers it."""

from __future__ import annotations

import contextlib
import os
from collections.abc import AsyncIterator
from functools import cache
from typing import TYPE_CHECKING, Any

from anyio.to_thread import current_default_thread_limiter
from starlette.applications import Starlette
from starlette.exceptions import HTTPException
from starlette.responses import RedirectResponse, Response
from starlette.routing import Route

from newsidx.errors import NewsidxError
from newsidx.web import alerts_page, api, article_page, by_date, changes, feeds, files, help_page, login, search_page
from newsidx.web.guard import Guard
from newsidx.web.pages import STATIC
from newsidx.web.refusals import Refused, refusal

if TYPE_CHECKING:
    from collections.abc import Mapping

    from starlette.requests import Request
    from starlette.types import ASGIApp

    from newsidx.web.site import Site

_THREADS = 4
"""How many requests read the archive at a time: more would wait for one another, each with memory of its own."""

_TYPES = {".css": "text/css", ".js": "text/javascript", ".svg": "image/svg+xml"}
_A_YEAR = "public, max-age=31536000, immutable"

ROUTES = [
    Route("/", search_page.search),
    Route("/search.{form}", feeds.search),
    Route("/article/{ref}.{form}", feeds.article),
    Route("/article/{ref}", article_page.article),
    Route("/article/{ref}/related", article_page.related_articles),
    Route("/article/{ref}/compare/{other}", article_page.compare),
    Route("/article/{ref}/files/{number}", files.file),
    Route("/dates", by_date.dates),
    Route("/date/{day}", by_date.day),
    Route("/on-this-day", by_date.on_this_day),
    Route("/on-this-day/{day}", by_date.on_this_day),
    Route("/alerts", alerts_page.alerts),
    Route("/alerts/{name:path}.atom", feeds.alert),
    Route("/help", help_page.help_page),
    Route("/api", api.documentation),
    Route("/api/openapi.json", api.description),
    Route("/api/search", api.search),
    Route("/api/articles/{ref}", api.article),
    Route("/api/articles/{ref}/related", api.related_articles),
    Route("/api/timeline", api.timeline),
    Route("/api/facets/{field}", api.facets),
    Route("/api/alerts", api.alerts),
    Route("/login", login.login, methods=["GET", "POST"]),
    Route("/logout", login.logout, methods=["POST"]),
]


def application(site: Site) -> ASGIApp:
    """The application that serves a site."""
    routes = [*ROUTES, Route("/static/{name}", _static), Route("/favicon.ico", _icon)]
    if site.with_changes:
        routes.append(Route("/article/{ref}", changes.change, methods=["POST"]))
    handlers: Mapping[Any, Any] = {NewsidxError: _of_error, HTTPException: _of_http, Exception: _of_bug}
    app = Starlette(routes=routes, exception_handlers=handlers, lifespan=_few_threads)
    app.state.site = site
    return Guard(app, site)


@contextlib.asynccontextmanager
async def _few_threads(app: Starlette) -> AsyncIterator[None]:
    current_default_thread_limiter().total_tokens = _THREADS
    yield


async def _of_error(request: Request, error: NewsidxError) -> Response:
    return refusal(request, error)


async def _of_bug(request: Request, error: Exception) -> Response:
    """What is answered when newsidx fails; the server's log has the error."""
    return refusal(request, Refused(500, "newsidx failed on this.", "The log of the server says how."))


async def _of_http(request: Request, error: HTTPException) -> Response:
    """The answer to a path that is none, or to a method that a path does not have."""
    remedies = {404: ("There is no such page.", "Search instead."), 405: ("That cannot be done here.", "Use GET.")}
    message, remedy = remedies.get(error.status_code, (str(error.detail), "Try again."))
    answer = refusal(request, Refused(error.status_code, message, remedy))
    answer.headers.update(error.headers or {})
    return answer


async def _static(request: Request) -> Response:
    content = _static_files().get(request.path_params["name"])
    if content is None:
        raise HTTPException(404)
    ending = os.path.splitext(request.path_params["name"])[1]
    return Response(content, media_type=_TYPES[ending], headers={"cache-control": _A_YEAR})


async def _icon(request: Request) -> Response:
    return RedirectResponse("/static/icon.svg", 301)


@cache
def _static_files() -> dict[str, bytes]:
    """Every file in static/ by its name, read once: no path is ever made from what a request says."""
    contents = {}
    for name in os.listdir(STATIC):
        with open(os.path.join(STATIC, name), "rb") as file:
            contents[name] = file.read()
    return contents

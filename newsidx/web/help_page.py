"""The query language and the ways to write dates on one page, as `newsidx help query` and `newsidx help dates`."""

from __future__ import annotations

from typing import TYPE_CHECKING

from newsidx.terminal import dates_help, query_help
from newsidx.web.asked import Asked
from newsidx.web.pages import page

if TYPE_CHECKING:
    from starlette.requests import Request
    from starlette.responses import Response


def help_page(request: Request) -> Response:
    """Every form of a query and of a date; each query is a link that asks it."""
    queries = [(text, meaning, Asked(q=text).address()) for text, meaning in query_help.FORMS]
    dates = [(text, meaning, Asked(date=text).address()) for text, meaning in dates_help.FORMS]
    return page(request, "help.html", asked=Asked(), queries=queries, dates=dates)

"""The alerts of the archive, each with its feed."""

from __future__ import annotations

from typing import TYPE_CHECKING
from urllib.parse import quote

from newsidx.web.asked import Asked
from newsidx.web.pages import page

if TYPE_CHECKING:
    from starlette.requests import Request
    from starlette.responses import Response


def alerts(request: Request) -> Response:
    """Every alert: its query, when it was last run, and the address of its feed."""
    with request.app.state.site.reading() as archive:
        listed = [
            (alert, Asked(q=alert.query_text).address(), f"/alerts/{quote(alert.name, safe='')}.atom")
            for alert in archive.alerts()
        ]
    return page(request, "alerts.html", asked=Asked(), alerts=listed)

"""What is answered instead of what was asked for: as a page, as JSON or as plain text, as the request expects it."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from starlette.responses import JSONResponse, PlainTextResponse

from newsidx.errors import (
    ArchiveBusy,
    BadDate,
    BadTag,
    ChangedMeanwhile,
    NewsidxError,
    QueryTooLong,
    TooComplex,
    TooSlow,
    UnknownAlert,
    UnknownArticle,
    UnknownSource,
)
from newsidx.web.pages import page

if TYPE_CHECKING:
    from starlette.requests import Request
    from starlette.responses import Response

_STATUS: dict[type[NewsidxError], int] = {
    BadDate: 400,
    BadTag: 400,
    QueryTooLong: 400,
    TooComplex: 400,
    UnknownSource: 400,
    UnknownAlert: 404,
    UnknownArticle: 404,
    ChangedMeanwhile: 409,
}
"""The status of what is wrong with a request; all others are about the archive, and 503."""

_PASSING = (ArchiveBusy, TooSlow)
_IN_A_FORMAT = re.compile(r"\.[a-z-]+$")
_BEARER = 'Bearer realm="newsidx"'
_BASIC = 'Basic realm="newsidx", charset="UTF-8"'
"""For programs that read feeds. A browser would ask for it in a window of its own, over the page to log in."""


class Refused(NewsidxError):
    """A request that is not answered, with the status of HTTP that says why."""

    def __init__(self, status: int, message: str, remedy: str) -> None:
        super().__init__(message, remedy)
        self.status = status


def refusal(request: Request, error: NewsidxError) -> Response:
    """The answer to a request that fails with an error."""
    status = status_of(error)
    path = request.scope["path"]
    if path.startswith("/api/"):
        answer: Response = JSONResponse(_as_object(error), status)
    elif _IN_A_FORMAT.search(path):
        answer = PlainTextResponse(f"{error.message.removesuffix('.')}. {error.remedy}\n", status)
    elif status == 401:
        is_from_elsewhere = request.headers.get("sec-fetch-site", "none") not in ("none", "same-origin")
        answer = page(request, "login.html", status=401, next=_asked_for(request), again=is_from_elsewhere)
    else:
        answer = page(request, "error.html", status=status, error=error, is_date=isinstance(error, BadDate))
    if status == 401:
        is_page = answer.media_type == "text/html"
        answer.headers["www-authenticate"] = _BEARER if is_page else f"{_BEARER}, {_BASIC}"
    if isinstance(error, _PASSING):
        answer.headers["retry-after"] = "2"
    return answer


def status_of(error: NewsidxError) -> int:
    """The status of HTTP that says what is wrong."""
    if isinstance(error, Refused):
        return error.status
    return next((status for kind, status in _STATUS.items() if isinstance(error, kind)), 503)


def _as_object(error: NewsidxError) -> dict[str, object]:
    said: dict[str, object] = {"error": error.message, "remedy": error.remedy}
    if isinstance(error, BadDate):
        said |= {"text": error.text, "start": error.start, "end": error.end}
    return said


def _asked_for(request: Request) -> str:
    query = request.scope["query_string"].decode("latin-1")
    return f"{request.scope['path']}?{query}" if query else str(request.scope["path"])

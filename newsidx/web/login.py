"""Logging in: the secret in a form, and then a cookie that says nothing of it."""

from __future__ import annotations

import asyncio
import re
from typing import TYPE_CHECKING
from urllib.parse import parse_qs

from starlette.responses import RedirectResponse

from newsidx.web.guard import MOST_BYTES, cookie_name
from newsidx.web.pages import page
from newsidx.web.refusals import Refused

if TYPE_CHECKING:
    from starlette.requests import Request
    from starlette.responses import Response

_SECONDS_TO_SEND = 5.0
_MOST_FIELDS = MOST_BYTES
"""As many as fit: parse_qs raises ValueError for more."""

_OWN_PATH = re.compile(r"/(?![/\\])[\x21-\x7e]*")


async def login(request: Request) -> Response:
    """The form, or what is done with what was sent in it."""
    if request.method != "POST":
        return page(request, "login.html", next=_own_path(request.query_params.get("next", "")), again=False)
    fields = await _fields(request)
    leads_to = _own_path(fields.get("next", ""))
    if not request.app.state.site.is_secret(fields.get("secret", "")):
        await request.app.state.site.wait_after_wrong_secret()
        return page(request, "login.html", status=401, next=leads_to, again=False, is_wrong=True)
    answer = RedirectResponse(leads_to, 303)
    answer.set_cookie(cookie_name(request), request.app.state.site.session, httponly=True, samesite="strict", path="/")
    return answer


async def logout(request: Request) -> Response:
    """Take the cookie back."""
    answer = RedirectResponse("/login", 303)
    answer.delete_cookie(cookie_name(request), path="/", httponly=True, samesite="strict")
    return answer


async def _fields(request: Request) -> dict[str, str]:
    """The fields of the form. Raises Refused if they are too large or do not arrive."""
    try:
        body = await asyncio.wait_for(_body(request), _SECONDS_TO_SEND)
    except asyncio.TimeoutError:
        raise Refused(408, "The request did not arrive.", "Send it again.") from None
    fields = parse_qs(body.decode("utf-8", "replace"), max_num_fields=_MOST_FIELDS)
    return {name: values[0] for name, values in fields.items()}


async def _body(request: Request) -> bytes:
    body = b""
    async for piece in request.stream():
        body += piece
        if len(body) > MOST_BYTES:
            raise Refused(413, "The request is too large.", f"Send at most {MOST_BYTES:,} bytes.")
    return body


def _own_path(path: str) -> str:
    """A path of this server; that of the search page, if it is none."""
    return path if _OWN_PATH.fullmatch(path) else "/"

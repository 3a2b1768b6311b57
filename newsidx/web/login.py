"""Logging in: the secret in a form, and then a cookie that says nothing of it."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from starlette.responses import RedirectResponse

from newsidx.web.guard import cookie_name
from newsidx.web.pages import page
from newsidx.web.sent import sent_fields

if TYPE_CHECKING:
    from starlette.requests import Request
    from starlette.responses import Response

_MOST_BYTES = 4096

_OWN_PATH = re.compile(r"/(?![/\\])[\x21-\x7e]*")


async def login(request: Request) -> Response:
    """The form, or what is done with what was sent in it."""
    if request.method != "POST":
        return page(request, "login.html", next=_own_path(request.query_params.get("next", "")), again=False)
    fields = await sent_fields(request, _MOST_BYTES)
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


def _own_path(path: str) -> str:
    """A path of this server; that of the search page, if it is none."""
    return path if _OWN_PATH.fullmatch(path) else "/"

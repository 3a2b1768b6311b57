"""What every request passes before anything answers it, and what every answer is sent with.

The name of the host is checked, since a page elsewhere can let its own name lead to this server (DNS rebinding); so is
where a request comes from, its size, and the secret, if there is one.
"""

from __future__ import annotations

import base64
import binascii
import ipaddress
import re
from collections.abc import Awaitable, Callable
from typing import TYPE_CHECKING

from starlette.datastructures import Headers, MutableHeaders
from starlette.requests import Request

from newsidx.web.refusals import Refused, refusal

if TYPE_CHECKING:
    from starlette.applications import Starlette
    from starlette.responses import Response
    from starlette.types import Message, Receive, Scope, Send

    from newsidx.web.site import Site

_MOST_BYTES = 640_000
"""Bytes of the largest body of a request, that of a long note. What reads a form may allow less."""

_LONGEST_QUESTION = 8192
"""Bytes of the question in an address: every link of its answer has it again."""

_LOGIN, _STATIC = "/login", "/static/"
"""The paths that need no secret. They are compared with that of the request as it came: starlette's `request.url` has
the Host in it, which may be anything.
"""

_HOST = re.compile(r"(?P<name>[a-z0-9._-]+|\[[0-9a-f:.]+\])(?::[0-9]{1,5})?")

HEADERS = {
    "content-security-policy": (
        "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; connect-src 'self'; "
        "form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
    ),
    "x-content-type-options": "nosniff",
    "referrer-policy": "same-origin",
    "cross-origin-opener-policy": "same-origin",
    "cross-origin-resource-policy": "same-origin",
    "cache-control": "private, no-cache",
}
"""The headers of every answer that does not set them itself."""


class Guard:
    """The application, behind the checks that every request has to pass."""

    def __init__(self, app: Starlette, site: Site) -> None:
        self._app = app
        self._site = site

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer a request, or refuse it."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        scope["app"] = self._app  # as starlette itself does: a refusal is a page too
        answer = await self._refusal(Request(scope)) or self._app
        await answer(scope, receive, _with_headers(send))

    async def _refusal(self, request: Request) -> Response | None:
        """What is answered to a request that does not pass; None if it does."""
        try:
            _require_host(request.headers, self._site)
            _require_own_page(request)
            _require_small(request)
            await self._require_secret(request)
        except Refused as refused:
            return refusal(request, refused)
        return None

    async def _require_secret(self, request: Request) -> None:
        path = request.scope["path"]
        if self._site.secret is None or path == _LOGIN or path.startswith(_STATIC):
            return
        if self._site.is_session(request.cookies.get(cookie_name(request), "")):
            return
        given = _secret_in(request.headers.get("authorization", ""))
        if given and self._site.is_secret(given):
            return
        if given:
            await self._site.wait_after_wrong_secret()
        raise Refused(401, "This archive asks for its token or password.", "Log in, or send it as Authorization.")


def cookie_name(request: Request) -> str:
    """The name of the cookie: browsers send those of one host to all of its ports."""
    return f"newsidx-{request.scope['server'][1]}"


def _require_host(headers: Headers, site: Site) -> None:
    hosts = headers.getlist("host")
    host = _HOST.fullmatch(hosts[0].lower()) if len(hosts) == 1 else None
    if host is None or not (host["name"] in site.hosts or _is_address(host["name"].strip("[]"))):
        raise Refused(421, "This server does not go by that name.", "Start newsidx serve with --allow-host NAME.")


def _is_address(name: str) -> bool:
    """Whether a host is an address and no name, which somebody could let lead elsewhere."""
    try:
        ipaddress.ip_address(name)
    except ValueError:
        return False
    return True


def _require_own_page(request: Request) -> None:
    """Refuse what a page of another site loads or sends; a link there may lead here. Browsers say which it is.

    Over plain HTTP they do so only for this machine. With what a form sends they always say the origin of its page.
    """
    site = request.headers.get("sec-fetch-site", "none")
    only_reads = request.method in ("GET", "HEAD")
    is_link = request.headers.get("sec-fetch-mode") == "navigate" and only_reads
    if site not in ("none", "same-origin") and not is_link:
        raise Refused(403, "Pages of other sites cannot load this.", "Open it in a tab of its own.")
    if not only_reads and site != "same-origin" and not _is_own_origin(request.headers):
        raise Refused(403, "Only pages of this site can send this.", "Send it with the form on the page.")


def _is_own_origin(headers: Headers) -> bool:
    """Whether the page that sends something came from here. A proxy may have changed the scheme of its address."""
    scheme, _, host = headers.get("origin", "").partition("://")
    return scheme in ("http", "https") and host.lower() == headers.get("host", "").lower()


def _require_small(request: Request) -> None:
    if len(request.scope["query_string"]) > _LONGEST_QUESTION:
        raise Refused(414, "The question is too long.", f"Ask in at most {_LONGEST_QUESTION:,} bytes.")
    length = request.headers.get("content-length", "0")
    if not (length.isascii() and length.isdecimal() and len(length) < 10 and int(length) <= _MOST_BYTES):
        raise Refused(413, "The request is too large.", f"Send at most {_MOST_BYTES:,} bytes.")


def _secret_in(authorization: str) -> str:
    """The token of `Bearer`, or the password of `Basic`, as programs that read feeds send it; else an empty text."""
    scheme, _, value = authorization.partition(" ")
    if scheme.lower() == "bearer":
        return value.strip()
    if scheme.lower() == "basic":
        try:
            return base64.b64decode(value.strip(), validate=True).decode().partition(":")[2]
        except (binascii.Error, UnicodeDecodeError):
            return ""
    return ""


def _with_headers(send: Send) -> Callable[[Message], Awaitable[None]]:
    async def send_with_headers(message: Message) -> None:
        if message["type"] == "http.response.start":
            headers = MutableHeaders(scope=message)
            for name, value in HEADERS.items():
                headers.setdefault(name, value)
        await send(message)

    return send_with_headers

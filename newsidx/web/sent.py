"""What a form sends, read with a limit of its size and its time."""

from __future__ import annotations

from typing import TYPE_CHECKING
from urllib.parse import parse_qs

import anyio

from newsidx.web.refusals import Refused

if TYPE_CHECKING:
    from starlette.requests import Request

_SECONDS_TO_SEND = 5.0
_MOST_FIELDS = 20


async def sent_fields(request: Request, most_bytes: int) -> dict[str, str]:
    """The fields of the form, those that are blank left out. Raises Refused if they are too large or do not arrive."""
    try:
        with anyio.fail_after(_SECONDS_TO_SEND):
            body = await _body(request, most_bytes)
    except TimeoutError:
        raise Refused(408, "The request did not arrive.", "Send it again.") from None
    try:
        fields = parse_qs(body.decode("utf-8", "replace"), max_num_fields=_MOST_FIELDS)
    except ValueError:
        raise Refused(400, "The request has too many fields.", f"Send at most {_MOST_FIELDS}.") from None
    return {name: values[0] for name, values in fields.items()}


async def _body(request: Request, most_bytes: int) -> bytes:
    body = b""
    async for piece in request.stream():
        body += piece
        if len(body) > most_bytes:
            raise Refused(413, "The request is too large.", f"Send at most {most_bytes:,} bytes.")
    return body

"""The server: a socket, and uvicorn with limits for whoever asks."""

from __future__ import annotations

import asyncio
import contextlib
import ipaddress
import secrets
import socket
from collections.abc import Iterable

import uvicorn
from uvicorn.protocols.http.h11_impl import H11Protocol

from newsidx.errors import NewsidxError
from newsidx.web.app import application
from newsidx.web.site import Site

_MOST_AT_ONCE = 500
"""Connections and requests beyond which a request is answered with 503."""

_LONGEST_HEAD = 16_384
"""Bytes of the address and the headers of a request."""

_SECONDS_FOR_A_HEAD = 10
_SECONDS_IDLE = 15
_SECONDS_TO_END = 3


class _Impatient(H11Protocol):
    """A connection that is closed if no whole head of a request arrives in time: uvicorn would wait for it forever."""

    _waiting: asyncio.TimerHandle | None = None

    def connection_made(self, transport: asyncio.Transport) -> None:  # type: ignore[override]
        super().connection_made(transport)
        self._wait()

    def data_received(self, data: bytes) -> None:
        super().data_received(data)
        self._wait()

    def connection_lost(self, exc: Exception | None) -> None:
        super().connection_lost(exc)
        self._stop_waiting()

    def _wait(self) -> None:
        if self.cycle is not None and not self.cycle.response_complete:
            self._stop_waiting()
        elif self._waiting is None:
            self._waiting = self.loop.call_later(_SECONDS_FOR_A_HEAD, self.transport.close)

    def _stop_waiting(self) -> None:
        if self._waiting is not None:
            self._waiting.cancel()
            self._waiting = None


class CannotListen(NewsidxError):
    """The address or port cannot be listened on."""


def is_loopback(host: str) -> bool:
    """Whether a host is this machine only."""
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return host.lower() == "localhost"


def new_token() -> str:
    """A token that nobody can guess."""
    return secrets.token_urlsafe(24)


def names_of(host: str, others: Iterable[str] = ()) -> frozenset[str]:
    """The names that a server goes by: those of this machine, that of the address it listens on, and others."""
    return frozenset(name.lower().rstrip(".") for name in ("localhost", socket.gethostname(), host, *others))


def listening(host: str, port: int) -> socket.socket:
    """A socket that listens on an address; port 0 takes a free one. Raises CannotListen."""
    try:
        family, *_, address = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM, flags=socket.AI_PASSIVE)[0]
        return socket.create_server(address[:2], family=family, backlog=_MOST_AT_ONCE)
    except (OSError, UnicodeError) as error:
        reason = getattr(error, "strerror", None) or str(error)
        raise CannotListen(
            f"{host} port {port} cannot be listened on ({reason})", "Give another one: --port 0 takes any that is free."
        ) from error


def url_of(host: str, port: int) -> str:
    """The address that a browser on this machine takes: of a server on every address, that on localhost."""
    address = "localhost" if host in ("0.0.0.0", "::") else f"[{host}]" if ":" in host else host  # noqa: S104
    return f"http://{address}:{port}/"


def serve(site: Site, listener: socket.socket) -> None:
    """Serve a site until the process is told to end, as by Ctrl-C."""
    config = uvicorn.Config(
        application(site),
        http=_Impatient,
        ws="none",
        loop="asyncio",
        lifespan="on",
        log_level="error",
        access_log=False,
        proxy_headers=False,
        server_header=False,
        limit_concurrency=_MOST_AT_ONCE,
        h11_max_incomplete_event_size=_LONGEST_HEAD,
        timeout_keep_alive=_SECONDS_IDLE,
        timeout_graceful_shutdown=_SECONDS_TO_END,
    )
    with contextlib.suppress(KeyboardInterrupt):  # uvicorn raises it again after it has ended
        uvicorn.Server(config).run([listener])

"""A proxy that gives OpenSearch TLS and a password, and its clients the faults that networks and servers have."""

from __future__ import annotations

import base64
import contextlib
import enum
import http.client
import re
import socket
import ssl
import tempfile
import threading
import urllib.parse
from collections.abc import Mapping
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

_PER_CONNECTION = {"connection", "keep-alive", "transfer-encoding", "content-length"}


@dataclass(frozen=True)
class Answer:
    """An answer in the server's place, which never sees the request: `Answer(429)`, `Answer(401)`."""

    status: int
    body: bytes = b'{"error": "from the proxy"}'
    headers: Mapping[str, str] = field(default_factory=lambda: {"Content-Type": "application/json"})


@dataclass(frozen=True)
class Delay:
    """Hold the request back for some seconds, then pass it on."""

    seconds: float


class Cut(enum.Enum):
    """End the connection."""

    BEFORE = "before the server sees the request"
    AFTER = "after the server has carried it out, without an answer"
    MIDWAY = "in the middle of the answer"


Fault = Answer | Delay | Cut


@dataclass
class _Plan:
    """A fault that waits for the requests it is for."""

    fault: Fault
    requests: re.Pattern[str]
    after: int
    times: int | None


class Proxy:
    """`with Proxy("http://127.0.0.1:9200") as proxy:` listens at `proxy.url`, in threads of this process.

    `ca_file` is the certificate to trust. Requests without `user` and `password` get a 401. Without TLS,
    `Proxy(url, tls=False)`, the URL begins with http. `requests` are those that came: `["GET /news/_search"]`.
    """

    def __init__(self, target: str, *, tls: bool = True, user: str = "newsidx", password: str = "a:pass/%") -> None:
        self.user = user
        self.password = password
        self.requests: list[str] = []
        self._target = target
        self._plans: list[_Plan] = []
        self._lock = threading.Lock()
        self.closing = threading.Event()
        self._folder = tempfile.TemporaryDirectory(prefix="newsidx-proxy-")
        self.ca_file = Path(self._folder.name) / "ca.pem"
        self._server = _Server(self, _server_context(self.ca_file) if tls else None)
        self.url = f"{'https' if tls else 'http'}://127.0.0.1:{self._server.server_address[1]}"
        self._thread = threading.Thread(target=self._server.serve_forever, args=(0.05,), daemon=True)

    def inject(self, fault: Fault, requests: str = "", *, after: int = 0, times: int | None = None) -> None:
        """Let requests fail whose `METHOD /path?query` the regular expression is found in; all of them without one.

        The first `after` of them are passed on as ever; then `times` of them fail, or all until `heal`.
        """
        with self._lock:
            self._plans.append(_Plan(fault, re.compile(requests), after, times))

    def heal(self) -> None:
        """Let everything pass again."""
        with self._lock:
            self._plans.clear()

    def fault_for(self, request: str) -> Fault | None:
        """Note a request that came, and take the fault that it meets."""
        with self._lock:
            self.requests.append(request)
            for plan in self._plans:
                if plan.requests.search(request) is None or plan.times == 0:
                    continue
                if plan.after:
                    plan.after -= 1
                    continue
                if plan.times is not None:
                    plan.times -= 1
                return plan.fault
        return None

    def lets_in(self, authorization: str | None) -> bool:
        """Whether a request's header `Authorization` has the user and the password."""
        return authorization == "Basic " + base64.b64encode(f"{self.user}:{self.password}".encode()).decode()

    def connect(self) -> http.client.HTTPConnection:
        """A connection to the server behind."""
        server = urllib.parse.urlsplit(self._target)
        assert server.hostname
        connection = http.client.HTTPSConnection if server.scheme == "https" else http.client.HTTPConnection
        return connection(server.hostname, server.port)

    def __enter__(self) -> Proxy:
        self._thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self.closing.set()
        self._server.shutdown()
        self._thread.join()
        self._server.end_connections()
        self._server.server_close()
        self._folder.cleanup()


def _server_context(ca_file: Path) -> ssl.SSLContext:
    import trustme  # is slow, and most runs do not need it

    authority = trustme.CA()
    authority.cert_pem.write_to_path(str(ca_file))
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    authority.issue_cert("127.0.0.1", "localhost").configure_cert(context)
    return context


class _Server(ThreadingHTTPServer):
    daemon_threads = False  # so that server_close waits for them

    def __init__(self, proxy: Proxy, context: ssl.SSLContext | None) -> None:
        super().__init__(("127.0.0.1", 0), _Handler)
        self.proxy = proxy
        self._context = context
        self._open: set[socket.socket] = set()

    def finish_request(self, request: Any, client_address: Any) -> None:
        # In the connection's own thread: a client that does not finish its handshake keeps no other waiting.
        connection = request
        if self._context:
            connection = self._context.wrap_socket(request, server_side=True, do_handshake_on_connect=False)
        self._open.add(connection)
        with connection, contextlib.suppress(OSError):  # the client went away, or does not trust the certificate
            if self._context:
                connection.do_handshake()
            super().finish_request(connection, client_address)
        self._open.discard(connection)

    def end_connections(self) -> None:
        for connection in tuple(self._open):
            with contextlib.suppress(OSError):
                connection.shutdown(socket.SHUT_RDWR)


class _Handler(BaseHTTPRequestHandler):
    server: _Server
    protocol_version = "HTTP/1.1"  # a connection takes many requests
    wbufsize = -1  # an answer is sent at once
    upstream: http.client.HTTPConnection | None = None

    def finish(self) -> None:
        if self.upstream:
            self.upstream.close()
        with contextlib.suppress(OSError):
            super().finish()

    def log_message(self, *_: object) -> None:
        pass

    def _handle(self) -> None:
        body = self._body()
        fault = self.server.proxy.fault_for(f"{self.command} {self.path}")
        if isinstance(fault, Delay):
            self.server.proxy.closing.wait(fault.seconds)
        if isinstance(fault, Answer):
            self._answer(fault)
        elif not self.server.proxy.lets_in(self.headers["Authorization"]):
            self._answer(Answer(401, b"no such user or password", {"WWW-Authenticate": "Basic"}))
        elif fault is Cut.BEFORE:
            self._cut()
        else:
            answer = self._from_server(body)
            if fault is Cut.AFTER:
                self._cut()
            else:
                self._answer(answer, is_cut=fault is Cut.MIDWAY)

    do_GET = do_HEAD = do_POST = do_PUT = do_DELETE = _handle  # noqa: N815 (the names that the base class calls)

    def _body(self) -> bytes:
        if self.headers["Transfer-Encoding"] != "chunked":
            return self.rfile.read(int(self.headers["Content-Length"] or 0))
        body = b""
        while size := int(self.rfile.readline().split(b";")[0], 16):
            body += self.rfile.read(size)
            self.rfile.readline()
        while self.rfile.readline().strip():
            pass
        return body

    def _from_server(self, body: bytes) -> Answer:
        headers = {name: value for name, value in self.headers.items() if name.lower() not in _PER_CONNECTION}
        self.upstream = self.upstream or self.server.proxy.connect()
        try:
            self.upstream.request(self.command, self.path, body or None, headers)
            answer = self.upstream.getresponse()
            return Answer(answer.status, answer.read(), dict(answer.getheaders()))
        except (OSError, http.client.HTTPException) as error:
            self.upstream.close()
            return Answer(502, f"the server behind the proxy does not answer: {error}".encode())

    def _answer(self, answer: Answer, *, is_cut: bool = False) -> None:
        self.send_response(answer.status)
        for name, value in answer.headers.items():
            if name.lower() not in _PER_CONNECTION:
                self.send_header(name, value)
        self.send_header("Content-Length", str(len(answer.body)))
        self.end_headers()
        if is_cut:
            self.wfile.write(answer.body[: len(answer.body) // 2])
            self._cut()
        elif self.command != "HEAD":
            self.wfile.write(answer.body)

    def _cut(self) -> None:
        self.wfile.flush()
        self.close_connection = True
        self.connection.shutdown(socket.SHUT_RDWR)

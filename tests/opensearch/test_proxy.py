from __future__ import annotations

import base64
import http.client
import json
import ssl
import time
import uuid
from collections.abc import Iterator
from urllib.parse import urlsplit

import pytest

from tests.opensearch.proxy import Answer, Cut, Delay, Proxy
from tests.opensearch.server import ask


class Caller:
    """Asks through the proxy, on one connection while that lives."""

    def __init__(self, proxy: Proxy) -> None:
        context = ssl.create_default_context(cafile=str(proxy.ca_file))
        self.headers = {"Content-Type": "application/json", "Authorization": basic(proxy.user, proxy.password)}
        self.connection = http.client.HTTPSConnection(urlsplit(proxy.url).netloc, context=context, timeout=30)

    def __call__(self, method: str, path: str, body: object = None) -> tuple[int, object]:
        self.connection.request(method, path, json.dumps(body) if body is not None else None, self.headers)
        answer = self.connection.getresponse()
        return answer.status, json.loads(answer.read() or b"null")


def basic(user: str, password: str) -> str:
    return "Basic " + base64.b64encode(f"{user}:{password}".encode()).decode()


@pytest.fixture
def call(opensearch_proxy: Proxy) -> Iterator[Caller]:
    caller = Caller(opensearch_proxy)
    yield caller
    caller.connection.close()


def test_requests_pass_with_the_password_over_tls(opensearch_proxy: Proxy, opensearch_url: str, call: Caller) -> None:
    assert call("GET", "/")[1] == ask("GET", opensearch_url)
    assert call("GET", "/_analyze", {"tokenizer": "standard", "text": "Orla"})[0] == 200
    assert call("HEAD", "/no-such-index") == (404, None)
    assert opensearch_proxy.requests == ["GET /", "GET /_analyze", "HEAD /no-such-index"]


def test_a_body_without_a_stated_length_passes(call: Caller) -> None:
    pieces = iter([b'{"tokenizer": "standard",', b'"text": "Orla sails"}'])
    call.connection.request("POST", "/_analyze", pieces, call.headers, encode_chunked=True)
    assert len(json.loads(call.connection.getresponse().read())["tokens"]) == 2


def test_a_wrong_password_is_a_401(opensearch_proxy: Proxy, call: Caller) -> None:
    call.connection.request("GET", "/", headers={"Authorization": basic(opensearch_proxy.user, "wrong")})
    assert call.connection.getresponse().status == 401


def test_a_client_that_does_not_know_the_certificate_refuses_it(opensearch_proxy: Proxy) -> None:
    with pytest.raises(OSError, match="CERTIFICATE_VERIFY_FAILED"):
        ask("GET", opensearch_proxy.url)


def test_some_requests_get_another_answer_and_all_others_pass(opensearch_proxy: Proxy, call: Caller) -> None:
    opensearch_proxy.inject(Answer(429), "GET /_cluster", after=1, times=2)
    paths = ("/_cluster/health", "/", "/_cluster/health", "/_cluster/stats", "/_cluster/health")
    assert [call("GET", path)[0] for path in paths] == [200, 200, 429, 429, 200]


def test_a_request_is_held_back(opensearch_proxy: Proxy, call: Caller) -> None:
    opensearch_proxy.inject(Delay(0.5))
    start = time.monotonic()
    assert call("GET", "/")[0] == 200
    assert time.monotonic() - start >= 0.5


@pytest.mark.parametrize(("cut", "is_carried_out"), [(Cut.BEFORE, False), (Cut.AFTER, True), (Cut.MIDWAY, True)])
def test_a_connection_is_cut(
    opensearch_proxy: Proxy, opensearch_url: str, call: Caller, cut: Cut, *, is_carried_out: bool
) -> None:
    index = f"/cut-{uuid.uuid4()}"
    opensearch_proxy.inject(cut, "^PUT", times=1)
    with pytest.raises((OSError, http.client.HTTPException)):
        call("PUT", index)
    call.connection.close()
    assert call("HEAD", index)[0] == (200 if is_carried_out else 404)
    if is_carried_out:
        ask("DELETE", opensearch_url + index)


def test_a_healed_proxy_lets_everything_pass(opensearch_proxy: Proxy, call: Caller) -> None:
    opensearch_proxy.inject(Answer(503))
    assert call("GET", "/")[0] == 503
    opensearch_proxy.heal()
    assert call("GET", "/")[0] == 200


def test_a_server_that_is_gone_is_a_502() -> None:
    with Proxy("http://127.0.0.1:9", tls=False) as proxy:
        connection = http.client.HTTPConnection(urlsplit(proxy.url).netloc)
        connection.request("GET", "/", headers={"Authorization": basic(proxy.user, proxy.password)})
        assert connection.getresponse().status == 502
        connection.close()

"""Nobody reads the archive who should not: names of hosts, secrets, other sites, sizes."""

from __future__ import annotations

import base64

import pytest
from starlette.testclient import TestClient

from newsidx.archive.sqlite import database
from newsidx.web import site
from newsidx.web.site import Site
from tests.web.asking import asking

SECRET = "correct horse battery"


@pytest.fixture(autouse=True)
def without_waiting(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(site, "SECONDS_AFTER_WRONG_SECRET", 0.0)


@pytest.fixture
def locked(marrowport: str) -> TestClient:
    return asking(Site(marrowport, frozenset({"localhost"}), SECRET))


@pytest.mark.parametrize(
    "host", ["localhost", "localhost:80", "127.0.0.1:8765", "[::1]:8765", "LOCALHOST", "192.168.1.7"]
)
def test_the_server_answers_to_its_names_and_to_addresses(web: TestClient, host: str) -> None:
    assert web.get("/", headers={"host": host}).status_code == 200


@pytest.mark.parametrize(
    "host",
    [
        "evil.example",
        "localhost.evil.example",
        "",
        "localhost:/static/",
        "localhost:80:80",
        "127.0.0.1.evil.example",
        "localhost/static/",
        "localhost?",
        "user@localhost",
        "[::1",
        "[evil]",
        "localhost, evil.example",
        "2130706433x",
    ],
)
def test_another_name_is_refused_so_that_no_page_elsewhere_can_borrow_it(web: TestClient, host: str) -> None:
    assert web.get("/", headers={"host": host}).status_code == 421


def test_a_request_with_two_names_is_refused(web: TestClient) -> None:
    assert web.get("/", headers=[("host", "localhost"), ("host", "evil.example")]).status_code == 421  # type: ignore[arg-type]


def test_every_answer_has_a_strict_policy(web: TestClient, locked: TestClient) -> None:
    answers = [
        web.get("/"),
        web.get("/none"),
        web.get("/?page=x"),
        web.get("/search.json"),
        locked.get("/"),
        web.get("/static/style.css"),
    ]
    for answered in [*answers, web.get("/", headers={"host": "evil.example"})]:
        policy = answered.headers["content-security-policy"]
        assert "default-src 'none'" in policy
        assert "unsafe" not in policy
        assert answered.headers["x-content-type-options"] == "nosniff"


def test_no_page_has_anything_that_the_policy_forbids(web: TestClient) -> None:
    pages = [
        "/",
        "/?q=ferry",
        "/article/20230623-1?q=crane",
        "/dates",
        "/date/2024-02-27",
        "/on-this-day/02-27",
        "/alerts",
        "/help",
        "/api",
        "/login",
        "/none",
        "/?q=x&date=2023-13",
    ]
    for address in pages:
        page = web.get(address).text
        assert " style=" not in page
        assert "<style" not in page
        assert " on" not in [part[:3] for part in page.split("<") if "=" in part and part.startswith(" on")]
        assert page.count("<script") == page.count('<script src="/static/')


@pytest.mark.parametrize(
    "address",
    ["/", "/article/20230623-1", "/search.atom", "/api/search", "/dates", "/alerts", "/none", "/api/openapi.json"],
)
def test_without_the_secret_nothing_is_read(locked: TestClient, address: str) -> None:
    answered = locked.get(address)
    assert answered.status_code == 401
    assert "Bearer" in answered.headers["www-authenticate"]
    assert "Harbour Weekly" not in answered.text


@pytest.mark.parametrize("path", ["/static/style.css", "/login"])
def test_what_the_login_page_needs_is_open(locked: TestClient, path: str) -> None:
    assert locked.get(path).status_code == 200


@pytest.mark.parametrize("path", ["/static/../", "/login/../", "//static/", "/static/%2e%2e/", "/loginx", "/static"])
def test_a_path_that_begins_like_an_open_one_leads_nowhere_else(locked: TestClient, path: str) -> None:
    assert locked.get(path).status_code in (401, 404)


def test_the_secret_in_a_header_opens_the_archive(locked: TestClient) -> None:
    basic = base64.b64encode(f"anybody:{SECRET}".encode()).decode()
    for authorization in (f"Bearer {SECRET}", f"bearer {SECRET}", f"Basic {basic}"):
        assert locked.get("/api/search", headers={"authorization": authorization}).status_code == 200
    for authorization in (
        "Bearer wrong",
        "Bearer",
        "Basic !",
        f"Basic {SECRET}",
        f"Digest {SECRET}",
        "Basic " + "A" * 99,
    ):
        assert locked.get("/api/search", headers={"authorization": authorization}).status_code == 401


def test_who_logs_in_gets_a_cookie_and_what_was_asked_for(locked: TestClient) -> None:
    assert 'name="next" value="/?q=ferry"' in locked.get("/?q=ferry").text
    wrong = locked.post("/login", data={"secret": "wrong", "next": "/?q=ferry"})
    assert wrong.status_code == 401
    assert not wrong.cookies
    right = locked.post("/login", data={"secret": SECRET, "next": "/?q=ferry"}, follow_redirects=False)
    assert (right.status_code, right.headers["location"]) == (303, "/?q=ferry")
    cookie = right.headers["set-cookie"]
    assert "HttpOnly" in cookie
    assert "SameSite=strict" in cookie
    assert SECRET not in cookie
    assert "Log out" in locked.get("/?q=ferry").text
    locked.post("/logout")
    assert locked.get("/?q=ferry").status_code == 401
    assert "Log out" not in locked.get("/?q=ferry").text


@pytest.mark.parametrize(
    "leads_to", ["//evil.example", "https://evil.example", "/\\evil.example", "/\tx", "x", "/a\nb", ""]
)
def test_logging_in_leads_to_no_other_site(locked: TestClient, leads_to: str) -> None:
    right = locked.post("/login", data={"secret": SECRET, "next": leads_to}, follow_redirects=False)
    assert right.headers["location"] == "/"


def test_a_link_on_another_site_leads_who_has_logged_in_to_the_article(locked: TestClient) -> None:
    """A browser keeps a strict cookie to itself when it follows such a link, and sends it when a page loads itself."""
    elsewhere = {"sec-fetch-site": "cross-site", "sec-fetch-mode": "navigate"}
    assert 'http-equiv="refresh"' in locked.get("/?q=ferry", headers=elsewhere).text
    assert 'http-equiv="refresh"' not in locked.get("/?q=ferry", headers={"sec-fetch-site": "same-origin"}).text


def test_a_cookie_of_another_server_opens_nothing(locked: TestClient, marrowport: str) -> None:
    other = Site(marrowport, secret=SECRET)
    locked.cookies.set("newsidx-8765", other.session)
    assert locked.get("/").status_code == 401


def test_the_secret_is_in_no_representation(marrowport: str) -> None:
    assert SECRET not in repr(Site(marrowport, secret=SECRET))


@pytest.mark.parametrize("site", ["cross-site", "same-site"])
def test_a_page_of_another_site_can_lead_here_and_load_nothing(web: TestClient, site: str) -> None:
    assert web.get("/", headers={"sec-fetch-site": site, "sec-fetch-mode": "navigate"}).status_code == 200
    for mode in ("no-cors", "cors", "websocket"):
        assert web.get("/api/search", headers={"sec-fetch-site": site, "sec-fetch-mode": mode}).status_code == 403
    assert web.post("/login", headers={"sec-fetch-site": site, "sec-fetch-mode": "navigate"}).status_code == 403


def test_large_requests_are_refused(locked: TestClient) -> None:
    assert locked.post("/login", content=b"x" * 5000).status_code == 413
    assert locked.post("/login", content=iter([b"x" * 3000, b"x" * 3000])).status_code == 413
    assert locked.post("/login", data={f"a{number}": "1" for number in range(500)}).status_code == 400


@pytest.mark.parametrize("method", ["POST", "PUT", "DELETE", "PATCH", "OPTIONS", "TRACE"])
def test_only_reading_is_possible(web: TestClient, method: str) -> None:
    assert web.request(method, "/article/20230623-1").status_code == 405


@pytest.mark.parametrize(
    "name", ["..%2fapp.py", "%2e%2e/app.py", "style.css%00", "", "templates/base.html", "..\\app.py"]
)
def test_nothing_but_the_own_files_is_static(web: TestClient, name: str) -> None:
    assert web.get(f"/static/{name}").status_code == 404


def test_a_long_question_is_answered_and_a_longer_one_refused(web: TestClient) -> None:
    for text in (
        "a OR " * 1000 + "a",
        "(" * 2500,
        '"' * 2500,
        "x* " * 300,
        "-a " * 1500,
        "é" * 1300,
        "\0\x01\ud7ff" * 50,
    ):
        assert web.get("/", params={"q": text}).status_code in (200, 400)
        assert web.get("/api/search", params={"q": text}).status_code in (200, 400)
    assert web.get("/", params={"q": "a" * 8192}).status_code == 414


def test_what_takes_too_long_is_ended_and_said(web: TestClient, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(site, "SECONDS", -1.0)
    monkeypatch.setattr(database, "_INSTRUCTIONS_BETWEEN_CHECKS", 1)
    for address in ("/?q=path:a", "/api/search?q=ferry", "/search.csv"):
        answered = web.get(address)
        assert (answered.status_code, answered.headers["retry-after"]) == (503, "2")
        assert "takes too long" in answered.text

"""Articles are other people's text, and archives other people's files: neither can do anything on a page."""

from __future__ import annotations

import os
import re
import sqlite3
from collections.abc import Iterator
from html.parser import HTMLParser
from pathlib import Path

import pytest
from starlette.testclient import TestClient

from newsidx.archive import open_archive
from newsidx.web.site import Site
from tests.archive.old_schemas import downgrade
from tests.conftest import SEEDS
from tests.web.asking import archive_of, asking, text_of

SCRIPT = (
    "<script>alert(1)</script><img src=x onerror=alert(2)>\"'><svg onload=alert(3)> {{ 7*7 }} {% raw %} "
    "javascript:alert(4)"
)
TEXTS = {
    "script.md": f"---\ntitle: '{SCRIPT.replace(chr(39), chr(39) * 2)}'\ndate: 2022-03-01\n"
    f"author: '<b onmouseover=x>'\nsource: '</cite><script>x</script>'\nsection: '\"><i>'\nplace: '<u>'\n"
    "url: 'javascript:alert(5)'\n"
    f"'<key onclick=x>': '<value>'\n---\n\n{SCRIPT} harbour\n\n</p></article><!-- <style>*{{}}</style>\n",
    "bidi.txt": "Title: Harbour \u202egnp.exe\u2066\nDate: 2022-03-02\n\n"
    "The \u202eharbour\u202c \u2067turned\u2069 \x1b[31mred\x07.\n",
    "long.txt": "Title: One word\nDate: 2022-03-03\n\n" + "harbour" * 1_500_000,
    "marks.txt": "Title: Zalgo\nDate: 2022-03-04\n\nharbour" + "\u0301" * 5000 + " end\n",
    "url.txt": 'Title: Link\nDate: 2022-03-05\nURL: https://example.org/"onclick=x\n\nharbour\n',
    "good-url.txt": "Title: Good link\nDate: 2022-03-06\nURL: https://example.org/a?b=c&d=e\n\nharbour\n",
}
ALLOWED = {"a", "button", "mark", "time", "bdi", "cite", "i", "p", "h1", "h2", "h3"}


class Elements(HTMLParser):
    """Every element of a page and its attributes, and whether each is closed."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.attributes: set[str] = set()
        self.scripts = 0
        self.open: list[str] = []
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.attributes |= {name for name, _ in attrs}
        self.scripts += tag == "script"
        if tag not in ("meta", "link", "input", "br", "rect", "img"):
            self.open.append(tag)
        assert tag not in ("img", "style", "iframe", "object", "u", "b", "key", "value")

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.attributes |= {name for name, _ in attrs}

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag


@pytest.fixture(scope="module")
def hostile(tmp_path_factory: pytest.TempPathFactory) -> Iterator[TestClient]:
    folder = tmp_path_factory.mktemp("hostile")
    for name, text in TEXTS.items():
        (folder / name).write_text(text, encoding="utf-8")
    with asking(Site(archive_of(folder.parent / "hostile.db", folder))) as client:
        yield client


ADDRESSES = [
    "/",
    "/?q=harbour",
    f"/?q={SCRIPT}",
    f"/?q=oil&date={SCRIPT}",
    f"/?source={SCRIPT}",
    f"/?lang={SCRIPT}",
    f"/?page={SCRIPT}",
    *(f"/article/2022030{day}-1?q=harbour&n=2" for day in range(1, 7)),
    f"/article/{SCRIPT.replace('/', '')}",
    "/dates?q=<script>",
    "/date/2022-03-01",
    "/date/<script>",
    "/on-this-day/03-01",
    "/article/20220301-1/related",
    "/article/20220301-1/compare/20220302-1",
    "/none/<script>",
    "/article/20220303-1?part=2&q=harbour",
]


@pytest.mark.parametrize("address", ADDRESSES, ids=range(len(ADDRESSES)))
def test_no_text_becomes_an_element_or_an_attribute(hostile: TestClient, address: str) -> None:
    page = hostile.get(address).text
    found = Elements(page)
    assert not found.open
    assert found.scripts == 1
    assert not [name for name in found.attributes if name.startswith("on") or name == "style"]
    assert not re.search("[\x00-\x08\x0b-\x1f\u202a-\u202e\u2066-\u2069]", page)
    assert not re.search(r'(?:href|src|action)="\s*javascript:', page, re.IGNORECASE)


def test_an_article_of_ten_megabytes_is_read_in_parts(hostile: TestClient) -> None:
    page = hostile.get("/article/20220303-1?q=harbour").text
    assert "Part 1 of" in text_of(page)
    assert len(page) < 1_000_000
    last = int(re.findall(r"Part 1 of (\d+)", text_of(page))[0])
    assert hostile.get(f"/article/20220303-1?part={last}").status_code == 200


def test_only_web_addresses_are_links_and_they_say_nothing_of_where_one_came_from(hostile: TestClient) -> None:
    assert (
        '<a href="https://example.org/a?b=c&amp;d=e" rel="noopener noreferrer nofollow">'
        in hostile.get("/article/20220306-1").text
    )
    assert "javascript:alert(5)" in text_of(hostile.get("/article/20220301-1").text)


# The archive's file changes under the server


@pytest.fixture
def small(tmp_path: Path) -> str:
    return archive_of(tmp_path / "small.db", SEEDS / "marrowport" / "weekly")


def test_an_archive_may_be_deleted_and_put_back(small: str, tmp_path: Path) -> None:
    with asking(Site(small)) as web:
        assert web.get("/").status_code == 200
        os.rename(small, tmp_path / "away.db")
        gone = web.get("/")
        assert gone.status_code == 503
        assert "no archive" in text_of(gone.text)
        assert web.get("/api/search").json()["remedy"]
        os.rename(tmp_path / "away.db", small)
        assert web.get("/").status_code == 200


def test_another_archive_may_take_its_place(small: str, tmp_path: Path) -> None:
    with asking(Site(small)) as web:
        before = web.get("/?q=terminal").text
        other = archive_of(tmp_path / "other.db", SEEDS / "marrowport" / "kaigan")
        os.replace(other, small)
        assert "9 articles" in text_of(before) or "articles" in text_of(before)
        assert "3 articles" in text_of(web.get("/").text)


@pytest.mark.parametrize(
    "forgery",
    [
        "UPDATE articles SET body = char(2, 60, 115, 62, 2, 3, 3) || body, title = char(2) || title",
        "UPDATE articles SET meta = '[1'",
        'UPDATE articles SET meta = \'{"<script>": {"\u202e": [1, null, {}]}}\'',
        "UPDATE articles SET published = '<script>', date_from = '<script>', byline = ''",
        "UPDATE articles SET published = '2023-06-23T99:99<script>', language = '\" onload=x'",
        "UPDATE articles SET url = 'data:text/html,x', place = '\" onload=x'",
        "UPDATE files SET path = '/etc/passwd', size = 1 WHERE path LIKE '%2023-25.txt'",
        "UPDATE articles SET words = -1, source = '', section = char(10)",
        "PRAGMA user_version = 9999",
        "DROP TABLE articles",
    ],
)
def test_a_forged_archive_breaks_no_page(small: str, forgery: str) -> None:
    connection = sqlite3.connect(small, isolation_level=None)
    connection.execute("PRAGMA trusted_schema = OFF")
    for (name,) in connection.execute("SELECT name FROM sqlite_schema WHERE type = 'trigger'").fetchall():
        connection.execute(f"DROP TRIGGER {name}")
    connection.execute(forgery)
    connection.close()
    web = asking(Site(small, with_files=True))
    for address in (
        "/",
        "/?q=terminal",
        "/article/20230623-1?q=terminal",
        "/date/2023-06-23",
        "/search.atom",
        "/search.csv",
        "/api/articles/20230623-1",
        "/article/20230623-1/files/1",
        "/dates",
    ):
        answered = web.get(address)
        assert answered.status_code in (200, 404, 503), answered.text
        assert "root:" not in answered.text
        if answered.headers["content-type"].startswith("text/html"):
            found = Elements(answered.text)
            assert (found.open, found.scripts) == ([], 1)


def test_an_archive_of_an_earlier_newsidx_may_be_migrated_meanwhile(small: str) -> None:
    downgrade(Path(small), 8)
    with asking(Site(small)) as web:
        addresses = (
            "/?q=terminals",
            "/article/20230623-1?q=crane",
            "/dates",
            "/search.json?q=crane",
            "/alerts",
            "/?q=zzzz",
        )
        before = [web.get(address) for address in addresses]
        with open_archive(small, write=True) as archive:
            during = [web.get(address) for address in addresses]
            assert archive.article_count() == 9
        after = [web.get(address) for address in addresses]
        assert [answered.status_code for answered in (*before, *during, *after)] == [200] * 3 * len(addresses)
        assert after[0].text == during[0].text
        assert "an earlier newsidx made this archive's index" in text_of(before[0].text)
        assert "an earlier newsidx" not in text_of(after[0].text)


def test_what_is_written_meanwhile_is_in_the_next_answer_and_in_none_before_it_is_complete(small: str) -> None:
    with asking(Site(small)) as web, open_archive(small, write=True) as archive:
        (removed,) = (article.id for article in archive.named("20230623-1"))
        with archive.transaction():
            archive.remove([removed])
            assert web.get("/article/20230623-1").status_code == 200
        assert web.get("/article/20230623-1").status_code == 404
        assert "8 articles" in text_of(web.get("/").text)

"""Any question is a file for programs, in the formats of the registry and as a feed."""

from __future__ import annotations

from pathlib import Path
from urllib.parse import urlsplit
from xml.etree import ElementTree

import pytest
from starlette.testclient import TestClient

from newsidx import Query, SearchRequest, answer
from newsidx import open as open_archive
from newsidx.search.request import Match
from newsidx.web.feeds import FEEDS
from newsidx.web.site import Site
from tests.web.asking import archive_of, asking, links

ATOM = "{http://www.w3.org/2005/Atom}"


@pytest.mark.parametrize("ending", [ending for ending, feed in FEEDS.items() if feed.form])
def test_a_question_is_answered_as_the_command_prints_it(web: TestClient, marrowport: str, ending: str) -> None:
    form = FEEDS[ending].form
    assert form
    with open_archive(marrowport) as archive:
        request = SearchRequest(query=Query.parse("ferry"), limit=5, match=Match.FULL, with_snippets=form.has_snippets)
        lines = list(form.hits(answer(archive, request).hits))
    sent = web.get(f"/search.{ending}?q=ferry&limit=5")
    assert sent.text == "\n".join(lines) + "\n"
    assert sent.headers["content-type"].endswith("charset=utf-8")


def test_a_feed_has_the_newest_articles_and_leads_to_their_pages(web: TestClient) -> None:
    (address,) = links(web.get("/?q=ferry").text, r"^/search\.atom")[:1]
    sent = web.get(address)
    assert sent.headers["content-type"].startswith("application/atom+xml")
    feed = ElementTree.fromstring(sent.text)
    entries = feed.findall(f"{ATOM}entry")
    times = [entry.findtext(f"{ATOM}updated") or "" for entry in entries]
    assert times == sorted(times, reverse=True)
    assert feed.findtext(f"{ATOM}updated") == times[0]
    for entry in entries[:3]:
        link = entry.find(f"{ATOM}link")
        assert link is not None
        page = web.get(link.attrib["href"])
        assert (page.status_code, urlsplit(link.attrib["href"]).netloc) == (200, "localhost:8765")
        assert "<mark>" in page.text


def test_every_alert_has_a_feed(web: TestClient) -> None:
    for address in links(web.get("/alerts").text, r"\.atom$"):
        feed = ElementTree.fromstring(web.get(address).text)
        assert feed.findall(f"{ATOM}entry")
    assert web.get("/alerts/none.atom").status_code == 404


def test_a_feed_of_any_text_is_xml(tmp_path: Path) -> None:
    folder = tmp_path / "articles"
    folder.mkdir()
    title = "<b>&amp; ]]> \x07\x1b[31m \ufffe\uffff \u202e \U0001f600"
    (folder / "a.txt").write_text(f'Title: {title}\nDate: 2022-03-06\nBy: "<x>" & y\nSection: \'"<>&\n\n{title}')
    (folder / "b.txt").write_text("Nobody knows when.")
    web = asking(Site(archive_of(tmp_path / "news.db", folder)))
    feed = ElementTree.fromstring(web.get("/search.atom", params={"date": ""}).text)
    assert len(feed.findall(f"{ATOM}entry")) == 2
    category = feed.find(f"{ATOM}entry/{ATOM}category")
    assert category is not None
    assert category.attrib["term"] == "'\"<>&"
    assert "<b>" in (feed.findtext(f"{ATOM}entry/{ATOM}title") or "")


def test_an_error_is_said_in_plain_words_and_nothing_is_half_sent(web: TestClient) -> None:
    for address, status in (("/search.csv?date=2023-13", 400), ("/search.json?limit=1001", 400), ("/search.xls", 404)):
        sent = web.get(address)
        assert sent.status_code == status
        assert sent.headers["content-type"].startswith("text/plain")

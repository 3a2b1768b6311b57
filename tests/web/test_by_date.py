"""The archive is read by date: a calendar, the front page of a day, the same day of every year."""

from __future__ import annotations

import re

import pytest
from starlette.testclient import TestClient

from tests.web.asking import links, text_of


def test_the_calendar_has_every_article_on_its_day(web: TestClient) -> None:
    listed = [ref[:8] for ref in web.get("/search.ids?limit=100&date=2023").text.split()]
    page = web.get("/dates?year=2023").text
    days = re.findall(r'href="/date/(\d{4}-\d\d-\d\d)" aria-label="[^"]*: (\d+) article', page)
    assert sum(int(articles) for _, articles in days) == len(listed)
    assert {day.replace("-", "") for day, _ in days} == set(listed)


def test_the_calendar_of_a_question_has_its_matches_only(web: TestClient) -> None:
    page = web.get("/dates?q=ferry&year=2024").text
    addresses = links(page, "date=2024-02-27")
    assert addresses
    assert "ferry" in web.get(addresses[0]).text


def test_a_day_has_its_articles_by_source_and_leads_to_its_neighbours(web: TestClient) -> None:
    page = web.get("/date/2024-02-27").text
    refs = re.findall(r'href="/article/(\d+-\d+)"', page)
    assert sorted(refs) == sorted(web.get("/search.ids?date=2024-02-27").text.split())
    assert "Coastline Press" in text_of(page)
    before, after = (web.get(address).text for address in links(page, r"^/date/\d")[:2])
    assert "/date/2024-02-27" in links(before)
    assert "/date/2024-02-27" in links(after)
    assert "No article" in text_of(web.get("/date/1999-01-01").text)


def test_the_same_day_of_every_year(web: TestClient) -> None:
    refs = re.findall(r'href="/article/(\d+-\d+)"', web.get("/on-this-day/02-27").text)
    assert refs == web.get("/search.ids?date=--02-27").text.split()
    assert web.get("/on-this-day").status_code == 200
    assert web.get("/on-this-day/02-29").status_code == 200


@pytest.mark.parametrize(
    "address",
    [
        "/date/2024-13-01",
        "/date/20240227",
        "/date/x",
        "/date/2024-W01-1",
        "/on-this-day/13-01",
        "/on-this-day/x",
        "/date/0000-01-01",
    ],
)
def test_what_is_no_day_is_not_found(web: TestClient, address: str) -> None:
    assert web.get(address).status_code == 404


@pytest.mark.parametrize("address", ["/date/0001-01-01", "/date/9999-12-31", "/dates?year=9999", "/dates?year=1"])
def test_the_first_and_the_last_day_there_are(web: TestClient, address: str) -> None:
    assert web.get(address).status_code == 200

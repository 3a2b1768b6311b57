"""Matches are highlighted; where a query asks for one form of a word, no other form is."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest

from newsidx import Archive, Query
from newsidx.archive.sqlite.fts5.highlight import only_matches
from newsidx.search.answer import Hit
from newsidx.search.request import Match
from newsidx.text.marks import MARK_END, MARK_START
from tests.searching import highlight, search

TITLE = "Sanction after sanctions"
BODY = (
    "A sanction, SANCTIONS and sanctioning. The happy felt happiness in a Café or cafe of the U.S.; oil embargo, oils."
)


@pytest.fixture
def news(archive: Archive, add: Callable[..., object]) -> Archive:
    add({"a.txt": f"date 2022-03-06 {TITLE}\n\n{BODY}\n"})
    return archive


def only_hit(archive: Archive, text: str) -> Hit:
    (hit,) = search(archive, Query.parse(text), match=Match.ANY)
    return hit


def highlights(text: str) -> list[str]:
    return re.findall(f"{MARK_START}([^{MARK_END}]*){MARK_END}", text)


@pytest.mark.parametrize(
    ("text", "in_title", "in_body"),
    [
        ("sanction", ["Sanction", "sanctions"], ["sanction", "SANCTIONS", "sanctioning"]),
        ("=sanctions", ["sanctions"], ["SANCTIONS"]),
        ("=sanction", ["Sanction"], ["sanction"]),
        ("=Sanctioning", [], ["sanctioning"]),
        ("sanctions*", ["sanctions"], ["SANCTIONS"]),
        ("sanctioni*", [], ["sanctioning"]),
        ("sanct*", ["Sanction", "sanctions"], ["sanction", "SANCTIONS", "sanctioning"]),
        ("happin*", [], ["happiness"]),
        ("happy*", [], ["happy"]),
        ("=café", [], ["Café"]),
        ("=cafe", [], ["cafe"]),
        ("caf*", [], ["Café", "cafe"]),
        ("=U.S.", [], ["U.S"]),
        ("title:=sanctions", ["sanctions"], []),
        ("body:sanctioni*", [], ["sanctioning"]),
        ("=sanctions sanction", ["Sanction", "sanctions"], ["sanction", "SANCTIONS", "sanctioning"]),
        ("=sanctions oil", ["sanctions"], ["SANCTIONS", "oil", "oils"]),
        ('=sanctions "oil embargo"', ["sanctions"], ["SANCTIONS", "oil embargo"]),
        ('=sanctions "embargo oil"~3', ["sanctions"], ["SANCTIONS", "oil", "embargo", "oils"]),
        ("=sanctions -zebra", ["sanctions"], ["SANCTIONS"]),
        ("title:sanction body:=sanctions", ["Sanction", "sanctions"], ["SANCTIONS"]),
        ('=sanctions "felt happiness"', ["sanctions"], ["SANCTIONS", "felt happiness"]),
        ("=sanctions happin*", ["sanctions"], ["SANCTIONS", "happiness"]),
    ],
)
def test_only_matches_of_the_query_are_highlighted(
    news: Archive, text: str, in_title: list[str], in_body: list[str]
) -> None:
    hit = only_hit(news, text)
    article = highlight(news, hit.article, Query.parse(text))
    assert (highlights(article.title), highlights(article.body)) == (in_title, in_body)
    assert highlights(hit.title) == in_title
    assert set(highlights(hit.snippet)) <= set(in_body)
    assert re.sub(f"[{MARK_START}{MARK_END}]", "", article.body) == BODY
    assert re.sub(f"[{MARK_START}{MARK_END}]", "", article.title) == TITLE


def test_text_without_highlights_stays_as_it_is() -> None:
    tree = Query.parse("=sanctions").tree
    assert tree
    assert only_matches("Sanctions and a sanction.", tree, "body") == "Sanctions and a sanction."

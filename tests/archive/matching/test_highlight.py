"""Matches are highlighted; where a query asks for one form of a word, no other form is."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest

from newsidx import Archive, Query
from newsidx.search.answer import Hit
from newsidx.search.request import Match
from newsidx.text.marks import MARK_END, MARK_START
from tests.searching import highlight, search

Add = Callable[..., object]

TITLE = "Sanction after sanctions"
BODY = (
    "A sanction, SANCTIONS and sanctioning. The happy felt happiness in a Café or cafe of the U.S.; oil embargo, oils."
)


@pytest.fixture
def news(archive: Archive, add: Add) -> Archive:
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
        ("U.S.", [], ["U.S"]),
        ('"café OR cafe"', [], ["Café or cafe"]),
        ('"cafe or cafe of the U.S."', [], ["Café or cafe of the U.S"]),
        ('"sanctions and sanctioning. the"', [], ["SANCTIONS and sanctioning. The"]),
        ('"sanction felt"~9', ["Sanction", "sanctions"], ["sanction", "SANCTIONS", "sanctioning", "felt"]),
        ("=café", [], ["Café", "cafe"]),
        ("=cafe", [], ["Café", "cafe"]),
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


def test_what_metadata_has_is_not_highlighted_in_the_text(archive: Archive, add: Add) -> None:
    add({"a.txt": "Title: The Smith case\nDate: 2022-03-06\nBy: Jane Smith\n\nMs Smith spoke of oil.\n"})
    hit = only_hit(archive, "by:smith oil")
    assert (highlights(hit.title), highlights(hit.snippet)) == ([], ["oil"])


def test_a_title_cut_from_the_text_is_highlighted_as_shown(archive: Archive, add: Add) -> None:
    text = "oil prices rose in the night after the ministers had met and said that nothing would change before spring"
    add({"a.txt": f"date 2022-03-06 {text}, and then they left. More was said.\n"})
    hit = only_hit(archive, "oil")
    assert hit.article.title_from == "text"
    assert highlights(hit.title) == ["oil"]


@pytest.mark.parametrize(
    ("text", "query", "expected"),
    [
        ("国际油价上涨5%，石油输出国减产，油价下跌。", "油价 石油", ["油价", "石油", "油价"]),
        ("NHKは東京で取材した。東京都とNHK", "NHK 東京", ["NHK", "東京", "東京", "NHK"]),
        ("ราคาน้ำมันโลกเพิ่มขึ้น", "น้ำมัน", ["น้ำมัน"]),
        ("정부가 말했다. 정부는 아니다.", '정부 "정부가 말했다"', ["정부가 말했다", "정부"]),
        ("قَالَ الرَّئِيسُ اليوم", "الرئيس", ["الرَّئِيسُ"]),
        ("Un cafe\u0301 noir et un cafe", "café", ["café", "cafe"]),
    ],
)
def test_matches_in_any_script_are_highlighted(
    archive: Archive, add: Add, text: str, query: str, expected: list[str]
) -> None:
    add({"a.txt": f"date 2022-03-06 A title\n\n{text}\n"})
    hit = only_hit(archive, query)
    assert highlights(hit.snippet) == expected
    assert highlights(highlight(archive, hit.article, Query.parse(query)).body) == expected

"""Every match of a query is on a line of its own, with what stands around it in the text."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newsidx import Archive, Query
from newsidx.archive.matching.concordance import CONTEXT, in_context
from newsidx.archive.records import ConcordanceLine
from newsidx.search.request import Match
from newsidx.text.marks import MARK_END, MARK_START
from newsidx.text.wrapping import joined
from tests.searching import highlight, search

Add = Callable[..., object]

TITLE = "Oil after oil"
BODY = "The price\n  of a barrel of oil rose.\n\nOils and oil prices, oil\tembargo; the embargo of the oil. Coil."


@pytest.fixture
def news(archive: Archive, add: Add) -> Archive:
    add({"a.txt": f"Title: {TITLE}\nDate: 2022-03-06\n\n{BODY}\n"})
    return archive


def concordance(archive: Archive, text: str) -> tuple[ConcordanceLine, ...]:
    """The lines of the only article."""
    query = Query.parse(text)
    (hit,) = search(archive, query, match=Match.ANY)
    return archive.concordance(query, [hit.article]).get(hit.article.id, ())


@pytest.mark.parametrize(
    ("text", "in_title", "in_body"),
    [
        ("oil", ["Oil", "oil"], ["oil", "Oils", "oil", "oil", "oil"]),
        ("=oils", [], ["Oils"]),
        ("body:oil title:after", ["after"], ["oil", "Oils", "oil", "oil", "oil"]),
        ('"oil price"', [], ["oil prices"]),
        ('"oil price" oil', ["Oil", "oil"], ["oil", "Oils", "oil prices", "oil", "oil"]),
        ('"oil embargo"', [], ["oil embargo"]),
        ("pric*", [], ["price", "prices"]),
        ("embargo NEAR/3 oil", ["Oil", "oil"], ["oil", "Oils", "oil", "oil", "embargo", "embargo", "oil"]),
        ("price -gas", [], ["price", "prices"]),
    ],
)
def test_each_match_has_a_line_in_the_order_of_the_text(
    news: Archive, text: str, in_title: list[str], in_body: list[str]
) -> None:
    lines = concordance(news, text)
    assert [line.match for line in lines if line.column == "title"] == in_title
    assert [line.match for line in lines if line.column == "body"] == in_body
    assert [line.column for line in lines] == ["title"] * len(in_title) + ["body"] * len(in_body)


def test_a_line_has_what_stands_before_and_after_with_single_spaces(news: Archive) -> None:
    (line,) = concordance(news, '"oil embargo"')
    assert line == ConcordanceLine(
        "body",
        BODY.index("oil\tembargo"),
        "The price of a barrel of oil rose. Oils and oil prices, ",
        "oil embargo",
        "; the embargo of the oil. Coil.",
    )


@pytest.mark.parametrize("text", ["oil", '"oil price" oil', "embargo NEAR/3 oil", "pric* =oils"])
def test_the_matches_are_those_that_are_highlighted(news: Archive, text: str) -> None:
    (hit,) = search(news, Query.parse(text), match=Match.ANY)
    article = highlight(news, hit.article, Query.parse(text))
    marked = re.findall(f"{MARK_START}([^{MARK_END}]*){MARK_END}", article.title + article.body)
    assert [line.match for line in concordance(news, text)] == [" ".join(passage.split()) for passage in marked]


def test_a_title_that_was_cut_from_the_text_is_not_counted_twice(archive: Archive, add: Add) -> None:
    add({"a.txt": "date 2022-03-06 Oil sanctions were eased. Venezuela ships crude again.\n"})
    assert [(line.column, line.match) for line in concordance(archive, "oil")] == [("body", "Oil")]


@pytest.mark.parametrize(
    ("body", "query", "expected"),
    [
        (
            "国际油价上涨5%，油价\n下跌。",
            "油价",
            [("国际", "油价", "上涨5%，油价下跌。"), ("国际油价上涨5%，", "油价", "下跌。")],
        ),
        ("ราคาน้ำมันโลกเพิ่มขึ้น", "น้ำมัน", [("ราคา", "น้ำมัน", "โลกเพิ่มขึ้น")]),
        ("قال الرَّئِيسُ اليوم", "الرئيس", [("قال ", "الرَّئِيسُ", " اليوم")]),
        ("Un cafe\u0301 noir", "café", [("Un ", "café", " noir")]),
    ],
)
def test_matches_in_any_script_have_their_context(
    archive: Archive, add: Add, body: str, query: str, expected: list[tuple[str, str, str]]
) -> None:
    add({"a.txt": f"Title: A title\nDate: 2022-03-06\n\n{body}\n"})
    assert [(line.left, line.match, line.right) for line in concordance(archive, query)] == expected


def test_an_article_that_matches_by_its_metadata_has_no_line(archive: Archive, add: Add) -> None:
    add({"a.txt": "Title: The case\nDate: 2022-03-06\nBy: Jane Smith\n\nNothing.\n"})
    assert concordance(archive, "by:smith") == ()


def test_a_long_context_is_cut_between_words() -> None:
    text = "before " * 100 + "oil" + " after" * 100
    left, match, right = in_context(text, (700, 703))
    assert match == "oil"
    assert set(left.split()) == {"before"}
    assert set(right.split()) == {"after"}
    assert CONTEXT - 7 <= len(left) <= CONTEXT
    assert CONTEXT - 7 <= len(right) <= CONTEXT


def test_white_space_does_not_take_the_place_of_words() -> None:
    text = f"before{' ' * 500}" * 2 + "oil" + f"{' ' * 500}after" * 2
    assert in_context(text, (1012, 1015)) == ("before ", "oil", " after")


@given(st.text("ab 東京สé\u0301\n\t.", max_size=60), st.integers(0, 60), st.integers(1, 5))
def test_nothing_between_the_three_parts_is_lost(text: str, start: int, length: int) -> None:
    before, match, after = text[:start], "x" * length, text[start:]
    start = len(before)
    left, shown, right = in_context(before + match + after, (start, start + length))
    assert shown == match
    assert left + shown + right == re.sub(r"\s+", " ", joined(before + match + after))


@given(st.text("ab 東京สé\u0301\n\t.", min_size=100, max_size=3000), st.data())
def test_the_parts_of_a_long_text_follow_one_another_in_it(text: str, data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(text)))
    text = f"{text[:start]}oil{text[start:]}"
    left, match, right = in_context(text, (start, start + 3))
    assert f"{left}{match}{right}" in re.sub(r"\s+", " ", joined(text))
    assert max(len(left), len(right)) <= CONTEXT


def test_marks_in_the_text_of_a_forged_archive_are_left_out() -> None:
    text = f"a {MARK_END}b{MARK_START} oil{MARK_START} price{MARK_END}"
    start = text.index("oil")
    assert in_context(text, (start, start + 4)) == ("a b ", "oil", " price")

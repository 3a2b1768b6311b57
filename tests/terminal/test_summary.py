"""What is said about an answer beside its hits."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from newsidx import Archive, Query, parse_range
from newsidx.search.answer import Answer
from newsidx.search.request import Match
from newsidx.terminal import summary
from newsidx.text.whole import unmarked
from tests.searching import answer


@pytest.fixture
def news(archive: Archive, add: Callable[..., object]) -> Archive:
    """25 articles of oil, one of them of gas too, and one of gas alone."""
    add({f"{n:02}.txt": f"date 2022-03-{n:02} Oil {n}." for n in range(1, 26)})
    add({"gas.txt": "date 2022-04-01 Gas.", "both.txt": "date 2022-04-02 Oil and gas."})
    return archive


def read(archive: Archive, query: str | Query, **options: Any) -> Answer:
    """An answer whose hits have been read."""
    found = answer(archive, Query.parse(query) if isinstance(query, str) else query, **options)
    list(found.hits)
    return found


@pytest.mark.parametrize(
    ("query", "options", "place"),
    [
        ("oil", {}, "1–20 of 26 articles; --page 2 shows more"),
        ("oil", {"offset": 20}, "21–26 of 26 articles"),
        ("oil", {"limit": 1, "offset": 2}, "3 of 26 articles; --page 4 shows more"),
        ("oil", {"limit": None}, "26 articles"),
        ("gas -oil", {}, "1 article"),
        (
            "oil gas",
            {"limit": None},
            "20 of 27 articles (1 with all the words, 26 with some of them); -n 27 shows them all",
        ),
        ("oil gas", {}, "1–20 of 27 articles (1 with all the words, 26 with some of them); --page 2 shows more"),
        ("oil gas", {"match": Match.FULL}, "1 article"),
        ("oil zebra", {"limit": 30}, "26 articles (26 with some of the words)"),
        ("oyl", {"fuzzy": True, "limit": 30}, "26 articles (26 with a word one letter off)"),
    ],
)
def test_a_page_says_which_part_of_the_answer_it_is(
    news: Archive, query: str, options: dict[str, Any], place: str
) -> None:
    assert unmarked(summary.place(read(news, query, **options))) == place


def nothing(
    archive: Archive, query: str | Query, with_partial: bool = True, page: int = 1, **options: Any
) -> list[str]:
    lines = summary.nothing_found(read(archive, query, **options), page, with_partial=with_partial)
    return [unmarked(line) for line in lines]


def test_an_answer_without_hits_says_why(news: Archive) -> None:
    assert nothing(news, "zebra") == ["No article matches: zebra"]
    assert nothing(news, "zebra yak", match=Match.ANY) == ["No article has any of: zebra yak"]
    assert nothing(news, "oil zebra", match=Match.FULL) == [
        "No article has all of: oil zebra",
        "26 articles have some of the words; --any finds them.",
    ]
    assert nothing(news, "gas zebra -oil", match=Match.FULL)[1:] == ["1 article has some of the words; --any finds it."]
    assert nothing(news, "oil zebra", False, match=Match.FULL) == ["No article has all of: oil zebra"]
    assert nothing(news, Query.parse("gas -oil", parse_range("2021"))) == [
        "No article has all of: gas -oil (2021-01-01..2021-12-31)",
        "1 article matches on other dates.",
    ]
    assert nothing(news, "gas", page=3, offset=40) == ["There is no page 3: 2 articles match gas."]
    assert nothing(news, ":)") == ["There is no word to search for. To see articles by date: newsidx list"]


def test_a_long_query_is_not_repeated_whole_and_cannot_touch_the_terminal(news: Archive) -> None:
    (line,) = nothing(news, f"zebra\x1b[2J {'x' * 500}", match=Match.FULL, with_partial=False)
    assert "\x1b" not in line
    assert line.endswith("x…")
    assert len(line) < 250


def test_kinds_of_matches_are_noted_only_where_they_are_not_all_full(news: Archive) -> None:
    assert summary.kinds_of_matches(read(news, "oil")) == ""
    assert summary.kinds_of_matches(read(news, "oil gas", match=Match.ANY)) == ""
    assert summary.kinds_of_matches(read(news, "zebra")) == ""
    both = read(news, "gas OR zebbra", fuzzy=True)
    assert summary.kinds_of_matches(both) == ""
    partial = read(news, "oil zebra", limit=3)
    assert summary.kinds_of_matches(partial) == "Note: 3 articles with some of the words."
    mixed = read(news, "oil gas", limit=3)
    assert summary.kinds_of_matches(mixed) == "Note: 1 article with all the words, 2 with some of them."

"""What is explained of a question is what is done to answer it."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from newsidx import Archive, Query, parse_range
from newsidx.search.answer import count, tiers
from newsidx.search.explain import Explanation, explained

ARTICLES = {
    "1.txt": "date 2021-03-06 Pact\n\nSanctions on oil and on grain.",
    "2.txt": "date 2022-03-05 Market\n\nThe oil price.",
    "3.txt": "date 2022-03-06 Harvest\n\nGrain, and a sanction.",
    "4.txt": "date 2022-04-01 Gas\n\nNo more gas.",
}


@pytest.fixture
def news(archive: Archive, add: Callable[..., object]) -> Archive:
    add(ARTICLES)
    return archive


def explain(archive: Archive, text: str, sort: str = "relevance", words: str = "", fuzzy: bool = False) -> Explanation:
    return explained(archive, Query.parse(text), sort, 20, words, fuzzy)


@pytest.mark.parametrize(
    ("text", "words", "fuzzy", "parts"),
    [
        ("oil grain", "", False, [("all", 1), ("some", 2)]),
        ("oil grain", "all", False, [("all", 1)]),
        ("oil grain", "any", False, [("any", 3)]),
        ("oil", "", False, [("all", 2)]),
        ("grian", "", True, [("all", 0), ("one edit", 2)]),
        ("date:2022-03", "", False, [("", 2)]),
        ("oil since:2022", "", False, [("all", 1)]),
        ("zebra", "", False, [("all", 0)]),
        (":)", "", False, []),
    ],
)
def test_the_parts_of_the_answer_and_their_articles(
    news: Archive, text: str, words: str, fuzzy: bool, parts: list[tuple[str, int]]
) -> None:
    explanation = explain(news, text, words=words, fuzzy=fuzzy)
    assert [(one.tier.matched, one.articles) for one in explanation.tiers] == parts
    assert [one.tier for one in explanation.tiers] == tiers(news, explanation.query, words=words, fuzzy=fuzzy)


def test_by_date_there_is_one_part(news: Archive) -> None:
    assert [one.tier.matched for one in explain(news, "oil grain", "newest").tiers] == ["all"]
    assert [one.tier.matched for one in explain(news, "grian", "newest", fuzzy=True).tiers] == ["near"]


@pytest.mark.parametrize(
    ("text", "expression", "is_enough"),
    [
        ("oil", '"oil"', True),
        ("oil grain", '("oil" AND "grain")', True),
        ('title:"oil embargo"', 'title : "oil embargo"', True),
        ("oil -gas", '("oil" NOT "gas")', True),
        ("=sanctions", '"sanctions"', False),
        ("oil by:smith", '"oil"', False),
        ("-gas", None, False),
        ("by:smith", None, False),
        ("oil OR by:smith", None, False),
        ("date:2022-03", None, False),
    ],
)
def test_the_expression_and_whether_it_is_enough(
    news: Archive, text: str, expression: str | None, is_enough: bool
) -> None:
    first, *_ = explain(news, text, words="all").tiers
    assert (first.expression, first.is_enough) == (expression, is_enough)


@pytest.mark.parametrize("text", ["oil", "oil grain", "=sanctions", "sanct* oil", "oil -grain", "-gas", "gas OR oil"])
def test_an_expression_that_is_enough_finds_the_articles_by_itself(news: Archive, text: str) -> None:
    for one in explain(news, text).tiers:
        assert one.articles == count(news, one.tier.query)
        if one.expression:
            by_itself = "SELECT count(*) FROM articles_fts WHERE articles_fts MATCH ?"
            found = news.value(by_itself, [one.expression])
            assert found == one.articles if one.is_enough else found >= one.articles
        else:
            assert not one.is_enough


def test_every_step_is_timed(news: Archive) -> None:
    steps = explain(news, "oil grain").steps
    assert [step for step, _ in steps] == [
        "reading the question",
        "choosing what to look for",
        "counting, all",
        "counting, some",
        "finding and ranking the first 20",
        "the same with their snippets",
    ]
    assert all(0 <= seconds < 60 for _, seconds in steps)


def test_the_dates_of_the_options_hold(news: Archive) -> None:
    query = Query.parse("oil grain", parse_range("2022"))
    assert [one.articles for one in explained(news, query, "relevance", 20).tiers] == [0, 2]

"""The parts of an answer: full and partial matches, similar spellings; how many, how they are looked up, how long."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from newsidx import Archive, Query, parse_range
from newsidx.search.answer import Answer
from newsidx.search.request import Match
from tests.searching import answer, count

ARTICLES = {
    "1.txt": "date 2021-03-06 Pact\n\nSanctions on oil and on grain.",
    "2.txt": "date 2022-03-05 Market\n\nThe oil price.",
    "3.txt": "date 2022-03-06 Harvest\n\nGrain, and a sanction.",
    "4.txt": "date 2022-04-01 Gas\n\nNo more gas.",
}
DEFAULT = Match.FULL_THEN_PARTIAL


@pytest.fixture
def news(archive: Archive, add: Callable[..., object]) -> Archive:
    add(ARTICLES)
    return archive


def parts(found: Answer) -> list[tuple[str, int]]:
    return [(part.matched.value, part.count) for part in found.parts]


@pytest.mark.parametrize(
    ("text", "match", "fuzzy", "expected"),
    [
        ("oil grain", DEFAULT, False, [("all", 1), ("some", 2)]),
        ("oil grain", Match.FULL, False, [("all", 1)]),
        ("oil grain", Match.ANY, False, [("any", 3)]),
        ("oil", DEFAULT, False, [("all", 2)]),
        ("grian", DEFAULT, True, [("all", 0), ("one edit", 2)]),
        ("date:2022-03", DEFAULT, False, [("", 2)]),
        ("oil since:2022", DEFAULT, False, [("all", 1)]),
        ("zebra", DEFAULT, False, [("all", 0)]),
        (":)", DEFAULT, False, []),
    ],
)
def test_an_answer_has_a_part_for_each_kind_of_match(
    news: Archive, text: str, match: Match, fuzzy: bool, expected: list[tuple[str, int]]
) -> None:
    found = answer(news, Query.parse(text), match=match, fuzzy=fuzzy)
    assert parts(found) == expected
    assert found.total == sum(number for _, number in expected)
    assert sum(1 for _ in found.hits) == found.total
    assert found.shown == {kind: number for kind, number in expected if number}


def test_by_date_there_is_one_part(news: Archive) -> None:
    assert parts(answer(news, Query.parse("oil grain"), "newest")) == [("all", 1)]
    assert parts(answer(news, Query.parse("grian"), "newest", fuzzy=True)) == [("near", 2)]


@pytest.mark.parametrize(
    ("text", "expression", "is_complete"),
    [
        ("oil", '{title body} : "oil"', True),
        ("oil grain", '({title body} : "oil" AND {title body} : "grain")', True),
        ('title:"oil embargo"', '{title} : "oil embargo"', True),
        ("oil -gas", '({title body} : "oil" NOT {title body} : "gas")', True),
        ("sanction", '{title body} : ("sanction" OR "sanctions")', True),
        ("=sanctions", '{title body} : "sanctions"', True),
        ("sanct*", '{title body} : "sanct"*', True),
        ("oil by:smith", '({title body} : "oil" AND {byline} : "smith")', True),
        ("by:smi*", '{byline} : "smi"*', True),
        ("lang:en", '{language} : ^"en"', True),
        ("oil path:news", '{title body} : "oil"', False),
        ("-gas", None, False),
        ("path:news", None, False),
        ("oil OR path:news", None, False),
        ("date:2022-03", None, False),
    ],
)
def test_the_plan_says_what_the_index_is_asked_and_whether_that_is_all(
    news: Archive, text: str, expression: str | None, is_complete: bool
) -> None:
    (part,) = answer(news, Query.parse(text), match=Match.FULL).parts
    assert part.plan[:2] == (expression, is_complete)


@pytest.mark.parametrize("text", ["oil", "oil grain", "=sanctions", "sanct* oil", "oil -grain", "-gas", "gas OR oil"])
def test_a_complete_plan_finds_the_articles_by_itself(news: Archive, text: str) -> None:
    for part in answer(news, Query.parse(text)).parts:
        assert part.count == count(news, part.query)
        if part.plan.expression:
            by_itself = "SELECT count(*) FROM articles_fts WHERE articles_fts MATCH ?"
            found = news.value(by_itself, [part.plan.expression])
            assert found == part.count if part.plan.is_complete else found >= part.count
        else:
            assert not part.plan.is_complete


def test_the_steps_that_ran_are_timed_and_no_others(news: Archive) -> None:
    found = answer(news, Query.parse("oil grain"))
    assert [step for step, _ in found.timings] == ["reading the query"]
    list(found.hits)
    steps = [
        "reading the query",
        "counting full matches",
        "finding and ranking",
        "reading the articles",
        "snippets",
    ]
    assert [step for step, _ in found.timings] == steps
    assert found.total == 3
    assert [step for step, _ in found.timings] == [*steps, "counting partial matches"]
    assert all(0 <= seconds < 60 for _, seconds in found.timings)


def test_the_dates_hold_for_every_part(news: Archive) -> None:
    found = answer(news, Query.parse("oil grain", parse_range("2022")))
    assert parts(found) == [("all", 0), ("some", 2)]
    assert found.total_on_other_dates == 3
    assert answer(news, Query.parse("oil grain")).total_on_other_dates == 0


def test_partial_matches_that_were_left_out_are_counted(news: Archive) -> None:
    assert answer(news, Query.parse("oil grain"), match=Match.FULL).partial_matches == 2
    assert answer(news, Query.parse("oil"), match=Match.FULL).partial_matches == 0
    assert answer(news, Query.parse(":)"), match=Match.FULL).partial_matches == 0


def test_a_suggestion_keeps_the_dates_of_the_query(archive: Archive, add: Callable[..., object]) -> None:
    add({f"{n}.txt": f"date 2022-03-0{n} Sanctions {n}." for n in range(1, 9)})
    found = answer(archive, Query.parse("sanktions date:2022-03"))
    assert found.suggestion is not None
    assert found.suggestion.query == 'Sanctions date:"2022-03"'
    assert answer(archive, Query.parse(":)")).suggestion is None

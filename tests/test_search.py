"""Searching, listing and counting a real archive."""

from __future__ import annotations

import itertools
from collections.abc import Callable

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from newsidx import Archive, DateRange, Query, parse_range
from newsidx.ingest import Report
from newsidx.query.compiling import MARK_END, MARK_START
from newsidx.search import count, count_by, highlight, search

Add = Callable[..., Report]

ARTICLES = {
    "1.txt": "date 2021-03-06 Sanctions\n\nThe oil embargo began. Venezuela sold no oil.",
    "2.txt": "date 2022-03-05 Embargo\n\nThe embargo of Venezuela hit its sales of oil.",
    "3.txt": "date 2022-03-06 Oil\n\nMore oil, and more gas, café prices rose.",
    "4.txt": "date 2022-03-06 Weather\n\nSnow fell. The oil in lamps froze, said the Herald of U.S. papers.",
    "5.txt": "date 2022-04-01 Gas\n\nNo more gas.",
    "6.txt": "Oil without a date.",
}


@pytest.fixture
def filled(archive: Archive, add: Add) -> Archive:
    add(ARTICLES)
    return archive


def answer(archive: Archive, text: str, dates: str = "", sort: str = "relevance", **page: int) -> list[str]:
    within = parse_range(dates) if dates else DateRange()
    query = Query.parse(text, within) if text else Query(dates=within)
    limit, offset = page.get("limit"), page.get("offset", 0)
    refs = [hit.article.ref for hit in search(archive, query, sort, limit, offset, words="all")]
    if not page:
        assert count(archive, query) == len(refs)
    return refs


def test_all_the_words_must_be_there_in_any_of_their_forms(filled: Archive) -> None:
    assert sorted(answer(filled, "oil venezuela")) == ["20210306-1", "20220305-1"]
    assert answer(filled, "sanction") == ["20210306-1"]
    assert answer(filled, "selling oil") == []  # sold and sales are other stems
    assert answer(filled, "CAFE price") == ["20220306-1"]


def test_a_phrase_is_found_in_its_order(filled: Archive) -> None:
    assert answer(filled, '"oil embargo"') == ["20210306-1"]
    assert answer(filled, '"embargo oil"') == []
    assert answer(filled, "U.S.") == ["20220306-2"]


def test_a_word_in_the_title_counts_more(filled: Archive) -> None:
    assert answer(filled, "embargo")[0] == "20220305-1"
    assert answer(filled, "oil", "2022")[0] == "20220306-1"


@pytest.mark.parametrize(
    ("dates", "refs"),
    [
        ("2022", ["20220306-2", "20220306-1", "20220305-1"]),
        ("2022-03-06", ["20220306-2", "20220306-1"]),
        ("..2021", ["20210306-1"]),
        ("--03-06", ["20220306-2", "20220306-1", "20210306-1"]),
        ("1990s", []),
    ],
)
def test_dates_narrow_a_search(filled: Archive, dates: str, refs: list[str]) -> None:
    assert answer(filled, "oil", dates, "newest") == refs
    assert answer(filled, "oil", dates, "oldest") == refs[::-1]
    assert sorted(answer(filled, "oil", dates)) == sorted(refs)


def test_undated_articles_are_found_by_words_and_listed_last_or_alone(filled: Archive) -> None:
    assert "0-1" in answer(filled, "oil")
    assert answer(filled, "", sort="newest")[-1] == "0-1"
    undated = Query(undated=True)
    assert [hit.article.ref for hit in search(filled, undated)] == ["0-1"]
    assert count(filled, undated) == 1


def test_pages_follow_one_another_without_loss(filled: Archive) -> None:
    for text, sort in itertools.product(("oil", ""), ("relevance", "newest", "oldest")):
        pages = [answer(filled, text, sort=sort, limit=2, offset=offset) for offset in (0, 2, 4, 6)]
        assert list(itertools.chain.from_iterable(pages)) == answer(filled, text, sort=sort)


def test_a_question_of_punctuation_alone_finds_nothing(filled: Archive) -> None:
    assert answer(filled, ":)") == []


def test_the_snippet_marks_the_matches_and_is_cut_from_the_body(filled: Archive) -> None:
    (hit,) = search(filled, Query.parse("lamp froze"))
    assert f"{MARK_START}lamps{MARK_END} {MARK_START}froze{MARK_END}" in hit.snippet
    assert hit.title == hit.article.title == "Weather"
    (hit,) = search(filled, Query.parse("weather"))
    assert hit.title == f"{MARK_START}Weather{MARK_END}"


def test_highlighting_marks_every_form_of_any_of_the_words(filled: Archive) -> None:
    (hit,) = search(filled, Query.parse("snow"))
    marked = highlight(filled, hit.article, Query.parse("weathers lamp nothing"))
    assert marked.title == f"{MARK_START}Weather{MARK_END}"
    assert f"{MARK_START}lamps{MARK_END}" in marked.body
    assert highlight(filled, hit.article, Query.parse("nothing")) == hit.article
    assert highlight(filled, hit.article, Query.parse("")) == hit.article


def test_counts_by_day_month_and_year(filled: Archive) -> None:
    assert count_by(filled, Query(), "year") == [("2021", 1), ("2022", 4)]
    assert count_by(filled, Query(), "month") == [("2021-03", 1), ("2022-03", 3), ("2022-04", 1)]
    assert count_by(filled, Query(dates=parse_range("2022-03")), "day") == [("2022-03-05", 1), ("2022-03-06", 2)]
    assert count_by(filled, Query.parse("oil"), "month") == [("2021-03", 1), ("2022-03", 3)]


def test_a_long_answer_comes_whole_and_in_order(archive: Archive, add: Add) -> None:
    add({f"{number:03}.txt": f"date 2022-03-06 Oil {number}\n\nText." for number in range(450)})
    assert answer(archive, "oil", sort="oldest") == [f"20220306-{number}" for number in range(1, 451)]


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=200)
@given(st.lists(st.sampled_from("oil gas embargo venezuela snow the more fell".split()), min_size=1, max_size=4))
def test_the_answer_is_that_of_reading_the_articles_one_by_one(archive: Archive, add: Add, words: list[str]) -> None:
    if archive.value("SELECT count(*) FROM articles") == 0:
        add(ARTICLES)
    expected = {
        article.ref
        for article in (hit.article for hit in search(archive, Query(), limit=None))
        if all(
            word in f"{article.title} {article.body}".lower().replace(",", " ").replace(".", " ").split()
            for word in words
        )
    }
    assert set(answer(archive, " ".join(words))) == expected

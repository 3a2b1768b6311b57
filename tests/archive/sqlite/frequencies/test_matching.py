"""What matches a query of words, negations and dates is counted and listed by the term frequencies alone."""

from __future__ import annotations

import pytest

from newsidx import Archive, Query
from newsidx.archive.sqlite.frequencies.reading import frequencies_of
from newsidx.dates.periods import Period
from newsidx.query.sort import Sort
from tests.archive.sqlite.frequencies.conftest import Counted

ARTICLES = {
    "2021-03-06 1": "Oil and gas.", "2021-03-06 2": "Oil, gas, rare.", "2021-12-31 1": "Snow.", "2022-02-28 1": "Gas.",
    "2022-03-06 1": "Oils.", "2022-03-06 2": "Snow and oil.", "2022-03-07 1": "Gasp.", "2022-12-31 1": "Oil.",
    "undated 1": "Oil.", "undated 2": "Snow.",
}  # fmt: skip
U1, U2 = "0-1", "0-2"
NEWEST_FIRST = [
    "20221231-1", "20220307-1", "20220306-2", "20220306-1", "20220228-1", "20211231-1", "20210306-2", "20210306-1",
    U2, U1,
]  # fmt: skip


@pytest.fixture
def archive(counted: Counted) -> Archive:
    made = counted(ARTICLES)
    frequencies = frequencies_of(made)
    assert frequencies
    assert len(frequencies.blocks) == 3
    return made


def refs(
    archive: Archive, query: Query, sort: Sort = Sort.NEWEST, limit: int | None = None, offset: int = 0
) -> list[str]:
    ids = [article_id for article_id, _ in archive.ids(query, sort=sort, limit=limit, offset=offset)]
    return [article.ref for article in archive.articles(ids)]


def without(*excluded: str) -> list[str]:
    return [ref for ref in NEWEST_FIRST if ref not in excluded]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("-snow", without("20211231-1", "20220306-2", U2)),
        ("-snow -oil -gas", ["20220307-1"]),
        ("-(oil gas)", without("20210306-1", "20210306-2")),
        ("-(oil OR gas)", ["20220307-1", "20211231-1", U2]),
        ("-nosuchword", NEWEST_FIRST),
        ("-title", []),
        ("-rare", without("20210306-2")),
        ("-=oil -gas*", ["20220306-1", "20211231-1", U2]),
        ("-title:oil -body:snow", without("20211231-1", "20220306-2", U2)),
        ("-snow date:2022-03", ["20220307-1", "20220306-1"]),
        ("-snow on:--03-06", ["20220306-1", "20210306-2", "20210306-1"]),
        ("-snow (since:2022-12 OR until:2021-06)", ["20221231-1", "20210306-2", "20210306-1"]),
        ("-snow date:1999", []),
        ("-snow -date:2022", ["20210306-2", "20210306-1", U1]),
    ],
)
def test_what_only_negations_and_dates_find_is_listed_by_date(archive: Archive, text: str, expected: list[str]) -> None:
    query = Query.parse(text)
    assert refs(archive, query) == refs(archive, query, Sort.RELEVANCE) == expected
    assert refs(archive, query, Sort.OLDEST) == expected[::-1]
    assert refs(archive, query, limit=2, offset=1) == expected[1:3]
    assert archive.count(query) == len(expected)


def test_undated_articles_alone_are_found_if_they_are_asked_for(archive: Archive) -> None:
    for text, expected in (("-snow", [U1]), ("-gas", [U2, U1]), ("oil", [U1])):
        query = Query(text, Query.parse(text).tree, undated=True)
        assert refs(archive, query) == expected
        assert archive.count(query) == len(expected)
        assert archive.histogram(query, Period.DAY) == []


def test_matches_are_counted_by_their_day_month_and_year_across_blocks(archive: Archive) -> None:
    query = Query.parse("oil OR snow")
    assert archive.count(query) == 8
    assert archive.histogram(query, Period.DAY) == [
        ("2021-03-06", 2), ("2021-12-31", 1), ("2022-03-06", 2), ("2022-12-31", 1),
    ]  # fmt: skip
    assert archive.histogram(query, Period.MONTH) == [("2021-03", 2), ("2021-12", 1), ("2022-03", 2), ("2022-12", 1)]
    assert archive.histogram(query, Period.YEAR) == [("2021", 3), ("2022", 3)]
    assert archive.histogram(query, Period.WEEK) == [
        ("2021-W09", 2), ("2021-W52", 1), ("2022-W09", 2), ("2022-W52", 1),
    ]  # fmt: skip


def test_removed_articles_match_no_longer(counted: Counted) -> None:
    archive = counted(ARTICLES)
    archive.remove([20220306000002, 20210306000001])
    assert refs(archive, Query.parse("-nosuchword")) == without("20220306-2", "20210306-1")
    assert archive.count(Query.parse("snow")) == 2
    assert archive.histogram(Query.parse("oil"), Period.YEAR) == [("2021", 1), ("2022", 2)]

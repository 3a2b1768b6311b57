"""Questions over time: exact counts, gaps that are no zeros, shares, peaks."""

from __future__ import annotations

import datetime
from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newsidx import Archive, Query
from newsidx.analysis.timeline import peaks, span_of, timeline
from newsidx.ingest.pipeline import Report
from newsidx.search.answer import PERIODS, period_of, search

Add = Callable[..., Report]

FILES = {
    **{f"a{day}.txt": f"date 2020-12-{day} Oil story {day}." for day in range(28, 32)},
    "b.txt": "date 2021-01-01 Gas and oil.",
    "c.txt": "date 2021-01-04 Only gas here.",
    "d.txt": "date 2021-03-01 Oil again, oil and more oil.",
    "e.txt": "date 2021-03-02 Oil again.",
    "f.txt": "Oil at no date.",
    "g.txt": "date 2021-02-20 Grain.",
    "h.txt": "date 2022-02-20 Grain after all of it.",
}


@pytest.mark.parametrize("unit", PERIODS)
def test_counts_are_those_of_the_hits_one_by_one(archive: Archive, add: Add, unit: str) -> None:
    add(FILES)
    questions = [Query.parse("oil"), Query.parse("gas OR grain")]
    found = timeline(archive, questions, unit)
    for number, query in enumerate(questions):
        days = [hit.article.date for hit in search(archive, query, limit=None)]
        for period in found.periods:
            inside = [day for day in days if day and period.first <= day <= period.last]
            assert period.counts[number] == len(inside)
            assert {period_of(day, unit) for day in inside} <= {period.name}
        assert found.totals[number] == len(days)
        assert found.undated[number] == days.count(None)


def test_time_without_articles_is_left_out_and_time_without_answers_is_zero(archive: Archive, add: Add) -> None:
    add(FILES)
    found = timeline(archive, [Query.parse("oil")], "week")
    assert [(period.name, period.counts[0], period.of) for period in found.periods] == [
        ("2020-W53", 5, 5),
        ("2021-W01", 0, 1),
        ("2021-W07", 0, 1),
        ("2021-W09", 2, 2),
    ]


def test_a_share_is_per_thousand_articles_of_the_period(archive: Archive, add: Add) -> None:
    add(FILES)
    (first, second, third) = (
        timeline(archive, [Query.parse("gas")], "month").periods[:1]
        + timeline(archive, [Query.parse("oil")], "year").periods
    )
    assert (first.name, first.share(0)) == ("2021-01", 1000.0)
    assert (second.share(0), third.share(0)) == (1000.0, 600.0)


def test_a_peak_has_the_article_that_answers_best(archive: Archive, add: Add) -> None:
    add(FILES)
    found = timeline(archive, [Query.parse("oil")], "month")
    assert [(peak.period.name, peak.article.ref) for peak in peaks(archive, found)][-1] == ("2021-03", "20210301-1")


def test_the_unit_fits_the_time_between_the_first_answer_and_the_last(archive: Archive, add: Add) -> None:
    add(FILES)
    asked = {"oil": "week", "gas": "day", "again": "day", "grain": "month"}
    for question, unit in asked.items():
        assert timeline(archive, [Query.parse(question)]).unit == unit
    assert timeline(archive, [Query.parse("nothing"), Query.parse("")]).periods == ()


def test_dates_narrow_what_is_counted(archive: Archive, add: Add) -> None:
    add(FILES)
    found = timeline(archive, [Query.parse("oil since:2021-03")], "month")
    assert [(period.name, period.counts) for period in found.periods] == [("2021-03", (2,))]


@given(st.dates(datetime.date(1600, 1, 1), datetime.date(2999, 12, 1)), st.sampled_from(PERIODS))
def test_every_day_of_a_period_has_its_name_and_no_other_has(day: datetime.date, unit: str) -> None:
    first, last = span_of(day, unit)
    assert first <= day <= last
    assert period_of(first, unit) == period_of(last, unit) == period_of(day, unit)
    one = datetime.timedelta(days=1)
    assert period_of(day, unit) not in (period_of(first - one, unit), period_of(last + one, unit))

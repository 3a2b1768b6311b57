"""Questions over time: exact counts, gaps that are no zeros, shares, peaks."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from newsidx import Archive, Query
from newsidx.analysis.timeline import Against, LeftOut, Measure, peaks, timeline
from newsidx.dates.periods import Period
from newsidx.ingest.pipeline import Report
from tests.searching import search

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


@pytest.mark.parametrize("period", Period)
def test_counts_are_those_of_the_hits_one_by_one(archive: Archive, add: Add, period: Period) -> None:
    add(FILES)
    questions = [Query.parse("oil"), Query.parse("gas OR grain")]
    found = timeline(archive, questions, period)
    for number, query in enumerate(questions):
        days = [hit.article.date for hit in search(archive, query, limit=None)]
        for bucket in found.buckets:
            inside = [day for day in days if day and bucket.first <= day <= bucket.last]
            assert bucket.counts[number] == len(inside)
            assert {period.name_of(day) for day in inside} <= {bucket.name}
        assert found.totals[number] == len(days)
        assert found.undated[number] == days.count(None)


def test_time_without_articles_is_left_out_and_time_without_answers_is_zero(archive: Archive, add: Add) -> None:
    add(FILES)
    found = timeline(archive, [Query.parse("oil")], Period.WEEK)
    assert [(bucket.name, bucket.counts[0], bucket.of) for bucket in found.buckets] == [
        ("2020-W53", 5, 5),
        ("2021-W01", 0, 1),
        ("2021-W07", 0, 1),
        ("2021-W09", 2, 2),
    ]


def test_a_share_is_per_thousand_articles_of_the_period(archive: Archive, add: Add) -> None:
    add(FILES)
    (first, second, third) = (
        timeline(archive, [Query.parse("gas")], Period.MONTH).buckets[:1]
        + timeline(archive, [Query.parse("oil")], Period.YEAR).buckets
    )
    assert (first.name, first.share(0)) == ("2021-01", 1000.0)
    assert (second.share(0), third.share(0)) == (1000.0, 600.0)


def test_a_peak_has_the_article_that_answers_best(archive: Archive, add: Add) -> None:
    add(FILES)
    found = timeline(archive, [Query.parse("oil")], Period.MONTH)
    assert [(peak.bucket.name, peak.article.ref) for peak in peaks(archive, found)][-1] == ("2021-03", "20210301-1")


def test_the_unit_fits_the_time_between_the_first_answer_and_the_last(archive: Archive, add: Add) -> None:
    add(FILES)
    asked = {"oil": "week", "gas": "day", "again": "day", "grain": "month"}
    for question, period in asked.items():
        assert timeline(archive, [Query.parse(question)]).period is Period(period)
    assert timeline(archive, [Query.parse("nothing"), Query.parse("")]).buckets == ()


def test_dates_narrow_what_is_counted(archive: Archive, add: Add) -> None:
    add(FILES)
    found = timeline(archive, [Query.parse("oil since:2021-03")], Period.MONTH)
    assert [(bucket.name, bucket.counts) for bucket in found.buckets] == [("2021-03", (2,))]


def test_a_single_stray_date_is_left_out_and_counted(archive: Archive, add: Add) -> None:
    add({f"{day}.txt": f"date 2021-03-{day:02} Oil story {day}." for day in range(1, 26)})
    add({"stray.txt": "date 1921-03-05 Oil of old.", "other.txt": "date 1999-01-01 Gas."})
    found = timeline(archive, [Query.parse("oil")])
    assert (found.period, len(found.buckets), found.totals) == (Period.DAY, 25, (26,))
    assert found.left_out == LeftOut(1, 0, Period.YEAR)
    by_year = timeline(archive, [Query.parse("oil")], Period.YEAR)
    assert (by_year.left_out, [bucket.name for bucket in by_year.buckets]) == (None, ["1921", "1999", "2021"])


def test_what_is_left_out_and_what_is_shown_are_all_that_matches(archive: Archive, add: Add) -> None:
    add(FILES)
    add({f"{day}.txt": f"date 2021-03-{day:02} Oil and gas, story {day}." for day in range(3, 29)})
    add({"before.txt": "date 1921-03-05 Oil of old.", "after.txt": "date 2031-03-05 Gas to come."})
    found = timeline(archive, [Query.parse("oil"), Query.parse("gas")])
    shown = [sum(bucket.counts[number] for bucket in found.buckets) for number in (0, 1)]
    outside = found.left_out.before + found.left_out.after if found.left_out else 0
    assert sum(shown) + outside == sum(found.totals) - sum(found.undated)


def test_queries_are_compared_with_another_one(archive: Archive, add: Add) -> None:
    add(FILES)
    found = timeline(archive, [Query.parse("gas"), Query.parse("again")], Period.MONTH, Query.parse("oil"))
    assert found.against == Against(Query.parse("oil"), 8, 1)
    ratios = [(bucket.name, bucket.against, bucket.ratio(0), bucket.ratio(1)) for bucket in found.buckets]
    assert ratios == [
        ("2020-12", 4, 0.0, 0.0),
        ("2021-01", 1, 200.0, 0.0),
        ("2021-02", 0, None, None),
        ("2021-03", 2, 0.0, 100.0),
    ]


def test_a_period_with_nothing_to_compare_with_is_no_peak(archive: Archive, add: Add) -> None:
    add(FILES)
    found = timeline(archive, [Query.parse("oil")], Period.MONTH, Query.parse("gas"))
    assert [peak.bucket.name for peak in peaks(archive, found, Measure.RATIO)] == []
    found = timeline(archive, [Query.parse("oil")], Period.YEAR, Query.parse("gas"))
    assert [peak.bucket.name for peak in peaks(archive, found, Measure.RATIO)] == ["2021"]

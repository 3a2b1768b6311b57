"""The unit of a timeline fits nearly all articles, and what is left out of it is stray."""

from __future__ import annotations

import datetime
from collections.abc import Mapping

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newsidx.analysis.bulk import bulk_of
from newsidx.dates.periods import Period

DAY = datetime.timedelta(days=1)
START = datetime.date(1987, 3, 1)

Days = Mapping[datetime.date, int]


def days(count: int, each: int = 1, start: datetime.date = START) -> dict[datetime.date, int]:
    return {start + number * DAY: each for number in range(count)}


STRAY = {datetime.date(1957, 5, 5): 1}


@pytest.mark.parametrize(
    ("counts", "period"),
    [
        ([days(30)], Period.DAY),
        ([{**days(30), **STRAY}], Period.DAY),
        ([{**days(200), **STRAY}], Period.WEEK),
        ([{**days(19), **STRAY}], Period.DAY),
        ([{**days(18), **STRAY}], Period.YEAR),
        ([{**days(30), datetime.date(1957, 5, 5): 2}], Period.YEAR),
        ([{**days(30, 10), datetime.date(1957, 5, 5): 6}], Period.DAY),
        ([{**days(30, 10), datetime.date(1957, 5, 5): 7}], Period.YEAR),
        ([{**days(30), **STRAY}, days(2)], Period.DAY),
        ([days(30, 100), days(2, start=datetime.date(1957, 5, 5))], Period.YEAR),
        ([days(2000)], Period.YEAR),
        ([days(1805)], Period.YEAR),
    ],
)
def test_a_stray_date_does_not_change_the_unit_and_a_tail_does(counts: list[Days], period: Period) -> None:
    assert bulk_of(counts).period is period


def test_what_is_not_stray_is_within_the_bulk() -> None:
    late = {datetime.date(2001, 1, 1): 1}
    bulk = bulk_of([{**STRAY, **days(60, 2), **late}])
    assert (bulk.first, bulk.last) == (START, START + 59 * DAY)
    assert (bulk.period, bulk.fitting_all) == (Period.WEEK, Period.YEAR)


COUNTS = st.dictionaries(
    st.dates(datetime.date(1900, 1, 1), datetime.date(2020, 1, 1)), st.integers(1, 40), min_size=1, max_size=40
)


@given(st.lists(COUNTS, min_size=1, max_size=3))
def test_at_most_two_in_a_hundred_of_each_query_are_left_out_or_one_of_twenty(counts: list[Days]) -> None:
    bulk = bulk_of(counts)
    assert (bulk.last - bulk.first).days + 1 <= bulk.period.most_days
    for query in counts:
        total = sum(query.values())
        outside = sum(number for day, number in query.items() if not bulk.first <= day <= bulk.last)
        assert outside <= max(0.02 * total, 1 if total >= 20 else 0)
    every_day = [day for query in counts for day in query]
    assert Period.fitting(min(every_day), max(every_day)) is bulk.fitting_all
    if bulk.period is bulk.fitting_all:
        assert (bulk.first, bulk.last) == (min(every_day), max(every_day))

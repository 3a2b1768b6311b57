"""The arithmetic of days, weeks, months and years."""

from __future__ import annotations

import datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newsidx.dates.periods import Period

DAYS = st.dates(datetime.date(1600, 1, 8), datetime.date(2999, 12, 1))
PERIODS = st.sampled_from(list(Period))
ONE_DAY = datetime.timedelta(days=1)


@given(DAYS, PERIODS)
def test_every_day_of_a_period_has_its_name_and_no_other_has(day: datetime.date, period: Period) -> None:
    first, last = period.span_of(day)
    assert first <= day <= last
    assert period.name_of(first) == period.name_of(last) == period.name_of(day)
    assert period.name_of(day) not in (period.name_of(first - ONE_DAY), period.name_of(last + ONE_DAY))


@given(DAYS, PERIODS)
def test_nothing_is_between_a_period_and_the_next_and_one_between_it_and_the_next_but_one(
    day: datetime.date, period: Period
) -> None:
    name, following = period.name_of(day), period.span_of(day)[1] + ONE_DAY
    assert period.between(name, period.name_of(following)) == 0
    assert period.between(name, period.name_of(period.span_of(following)[1] + ONE_DAY)) == 1
    assert period.between(None, name) == 0


@given(DAYS, DAYS, PERIODS)
def test_names_sort_as_their_days_do(one: datetime.date, other: datetime.date, period: Period) -> None:
    names = sorted([period.name_of(one), period.name_of(other)])
    assert names == [period.name_of(min(one, other)), period.name_of(max(one, other))]


@pytest.mark.parametrize(
    ("last", "period"),
    [
        ("2020-01-01", Period.DAY),
        ("2020-02-04", Period.DAY),
        ("2020-02-05", Period.WEEK),
        ("2020-07-28", Period.WEEK),
        ("2020-07-29", Period.MONTH),
        ("2024-12-04", Period.MONTH),
        ("2024-12-05", Period.YEAR),
    ],
)
def test_the_longer_the_time_the_longer_the_period_that_fits(last: str, period: Period) -> None:
    assert Period.fitting(datetime.date(2020, 1, 1), datetime.date.fromisoformat(last)) is period


def test_a_period_is_printed_as_its_name_in_every_python() -> None:
    assert f"{Period.MONTH}" == str(Period.MONTH) == "month"
    assert [Period.DAY.counted(1), Period.WEEK.counted(2), Period.YEAR.counted(1204)] == [
        "1 day",
        "2 weeks",
        "1,204 years",
    ]

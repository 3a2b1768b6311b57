"""A query that is narrowed by what is on the screen asks for the same articles, and only those."""

from __future__ import annotations

import datetime

import pytest

from newsidx.dates.date_range import EVERY_DAY
from newsidx.dates.ranges import parse_range
from newsidx.query.narrowing import with_value, within, within_dates, without_value

FIRST, LAST = datetime.date(2022, 3, 6), datetime.date(2022, 4, 7)


@pytest.mark.parametrize(
    ("text", "narrowed"),
    [
        ("", "date:2022-03-06..2022-04-07"),
        ("oil", "oil date:2022-03-06..2022-04-07"),
        ("oil OR gas", "(oil OR gas) date:2022-03-06..2022-04-07"),
        ("oil date:2021-01-01..2023-01-01", "oil date:2022-03-06..2022-04-07"),
        ("(oil OR gas) date:2021-01-01..2023-01-01", "(oil OR gas) date:2022-03-06..2022-04-07"),
    ],
)
def test_a_span_takes_the_place_of_the_span_before(text: str, narrowed: str) -> None:
    assert within(text, FIRST, LAST) == narrowed


def test_a_value_is_added_in_quotes() -> None:
    assert with_value("oil", "source", "The Times") == 'oil source:"The Times"'
    assert with_value("oil OR gas", "byline", 'Ann "Fox" Smith') == '(oil OR gas) by:"Ann Fox Smith"'
    assert with_value("", "section", "Money") == 'section:"Money"'


@pytest.mark.parametrize("text", ["", "oil", "(oil OR gas)", 'oil by:"Ann Smith"'])
def test_a_value_is_taken_back(text: str) -> None:
    assert without_value(with_value(text, "source", "The Times"), "source", "The Times") == text
    assert without_value(text, "source", "The Times") is None


@pytest.mark.parametrize(
    ("dates", "condition"),
    [
        ("2022-03", "date:2022-03-01..2022-03-31"),
        ("--03-06", "date:--03-06"),
        ("2022..", "date:2022-01-01.."),
        ("..2022", "date:..2022-12-31"),
    ],
)
def test_dates_of_the_command_line_stand_in_the_query_and_narrow_all_of_it(dates: str, condition: str) -> None:
    assert within_dates("", parse_range(dates)) == condition
    assert within_dates("oil OR gas", parse_range(dates)) == f"(oil OR gas) {condition}"
    assert within_dates("oil OR gas", EVERY_DAY) == "oil OR gas"

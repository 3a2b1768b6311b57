"""The page on dates fits one screen, and all that it names is read."""

from __future__ import annotations

import datetime
import re

import pytest
from rich.cells import cell_len

from newsidx.dates.ranges import parse_range
from newsidx.terminal.dates_help import EXAMPLES, FORMS, RULES, dates
from tests.terminal.conftest import OnTerminal, drawn_lines

TODAY = datetime.date(2022, 3, 9)
COLUMNS, ROWS = 80, 24

ALSO = re.compile(
    r"(?:Mar 2022|6 March 2022|March 6, 2022|2022-03-06|20220306|2022-03(?!-)|Q1 2022|first quarter of 2022)"
)
FURTHER = (
    *("today", "tomorrow", "this month", "this quarter", "this year", "last week", "last quarter", "past 3 months"),
    *("7d", "2w", "3m", "1y", "a week ago", "2 months ago", "3 quarters ago", "a year ago", "2022-01..", "..2022"),
    *("March to May 2021", "March 2020 to May 2021", "2020 until yesterday"),
)


def test_it_fits_a_small_terminal_whole(terminal: OnTerminal) -> None:
    printed = drawn_lines(dates(), terminal(COLUMNS))
    assert len(printed) < ROWS  # the prompt takes a row
    assert max(map(cell_len, printed)) <= COLUMNS
    for typed, means in FORMS:
        assert any(line.startswith(f"{typed}  ") and line.endswith(means) for line in printed), typed
    for line in (*RULES, *EXAMPLES):
        assert line in printed


@pytest.mark.parametrize("typed", [typed for typed, _ in FORMS])
def test_what_can_be_typed_is_read(typed: str) -> None:
    assert not parse_range(typed, TODAY).is_everything


@pytest.mark.parametrize("means", [means for _, means in FORMS])
def test_what_else_the_page_names_is_read(means: str) -> None:
    for typed in ALSO.findall(means):
        assert not parse_range(typed, TODAY).is_everything


@pytest.mark.parametrize("typed", FURTHER)
def test_what_the_page_names_in_passing_is_read(typed: str) -> None:
    assert not parse_range(typed, TODAY).is_everything

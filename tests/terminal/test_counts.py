"""Counts by period: bars in proportion, and the empty time between them."""

from __future__ import annotations

import pytest
from rich.console import Console

from newsidx.dates.periods import Period
from newsidx.terminal.counts import counts
from tests.terminal.conftest import OnTerminal, drawn_lines


def test_bars_are_in_proportion_to_the_fullest_period(terminal: OnTerminal) -> None:
    screen = terminal(80)
    _, first, second = drawn_lines(counts([("2021", 100), ("2022", 50)], Period.YEAR, screen), screen)
    assert first.count("█") == pytest.approx(2 * second.count("█"), abs=1)
    assert len(first) == 80


@pytest.mark.parametrize(
    ("unit", "periods", "gap"),
    [
        ("day", ["2022-02-28", "2022-03-02"], "1 day without articles"),
        ("day", ["2021-01-01", "2022-01-01"], "364 days without articles"),
        ("month", ["2021-11", "2022-02"], "2 months without articles"),
        ("year", ["1987", "2022"], "34 years without articles"),
        ("day", ["2021-12-31", "2022-01-01"], None),
        ("month", ["2021-12", "2022-01"], None),
        ("year", ["2021", "2022"], None),
    ],
)
def test_a_gap_is_shown_and_no_other(terminal: OnTerminal, unit: str, periods: list[str], gap: str | None) -> None:
    screen = terminal(80)
    lines = drawn_lines(counts([(period, 1) for period in periods], Period(unit), screen), screen)
    assert [line.split(maxsplit=1)[1] for line in lines if "without" in line] == ([gap] if gap else [])
    assert len(lines) == 3 + bool(gap)


def test_days_and_months_are_named(terminal: OnTerminal) -> None:
    screen = terminal(80)
    assert drawn_lines(counts([("2022-03-06", 1)], Period.DAY, screen), screen)[1].startswith("2022-03-06  Sun")
    assert drawn_lines(counts([("2022-03", 1234)], Period.MONTH, screen), screen)[1].startswith(
        "2022-03  Mar     1,234"
    )


def test_in_a_pipe_bars_have_a_length_too(pipe: Console) -> None:
    line = drawn_lines(counts([("2022", 5)], Period.YEAR, pipe), pipe)[1]
    assert 10 < line.count("█") <= 40

"""A year of days as a heat map."""

from __future__ import annotations

import datetime

import pytest
from rich.cells import cell_len

from newsidx.dates import EVERY_DAY
from newsidx.dates.ranges import parse_range
from newsidx.terminal.calendar import heat_map
from tests.terminal.conftest import OnTerminal, drawn_lines


@pytest.mark.parametrize("columns", [40, 60, 80, 160])
def test_every_day_of_the_year_is_there_and_no_line_too_wide(terminal: OnTerminal, columns: int) -> None:
    screen = terminal(columns)
    start = datetime.date(2020, 1, 1)
    days = [((start + datetime.timedelta(days=number)).isoformat(), 1 + number) for number in range(366)]
    lines = drawn_lines(heat_map(days, EVERY_DAY, screen), screen)
    assert max(map(cell_len, lines)) <= columns
    cells = "".join(line[4:] for line in lines[: lines.index("")] if line[4:5] != "J")
    wide = 2 if columns >= 110 else 1
    assert sum(cells.count(shade) for shade in "░▒▓█") == 366 * wide
    counts = [cells.count(shade) / wide for shade in "░▒▓█"]
    assert max(counts) - min(counts) <= 3
    assert "".join(lines).count("Jan") == 1


def test_a_day_stands_in_its_week_below_its_month(terminal: OnTerminal) -> None:
    screen = terminal(80)
    lines = drawn_lines(heat_map([("1987-10-19", 7)], parse_range("1987-10"), screen), screen)
    assert lines[0] == "1987"
    monday = next(line for line in lines if line.startswith("Mon"))
    place = 4 + datetime.date(1987, 10, 19).isocalendar().week - 1
    assert monday[place] in "░▒▓█"
    assert monday.count("·") == 3  # the other Mondays of October; other months are blank
    assert lines[1].index("Oct") <= place < lines[1].index("Nov")
    assert "7" in lines[-1]

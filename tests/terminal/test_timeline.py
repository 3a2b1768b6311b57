"""Queries over time on the screen."""

from __future__ import annotations

import datetime

import pytest
from rich.cells import cell_len

from newsidx import Query
from newsidx.analysis.timeline import Bucket, Timeline
from newsidx.dates.periods import Period
from newsidx.terminal.timeline import chart
from tests.terminal.conftest import OnTerminal, drawn_lines

MARCH = Bucket("1987-03", datetime.date(1987, 3, 1), datetime.date(1987, 3, 31), 2000, (40, 0, 1))
JUNE = Bucket("1987-06", datetime.date(1987, 6, 1), datetime.date(1987, 6, 30), 100, (20, 10, 1))


def timeline(query_count: int) -> Timeline:
    queries = tuple(Query.parse(text) for text in ("cocoa [bold]", "coffee\x1b[2J", "tea")[:query_count])
    buckets = tuple(Bucket(one.name, one.first, one.last, one.of, one.counts[:query_count]) for one in (MARCH, JUNE))
    return Timeline(Period.MONTH, queries, buckets, (60, 10, 2)[:query_count], (0, 0, 0)[:query_count])


def test_bars_are_on_one_scale_and_a_gap_is_no_zero(terminal: OnTerminal) -> None:
    lines = drawn_lines(chart(timeline(1), [], False, terminal(60)), terminal(60))
    march, gap, june = lines[1:4]
    assert march.startswith("1987-03  Mar")
    assert gap.split() == ["·", "2", "months", "no", "articles"]
    assert march.count("█") == pytest.approx(2 * june.count("█"), abs=1)


def test_shares_of_a_quiet_and_a_busy_month_are_on_one_scale(terminal: OnTerminal) -> None:
    lines = drawn_lines(chart(timeline(1), [], True, terminal(60)), terminal(60))
    assert " 20.0 " in lines[1]
    assert " 200.0 " in lines[3]


@pytest.mark.parametrize("columns", [40, 50, 80, 160])
def test_three_queries_fit_every_width(terminal: OnTerminal, columns: int) -> None:
    screen = terminal(columns)
    lines = drawn_lines(chart(timeline(3), [], True, screen), screen)
    assert max(map(cell_len, lines)) <= columns
    assert lines[0] == "A  cocoa [bold]  (60)"
    words = " ".join(lines).split()
    assert {"20.0", "0.5", "0.0", "200.0", "100.0", "10.0"} <= set(words)
    assert not [word for word in words if "…" in word]

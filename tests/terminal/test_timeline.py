"""Queries over time on the screen."""

from __future__ import annotations

import datetime
import json
from dataclasses import replace

import pytest
from rich.cells import cell_len

from newsidx import Query
from newsidx.analysis.timeline import Against, Bucket, LeftOut, Measure, Timeline
from newsidx.dates.periods import Period
from newsidx.terminal.timeline import chart, left_out, rows
from newsidx.text.whole import unmarked
from tests.terminal.conftest import OnTerminal, drawn_lines

MARCH = Bucket("1987-03", datetime.date(1987, 3, 1), datetime.date(1987, 3, 31), 2000, (40, 0, 1))
JUNE = Bucket("1987-06", datetime.date(1987, 6, 1), datetime.date(1987, 6, 30), 100, (20, 10, 1))


def timeline(query_count: int) -> Timeline:
    queries = tuple(Query.parse(text) for text in ("cocoa [bold]", "coffee\x1b[2J", "tea")[:query_count])
    buckets = tuple(Bucket(one.name, one.first, one.last, one.of, one.counts[:query_count]) for one in (MARCH, JUNE))
    return Timeline(Period.MONTH, queries, buckets, (60, 10, 2)[:query_count], (0, 0, 0)[:query_count])


def test_bars_are_on_one_scale_and_a_gap_is_no_zero(terminal: OnTerminal) -> None:
    lines = drawn_lines(chart(timeline(1), [], Measure.ARTICLES, terminal(60)), terminal(60))
    march, gap, june = lines[1:4]
    assert march.startswith("1987-03  Mar")
    assert gap.split() == ["·", "2", "months", "no", "articles"]
    assert march.count("█") == pytest.approx(2 * june.count("█"), abs=1)


def test_shares_of_a_quiet_and_a_busy_month_are_on_one_scale(terminal: OnTerminal) -> None:
    lines = drawn_lines(chart(timeline(1), [], Measure.SHARE, terminal(60)), terminal(60))
    assert " 20.0 " in lines[1]
    assert " 200.0 " in lines[3]


@pytest.mark.parametrize("columns", [40, 50, 80, 160])
def test_three_queries_fit_every_width(terminal: OnTerminal, columns: int) -> None:
    screen = terminal(columns)
    lines = drawn_lines(chart(timeline(3), [], Measure.SHARE, screen), screen)
    assert max(map(cell_len, lines)) <= columns
    assert lines[0] == "A  cocoa [bold]  (60)"
    words = " ".join(lines).split()
    assert {"20.0", "0.5", "0.0", "200.0", "100.0", "10.0"} <= set(words)
    assert not [word for word in words if "…" in word]


def compared() -> Timeline:
    (march, june) = (replace(MARCH, counts=(40,), against=80), replace(JUNE, counts=(20,), against=0))
    against = Against(Query.parse("coffee\x1b[2J"), 80, 0)
    return replace(timeline(1), buckets=(march, june), against=against)


@pytest.mark.parametrize("columns", [40, 80, 160])
def test_a_comparison_says_with_what_and_where_there_is_nothing_to_compare_with(
    terminal: OnTerminal, columns: int
) -> None:
    screen = terminal(columns)
    lines = drawn_lines(chart(compared(), [], Measure.RATIO, screen), screen)
    assert max(map(cell_len, lines)) <= columns
    assert lines[:2] == ["A  cocoa [bold]  (60)", "per 100 matches of  coffee[2J  (80)"]
    assert "Per 100" in lines[2]
    assert "50.0" in lines[3]
    assert lines[-1].split()[-1] == "–"


def test_the_rows_of_a_comparison_have_two_more_columns() -> None:
    march, june = (json.loads(line) for line in rows(compared(), "jsonl"))
    assert (march["articles"], march["against"], march["per_hundred"]) == (40, 80, 50.0)
    assert (june["articles"], june["against"], june["per_hundred"]) == (20, 0, "")
    assert "against" not in json.loads(next(rows(timeline(1), "jsonl")))


@pytest.mark.parametrize(
    ("before", "after", "note"),
    [
        (3, 0, "3 matches before 1987-03 are left out; --by year shows them"),
        (0, 1, "1 match after 1987-06 is left out; --by year shows it"),
        (1, 1200, "1 match before 1987-03 and 1,200 after 1987-06 are left out; --by year shows them"),
    ],
)
def test_what_is_left_out_is_said_in_a_line(before: int, after: int, note: str) -> None:
    said = left_out(replace(timeline(1), left_out=LeftOut(before, after, Period.YEAR)))
    assert said is not None
    assert unmarked(said) == note
    assert left_out(timeline(1)) is None

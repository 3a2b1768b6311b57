"""Counts: bars in proportion, the empty time between periods, and the shares of values."""

from __future__ import annotations

import pytest
from rich.console import Console

from newsidx.archive.records import Facets
from newsidx.dates.periods import Period
from newsidx.terminal.counts import counts, facets
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


POSTS = Facets(
    (("Post", 100), ("Herald", 50), ("A " + "long " * 20 + "name", 1)), distinct=3, without=849, articles=1000
)


@pytest.mark.parametrize("columns", [40, 80, 120, 200])
def test_values_have_their_share_of_all_matches_and_fill_the_terminal(terminal: OnTerminal, columns: int) -> None:
    screen = terminal(columns)
    _, post, herald, *long_name = drawn_lines(facets(POSTS, "source", screen), screen)
    assert post.split()[:3] == ["Post", "100", "10.0%"]
    assert herald.split()[:3] == ["Herald", "50", "5.0%"]
    assert post.count("█") == pytest.approx(2 * herald.count("█"), abs=1)
    assert len(post) == columns
    assert " ".join(" ".join(long_name).split()).count("long") == 20


def test_a_bar_on_a_later_page_is_in_proportion_to_the_most_common_value(terminal: OnTerminal) -> None:
    screen = terminal(80)
    first_page = drawn_lines(facets(POSTS, "source", screen), screen)
    later_page = drawn_lines(facets(POSTS, "source", screen, offset=1), screen)
    assert later_page[1:] == first_page[2:]


def test_a_share_too_small_to_print_is_not_printed_as_nothing(terminal: OnTerminal) -> None:
    screen = terminal(80)
    rare = Facets((("Post", 1),), distinct=1, without=4000, articles=4001)
    assert "<0.1%" in drawn_lines(facets(rare, "source", screen), screen)[1]


def test_a_language_is_shown_by_its_code_and_its_name(terminal: OnTerminal) -> None:
    screen = terminal(80)
    languages = Facets((("en", 3), ("en-GB", 2), ("xx", 1)), distinct=3, without=0, articles=6)
    _, english, british, unknown = drawn_lines(facets(languages, "language", screen), screen)
    assert english.startswith("en  English  ")
    assert british.startswith("en-GB  English  ")
    assert unknown.split()[:2] == ["xx", "1"]


def test_values_are_text_and_nothing_else(terminal: OnTerminal) -> None:
    screen = terminal(80)
    hostile = Facets((("[red]Post[/red]\x1b]0;title\x07 :smile:\tnews", 1),), distinct=1, without=0, articles=1)
    printed = "".join(drawn_lines(facets(hostile, "source", screen), screen))
    assert "[red]Post[/red]" in printed
    assert ":smile:" in printed
    assert "\x1b" not in printed


def test_in_a_pipe_values_are_on_one_line(pipe: Console) -> None:
    assert len(drawn_lines(facets(POSTS, "source", pipe), pipe)) == 4

"""Compact hits: one line each, cut to the terminal."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from rich.cells import cell_len
from rich.console import Console

from newsidx import Archive, Query
from newsidx.search.answer import Hit
from newsidx.terminal.compact import lines
from tests.searching import search
from tests.terminal.conftest import OnTerminal, drawn_lines


@pytest.fixture
def answer(archive: Archive, add: Callable[..., object]) -> list[Hit]:
    add(
        {
            "a.md": f"---\ntitle: {'long ' * 60}\ndate: 2022-03-06\nsource: The Newspaper of Record\n---\n\nOil.\n",
            "b.md": f"---\ntitle: {'経済制裁' * 60}\ndate: 2022-03-07\nsource: 日本経済新聞\n---\n\nOil.\n",
            "c.txt": "Oil without a date.\n",
        }
    )
    return list(search(archive, Query.parse("oil"), "oldest", with_snippets=False))


@pytest.mark.parametrize("columns", [30, 59, 60, 80, 120, 200])
def test_each_hit_is_one_line_no_wider_than_the_terminal(answer: list[Hit], terminal: OnTerminal, columns: int) -> None:
    screen = terminal(columns)
    printed = drawn_lines(lines(answer, screen), screen)
    assert [line.split()[0] for line in printed] == ["0-1", "20220306-1", "20220307-1"]
    assert max(map(cell_len, printed)) <= columns
    assert all(line.endswith("…") for line in printed[1:])


def test_titles_begin_in_one_column_after_date_and_source(answer: list[Hit], terminal: OnTerminal) -> None:
    screen = terminal(100)
    undated, latin, japanese = drawn_lines(lines(answer, screen), screen)
    assert undated.split()[:2] == ["0-1", "undated"]
    assert latin.startswith("20220306-1  2022-03-06  The Newspaper o…  long long")
    start = cell_len(latin[: latin.index("long")])
    assert cell_len(japanese[: japanese.index("経済制裁")]) == start
    assert cell_len(undated[: undated.index("Oil")]) == start


def test_a_narrow_terminal_leaves_out_the_date_that_the_id_says(answer: list[Hit], terminal: OnTerminal) -> None:
    screen = terminal(59)
    assert not any("2022-03" in line for line in drawn_lines(lines(answer, screen), screen))


def test_in_a_pipe_nothing_is_cut(answer: list[Hit], pipe: Console) -> None:
    printed = drawn_lines(lines(answer, pipe), pipe)
    assert "long " * 59 in printed[1]
    assert "The Newspaper of Record" in printed[1]
    assert "経済制裁" * 60 in printed[2]


def test_near_duplicates_that_are_left_out_are_counted_where_the_title_is_cut(
    answer: list[Hit], terminal: OnTerminal
) -> None:
    screen = terminal(80)
    (line,) = drawn_lines(lines([answer[1]._replace(others=3)], screen), screen)
    assert line.endswith("…  (+3 like it)")
    assert cell_len(line) <= 80

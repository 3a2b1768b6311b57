"""Paths on the terminal: on one line if they fit, otherwise broken after a slash, never inside a word that fits."""

from __future__ import annotations

import pytest
from rich.console import Console
from rich.text import Text

from newsidx.terminal.paths import PathText

PATH = "/news/marrowport/the harbour weekly/2023-10-19/strike.txt"


def drawn(path: str, columns: int) -> list[str]:
    console = Console(width=columns)
    with console.capture() as capture:
        console.print(PathText(Text(path)))
    return [line.rstrip("\n") for line in capture.get().splitlines()]


def test_a_path_that_fits_is_on_one_line() -> None:
    assert drawn(PATH, len(PATH)) == [PATH]


def test_a_longer_path_is_broken_after_a_slash() -> None:
    assert drawn(PATH, 40) == ["/news/marrowport/the harbour weekly/", "2023-10-19/strike.txt"]


@pytest.mark.parametrize("columns", range(20, 70))
def test_nothing_of_a_path_is_lost_or_too_wide(columns: int) -> None:
    lines = drawn(PATH, columns)
    assert "".join(lines) == PATH
    assert max(map(len, lines)) <= columns


def test_a_name_wider_than_the_terminal_is_folded() -> None:
    assert drawn("/a/" + "x" * 25, 10) == ["/a/", "x" * 10, "x" * 10, "x" * 5]


def test_a_remark_goes_to_the_next_line_where_it_does_not_fit() -> None:
    assert drawn("/news/oil.txt  (missing)", 13) == ["/news/oil.txt", "  (missing)"]

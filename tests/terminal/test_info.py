"""The figures of an archive, for people and for programs."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

from newsidx import Archive
from newsidx.archive.sqlite.statistics import describe
from newsidx.formats.reports import description_json
from newsidx.terminal.info import description, lines
from tests.terminal.conftest import OnTerminal, drawn_lines


def test_an_empty_archive_is_shown_without_dates(archive: Archive, terminal: OnTerminal) -> None:
    screen = terminal(500)
    labels = [line.split()[0] for line in drawn_lines(description(describe(archive), screen), screen)]
    assert labels == ["Archive", "Articles", "Files", "Problems", "Size", "Schema"]


def test_days_gaps_and_missing_files_are_shown(
    archive: Archive, add: Callable[..., object], folder: Path, terminal: OnTerminal
) -> None:
    add({f"{day}.txt": f"date 2022-03-{day} Text {day}.\n" for day in ("01", "03", "10")})
    (folder / "03.txt").unlink()
    add()
    screen = terminal(80)
    lines = drawn_lines(description(describe(archive), screen), screen)
    assert "Dates     2022-03-01 to 2022-03-10, articles on 3 days" in lines
    assert "Gaps      2022-03-04 to 2022-03-09  6 days" in lines
    assert "          2022-03-02  1 day" in lines
    assert "Files     3, 1 of them missing" in lines


def test_json_has_the_figures_and_iso_dates(archive: Archive, add: Callable[..., object]) -> None:
    add({f"{day}.txt": f"date 2022-03-{day} Text {day}.\n" for day in ("01", "03")})
    figures = json.loads(description_json(describe(archive)))
    assert (figures["articles"], figures["first"], figures["last"]) == (2, "2022-03-01", "2022-03-03")
    assert figures["gaps"] == [{"first": "2022-03-02", "last": "2022-03-02"}]


def test_a_pipe_gets_the_lines_that_a_wide_terminal_shows(
    archive: Archive, add: Callable[..., object], folder: Path, terminal: OnTerminal
) -> None:
    source = "source: The  Herald\u202e\n\n"
    add({f"{day}.txt": f"date: 2022-03-{day}\n{source}Text {day}.\n" for day in ("01", "03", "10")})
    (folder / "03.txt").unlink()
    add({"undated.txt": "A text without a date.\n", "empty.txt": ""})
    described = describe(archive)
    screen = terminal(500)
    assert list(lines(described)) == drawn_lines(description(described, screen), screen)
    assert "Sources   The Herald  3" in lines(described)

"""The report of an ingest, and its progress on a terminal."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest
from rich.console import Console

from newsidx.ingest import Progress, Report
from newsidx.views.ingest import progress, report, report_json
from tests.views.conftest import OnTerminal, drawn_lines

Add = Callable[..., Report]


def lines(done: Report, screen: Console) -> dict[str, str]:
    """Number -> what it counts, of each line but the first."""
    return {what: number for number, what in (line.split(None, 1) for line in drawn_lines(report(done), screen)[1:])}


def test_only_what_there_was_is_reported(add: Add, terminal: OnTerminal) -> None:
    screen = terminal(100)
    assert lines(add({"a.txt": "date 2022-03-06 Text.\n"}), screen) == {"new": "1"}
    assert lines(add(), screen) == {"new": "0", "unchanged": "1"}
    assert lines(add({"a.txt": "date 2022-03-06 Another text.\n"}), screen) == {"new": "0", "changed": "1"}


def test_what_may_want_a_look_is_reported_with_where_to_look(add: Add, terminal: OnTerminal) -> None:
    done = add({"undated.txt": "Text.\n", "empty.txt": "", "two-ways.txt": "Date: 03/04/2022\n\nMore.\n"})
    said = " ".join(lines(done, terminal(100)))
    assert "newsidx problems" in said
    assert "newsidx list --undated" in said
    assert "--dayfirst or --monthfirst" in said


def test_missing_and_pruned_files_are_told_apart(add: Add, folder: Path, terminal: OnTerminal) -> None:
    add({"a.txt": "date 2022-03-06 Text.\n", "b.txt": "date 2022-03-06 Other.\n"})
    (folder / "a.txt").unlink()
    assert "--prune" in " ".join(lines(add(), terminal(100)))
    pruned = lines(add(prune=True), terminal(100))
    assert "--prune" not in " ".join(pruned)
    assert pruned["gone, and pruned with 1 article"] == "1"


def test_json_has_every_figure_though_it_is_zero(add: Add) -> None:
    figures = json.loads(report_json(add({"a.txt": "date 2022-03-06 Text.\n"})))
    assert figures.pop("seconds") >= 0
    assert figures.pop("finished") is True
    assert figures.pop("dry_run") is False
    assert figures.pop("new") == 1
    assert not any(figures.values())


def test_an_ingest_that_stopped_says_so(terminal: OnTerminal) -> None:
    screen = terminal(100)
    assert drawn_lines(report(Report()), screen)[0].endswith("then stopped")


def test_progress_counts_files_and_articles_on_a_terminal(
    terminal: OnTerminal, capsys: pytest.CaptureFixture[str]
) -> None:
    with progress(terminal(100)) as tell:
        tell(Progress(files=5000))
        tell(Progress(10, 1234, 1_000_000, 9_000_000, 12))
    printed = capsys.readouterr().out
    assert "5,000 files" in printed
    assert "10 of 1,234 files  12 articles" in printed


def test_progress_is_silent_where_there_is_no_terminal(pipe: Console, capsys: pytest.CaptureFixture[str]) -> None:
    with progress(pipe) as tell:
        tell(Progress(files=5000))
        tell(Progress(10, 1234, 1_000_000, 9_000_000, 12))
    assert capsys.readouterr() == ("", "")

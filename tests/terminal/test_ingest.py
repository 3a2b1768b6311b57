"""The report of an ingest, and its progress on a terminal."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest

from newsidx.formats.reports import ingest_json
from newsidx.ingest.pipeline import Progress, Report
from newsidx.terminal.ingest import progress, pruned, report

Add = Callable[..., Report]


def lines(done: Report) -> dict[str, str]:
    """What is counted -> its number, of each line but the first."""
    return {what: number for number, what in (line.split(None, 1) for line in report(done, 100).splitlines()[1:])}


def test_only_outcomes_that_occurred_are_reported(add: Add) -> None:
    assert lines(add({"a.txt": "date 2022-03-06 Text.\n"})) == {"new": "1"}
    assert lines(add()) == {"new": "0", "unchanged": "1"}
    assert lines(add({"a.txt": "date 2022-03-06 Another text.\n"})) == {"new": "0", "changed": "1"}


def test_what_the_user_may_act_on_is_reported_with_the_command(add: Add) -> None:
    done = add({"undated.txt": "Text.\n", "empty.txt": "", "two-ways.txt": "Date: 03/04/2022\n\nMore.\n"})
    said = " ".join(lines(done))
    assert "newsidx problems" in said
    assert "newsidx list --undated" in said
    assert "--dayfirst or --monthfirst" in said


def test_missing_and_pruned_files_are_reported_separately(add: Add, folder: Path) -> None:
    add({"a.txt": "date 2022-03-06 Text.\n", "b.txt": "date 2022-03-06 Other.\n"})
    (folder / "a.txt").unlink()
    assert "--prune" in " ".join(lines(add()))
    figures = lines(add(prune=True))
    assert "--prune" not in " ".join(figures)
    assert figures["no longer there, and pruned with 1 article; newsidx undo takes that back"] == "1"


def test_the_files_that_were_pruned_are_named(add: Add, folder: Path) -> None:
    add({f"{number:02}.txt": f"date 2022-03-06 Text {number}.\n" for number in range(12)})
    for path in sorted(folder.iterdir())[:11]:
        path.unlink()
    named = list(pruned(add(prune=True, prune_much=True)))
    assert [Path(path.strip()).name for path in named[:-1]] == [f"{number:02}.txt" for number in range(10)]
    assert named[-1] == "  … and 1 more"


def test_json_has_every_figure_even_if_it_is_zero(add: Add) -> None:
    figures = json.loads(ingest_json(add({"a.txt": "date 2022-03-06 Text.\n"})))
    assert figures.pop("seconds") >= 0
    assert figures.pop("finished") is True
    assert figures.pop("dry_run") is False
    assert figures.pop("new") == figures.pop("articles") == 1
    assert not any(figures.values())


def test_an_ingest_that_stopped_says_so() -> None:
    assert report(Report(), 80).splitlines()[0].endswith("then stopped")


def test_one_problem_is_singular_and_its_command_stays_on_one_line(add: Add) -> None:
    done = add({"empty.txt": ""})
    assert "1  problem; see newsidx problems" in report(done, None).splitlines()
    for columns in range(25, 60):
        assert any("newsidx problems" in line for line in report(done, columns).splitlines())
    done = add({"empty too.txt": "", "empty as well.txt": ""})
    assert "2  problems; see newsidx problems" in report(done, None)


def test_lines_that_do_not_fit_go_on_below_their_text(add: Add) -> None:
    done = add({"two-ways.txt": "Date: 03/04/2022\n\nMore.\n"})
    for columns in (40, 50, 79):
        printed = report(done, columns).splitlines()
        assert max(map(len, printed)) <= columns
        assert all(line.startswith("   ") for line in printed[1:] if not line[0].isdigit())


def test_progress_is_silent_where_there_is_no_terminal(capsys: pytest.CaptureFixture[str]) -> None:
    with progress() as tell:
        tell(Progress(files=5000))
        tell(Progress(10, 1234, 1_000_000, 9_000_000, 12))
    assert capsys.readouterr() == ("", "")

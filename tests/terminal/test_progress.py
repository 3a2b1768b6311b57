"""The progress of a long command: a line for each step, and a bar for one that takes a while; nothing in a pipe."""

from __future__ import annotations

import pytest

from newsidx.terminal import progress


def test_a_step_that_takes_a_while_shows_how_much_is_done(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(progress, "_DELAY", 0)
    monkeypatch.setattr("sys.stderr.isatty", lambda: True)
    monkeypatch.setenv("FORCE_COLOR", "1")
    monkeypatch.setenv("COLUMNS", "100")
    with progress.steps() as steps:
        steps.begin("checking each article")
        steps.show(1_000, 20_000)
        steps.begin("checking the index")
    shown = capsys.readouterr().err
    assert "Checking each article …" in shown
    assert "1,000 of 20,000 articles" in shown
    assert shown.rindex("Checking the index …") > shown.rindex("1,000 of 20,000")


def test_in_a_pipe_it_says_nothing(capsys: pytest.CaptureFixture[str]) -> None:
    with progress.steps() as steps:
        steps.begin("copying")
        steps.show(1, 2)
    assert capsys.readouterr().err == ""

"""Matches, links, and notes beside the answer."""

from __future__ import annotations

import sys

import pytest
from rich.console import Console
from rich.text import Text

from newsidx.terminal.console import MATCH_STYLE, has_links, link, marked, note, show
from newsidx.text.marks import MARK_END, MARK_START
from tests.terminal.conftest import drawn

SIGNS = ("TERM_PROGRAM", "VTE_VERSION", "KITTY_WINDOW_ID", "WT_SESSION", "KONSOLE_VERSION", "FORCE_HYPERLINK")


@pytest.fixture(autouse=True)
def unknown_terminal(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in SIGNS:
        monkeypatch.delenv(name, raising=False)


def test_only_text_between_marks_is_highlighted() -> None:
    text = marked(f"the {MARK_START}oil{MARK_END} and {MARK_START}gas{MARK_END} fields")
    assert text.plain == "the oil and gas fields"
    assert [(span.start, span.end, span.style) for span in text.spans] == [(4, 7, MATCH_STYLE), (12, 15, MATCH_STYLE)]


def test_marked_text_is_not_read_as_markup() -> None:
    assert marked("[bold]x[/] [link=y]z").plain == "[bold]x[/] [link=y]z"


def test_a_string_is_text_to_the_console_too(pipe: Console) -> None:
    assert drawn("[bold]x[/] :smile: [link=y]z", pipe) == "[bold]x[/] :smile: [link=y]z\n"


@pytest.mark.parametrize(
    ("name", "value", "has"),
    [
        ("TERM_PROGRAM", "iTerm.app", True),
        ("TERM_PROGRAM", "Apple_Terminal", False),
        ("VTE_VERSION", "6003", True),
        ("VTE_VERSION", "4205", False),
        ("VTE_VERSION", "unknown", False),
        ("WT_SESSION", "0", True),
        (None, None, False),
    ],
)
def test_only_terminals_known_to_have_links_get_them(
    monkeypatch: pytest.MonkeyPatch, name: str | None, value: str | None, has: bool
) -> None:
    if name and value:
        monkeypatch.setenv(name, value)
    assert has_links() is has


@pytest.mark.skipif(sys.platform == "win32", reason="paths differ")
def test_a_link_names_its_file_exactly(monkeypatch: pytest.MonkeyPatch) -> None:
    assert link("/news/a.txt") is None
    monkeypatch.setenv("FORCE_HYPERLINK", "1")
    assert link("/news/two  spaces\x1b.txt") == "file:///news/two%20%20spaces%1B.txt"
    assert link("/news/caf\\xe9.txt") == "file:///news/caf%E9.txt"
    assert link("no/place") is None


def test_a_note_is_on_stderr_and_in_a_pipe_on_one_line(pipe: Console, capsys: pytest.CaptureFixture[str]) -> None:
    note("word " * 100 + "[bold]\x1b[2J")
    assert capsys.readouterr() == ("", "word " * 100 + "[bold][2J\n")


def test_what_is_shown_in_a_pipe_has_no_spaces_at_line_ends(pipe: Console, capsys: pytest.CaptureFixture[str]) -> None:
    show(Text("a   \nb"))
    assert capsys.readouterr() == ("a\nb\n", "")

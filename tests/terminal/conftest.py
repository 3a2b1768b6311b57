"""A terminal and a pipe for a view to be drawn on."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest
from rich.console import Console, RenderableType

from newsidx.terminal.console import console

OnTerminal = Callable[[int], Console]


@pytest.fixture
def terminal(monkeypatch: pytest.MonkeyPatch) -> OnTerminal:
    """The console newsidx makes on a terminal with colours, so many columns wide."""

    def made(columns: int) -> Console:
        as_a_terminal(monkeypatch, columns)
        return console()

    return made


@pytest.fixture
def pipe(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Console:
    """The console newsidx makes where stdout is no terminal."""
    for name in ("FORCE_COLOR", "TTY_COMPATIBLE", "FORCE_HYPERLINK"):
        monkeypatch.delenv(name, raising=False)
    return console()


def as_a_terminal(monkeypatch: pytest.MonkeyPatch, columns: int) -> None:
    """Make rich take stdout for a terminal, whatever it is."""
    for name in ("NO_COLOR", "TTY_COMPATIBLE"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("FORCE_COLOR", "1")
    monkeypatch.setenv("TERM", "xterm-256color")
    monkeypatch.setenv("COLUMNS", str(columns))


def drawn(content: RenderableType, screen: Console) -> str:
    """What is printed."""
    with screen.capture() as capture:
        screen.print(content)
    return capture.get()


def drawn_lines(content: RenderableType, screen: Console) -> list[str]:
    """What is printed, without styles, links and the spaces at the ends of lines."""
    return [line.rstrip() for line in without_own_codes(drawn(content, screen)).splitlines()]


def without_own_codes(printed: str) -> str:
    """What is printed, without the codes that newsidx itself may write: styles and links."""
    return re.sub(r"\x1b\[[\d;]*m|\x1b\]8;(?:id=[\w-]+)?;[!-~]*\x1b\\", "", printed)

"""The terminal: a rich console that takes text as text, links where the terminal has them, and the pager."""

from __future__ import annotations

import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from newsidx.query.compiling import MARK_END, MARK_START
from newsidx.views.safe import harmless

if TYPE_CHECKING:
    from rich.console import Console, RenderableType
    from rich.text import Text

_LINKING_PROGRAMS = {"iTerm.app", "WezTerm", "vscode", "Hyper", "ghostty", "Tabby", "rio"}
MATCH_STYLE = "bold yellow"
_PIPE_COLUMNS = 10_000
"""The width of what is no terminal: nothing is folded or cut there."""


def console(to_stderr: bool = False) -> Console:
    """A console on stdout or stderr. Nothing printed on it is read as markup, emoji code or something to colour."""
    from rich.console import Console

    made = Console(stderr=to_stderr, markup=False, emoji=False, highlight=False)
    if not made.is_terminal:
        made.width = _PIPE_COLUMNS
    return made


def show(content: RenderableType, use_pager: bool = True) -> None:
    """Print on stdout; on a terminal, through the pager if it is taller than the screen."""
    screen = console()
    if not (use_pager and screen.is_terminal and sys.stdin.isatty()):
        screen.print(content)
        return
    with screen.capture() as capture:
        screen.print(content)
    text = capture.get()
    if text.count("\n") < screen.height:
        sys.stdout.write(text)
        sys.stdout.flush()
        return
    import click

    # What git sets: keep colours, leave short text on the screen, and do not clear it afterwards.
    os.environ.setdefault("LESS", "FRX")
    click.echo_via_pager(text, color=True)


def marked(text: str, style: str = "") -> Text:
    """Text with what stands between match marks highlighted."""
    from rich.text import Text

    result = Text(style=style)
    for index, part in enumerate(text.replace(MARK_END, MARK_START).split(MARK_START)):
        result.append(harmless(part), MATCH_STYLE if index % 2 else None)
    return result


def link(path: str) -> str | None:
    """The file URL of a path, if this terminal is known to show links (OSC 8), else None."""
    environment = os.environ
    knows = (
        environment.get("TERM_PROGRAM") in _LINKING_PROGRAMS
        or int(environment.get("VTE_VERSION") or 0) >= 5000
        or any(name in environment for name in ("KITTY_WINDOW_ID", "WT_SESSION", "KONSOLE_VERSION", "FORCE_HYPERLINK"))
    )
    return Path(path).as_uri() if knows and os.path.isabs(path) else None

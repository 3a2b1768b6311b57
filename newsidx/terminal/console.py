"""The terminal: a rich console that takes text as text, links where the terminal has them, and the pager."""

from __future__ import annotations

import contextlib
import os
import re
import sys
from collections.abc import Iterator
from typing import TYPE_CHECKING

import click

from newsidx.disk.paths import path_on_disk
from newsidx.terminal.messages import note, say
from newsidx.text.bigrams import has_runs
from newsidx.text.marks import MARK_END, MARK_START
from newsidx.text.sanitize import without_controls

if TYPE_CHECKING:
    from rich.console import Console, RenderableType
    from rich.text import Text

__all__ = ["MATCH_STYLE", "console", "has_links", "link", "marked", "note", "say", "show"]

_LINKING_PROGRAMS = {"iTerm.app", "WezTerm", "vscode", "Hyper", "ghostty", "Tabby", "rio"}
MATCH_STYLE = "bold yellow"
_FILLING = re.compile("(?<! ) +$", re.MULTILINE)
"""The spaces that rich fills lines up with."""

_PIPE_COLUMNS = 10_000
"""The width where there is no terminal and nothing is folded or cut; also the largest width that COLUMNS can set."""


def console(to_stderr: bool = False) -> Console:
    """A console on stdout or stderr. Nothing printed on it is read as markup, emoji code or something to colour."""
    from rich.console import Console

    made = Console(stderr=to_stderr, markup=False, emoji=False, highlight=False)
    made.width = min(made.width, _PIPE_COLUMNS) if made.is_terminal else _PIPE_COLUMNS
    return made


def show(content: RenderableType, use_pager: bool = False) -> None:
    """Print on stdout; on a terminal, through the pager if `use_pager` is set and the screen is not tall enough."""
    screen = console()
    text = _rendered(content, screen)
    is_long = screen.is_terminal and sys.stdout.isatty() and text.count("\n") >= screen.height
    with _keyboard() if use_pager and is_long else contextlib.nullcontext(False) as has_keyboard:
        if has_keyboard:
            _page(text)
        else:
            click.echo(text, nl=False, color=True)


def _page(text: str) -> None:
    """Print through the pager that the user has chosen, or else less."""
    # As git does: keep colours whatever else the user has set, and leave the text on the screen afterwards.
    os.environ["LESS"] = f"-R {os.environ.get('LESS', '-FX')}"
    if not _is_command(os.environ.get("PAGER", "")):
        note("Note: PAGER has a quotation mark that is not closed, so nothing is paged.")
        click.echo(text, nl=False, color=True)
        return
    click.echo_via_pager(text, color=True)


@contextlib.contextmanager
def _keyboard() -> Iterator[bool]:
    """Whether there is a keyboard for a pager. Where stdin is a pipe, as in `newsidx search oil | newsidx show -`, the
    terminal that stdout is takes its place for a while: less reads the keys from there, but click pages nothing unless
    stdin is a terminal.
    """
    if sys.stdin.isatty():
        yield True
        return
    try:
        keyboard = open(_terminal(), encoding="utf-8")  # noqa: SIM115 - closed below
    except OSError:
        yield False
        return
    with keyboard:
        before, sys.stdin = sys.stdin, keyboard
        try:
            yield True
        finally:
            sys.stdin = before


def _terminal() -> str:
    """The path of the terminal that stdout is. Raises OSError if there is none, as on Windows."""
    if sys.platform == "win32":
        raise FileNotFoundError
    return os.ttyname(sys.stdout.fileno())


def _is_command(text: str) -> bool:
    """Whether a text can be split into the words of a command, as click does with PAGER."""
    import shlex

    try:
        shlex.split(text)
    except ValueError:
        return False
    return True


def _rendered(content: RenderableType, screen: Console) -> str:
    """What rich would print. Rich must not print it itself: it exits with 1 when a pipe is closed."""
    with screen.capture() as capture:
        screen.print(content)
    return capture.get() if screen.is_terminal else _FILLING.sub("", capture.get())


def marked(text: str, style: str = "") -> Text:
    """The text, with what stands between match marks highlighted."""
    from rich.text import Text

    if has_runs(text):
        from newsidx.terminal.unspaced import UnspacedText

        result: Text = UnspacedText(style=style)
    else:
        result = Text(style=style)
    for index, part in enumerate(text.replace(MARK_END, MARK_START).split(MARK_START)):
        result.append(without_controls(part), MATCH_STYLE if index % 2 else None)
    return result


def has_links() -> bool:
    """Whether this terminal is known to show links (OSC 8); others may print them as rubbish."""
    vte = os.environ.get("VTE_VERSION", "")
    return (
        os.environ.get("TERM_PROGRAM") in _LINKING_PROGRAMS
        or (vte.isdecimal() and int(vte) >= 5000)
        or any(name in os.environ for name in ("KITTY_WINDOW_ID", "WT_SESSION", "KONSOLE_VERSION", "FORCE_HYPERLINK"))
    )


def link(path: str) -> str | None:
    """The file URL of a path, if this terminal has links, else None."""
    if not has_links() or not os.path.isabs(path):
        return None
    from pathlib import Path

    return Path(path_on_disk(path)).as_uri()

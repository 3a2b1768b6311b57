"""Other programs: the user's editor, the desktop's program for a file, the browser. None is started through a shell."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Sequence

from newsidx.errors import CannotOpen
from newsidx.text.sanitize import without_line_breaks
from newsidx.text.whole import whole

_TAKING_LINES = {
    *("vi", "vim", "nvim", "vim.basic", "vim.tiny", "gvim", "view", "elvis", "nvi", "kak"),
    *("nano", "pico", "micro", "joe", "jmacs", "jed", "ne", "mg", "zile", "emacs", "emacsclient", "less"),
}
"""Editors that open a file at a line if `+LINE` stands before its name."""


def editor() -> list[str]:
    """The words of the command in VISUAL or EDITOR. Raises CannotOpen if there is none."""
    import shlex

    for variable in ("VISUAL", "EDITOR"):
        if text := os.environ.get(variable, "").strip():
            try:
                return shlex.split(text, posix=os.name != "nt")
            except ValueError:
                raise CannotOpen(
                    f"{variable} has a quotation mark that is not closed: {without_line_breaks(text)}",
                    "Correct it, then run the same command again.",
                ) from None
    raise CannotOpen(
        "No editor is chosen: VISUAL and EDITOR are empty",
        f"Set one, for example {whole('export EDITOR=nano')}, or use --desktop.",
    )


def takes_line(command: Sequence[str]) -> bool:
    """Whether an editor is known to take `+LINE`."""
    return os.path.basename(command[0]).removesuffix(".exe") in _TAKING_LINES


def edit(command: Sequence[str], path: str, line: int | None) -> None:
    """Open a file in an editor, at a line if one is given, and wait until it is closed. Raises CannotOpen."""
    at_line = [f"+{line}"] if line else []
    _run(
        [*command, *at_line, path], f"The editor {whole(without_line_breaks(command[0]))}", "Set EDITOR to another one."
    )


def open_on_desktop(path: str) -> None:
    """Open a file in the program that the desktop has for it. Raises CannotOpen."""
    remedy = "Set EDITOR and leave out --desktop, to open it in an editor."
    if sys.platform == "win32":
        try:
            os.startfile(path)  # noqa: S606 - what the user asked for
        except OSError as error:
            raise CannotOpen(f"Windows has no program for it ({error.strerror})", remedy) from error
        return
    program = "open" if sys.platform == "darwin" else "xdg-open"
    _run([program, path], f"The desktop's {program}", remedy)


def open_link(url: str) -> None:
    """Open a web address in the browser. Raises CannotOpen."""
    import webbrowser

    if not webbrowser.open(url):
        raise CannotOpen(
            f"No browser could be started for {whole(without_line_breaks(url))}",
            f"Set one, for example {whole('export BROWSER=firefox')}, or copy the link.",
        )


def _run(command: Sequence[str], name: str, remedy: str) -> None:
    """Run a program to its end, on this terminal."""
    try:
        status = subprocess.run(command, check=False).returncode  # noqa: S603 - the user's own choice, and no shell
    except OSError as error:
        raise CannotOpen(f"{name} cannot be started ({error.strerror or error})", remedy) from error
    if status:
        raise CannotOpen(f"{name} failed with exit code {status}", remedy)

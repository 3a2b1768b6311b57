"""Messages beside the answer, broken at spaces to the width of the terminal.

A command, a path or a date range marked with `whole` stays on one line. Where no line is wide enough for it, it gets
one of its own, which the terminal folds without a line break: it can still be pasted. In a pipe nothing is broken.
"""

from __future__ import annotations

import os
import re
import sys

import click

from newsidx.text.sanitize import without_controls
from newsidx.text.whole import unmarked

_PLACE_TO_BREAK = r"(?<=\S) (?=\S*[^\W_])"
"""A single space before a word: no line begins with punctuation alone. Where two spaces stand side by side, as in the
columns of a list, the line is not broken.
"""


def note(text: str) -> None:
    """Print a message on stderr."""
    _print(text, to_stderr=True)


def say(text: str) -> None:
    """Print a message on stdout, where it is the answer: `Alert "cocoa" saved.`"""
    _print(text, to_stderr=False)


def _print(text: str, to_stderr: bool) -> None:
    click.echo(broken_into_lines(without_controls(text), columns(to_stderr)), err=to_stderr)


def columns(to_stderr: bool) -> int | None:
    """The width of the terminal that stdout or stderr is, or None where it is no terminal."""
    stream = sys.stderr if to_stderr else sys.stdout
    if not stream.isatty():
        return None
    stated = os.environ.get("COLUMNS", "")
    if stated.isascii() and stated.isdecimal() and int(stated):
        return int(stated)
    try:
        return os.get_terminal_size(stream.fileno()).columns or None
    except OSError:
        return None


def broken_into_lines(text: str, width: int | None, indent: str = "") -> str:
    """The text with line breaks in place of spaces, so that its lines have at most `width` columns if they can.

    Lines the text already has stay apart. What is broken off a line gets its indentation, or `indent`. Marks set by
    `whole` become spaces.
    """
    lines = text.split("\n")
    if width is not None:
        lines = [line for long in lines for line in _lines(long, width, indent)]
    return unmarked("\n".join(lines))


def _lines(text: str, width: int, indent: str) -> list[str]:
    if text.isascii() and len(text) <= width:
        return [text]
    indent = indent or " " * (len(text) - len(text.lstrip(" ")))
    lines: list[str] = []
    for piece in re.split(_PLACE_TO_BREAK, text):
        if lines and _cells(f"{lines[-1]} {piece}") <= width:
            lines[-1] += f" {piece}"
        else:
            lines.append(indent + piece if lines else piece)
    return lines


def _cells(text: str) -> int:
    if text.isascii():
        return len(text)
    from rich.cells import cell_len  # a wide character has two columns

    return cell_len(text)

"""Asking for a yes before articles are deleted."""

from __future__ import annotations

import sys
from collections.abc import Iterable

import click

from newsidx.errors import NotConfirmed
from newsidx.terminal.messages import note
from newsidx.text.whole import whole


def is_confirmed(prompt: str, lines: Iterable[str], refusal: str) -> bool:
    """Whether the user, shown these lines, answers yes.

    Raises NotConfirmed, with the refusal as its message, if standard input is not a terminal.
    """
    if sys.stdin is None or not sys.stdin.isatty():
        raise NotConfirmed(refusal, f"Not a terminal: confirm {whole('with --yes')}.")
    for line in lines:
        note(line)
    return click.confirm(prompt, err=True)

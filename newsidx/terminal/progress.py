"""The progress bar of a long command, on stderr; it disappears when the command is done."""

from __future__ import annotations

import contextlib
import sys
import time
from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING

from newsidx.terminal.messages import note

if TYPE_CHECKING:
    from rich.progress import Progress as Bars


_DELAY = 0.5
"""Seconds before a bar is drawn: what takes less needs none."""


class Steps:
    """Shows on a terminal which step of a long command begins, and how far it is."""

    def __init__(self, counted: Callable[[int, int], str]) -> None:
        self._counted = counted
        self._name = ""
        self._start = time.monotonic()
        self._stack = contextlib.ExitStack()
        self._bars: Bars | None = None

    def begin(self, name: str) -> None:
        """Say that a step begins, named in lower case: `checking each article`."""
        self.end()
        self._name = f"{name[0].upper()}{name[1:]}"
        self._start = time.monotonic()
        if sys.stderr.isatty():
            note(f"{self._name} …")

    def show(self, done: int, total: int) -> None:
        """Draw a bar with how much of the step is done, and of how much, once it has taken a while."""
        if not sys.stderr.isatty() or time.monotonic() - self._start < _DELAY:
            return
        if self._bars is None:
            self._bars = self._stack.enter_context(progress_bars(self._name, total))
        (task,) = self._bars.task_ids
        self._bars.update(task, total=total, completed=done, counts=self._counted(done, total), refresh=True)

    def end(self) -> None:
        """Take the bar away."""
        self._stack.close()
        self._bars = None


@contextlib.contextmanager
def steps(counted: Callable[[int, int], str] | None = None) -> Iterator[Steps]:
    """The steps of a long command. `counted` says how much is done, and of how much: articles, if it is not given."""
    shown = Steps(counted or (lambda done, total: f"{done:,} of {total:,} articles"))
    try:
        yield shown
    finally:
        shown.end()


def progress_bars(description: str, total: int | None) -> Bars:
    """A progress bar with one task, which has a field `counts` for what is done. It is drawn when it is updated."""
    from rich.progress import BarColumn, TextColumn, TimeRemainingColumn
    from rich.progress import Progress as Bars

    from newsidx.terminal.console import console

    made = Bars(
        TextColumn("{task.description}"),
        BarColumn(bar_width=None),
        TextColumn("{task.fields[counts]}"),
        TimeRemainingColumn(),
        console=console(to_stderr=True),
        transient=True,
        auto_refresh=False,
    )
    made.add_task(description, total=total, counts="")
    return made

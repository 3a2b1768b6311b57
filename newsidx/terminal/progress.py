"""The one progress bar of newsidx: on stderr, once a command has taken a second, and gone when it is done.

    Restoring  ━━━━━━━━━╸━━━━━━━━━━━━━  12,000 of 33,403 articles  2,511/s  0:08 left

It is drawn when the work says how far it is, and has no thread of its own, so that processes can be forked. Nothing is
drawn where stderr is no terminal, or one that cannot move the cursor.
"""

from __future__ import annotations

import contextlib
import os
import stat
import sys
import time
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from typing import TYPE_CHECKING, NamedTuple, TypeVar

from newsidx.terminal.messages import columns, note
from newsidx.text.plural import plural

if TYPE_CHECKING:
    from rich.console import RenderableType
    from rich.live import Live

    from newsidx.archive.progress import OnProgress

__all__ = ["BYTES", "DELAY", "Bar", "Steps", "counted", "progress", "steps", "written"]

Item = TypeVar("Item")

BYTES = "bytes"
"""The unit of a step whose amounts are shown in kB, MB or GB."""

DELAY = 1.0
"""Seconds before a bar is drawn: a command that takes less needs none."""

_BETWEEN = 0.1
"""Seconds between two drawings."""

_LATELY = 30.0
"""The rate is that of so many seconds."""

_GAP = "  "
_LEAST_BAR, _WIDEST_LINE = 10, 120
"""Columns: a shorter bar is left out, and on a wider terminal the line is no longer than this."""


class Bar:
    """The progress bar of a command, for its steps one after another. Use it as a context manager, or `end` it."""

    def __init__(self) -> None:
        now = time.monotonic()
        self._shown = _Shown("", "", _Pace(now))
        self._next = now + DELAY if _can_draw() else float("inf")
        self._live: Live | None = None

    def __enter__(self) -> Bar:
        return self

    def __exit__(self, *error: object) -> None:
        self.end()

    def begin(self, name: str, unit: str = "article") -> None:
        """Begin a step: `Restoring`. Its amounts are of a unit, in the singular."""
        self._shown = _Shown(name, unit, _Pace(time.monotonic()))

    def step(self, name: str, unit: str = "article") -> OnProgress:
        """What a step is to call with how much is done, and of how much. The step begins with the first call."""
        has_begun = False

        def show(done: int, total: int) -> None:
            nonlocal has_begun
            if not has_begun:
                has_begun = True
                self.begin(name, unit)
            self.show(done, total)

        return show

    def show(self, done: int, total: int | None, counts: str = "") -> None:
        """Show how much of the step is done, and of how much; None if that is not known. `counts` says what is done, if
        that is more than these two numbers.
        """
        now = time.monotonic()
        if now < self._next:
            return
        self._next = now + _BETWEEN
        self._shown.pace.add(now, done)
        self._shown = self._shown._replace(done=done, total=total, counts=counts)
        if self._live is None:
            self._live = _live()
            self._live.start()
        width = min(columns(to_stderr=True) or _WIDEST_LINE, self._live.console.width, _WIDEST_LINE)
        self._live.update(self._shown.line(width), refresh=True)

    def end(self) -> None:
        """Take the bar away, until more is shown."""
        if self._live:
            self._live.stop()
            self._live = None


@contextlib.contextmanager
def progress(name: str, unit: str = "article") -> Iterator[OnProgress]:
    """Yield what a command of one step is to call with how much is done, and of how much."""
    with Bar() as bar:
        yield bar.step(name, unit)


@contextlib.contextmanager
def counted(
    items: Iterable[Item], name: str, total: Callable[[], int | None] = lambda: None, unit: str = "article"
) -> Iterator[Iterable[Item]]:
    """Yield the items, while a bar shows how many of them have been taken. The total is asked for only if a bar can be
    drawn; it is None if it is not known.
    """
    if not _can_draw():
        yield items
        return

    def watched(of: int | None) -> Iterator[Item]:
        for done, item in enumerate(items):
            bar.show(done, of)
            yield item

    with Bar() as bar:
        bar.begin(name, unit)
        yield watched(total())


@contextlib.contextmanager
def written(items: Iterable[Item], total: Callable[[], int | None], unit: str) -> Iterator[Iterable[Item]]:
    """Yield items that are written to stdout, while a bar shows how many of them have been, but only if that is a file.

    A terminal shows itself how far an answer is, and behind a pipe another program may draw on the terminal, as `less`
    does: a bar would be in the way of both.
    """
    if not _is_stdout_a_file():
        yield items
        return
    with counted(items, "Writing", total, unit) as watched:
        yield watched


class Steps:
    """The steps of a command that names each of them on a terminal, and shows how far it is."""

    def __init__(self, bar: Bar, unit: str) -> None:
        self._bar = bar
        self._unit = unit
        self.show: OnProgress = bar.show

    def begin(self, name: str) -> None:
        """Say that a step begins, named in lower case: `checking each article`."""
        self._bar.end()
        name = f"{name[0].upper()}{name[1:]}"
        self._bar.begin(name, self._unit)
        if sys.stderr.isatty():
            note(f"{name} …")


@contextlib.contextmanager
def steps(unit: str = "article") -> Iterator[Steps]:
    """Yield the steps of a long command, whose amounts are of a unit, in the singular."""
    with Bar() as bar:
        yield Steps(bar, unit)


def _is_stdout_a_file() -> bool:
    """Whether stdout is neither a terminal nor a pipe."""
    try:
        kind = os.fstat(sys.stdout.fileno()).st_mode
    except (OSError, ValueError):
        return False
    return not (sys.stdout.isatty() or stat.S_ISFIFO(kind) or stat.S_ISSOCK(kind))


class _Pace:
    """How fast a step has been lately."""

    def __init__(self, start: float) -> None:
        self._moments = deque([(start, 0)])

    def add(self, now: float, done: int) -> None:
        """Note how much is done now."""
        self._moments.append((now, done))
        while len(self._moments) > 2 and self._moments[1][0] < now - _LATELY:
            self._moments.popleft()

    @property
    def rate(self) -> float:
        """How much is done in a second."""
        (first, before), (last, done) = self._moments[0], self._moments[-1]
        return (done - before) / (last - first) if last > first else 0.0


class _Shown(NamedTuple):
    """What a bar shows of a step."""

    name: str
    unit: str
    pace: _Pace
    done: int = 0
    total: int | None = None
    counts: str = ""

    def line(self, width: int) -> RenderableType:
        """As much of it as a line of so many columns has room for."""
        from rich.progress_bar import ProgressBar
        from rich.table import Table

        rest, space = "", 0
        for texts in self._from_long_to_short():
            rest = _GAP.join(filter(None, texts))
            space = width - len(self.name) - len(rest) - len(_GAP)
            if space >= 0:
                break
        bar_width = space - len(_GAP)
        grid = Table.grid(padding=(0, len(_GAP), 0, 0))
        if bar_width >= _LEAST_BAR:
            grid.add_row(self.name, ProgressBar(self.total, self.done, bar_width, pulse=self.total is None), rest)
        else:
            grid.add_column(no_wrap=True, overflow="ellipsis", max_width=max(1, len(self.name) + min(0, space)))
            grid.add_row(self.name, rest)
        return grid

    def _from_long_to_short(self) -> Iterator[tuple[str, ...]]:
        """What stands behind the name: how far the step is, how fast, and for how long."""
        rate = self.pace.rate
        speed, left = (f"{_amount(rate, self.unit)}/s", self._left(rate)) if rate > 0 else ("", "")
        done = _amount(self.done, self.unit)
        if self.total is None:
            yield self._with_unit(self.done), speed
            yield (done,)
            return
        share = f"{100 * min(self.done, self.total) // max(1, self.total)} %"
        yield self.counts or f"{done} of {self._with_unit(self.total)}", speed, left
        yield f"{done} of {_amount(self.total, self.unit)}", speed, left
        yield share, speed, left
        yield share, left

    def _with_unit(self, number: int) -> str:
        return _amount(number, BYTES) if self.unit == BYTES else plural(number, self.unit)

    def _left(self, rate: float) -> str:
        """How long the rest takes: `1:02:03 left`."""
        minutes, seconds = divmod(round(max(0, (self.total or 0) - self.done) / rate), 60)
        hours, minutes = divmod(minutes, 60)
        return f"{hours}:{minutes:02}:{seconds:02} left" if hours else f"{minutes}:{seconds:02} left"


def _amount(number: float, unit: str) -> str:
    if unit == BYTES:
        from rich.filesize import decimal

        return decimal(int(number))
    return f"{number:,.0f}" if number >= 10 or number == int(number) else f"{number:.1f}"


def _can_draw() -> bool:
    return sys.stderr.isatty() and os.environ.get("TERM", "").lower() not in ("dumb", "unknown")


def _live() -> Live:
    from rich.live import Live

    from newsidx.terminal.console import console

    # stdout is left alone: what is printed there while the bar is drawn is the answer.
    return Live(console=console(to_stderr=True), auto_refresh=False, transient=True, redirect_stdout=False)

"""Random trials that can be repeated: each has a random generator of its own, seeded by the run's seed and its number.

    NEWSIDX_SEED=7 NEWSIDX_TRIAL=123 python -m pytest tests/faults -k test_name     repeats one trial
    NEWSIDX_LONG=1 NEWSIDX_LONG_SECONDS=3600 python -m pytest -m long tests/faults       tries on for an hour a test

The trials of a normal run are the same each time. A long run has a new seed unless it is given one.
"""

from __future__ import annotations

import contextlib
import os
import random
import signal
import time
from collections.abc import Iterator, Sequence
from typing import TypeVar

Value = TypeVar("Value")
Other = TypeVar("Other")

IS_LONG = bool(os.environ.get("NEWSIDX_LONG"))
LONG_SECONDS = float(os.environ.get("NEWSIDX_LONG_SECONDS", 600))


class Trials:
    """`for chance in trials(20)`: twenty trials in a normal run, and in a long run as many as there is time for."""

    def __init__(self) -> None:
        default_seed = random.SystemRandom().randrange(1_000_000) if IS_LONG else 1
        self.seed = int(os.environ.get("NEWSIDX_SEED", default_seed))
        self.number = 0

    def __call__(self, minimum: int) -> Iterator[random.Random]:
        """A random generator for each trial; a normal run has `minimum` of them."""
        until = time.monotonic() + LONG_SECONDS
        only = os.environ.get("NEWSIDX_TRIAL")
        number = int(only) if only else 0
        while (number < minimum) or only or (IS_LONG and time.monotonic() < until):
            self.number = number
            yield random.Random(f"{self.seed}/{number}")
            if only:
                return
            number += 1

    def how_to_repeat(self, test: str) -> str:
        """The command that runs only the trial that failed."""
        return f"NEWSIDX_SEED={self.seed} NEWSIDX_TRIAL={self.number} python -m pytest '{test}'"


def some_of(values: Sequence[Value], step: int) -> Sequence[Value]:
    """All of the values in a long run; every second, or so, in a normal one."""
    return values if IS_LONG else values[::step]


def some_pairs(lefts: Sequence[Value], rights: Sequence[Other]) -> list[tuple[Value, Other]]:
    """All pairs in a long run; in a normal one every second, in which each value is with every second other one."""
    return [
        (left, right) for number, left in enumerate(lefts) for right in (rights if IS_LONG else rights[number % 2 :: 2])
    ]


class TooSlow(Exception):
    """Something took too long."""


@contextlib.contextmanager
def at_most(seconds: float) -> Iterator[None]:
    """Raise TooSlow if the block takes longer. On systems without an alarm signal there is no limit."""
    if not hasattr(signal, "setitimer"):
        yield
        return

    def ring(number: int, frame: object) -> None:
        raise TooSlow(f"not done in {seconds} s")

    before = signal.signal(signal.SIGALRM, ring)
    signal.setitimer(signal.ITIMER_REAL, seconds)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)
        signal.signal(signal.SIGALRM, before)

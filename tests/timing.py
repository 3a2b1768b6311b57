"""Processor time that work takes, measured so that a busy machine fails no test.

Another process only ever makes work slower, so the least time of several runs is the nearest to the true one. A test
fails only if work is too slow every time that it is tried.
"""

from __future__ import annotations

import time
from collections.abc import Callable

_ROUNDS = 4
"""How often work that seems too slow is measured again."""

_LARGEST = 200_000
"""Characters of the longest text that is tried: if that takes no time worth measuring, no text does."""


def seconds(work: Callable[..., object], *arguments: object) -> float:
    """The processor time of one run."""
    began = time.process_time()
    work(*arguments)
    return time.process_time() - began


def assert_takes_less(most: float, work: Callable[[], object], what: object = "") -> None:
    """Work takes fewer than `most` seconds, in the best of a few runs. `what` is said if it does not."""
    least = seconds(work)
    for _ in range(_ROUNDS - 1):
        if least < most:
            break
        least = min(least, seconds(work))
    assert least < most, what


def assert_grows_less(
    most: float, small: Callable[[], object], large: Callable[[], object], measurable: float = 0.02
) -> None:
    """Large work takes fewer than `most` times the seconds of small work, each in its best run.

    Small work counts for `measurable` seconds at least: below that, the machine decides how long it takes.
    """
    least_small = least_large = float("inf")
    for _ in range(_ROUNDS):
        least_small = min(least_small, seconds(small), seconds(small))
        least_large = min(least_large, seconds(large))
        if least_large < most * max(least_small, measurable):
            return
    raise AssertionError(f"{least_large:.3f} s for the large work, {least_small:.3f} s for the small one")


def assert_linear(work: Callable[[str], object], made: Callable[[int], str]) -> None:
    """Work on a text takes time in proportion to its length. `made` makes a text of about so many characters.

    A text is doubled until it takes long enough to be measured. One of four times its length then takes about four
    times as long; by the square of the length it would be sixteen times.
    """
    size, measurable = 250, 0.005
    while seconds(work, made(size)) < measurable:
        size *= 2
        if size > _LARGEST:
            return
    small, large = made(size), made(4 * size)
    assert_grows_less(8, lambda: work(small), lambda: work(large), measurable)


def repeated(piece: str, before: str = "", after: str = "x") -> Callable[[int], str]:
    """A function that makes a text of a length: a piece again and again, between what stands before and after."""
    return lambda size: before + piece * (size // len(piece)) + after

"""Telling whoever waits how far a step is."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from itertools import chain
from typing import TypeAlias, TypeVar

Item = TypeVar("Item")

OnProgress: TypeAlias = Callable[[int, int], None]
"""Called with how much of a step is done, and of how much: articles, where nothing else is said. The first number never
falls, and reaches the second one at the end of the step; a step without anything to do does not call it.
"""

_PART = 500
"""Items after which it is reported how many are done."""


def nothing(done: int, total: int) -> None:
    """An OnProgress that does nothing."""


def in_parts(items: Sequence[Item], on_progress: OnProgress, size: int = _PART) -> Iterator[Sequence[Item]]:
    """The items, so many at a time, while `on_progress` is called with how many of them are done."""
    for done in range(0, len(items), size):
        on_progress(done, len(items))
        yield items[done : done + size]
    if items:
        on_progress(len(items), len(items))


def watched(items: Sequence[Item], on_progress: OnProgress, size: int = _PART) -> Iterator[Item]:
    """The same, one item after another."""
    return chain.from_iterable(in_parts(items, on_progress, size))

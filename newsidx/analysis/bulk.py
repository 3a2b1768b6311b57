"""The time in which nearly all of some articles are, and the unit to count them by: a single stray date does not turn a
timeline of days into one of years.
"""

from __future__ import annotations

import datetime
from bisect import bisect_left, bisect_right
from collections.abc import Mapping, Sequence
from itertools import accumulate
from typing import NamedTuple

from newsidx.dates.periods import Period

_ONE_IN = 50
"""At most one article in so many is stray: nearly all are 98 %."""

_FEW = 20
"""Of at least so many articles one can be stray, though it is more than that."""

_PART = 2
"""Articles are stray only if all others are in at most one half of the time."""


class Bulk(NamedTuple):
    """The days from the `first` to the `last` article that is not stray, and the period that fits them.

    `fitting_all` is the period that fits the stray ones, too.
    """

    period: Period
    first: datetime.date
    last: datetime.date
    fitting_all: Period


def bulk_of(counts: Sequence[Mapping[datetime.date, int]]) -> Bulk:
    """The shortest time in the finest unit that holds nearly all articles of each of some queries, whose numbers of
    articles by day these are. There has to be an article.

    All of the time, in the unit that fits it, if no finer one would do for nearly all of them.
    """
    days = sorted(set[datetime.date]().union(*counts))
    fitting_all = Period.fitting(days[0], days[-1])
    sums = [[0, *accumulate(count.get(day, 0) for day in days)] for count in counts]
    for period in Period:
        if period is fitting_all:
            break
        window = _fullest_window(days, sums, period.most_days)
        if window and _PART * _length(*window) <= _length(days[0], days[-1]):
            return Bulk(period, *window, fitting_all)
    return Bulk(fitting_all, days[0], days[-1], fitting_all)


def _fullest_window(
    days: Sequence[datetime.date], sums: Sequence[Sequence[int]], most_days: float
) -> tuple[datetime.date, datetime.date] | None:
    """Of the times of at most so many days that leave out only stray articles, the one that leaves out fewest; None if
    there is none. `sums` has, for each query, the number of articles before each of the days.
    """
    most_stray = [_most_stray(counted[-1]) for counted in sums]
    last_start, first_end = _core(sums, most_stray)
    if last_start < first_end and _length(days[last_start], days[first_end - 1]) > most_days:
        return None
    best: tuple[int, datetime.date, datetime.date] | None = None
    end = 0
    for start, first in enumerate(days[: last_start + 1]):
        while end < len(days) and _length(first, days[end]) <= most_days:
            end += 1
        left_out = [counted[-1] - (counted[end] - counted[start]) for counted in sums]
        is_bulk = all(number <= most for number, most in zip(left_out, most_stray, strict=True))
        if is_bulk and (best is None or sum(left_out) < best[0]):
            best = (sum(left_out), first, days[end - 1])
    return best and best[1:]


def _core(sums: Sequence[Sequence[int]], most_stray: Sequence[int]) -> tuple[int, int]:
    """The last day, by number, with which a time can begin that leaves out only stray articles, and the first one
    before which it can end.
    """
    start = min(bisect_right(counted, most) - 1 for counted, most in zip(sums, most_stray, strict=True))
    end = max(bisect_left(counted, counted[-1] - most) for counted, most in zip(sums, most_stray, strict=True))
    return min(start, len(sums[0]) - 2), end


def _most_stray(articles: int) -> int:
    """How many of so many articles may be stray."""
    return max(articles // _ONE_IN, int(articles >= _FEW))


def _length(first: datetime.date, last: datetime.date) -> int:
    return (last - first).days + 1

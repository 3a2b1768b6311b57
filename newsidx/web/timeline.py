"""The answer over time as a picture: a bar for each period, which narrows the question to it."""

from __future__ import annotations

import datetime
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import replace
from typing import TYPE_CHECKING, NamedTuple

from newsidx.analysis.bulk import bulk_of
from newsidx.dates import DateRange
from newsidx.dates.periods import Period

if TYPE_CHECKING:
    from newsidx.archive.contract import Archive
    from newsidx.query import Query
    from newsidx.web.asked import Asked

HEIGHT = 60
"""The height of the highest bar in pixels. Widths are per cent of the picture's, which is as wide as there is room."""

_LOWEST = 2.0
"""The height of a bar of few articles, so that it can be seen."""

_BETWEEN_LABELS = 16
"""The least distance of two labels, and of the last to the right side, in per cent."""


class Bar(NamedTuple):
    """The articles of a period: their number, the place of its bar, and the question narrowed to it."""

    name: str
    articles: int
    first: datetime.date
    last: datetime.date
    x: float
    width: float
    height: float
    address: str


class Label(NamedTuple):
    """A date below the bars: its text, and how far from the left it stands."""

    text: str
    x: float


class Picture(NamedTuple):
    """The bars of an answer, the number of articles of the highest, and what has no bar."""

    period: Period
    bars: tuple[Bar, ...]
    highest: int
    labels: tuple[Label, ...]
    undated: int
    left_out: int


def picture(archive: Archive, query: Query, asked: Asked) -> Picture | None:
    """The matches of a query over time, in the period that fits nearly all; None if there are not two bars of them.

    Months are counted first: there are days enough in a century to keep a page waiting.
    """
    months = Counter(_by_first_day(archive.histogram(query, Period.MONTH), Period.MONTH))
    if not months:
        return None
    period, first, last, _ = bulk_of([months])
    last = Period.MONTH.span_of(last)[1]
    within = Counter({day: articles for day, articles in months.items() if first <= day <= last})
    counts = _counted(archive, query, within, DateRange(first, last), period)
    if len(counts) < 2:
        return None
    bars = tuple(_bars(counts, period, asked))
    undated = archive.count(replace(query, undated=True))
    return Picture(period, bars, max(counts.values()), _labels(bars), undated, months.total() - within.total())


def _counted(
    archive: Archive, query: Query, months: Counter[datetime.date], dates: DateRange, period: Period
) -> Counter[datetime.date]:
    """How many articles match in each period, by its first day, in order."""
    if period in (Period.DAY, Period.WEEK):
        days = archive.histogram(replace(query, dates=query.dates & dates), period)
        return Counter(_by_first_day(days, period))
    counts: Counter[datetime.date] = Counter()
    for day, articles in months.items():
        counts[period.span_of(day)[0]] += articles
    return counts


def _by_first_day(counts: Iterable[tuple[str, int]], period: Period) -> dict[datetime.date, int]:
    return {period.first_day_of(name): articles for name, articles in counts}


def _bars(counts: Counter[datetime.date], period: Period, asked: Asked) -> Iterator[Bar]:
    highest = max(counts.values())
    start, end = min(counts), period.span_of(max(counts))[1]
    per_day = 100 / ((end - start).days + 1)
    for day, articles in counts.items():
        first, last = period.span_of(day)
        yield Bar(
            period.name_of(first),
            articles,
            first,
            last,
            round((first - start).days * per_day, 2),
            round(((last - first).days + 1) * per_day, 2),
            round(max(_LOWEST, HEIGHT * articles / highest), 2),
            asked.but(date=period.name_of(first)).address(),
        )


def _labels(bars: tuple[Bar, ...]) -> tuple[Label, ...]:
    """The names of some periods, at even distances."""
    labels: list[Label] = []
    for bar in bars:
        has_room = bar.x <= 100 - _BETWEEN_LABELS
        if not labels or (has_room and bar.x - labels[-1].x >= _BETWEEN_LABELS):
            labels.append(Label(bar.name, bar.x))
    return tuple(labels)

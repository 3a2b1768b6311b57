"""The answer over time as a picture: a bar for each period, which narrows the question to it."""

from __future__ import annotations

import datetime
from typing import TYPE_CHECKING, NamedTuple

from newsidx.analysis.timeline import Bucket, timeline

if TYPE_CHECKING:
    from newsidx.archive.contract import Archive
    from newsidx.dates.periods import Period
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
    """The matches of a query over time; None if they are all of one period, or have no date."""
    series = timeline(archive, [query])
    buckets = [bucket for bucket in series.buckets if bucket.counts[0]]
    if len(buckets) < 2:
        return None
    highest = max(bucket.counts[0] for bucket in buckets)
    first, last = buckets[0].first, buckets[-1].last
    per_day = 100 / ((last - first).days + 1)
    bars = tuple(_bar(bucket, first, per_day, highest, asked) for bucket in buckets)
    outside = series.left_out
    return Picture(
        series.period,
        bars,
        highest,
        _labels(bars),
        series.undated[0],
        outside.before + outside.after if outside else 0,
    )


def _bar(bucket: Bucket, first: datetime.date, per_day: float, highest: int, asked: Asked) -> Bar:
    articles = bucket.counts[0]
    days = (bucket.last - bucket.first).days + 1
    return Bar(
        bucket.name,
        articles,
        bucket.first,
        bucket.last,
        round((bucket.first - first).days * per_day, 2),
        round(days * per_day, 2),
        round(max(_LOWEST, HEIGHT * articles / highest), 2),
        asked.but(date=bucket.name).address(),
    )


def _labels(bars: tuple[Bar, ...]) -> tuple[Label, ...]:
    """The names of some periods, at even distances."""
    labels: list[Label] = []
    for bar in bars:
        has_room = bar.x <= 100 - _BETWEEN_LABELS
        if not labels or (has_room and bar.x - labels[-1].x >= _BETWEEN_LABELS):
            labels.append(Label(bar.name, bar.x))
    return tuple(labels)

"""How often, when: the articles that match one or more queries, counted by day, week, month or year.

Only the ids are read, which say the day, and the best article of each peak.
"""

from __future__ import annotations

import datetime
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace

from newsidx.archive.contract import Archive
from newsidx.article import Article
from newsidx.dates import DateRange
from newsidx.dates.periods import Period
from newsidx.query import Query
from newsidx.search.answer import answer
from newsidx.search.request import Match, SearchRequest


@dataclass(frozen=True)
class Bucket:
    """A day, week, month or year in which the archive has articles, `of` of them. `counts` has the number of matches
    of each query, in their order.
    """

    name: str
    first: datetime.date
    last: datetime.date
    of: int
    counts: tuple[int, ...]

    def share(self, query: int) -> float:
        """The matches of a query, by its number, per thousand articles of the bucket."""
        return 1000 * self.counts[query] / self.of


@dataclass(frozen=True)
class Peak:
    """A bucket in which a query, given by its number, has the most matches, and the best article among them."""

    query: int
    bucket: Bucket
    article: Article


@dataclass(frozen=True)
class Timeline:
    """Queries over time. `buckets` are those in which the archive has articles, matches or not, from the first match
    to the last; `totals` has the number of matches of each query, `undated` ones, which are in no bucket, included.
    """

    period: Period
    queries: tuple[Query, ...]
    buckets: tuple[Bucket, ...]
    totals: tuple[int, ...]
    undated: tuple[int, ...]


def timeline(archive: Archive, queries: Sequence[Query], period: Period | None = None) -> Timeline:
    """Count the matches of each query in each period; without one, in that which fits the time between the first match
    and the last.
    """
    matches = [_by_day(archive, query) for query in queries]
    totals = tuple(archive.count(query) for query in queries)
    undated = tuple(total - days.total() for total, days in zip(totals, matches, strict=True))
    days_with_matches = sorted({day for days in matches for day in days})
    if not days_with_matches:
        return Timeline(period or Period.DAY, tuple(queries), (), totals, undated)
    start, end = days_with_matches[0], days_with_matches[-1]
    period = period or Period.fitting(start, end)
    span = DateRange(period.span_of(start)[0], period.span_of(end)[1])
    everything = _by_day(archive, Query(dates=span))
    in_all = _by_period(everything, period)
    in_matches = [_by_period(days, period) for days in matches]
    a_day_of = {period.name_of(day): day for day in sorted(everything)}
    buckets = tuple(
        Bucket(name, *period.span_of(day), in_all[name], tuple(counts[name] for counts in in_matches))
        for name, day in a_day_of.items()
    )
    return Timeline(period, tuple(queries), buckets, totals, undated)


def peaks(archive: Archive, found: Timeline, by_share: bool = False) -> list[Peak]:
    """The highest buckets, in order of time: three of a single query, one of each of several.

    A bucket with one match is no peak.
    """
    most = 3 if len(found.queries) == 1 else 1
    chosen: list[Peak] = []
    for number, query in enumerate(found.queries):

        def height(bucket: Bucket, number: int = number) -> float:
            return bucket.share(number) if by_share else bucket.counts[number]

        high = [bucket for bucket in found.buckets if bucket.counts[number] > 1]
        high.sort(key=lambda bucket: (-height(bucket), bucket.first))
        for bucket in sorted(high[:most], key=lambda bucket: bucket.first):
            within = replace(query, dates=query.dates & DateRange(bucket.first, bucket.last))
            request = SearchRequest(query=within, limit=1, match=Match.FULL, with_snippets=False)
            if best := next(answer(archive, request).hits, None):
                chosen.append(Peak(number, bucket, best.article))
    return chosen


def _by_day(archive: Archive, query: Query) -> Counter[datetime.date]:
    days = archive.histogram(query, Period.DAY)
    return Counter({datetime.date.fromisoformat(day): number for day, number in days})


def _by_period(days: Counter[datetime.date], period: Period) -> Counter[str]:
    counts: Counter[str] = Counter()
    for day, number in days.items():
        counts[period.name_of(day)] += number
    return counts

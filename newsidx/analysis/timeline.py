"""How often, when: the articles that match one or more queries, counted by day, week, month or year.

The archive counts them without reading them; only the best article of each peak is read.
"""

from __future__ import annotations

import datetime
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace

from newsidx.archive.contract import Archive
from newsidx.article import EARLIEST, Article
from newsidx.dates import DateRange
from newsidx.dates.periods import Period
from newsidx.query import Query
from newsidx.query.sort import Sort
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
    days = [day for query in queries for day in _first_and_last_day(archive, query)]
    period = period or (Period.fitting(min(days), max(days)) if days else Period.DAY)
    matches = [Counter(dict(archive.histogram(query, period))) for query in queries]
    undated = tuple(archive.count(replace(query, undated=True)) for query in queries)
    totals = tuple(counts.total() + number for counts, number in zip(matches, undated, strict=True))
    if not days:
        return Timeline(period, tuple(queries), (), totals, undated)
    everything = Query(dates=DateRange(period.span_of(min(days))[0], period.span_of(max(days))[1]))
    buckets = tuple(
        Bucket(name, *period.span_of(period.first_day_of(name)), of, tuple(counts[name] for counts in matches))
        for name, of in archive.histogram(everything, period)
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


def _first_and_last_day(archive: Archive, query: Query) -> list[datetime.date]:
    """The days of the first and the last match that is dated; none if there is no such match."""
    dated = replace(query, dates=query.dates & DateRange(EARLIEST))
    ids = [
        article_id for sort in (Sort.OLDEST, Sort.NEWEST) for article_id, _ in archive.ids(dated, sort=sort, limit=1)
    ]
    return [article.date for article in archive.articles(ids) if article.date]

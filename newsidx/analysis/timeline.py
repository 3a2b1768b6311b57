"""How often, when: the articles that match one or more queries, counted by day, week, month or year.

The archive counts them without reading them; only the best article of each peak is read.
"""

from __future__ import annotations

import datetime
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from enum import Enum

from newsidx.analysis.bulk import bulk_of
from newsidx.archive.contract import Archive
from newsidx.article import Article
from newsidx.dates import DateRange
from newsidx.dates.periods import Period
from newsidx.query import Query
from newsidx.search.answer import answer
from newsidx.search.request import Match, SearchRequest


class Measure(Enum):
    """What a timeline shows of a query: the number of matches, their share in all articles of the time (per thousand),
    or their ratio to the matches of the query that it is compared with (per hundred).
    """

    ARTICLES = "articles"
    SHARE = "share"
    RATIO = "ratio"


@dataclass(frozen=True)
class Bucket:
    """A day, week, month or year in which the archive has articles, `of` of them. `counts` has the number of matches
    of each query, in their order, and `against` that of the query that they are compared with, if any.
    """

    name: str
    first: datetime.date
    last: datetime.date
    of: int
    counts: tuple[int, ...]
    against: int = 0

    def share(self, query: int) -> float:
        """The matches of a query, by its number, per thousand articles of the bucket."""
        return 1000 * self.counts[query] / self.of

    def ratio(self, query: int) -> float | None:
        """The matches of a query, by its number, per hundred of the one compared with; None if that has none."""
        return 100 * self.counts[query] / self.against if self.against else None

    def value(self, query: int, measure: Measure) -> float | None:
        """What a measure says of a query, by its number; None where there is nothing to compare with."""
        if measure is Measure.RATIO:
            return self.ratio(query)
        return self.share(query) if measure is Measure.SHARE else float(self.counts[query])


@dataclass(frozen=True)
class Peak:
    """A bucket in which a query, given by its number, has the most matches, and the best article among them."""

    query: int
    bucket: Bucket
    article: Article


@dataclass(frozen=True)
class Against:
    """The query that others are compared with, the number of its matches, and how many of these are undated."""

    query: Query
    total: int
    undated: int


@dataclass(frozen=True)
class LeftOut:
    """The matches far from all others that are in no bucket: how many are before the first and after the last one.
    `fitting` is the period that all of them would fit in.
    """

    before: int
    after: int
    fitting: Period


@dataclass(frozen=True)
class Timeline:
    """Queries over time. `buckets` are those in which the archive has articles, matches or not, from the first match
    to the last; `totals` has the number of matches of each query, `undated` ones, which are in no bucket, included.

    `against` is the query that the others are compared with, and `left_out` what is in no bucket though it has a date.
    """

    period: Period
    queries: tuple[Query, ...]
    buckets: tuple[Bucket, ...]
    totals: tuple[int, ...]
    undated: tuple[int, ...]
    against: Against | None = None
    left_out: LeftOut | None = None


def timeline(
    archive: Archive, queries: Sequence[Query], period: Period | None = None, against: Query | None = None
) -> Timeline:
    """Count the matches of each query in each period, and those of the query that they are compared `against`.

    Without a period, the finest one is taken in which nearly all matches can be shown, and those far from them are left
    out: see `newsidx.analysis.bulk`.
    """
    every_query = (*queries, against) if against else tuple(queries)
    unit = period or Period.DAY
    histograms = [Counter(dict(archive.histogram(query, unit))) for query in every_query]
    undated = [archive.count(replace(query, undated=True)) for query in every_query]
    totals = [counts.total() + number for counts, number in zip(histograms, undated, strict=True)]
    compared = Against(against, totals.pop(), undated.pop()) if against else None
    names = sorted(set[str]().union(*histograms))
    left_out = None
    if period is None and names:
        by_day = [_by_day(counts) for counts in histograms]
        unit, first, last, fitting_all = bulk_of(by_day)
        histograms = [_by_period(counts, unit) for counts in by_day]
        names = sorted(set[str]().union(*histograms))
        left_out = _left_out(histograms, unit.name_of(first), unit.name_of(last), fitting_all)
        names = [name for name in names if unit.name_of(first) <= name <= unit.name_of(last)]
    buckets = tuple(
        Bucket(
            name,
            *unit.span_of(unit.first_day_of(name)),
            of,
            tuple(counts[name] for counts in histograms[: len(queries)]),
            histograms[-1][name] if against else 0,
        )
        for name, of in _articles_between(archive, names, unit)
    )
    return Timeline(unit, tuple(queries), buckets, tuple(totals), tuple(undated), compared, left_out)


def peaks(archive: Archive, found: Timeline, measure: Measure = Measure.ARTICLES) -> list[Peak]:
    """The highest buckets, in order of time: three of a single query, one of each of several.

    A bucket with one match is no peak.
    """
    most = 3 if len(found.queries) == 1 else 1
    chosen: list[Peak] = []
    for number, query in enumerate(found.queries):
        heights = {
            bucket: height
            for bucket in found.buckets
            if bucket.counts[number] > 1 and (height := bucket.value(number, measure)) is not None
        }
        high = sorted(heights, key=lambda bucket: (-heights[bucket], bucket.first))
        for bucket in sorted(high[:most], key=lambda bucket: bucket.first):
            within = replace(query, dates=query.dates & DateRange(bucket.first, bucket.last))
            request = SearchRequest(query=within, limit=1, match=Match.FULL, with_snippets=False)
            if best := next(answer(archive, request).hits, None):
                chosen.append(Peak(number, bucket, best.article))
    return chosen


def _articles_between(archive: Archive, names: Sequence[str], period: Period) -> list[tuple[str, int]]:
    """The number of all articles in each period from the first to the last of some, given by name, in order."""
    if not names:
        return []
    first, last = period.first_day_of(names[0]), period.span_of(period.first_day_of(names[-1]))[1]
    return archive.histogram(Query(dates=DateRange(first, last)), period)


def _by_day(counts: Mapping[str, int]) -> dict[datetime.date, int]:
    return {Period.DAY.first_day_of(name): number for name, number in counts.items()}


def _by_period(counts: Mapping[datetime.date, int], period: Period) -> Counter[str]:
    """The counts of days, added up for each period."""
    total: Counter[str] = Counter()
    for day, number in counts.items():
        total[period.name_of(day)] += number
    return total


def _left_out(histograms: Sequence[Counter[str]], first: str, last: str, fitting_all: Period) -> LeftOut | None:
    """The matches before the first period shown and after the last, of all queries together; None if there are none."""
    dated = [(name, number) for counts in histograms for name, number in counts.items()]
    before = sum(number for name, number in dated if name < first)
    after = sum(number for name, number in dated if name > last)
    return LeftOut(before, after, fitting_all) if before or after else None

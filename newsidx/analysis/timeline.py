"""How often, when: the articles that answer one or more questions, counted by day, week, month or year.

From the ids alone, which say the day: no article is read, but the best one of each peak.
"""

from __future__ import annotations

import datetime
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace

from newsidx.archive import Archive
from newsidx.article import Article
from newsidx.dates import DateRange
from newsidx.query import Query
from newsidx.search.answer import PERIODS, count, count_by, period_of, search

_DAYS_OF = {"day": 1, "week": 7, "month": 30, "year": 365}
_MOST_PERIODS = {"day": 35, "week": 30, "month": 60}
"""Periods of each unit that are still seen at a glance; from more of them on the next longer unit is chosen."""


@dataclass(frozen=True)
class Period:
    """A day, week, month or year in which the archive has articles, so many `of` them.

    `counts` says how many answer each question, in their order.
    """

    name: str
    first: datetime.date
    last: datetime.date
    of: int
    counts: tuple[int, ...]

    def share(self, question: int) -> float:
        """Answers to a question per thousand articles of the period."""
        return 1000 * self.counts[question] / self.of


@dataclass(frozen=True)
class Peak:
    """A period in which a question has most answers, and the one that answers it best."""

    question: int
    period: Period
    article: Article


@dataclass(frozen=True)
class Timeline:
    """Questions over time. `periods` are those with articles, whether or not they answer, from the first answer to
    the last; `totals` how many articles answer each question, the `undated` ones, which are in no period, included.
    """

    unit: str
    questions: tuple[Query, ...]
    periods: tuple[Period, ...]
    totals: tuple[int, ...]
    undated: tuple[int, ...]

    @property
    def most(self) -> int:
        """The most answers to a question in a period."""
        return max((number for period in self.periods for number in period.counts), default=0)


def timeline(archive: Archive, questions: Sequence[Query], unit: str | None = None) -> Timeline:
    """Count the answers to each question in each period. `unit` is one of PERIODS, or chosen by the time between the
    first answer and the last.
    """
    days = [_days(archive, query) for query in questions]
    totals = tuple(count(archive, query) for query in questions)
    undated = tuple(total - one.total() for total, one in zip(totals, days, strict=True))
    answered = sorted({day for one in days for day in one})
    if not answered:
        return Timeline(unit or "day", tuple(questions), (), totals, undated)
    unit = unit or _fitting_unit(answered[0], answered[-1])
    first, last = span_of(answered[0], unit)[0], span_of(answered[-1], unit)[1]
    everything = _days(archive, Query(dates=DateRange(first, last)))
    of = _by_period(everything, unit)
    counts = [_by_period(one, unit) for one in days]
    periods = tuple(
        Period(name, *span_of(day, unit), number, tuple(one[name] for one in counts))
        for name, (day, number) in _firsts(everything, of, unit).items()
    )
    return Timeline(unit, tuple(questions), periods, totals, undated)


def peaks(archive: Archive, found: Timeline, by_share: bool = False) -> list[Peak]:
    """The highest periods of each question, three of one question and one of each of several, in order of time.

    A single article in a period is no peak.
    """
    most = 3 if len(found.questions) == 1 else 1
    chosen: list[Peak] = []
    for number, query in enumerate(found.questions):
        high = [period for period in found.periods if period.counts[number] > 1]
        high.sort(key=lambda one: (-(one.share(number) if by_share else one.counts[number]), one.first))
        for period in sorted(high[:most], key=lambda one: one.first):
            within = replace(query, dates=query.dates & DateRange(period.first, period.last))
            best = next(search(archive, within, limit=1, with_snippets=False, words="all"), None)
            if best:
                chosen.append(Peak(number, period, best.article))
    return chosen


def span_of(day: datetime.date, unit: str) -> tuple[datetime.date, datetime.date]:
    """The first and last day of the period that a day is in."""
    if unit == "day":
        return day, day
    if unit == "week":
        monday = day - datetime.timedelta(days=day.weekday())
        return monday, monday + datetime.timedelta(days=6)
    if unit == "month":
        return day.replace(day=1), _before_next_month(day)
    return day.replace(month=1, day=1), day.replace(month=12, day=31)


def _before_next_month(day: datetime.date) -> datetime.date:
    following = day.replace(day=28) + datetime.timedelta(days=4)
    return following - datetime.timedelta(days=following.day)


def _days(archive: Archive, query: Query) -> Counter[datetime.date]:
    return Counter({datetime.date.fromisoformat(day): number for day, number in count_by(archive, query, "day")})


def _by_period(days: Counter[datetime.date], unit: str) -> Counter[str]:
    counts: Counter[str] = Counter()
    for day, number in days.items():
        counts[period_of(day, unit)] += number
    return counts


def _firsts(days: Counter[datetime.date], counts: Counter[str], unit: str) -> dict[str, tuple[datetime.date, int]]:
    """Each period that has articles, oldest first, with a day in it and how many they are."""
    found: dict[str, tuple[datetime.date, int]] = {}
    for day in sorted(days):
        name = period_of(day, unit)
        found.setdefault(name, (day, counts[name]))
    return found


def _fitting_unit(first: datetime.date, last: datetime.date) -> str:
    span = (last - first).days + 1
    return next((unit for unit in PERIODS[:-1] if span / _DAYS_OF[unit] <= _MOST_PERIODS[unit]), PERIODS[-1])

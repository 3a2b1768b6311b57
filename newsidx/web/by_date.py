"""The archive by date: a calendar of each year, the front page of a day, and the same day of every year."""

from __future__ import annotations

import calendar
import datetime
from bisect import bisect_left
from collections.abc import Sequence
from itertools import groupby
from typing import TYPE_CHECKING, NamedTuple

from newsidx.article import date_of
from newsidx.dates import DateRange
from newsidx.dates.periods import Period
from newsidx.formats.abstract import abstract
from newsidx.query import Query
from newsidx.query.sort import Sort
from newsidx.web.asked import Asked, asked_of, number
from newsidx.web.pages import page
from newsidx.web.refusals import Refused

if TYPE_CHECKING:
    from starlette.requests import Request
    from starlette.responses import Response

    from newsidx.archive.contract import Archive
    from newsidx.article import Article

SHADES = 4
_MOST_ON_A_DAY = 300
"""The most articles of a front page; the search page has all of them."""

_MOST_ON_THIS_DAY = 300
_FIRST, _LAST = datetime.date.min, datetime.date.max
_A_DAY = datetime.timedelta(days=1)
_NO_SOURCE = "Without a source"


class Cell(NamedTuple):
    """A day of a calendar: how many articles it has, and its shade, from 0 for none to `SHADES`."""

    day: datetime.date
    articles: int
    shade: int


class Month(NamedTuple):
    """A month as a calendar has it: weeks of seven days, None for those of other months."""

    first: datetime.date
    articles: int
    weeks: Sequence[Sequence[Cell | None]]


class Item(NamedTuple):
    """An article and the first sentences of its text."""

    article: Article
    beginning: str


def dates(request: Request) -> Response:
    """The years of the answer to a question, and the days of one of them."""
    asked = asked_of(request.query_params)
    query = asked.query
    with request.app.state.site.reading() as archive:
        days = archive.histogram(query, Period.DAY)
        years = _years(days)
        year = number(request.query_params, "year", max(years, default=0), datetime.MAXYEAR)
        context = {
            "asked": asked,
            "years": years,
            "year": year,
            "months": _months(year, {name: count for name, count in days if name.startswith(f"{year:04}-")}),
            "undated": archive.count(Query(undated=True)),
        }
        return page(request, "dates.html", **context)


def day(request: Request) -> Response:
    """The articles of a day, by source: those with the most articles first."""
    date = _date(request.path_params["day"])
    query = Query(dates=DateRange(date, date))
    with request.app.state.site.reading() as archive:
        ids = [article_id for article_id, _ in archive.ids(query, sort=Sort.OLDEST, limit=_MOST_ON_A_DAY)]
        context = {
            "asked": Asked(),
            "day": date,
            "sources": _by_source(archive.articles(ids)),
            "total": archive.count(query),
            "before": _nearest(archive, DateRange(None, date - _A_DAY), Sort.NEWEST) if date > _FIRST else None,
            "after": _nearest(archive, DateRange(date + _A_DAY, None), Sort.OLDEST) if date < _LAST else None,
        }
        return page(request, "day.html", **context)


def on_this_day(request: Request) -> Response:
    """The articles of a day in every year, the latest year first."""
    month, day_number = _day_of_year(request.path_params.get("day"))
    query = Query(dates=DateRange(every_year=(month, day_number)))
    with request.app.state.site.reading() as archive:
        ids = [article_id for article_id, _ in archive.ids(query, sort=Sort.NEWEST, limit=_MOST_ON_THIS_DAY)]
        articles = archive.articles(ids)
        context = {
            "asked": Asked(),
            "day": datetime.date(2000, month, day_number),
            "total": archive.count(query),
            "years": [(date, list(same_day)) for date, same_day in groupby(articles, lambda each: each.date)],
        }
        return page(request, "on_this_day.html", **context)


def _years(days: Sequence[tuple[str, int]]) -> dict[int, int]:
    """How many articles each year has."""
    years: dict[int, int] = {}
    for name, count in days:
        years[int(name[:4])] = years.get(int(name[:4]), 0) + count
    return years


def _months(year: int, counts: dict[str, int]) -> list[Month]:
    """The months of a year with articles. Each shade has about as many days."""
    ordered = sorted(counts.values())
    limits = [ordered[len(ordered) * part // SHADES] for part in range(1, SHADES)] if ordered else []
    months = []
    for month in range(1, 13):
        if not any(name[5:7] == f"{month:02}" for name in counts):
            continue
        weeks = [
            [_cell(datetime.date(year, month, number), counts, limits) if number else None for number in week]
            for week in calendar.monthcalendar(year, month)
        ]
        articles = sum(cell.articles for week in weeks for cell in week if cell)
        months.append(Month(datetime.date(year, month, 1), articles, weeks))
    return months


def _cell(date: datetime.date, counts: dict[str, int], limits: Sequence[int]) -> Cell:
    count = counts.get(date.isoformat(), 0)
    return Cell(date, count, bisect_left(limits, count) + 1 if count else 0)


def _by_source(articles: Sequence[Article]) -> list[tuple[str, list[Item]]]:
    sources: dict[str, list[Item]] = {}
    for article in articles:
        sources.setdefault(article.source or "", []).append(Item(article, abstract(article.body)))
    by_size = sorted(sources.items(), key=lambda pair: (not pair[0], -len(pair[1]), pair[0]))
    return [(source or _NO_SOURCE, items) for source, items in by_size]


def _nearest(archive: Archive, within: DateRange, sort: Sort) -> datetime.date | None:
    """The nearest day with articles within some days, the first or the last of them."""
    ids = archive.ids(Query(dates=within), sort=sort, limit=1)
    return next((date_of(article_id) for article_id, _ in ids), None)


def _date(text: str) -> datetime.date:
    try:
        return datetime.datetime.strptime(text, "%Y-%m-%d").date()  # fromisoformat takes weeks, too
    except ValueError:
        raise Refused(404, f"“{text}” is no day", "A day is written 2022-03-06.") from None


def _day_of_year(text: str | None) -> tuple[int, int]:
    """The month and the day of `03-06`; today without a text."""
    date = datetime.date.today() if text is None else _date(f"2000-{text}")
    return date.month, date.day

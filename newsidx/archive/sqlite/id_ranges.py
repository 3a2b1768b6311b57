"""Dates as ranges of ids: the id of an article begins with its day."""

from __future__ import annotations

import datetime

from newsidx.article import EARLIEST, FIRST_DATED_ID, PER_DAY, first_id, last_id
from newsidx.dates import DateRange
from newsidx.query import Query

_HIGHEST_ID = last_id(datetime.date.max)


def id_range(dates: DateRange) -> tuple[int, int]:
    """The first and the last id of a range of dates."""
    return first_id(dates.first or EARLIEST), last_id(dates.last or datetime.date.max)


def ids_within(query: Query) -> tuple[int, int]:
    """The lowest and the highest id that a match can have, by the dates of a query."""
    lowest, highest = (0, _HIGHEST_ID) if query.dates.is_everything else id_range(query.dates)
    return (lowest, FIRST_DATED_ID - 1) if query.undated else (lowest, highest)


def is_in_dates(article_id: int, dates: DateRange) -> bool:
    """Whether an id is within a range of dates."""
    first, last = id_range(dates)
    if not dates.is_everything and not first <= article_id <= last:
        return False
    month, day = dates.every_year or (0, 0)
    return not dates.every_year or article_id // PER_DAY % 10_000 == month * 100 + day

"""The ids of new articles: the next number of their day."""

from __future__ import annotations

import datetime
import sqlite3
from dataclasses import dataclass

from newsidx.article import FIRST_DATED_ID, first_id, last_id, ref_of

_HIGHEST = """
SELECT
  (SELECT max(id) FROM articles WHERE id BETWEEN ?1 AND ?2),
  max(
    coalesce((SELECT max(CAST(id AS INTEGER)) FROM kept_articles WHERE id BETWEEN ?1 AND ?2), 0),
    coalesce((SELECT max(CAST(article AS INTEGER)) FROM kept_rows WHERE article BETWEEN ?1 AND ?2), 0)
  )
"""
"""The ids of deleted articles are not given away while something that can be brought back is about them."""


class DayIsFull(Exception):
    """A day already has as many articles as its ids allow."""


@dataclass
class _Day:
    """The highest id of a day so far, the last id it can have, and whether it had articles before the batch."""

    highest: int
    last: int
    is_new: bool


class Numbering:
    """Numbers the articles of one batch. None as a date stands for undated articles."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection
        self._days: dict[datetime.date | None, _Day] = {}

    def next_id(self, date: datetime.date | None) -> int:
        """The next id of a day. Raises DayIsFull."""
        day = self._day(date)
        if day.highest == day.last:
            raise DayIsFull(f"{date or 'undated'} has no ids left (the highest is {ref_of(day.last)})")
        day.highest += 1
        return day.highest

    def is_new(self, date: datetime.date | None) -> bool:
        """Whether the archive had no article of a day before this batch."""
        return self._day(date).is_new

    def forget(self, date: datetime.date | None) -> None:
        """Read a day from the archive again the next time, because its articles have changed there."""
        self._days.pop(date, None)

    def clear(self) -> None:
        """Read every day from the archive again the next time."""
        self._days.clear()

    def _day(self, date: datetime.date | None) -> _Day:
        if (day := self._days.get(date)) is None:
            first, last = (first_id(date), last_id(date)) if date else (0, FIRST_DATED_ID - 1)
            highest, highest_kept = self._connection.execute(_HIGHEST, (first, last)).fetchone()
            beyond_kept = max(first, highest or 0, highest_kept)
            # A day that is full otherwise gives the ids of deleted articles away.
            last_given = beyond_kept if beyond_kept < last else max(first, highest or 0)
            day = _Day(last_given, last, is_new=highest is None)
            self._days[date] = day
        return day

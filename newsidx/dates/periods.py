"""The periods that articles are counted by: days, ISO weeks, months and years, and the arithmetic of each.

Period.WEEK.name_of(date(1987, 3, 30))          "1987-W14"
Period.MONTH.span_of(date(1987, 3, 30))         1 March 1987, 31 March 1987
Period.MONTH.between("1987-03", "1987-06")      2
"""

from __future__ import annotations

import datetime
from enum import Enum
from math import inf

_DAY = datetime.timedelta(days=1)


class Period(str, Enum):
    """A unit of time to count by. Each day, week, month or year has a name that sorts by time: 1987-W14, 1987-03."""

    DAY = "day"
    WEEK = "week"
    MONTH = "month"
    YEAR = "year"

    def __str__(self) -> str:
        return self.value

    @classmethod
    def fitting(cls, first: datetime.date, last: datetime.date) -> Period:
        """The shortest period of which not too many fit between two days to be taken in at a glance."""
        days = (last - first).days + 1
        return next((period for period in cls if days <= period.most_days), cls.YEAR)

    @property
    def most_days(self) -> float:
        """How many days can be taken in at a glance if they are counted by this period; any number by year."""
        return _MOST[self] * _DAYS[self] if self in _MOST else inf

    def name_of(self, day: datetime.date) -> str:
        """The name of the period a day is in: 1987-03-30, 1987-W14, 1987-03 or 1987."""
        if self is Period.WEEK:
            year, week, _ = day.isocalendar()
            return f"{year}-W{week:02}"
        return day.isoformat()[: _NAME_LENGTHS[self]]

    def first_day_of(self, name: str) -> datetime.date:
        """The first day of a period, given by name: 30 March 1987 for 1987-W14. The inverse of `name_of`."""
        if self is Period.WEEK:
            return datetime.date.fromisocalendar(int(name[:4]), int(name[6:]), 1)
        return datetime.date.fromisoformat(f"{name}-01-01"[: _NAME_LENGTHS[Period.DAY]])

    def span_of(self, day: datetime.date) -> tuple[datetime.date, datetime.date]:
        """The first and last day of the period a day is in."""
        if self is Period.WEEK:
            monday = day - day.weekday() * _DAY
            return monday, monday + 6 * _DAY
        if self is Period.MONTH:
            in_next_month = day.replace(day=28) + 4 * _DAY
            return day.replace(day=1), in_next_month - in_next_month.day * _DAY
        if self is Period.YEAR:
            return day.replace(month=1, day=1), day.replace(month=12, day=31)
        return day, day

    def label(self, name: str) -> str:
        """The name with the weekday or month in letters: `1987-03  Mar`, `1987-03-30  Mon`."""
        if self is Period.MONTH:
            return f"{name}  {datetime.date.fromisoformat(name + '-01'):%b}"
        if self is Period.DAY:
            return f"{name}  {datetime.date.fromisoformat(name):%a}"
        return name

    def between(self, before: str | None, name: str) -> int:
        """How many periods lie between two of them, given by name; 0 if there is none before."""
        return self._ordinal(name) - self._ordinal(before) - 1 if before else 0

    def counted(self, number: int) -> str:
        """A number of them in words: `1 month`, `1,204 days`."""
        return f"{number:,} {self}{'' if number == 1 else 's'}"

    def _ordinal(self, name: str) -> int:
        """The place of a period in the row of all days, weeks, months or years."""
        day = self.first_day_of(name)
        if self is Period.DAY:
            return day.toordinal()
        if self is Period.WEEK:
            return day.toordinal() // 7
        return day.year if self is Period.YEAR else day.year * 12 + day.month


_NAME_LENGTHS = {Period.DAY: 10, Period.MONTH: 7, Period.YEAR: 4}
_DAYS = {Period.DAY: 1, Period.WEEK: 7, Period.MONTH: 30}
_MOST = {Period.DAY: 35, Period.WEEK: 30, Period.MONTH: 60}
"""How many of each period can still be taken in at a glance."""

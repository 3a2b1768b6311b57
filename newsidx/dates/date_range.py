"""A range of dates: what a query is limited to."""

from __future__ import annotations

import datetime
from dataclasses import dataclass


@dataclass(frozen=True)
class DateRange:
    """The days from `first` to `last`, both included; None is open-ended.

    `every_year` narrows it to one (month, day) of each year. The default is every day there is.
    A range whose `first` lies after its `last` holds no day.
    """

    first: datetime.date | None = None
    last: datetime.date | None = None
    every_year: tuple[int, int] | None = None

    @property
    def is_everything(self) -> bool:
        """Whether no day is left out."""
        return self == EVERY_DAY

    def __contains__(self, day: datetime.date) -> bool:
        return (
            (self.first is None or self.first <= day)
            and (self.last is None or day <= self.last)
            and (self.every_year is None or self.every_year == (day.month, day.day))
        )

    def __and__(self, other: DateRange) -> DateRange:
        """The days that both ranges hold."""
        if self.every_year and other.every_year and self.every_year != other.every_year:
            return DateRange(datetime.date.max, datetime.date.min)
        firsts = [day for day in (self.first, other.first) if day]
        lasts = [day for day in (self.last, other.last) if day]
        return DateRange(max(firsts, default=None), min(lasts, default=None), self.every_year or other.every_year)

    def __str__(self) -> str:
        """The range as `parse_range` reads it; for a day of each year within other dates, a description of it."""
        if self.every_year:
            yearly = f"--{self.every_year[0]:02}-{self.every_year[1]:02}"
            span = str(DateRange(self.first, self.last))
            return f"{yearly} within {span}" if span else yearly
        if self.first is not None and self.first == self.last:
            return self.first.isoformat()
        if self.is_everything:
            return ""
        return f"{self.first or ''}..{self.last or ''}"


EVERY_DAY = DateRange()
"""The range that leaves nothing out."""

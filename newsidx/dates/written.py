"""A date found in a text, and what its numbers can mean."""

from __future__ import annotations

import datetime
from typing import Literal, NamedTuple

DateOrder = Literal["day-first", "month-first"]
"""How a date in numbers is read: 03/04/2022 is 3 April or 4 March."""


TwoDigitOrder = Literal["dmy", "mdy", "ymd"]
"""The order of day, month and year in a date whose year has two digits."""


class WrittenDate(NamedTuple):
    """A date found in a text.

    `published` is an ISO 8601 timestamp when a time of day stood beside the date. `other` is the
    second way to read a numeric date (4 March for 03/04/2022 read as 3 April), else None.
    `start` and `end` say where in the text it stood. `order` is the order of a numeric date that can be read only one
    way (13/04/2022, 04/13/2022), which tells how others beside it are meant.
    """

    date: datetime.date
    published: str | None
    other: datetime.date | None
    start: int
    end: int
    order: DateOrder | None = None


class Readings(NamedTuple):
    """The day of a date in numbers, the other day that it could be, and the order if it has only one."""

    day: datetime.date | None
    other: datetime.date | None = None
    order: DateOrder | None = None


def day_or_none(year: int, month: int, day: int) -> datetime.date | None:
    """The day, or None if there is none: 30 February, a day or month 00 for one that is not known."""
    try:
        return datetime.date(year, month, day)
    except ValueError:
        return None


def readings(first: int, second: int, year: int, *, dayfirst: bool, is_dotted: bool) -> Readings:
    """What `03/04/2022` can mean. Wherever dates are written with points (06.03.2022), the day comes first."""
    day_first, month_first = day_or_none(year, second, first), day_or_none(year, first, second)
    if first > 12 or second > 12:
        order: DateOrder | None = (
            "day-first" if first > 12 >= second else "month-first" if second > 12 >= first else None
        )
        return Readings(day_first if first > 12 else month_first, None, order)
    if first == second or is_dotted:
        return Readings(day_first)
    return Readings(day_first, month_first) if dayfirst else Readings(month_first, day_first)


def settled(read: Readings, is_weekday: frozenset[int], *, dayfirst: bool) -> Readings:
    """The readings of a date that has its weekday beside it: that which falls on the weekday, if only one of them does.

    Weekdays are often wrong. One that contradicts both readings says nothing, and no date is refused because of it.
    """
    if read.day is None or read.other is None:
        return read
    fits = [day.isoweekday() in is_weekday for day in (read.day, read.other)]
    if fits[0] == fits[1]:
        return read
    if fits[0]:
        return Readings(read.day, None, "day-first" if dayfirst else "month-first")
    return Readings(read.other, None, "month-first" if dayfirst else "day-first")

"""Spans counted from today as people type them: `yesterday`, `last quarter`, `last 7 days`, `30 days ago`."""

from __future__ import annotations

import datetime
import re
from typing import TYPE_CHECKING

from newsidx.dates.calendar import DAY, Span, months, quarter, single_day
from newsidx.languages import RangeWords, known_languages
from newsidx.languages.patterns import either

if TYPE_CHECKING:
    from dateutil.relativedelta import relativedelta

_MONTHS_OF_QUARTER = 3


def relative(words: str, today: datetime.date) -> Span | None:
    """The span that is counted from today in the words of any language; None for anything else.

    Raises ValueError or OverflowError for a time that is not in the calendar.
    """
    for language in known_languages():
        if span := _relative_in(language.ranges, words, today):
            return span
    return None


def _relative_in(known: RangeWords, words: str, today: datetime.date) -> Span | None:
    """The same, in the words of one language. A number may also have just the first letter of its unit: `7d`."""
    for names, days in ((known.today, 0), (known.yesterday, -1), (known.tomorrow, 1)):
        if words in names:
            return single_day(today + days * DAY)
    units = {"week": known.week, "month": known.month, "quarter": known.quarter, "year": known.year}
    for unit, names in units.items():
        if names and (
            match := re.fullmatch(f"({either(known.this)}|{either(known.last)}) {re.escape(names[0])}", words)
        ):
            return _whole_unit(unit, -1 if match[1] in known.last else 0, today)
    before, ago = either((*known.last, *known.past)), either(known.ago)
    for unit, names in {"day": known.day, **units}.items():
        of_unit = rf" ?{either(names if unit == 'quarter' else (unit[0], *names))}"  # `2022q` is half a date
        if match := re.fullmatch(rf"(?:{before} )?(\d{{1,5}}){of_unit}", words):
            return _counted(int(match[1]), unit, today)
        number = rf"(\d{{1,5}}|{either(known.one)})"
        if match := re.fullmatch(rf"{number}{of_unit} {ago}", words) or re.fullmatch(
            rf"{ago} {number}{of_unit}", words
        ):
            return single_day(today - _time(1 if match[1] in known.one else int(match[1]), unit))
    return None


def _counted(count: int, unit: str, today: datetime.date) -> Span:
    """The last so many days, weeks, months, quarters or years, today among them."""
    if count == 0:
        raise ValueError("a span of no days")
    return today - _time(count, unit) + DAY, today


def _time(count: int, unit: str) -> relativedelta:
    """So many days, weeks, months, quarters or years, to be taken from a day."""
    from dateutil.relativedelta import relativedelta

    if unit == "quarter":
        return relativedelta(months=_MONTHS_OF_QUARTER * count)
    step: dict[str, int] = {f"{unit}s": count}
    return relativedelta(**step)  # type: ignore[arg-type]


def _whole_unit(unit: str, offset: int, today: datetime.date) -> Span:
    """The calendar week (from Monday), month, quarter or year `offset` units from today's."""
    if unit == "week":
        monday = today + (7 * offset - today.weekday()) * DAY
        return monday, monday + 6 * DAY
    if unit == "year":
        return months(today.year + offset, 1, 12)
    if unit == "quarter":
        year, number = divmod(today.year * 4 + (today.month - 1) // _MONTHS_OF_QUARTER + offset, 4)
        return quarter(year, number + 1)
    year, month = divmod(today.year * 12 + today.month - 1 + offset, 12)
    return months(year, month + 1, 1)

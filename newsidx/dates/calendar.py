"""Spans of the calendar as people type them: `2022`, `2022-03-06`, `March 2022`, `Q1 2022`, `2022-W10`, `1990s`."""

from __future__ import annotations

import datetime
import re

from newsidx.languages import Language, known_languages
from newsidx.languages.patterns import either, month_words

DAY = datetime.timedelta(days=1)

Span = tuple[datetime.date, datetime.date]
"""The first and the last day of some time."""


def in_numbers(words: str) -> Span | None:
    """The span of a year, quarter, month, ISO week or day in numbers, or of a decade; None for anything else.

    Raises ValueError for what looks like a date and is not in the calendar.
    """
    if match := re.fullmatch(r"(\d{4})[-/.]?(\d\d)[-/.]?(\d\d)|(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})", words):
        year, month, day = (int(part) for part in match.groups() if part)
        return single_day(datetime.date(year, month, day))
    if match := re.fullmatch(r"(\d{4})[-/](\d{1,2})", words):
        return months(int(match[1]), int(match[2]), 1)
    if match := re.fullmatch(r"(?P<year>\d{4})[-/ ]?q(?P<number>[1-4])", words) or re.fullmatch(
        r"(?:q(?P<number>[1-4])|(?P<before>[1-4])q)[-/ ]?(?P<year>\d{4})", words
    ):
        named = match.groupdict()
        return quarter(int(named["year"]), int(named["number"] or named["before"]))
    if match := re.fullmatch(r"(\d{4})-?w(\d\d?)", words):
        monday = datetime.date.fromisocalendar(int(match[1]), int(match[2]), 1)
        return monday, monday + 6 * DAY
    if match := re.fullmatch(r"(\d{3})0s", words):
        decade = int(match[1]) * 10
        return datetime.date(decade, 1, 1), datetime.date(decade + 9, 12, 31)
    if re.fullmatch(r"\d{4}", words):
        return months(int(words), 1, 12)
    return None


def in_words(words: str) -> Span | None:
    """The span of a quarter, month or day whose name is a word: `first quarter of 2022`, `March 2022`, `6 March 2022`.

    None for anything else. Raises ValueError for a day that is not in the calendar.
    """
    return _quarter_in_words(words) or _month_or_day(words)


def months(year: int, month: int, count: int) -> Span:
    """The first day of a month, and the last of the `count` months that begin with it, within a year."""
    first = datetime.date(year, month, 1)
    end_year, end_month = divmod(year * 12 + month - 1 + count, 12)
    if end_year > datetime.MAXYEAR:
        return first, datetime.date.max
    return first, datetime.date(end_year, end_month + 1, 1) - DAY


def quarter(year: int, number: int) -> Span:
    """The first and the last day of a quarter, 1 to 4."""
    return months(year, 3 * number - 2, 3)


def single_day(day: datetime.date) -> Span:
    """A day as a span."""
    return day, day


def _quarter_in_words(words: str) -> Span | None:
    """`first quarter of 2022`, `4th quarter 2022`, `2022 first quarter`, `Q1 of 2022`."""
    for language in known_languages():
        known = language.ranges
        numbers = {name: number for number, names in enumerate(known.nth, 1) for name in names}
        numbered = rf"(?:(?P<nth>{either(numbers)}) {either(known.quarter[:1])}|q(?P<number>[1-4]))"
        of = rf"(?: {either(language.dates.before_month)})?"
        match = re.fullmatch(rf"{numbered}{of} (?P<year>\d{{4}})", words) or re.fullmatch(
            rf"(?P<year>\d{{4}}) {numbered}", words
        )
        if match:
            return quarter(int(match["year"]), numbers[match["nth"]] if match["nth"] else int(match["number"]))
    return None


def _month_or_day(words: str) -> Span | None:
    """`March 2022`, `6 March 2022`, `March 6 2022`, `6-Mar-2022`: a month by its name, or the beginning of it."""
    languages = known_languages()
    words = re.sub(rf"(?<=\d){_either_of(languages, 'ordinals')}(?!\w)", "", words)
    match = re.fullmatch(
        rf"(?:(\d{{1,2}})[ .-]+)?(?:{_either_of(languages, 'before_month')} )?([^\W\d_]{{3,}})\.?"
        rf"(?:[ -]+(\d{{1,2}}))?(?: {_either_of(languages, 'before_year')} |[ -]+)(\d{{4}})",
        words,
    )
    if match is None or (match[1] and match[3]):
        return None
    numbers = (number for name, number in month_words(languages).items() if name.startswith(match[2]))
    month = next(numbers, None)
    if month is None:
        return None
    year, day = int(match[4]), match[1] or match[3]
    return single_day(datetime.date(year, month, int(day))) if day else months(year, month, 1)


def _either_of(languages: tuple[Language, ...], field: str) -> str:
    """A pattern for any of the words that the languages have in a field of their `DateWords`."""
    return either(word for language in languages for word in getattr(language.dates, field))

"""Reading a range of dates as people type one: `2022-03`, `2022-01..yesterday`, `March 2020 to May 2021`, `--03-06`."""

from __future__ import annotations

import datetime
import re
from collections.abc import Sequence
from typing import NamedTuple

from newsidx.dates.calendar import Span, in_numbers, in_words
from newsidx.dates.date_range import DateRange
from newsidx.dates.relative import relative
from newsidx.errors import BadDate
from newsidx.languages import known_languages
from newsidx.languages.patterns import either
from newsidx.text.whole import whole as whole_text

_FORMS = ", ".join(
    whole_text(form)
    for form in (
        *("2022", "2022-03", "2022-03-06", "A..B", "A to B", "2022-Q1", "2022-W10", "1990s", "March 2022"),
        *("yesterday", "last quarter", "30 days ago", "7d", "--03-06"),
    )
)


class _Side(NamedTuple):
    """One side of a range: its text, and where that begins in what was typed."""

    text: str
    offset: int


def parse_range(text: str, today: datetime.date | None = None) -> DateRange:
    """Read a range of dates as people type one.

    `today` is what `yesterday` and `last month` count from; by default the local date.
    Raises BadDate for anything that cannot be understood: a wrong date would silently give a wrong answer.
    """
    today = today or datetime.date.today()
    if yearly := re.fullmatch(r"\s*--(\d\d)-?(\d\d)\s*", text):
        month_day = (int(yearly[1]), int(yearly[2]))
        _day_or_fail(2000, *month_day, text, 0)  # 2000 is a leap year, so 29 February is a day
        return DateRange(every_year=month_day)
    sides = _sides(text)
    if sides is None:
        return DateRange(*_span(_Side(text, 0), text, today))
    before, after = sides
    last = _span(after, text, today)[1] if after.text.strip() else None
    first = _span(before, text, today, _words(after.text))[0] if before.text.strip() else None
    if first is None and last is None:
        raise _bad(text, "There is no date on either side of the dots", 0, len(text))
    if first is not None and last is not None and first > last:
        raise BadDate(
            f"The range ends ({last}) before it begins ({first})",
            "Write the earlier date first.",
            text,
            0,
            len(text),
        )
    return DateRange(first, last)


def from_then_on(text: str, today: datetime.date | None = None) -> DateRange:
    """Every day from the beginning of a date on: what `since` asks. Raises BadDate."""
    return DateRange(first=_require_a_year(parse_range(text, today), text).first)


def until_then(text: str, today: datetime.date | None = None) -> DateRange:
    """Every day up to the end of a date: what `until` asks. Raises BadDate."""
    return DateRange(last=_require_a_year(parse_range(text, today), text).last)


def _require_a_year(dates: DateRange, text: str) -> DateRange:
    """The dates, if they have a beginning and an end. Raises BadDate for a day of every year."""
    if dates.every_year:
        raise BadDate(f"“{text.strip()}” is a day of every year", "Name the year: 2022-03-06.", text, 0, len(text))
    return dates


def _sides(text: str) -> tuple[_Side, _Side] | None:
    """The two sides of a range, `A..B` or `A to B`; None for a single date. Only with dots one of them can be empty."""
    if ".." in text:
        before, after = text.split("..", 1)
        return _Side(before, 0), _Side(after, len(before) + 2)
    ranges = [language.ranges for language in known_languages()]
    between = either(word for known in ranges for word in known.between)
    match = re.search(rf"\s{between}\s", text, re.IGNORECASE)
    if match is None or not text[: match.start()].strip() or not text[match.end() :].strip():
        return None
    before_range = either(word for known in ranges for word in known.before_range)
    begin = re.match(rf"\s*{before_range}\s", text[: match.start()], re.IGNORECASE)
    start = begin.end() if begin else 0
    return _Side(text[start : match.start()], start), _Side(text[match.end() :], match.end())


def _span(side: _Side, whole: str, today: datetime.date, following: Sequence[str] = ()) -> Span:
    """The first and last day of one side of a range that was typed as a `whole`.

    What it lacks is taken from the words of the `following` side: the year of `March to May 2021`, the month of `6 to 9
    March 2022`.
    """
    part, offset = side
    if not part.strip():
        raise _bad(whole, "A date is missing", offset, offset + len(part))
    offset += len(part) - len(part.lstrip())
    words = " ".join(_words(part))
    try:
        span = in_numbers(words) or relative(words, today) or in_words(words)
        for taken in (following[-1:], following[-2:]) if not span else ():
            longer = " ".join((words, *taken))
            span = span or in_numbers(longer) or in_words(longer)
    except (ValueError, OverflowError):
        raise _bad(whole, f"“{part.strip()}” is not in the calendar", offset, offset + len(part.strip())) from None
    if span:
        return span
    if re.fullmatch(r"\d{1,2}[/.-]\d{1,2}[/.-]\d{4}", words):
        raise BadDate(
            f"“{part.strip()}” could be read day first or month first",
            "Write it as YYYY-MM-DD.",
            whole,
            offset,
            offset + len(part.strip()),
        )
    if part.lstrip().startswith("--"):
        raise BadDate(
            f"“{part.strip()}” is a day of every year, and cannot end a range",
            "Name the year: 2022-03-06.",
            whole,
            offset,
            offset + len(part.strip()),
        )
    raise _bad(whole, f"“{part.strip()}” is not a date newsidx can read", offset, offset + len(part.strip()))


def _words(text: str) -> list[str]:
    return text.lower().replace(",", " ").split()


def _day_or_fail(year: int, month: int, day: int, text: str, start: int) -> None:
    try:
        datetime.date(year, month, day)
    except ValueError:
        raise _bad(text, f"“{text.strip()}” is not in the calendar", start, len(text)) from None


def _bad(text: str, message: str, start: int, end: int) -> BadDate:
    return BadDate(message, f"Write dates like {_FORMS}.", text, start, end)

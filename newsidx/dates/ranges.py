"""Reading a range of dates as people type one: `2022-03`, `2022-01..yesterday`, `last 7 days`, `--03-06`."""

from __future__ import annotations

import datetime
import re

from newsidx.dates.date_range import DateRange
from newsidx.errors import BadDate
from newsidx.languages import Language, RangeWords, known_languages
from newsidx.languages.patterns import either, month_words
from newsidx.text.whole import whole as whole_text

_DAY = datetime.timedelta(days=1)
_MONTH = whole_text("March 2022")
_FORMS = f"2022, 2022-03, 2022-03-06, A..B, 2022-Q1, 2022-W10, 1990s, {_MONTH}, yesterday, 7d, --03-06"

Span = tuple[datetime.date, datetime.date]


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
    if ".." not in text:
        return DateRange(*_span(text, text, 0, today))
    before, after = text.split("..", 1)
    first = _span(before, text, 0, today)[0] if before.strip() else None
    last = _span(after, text, len(before) + 2, today)[1] if after.strip() else None
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


def _span(part: str, whole: str, offset: int, today: datetime.date) -> Span:
    """The first and last day of one side of a range. `offset` is where `part` begins in `whole`."""
    if not part.strip():
        raise _bad(whole, "A date is missing", offset, offset + len(part))
    offset += len(part) - len(part.lstrip())
    words = " ".join(part.lower().replace(",", " ").split())
    try:
        for reading in (_calendar, _relative, _named_month):
            if span := reading(words, today):
                return span
    except (ValueError, OverflowError):
        raise _bad(whole, f"“{part.strip()}” is not in the calendar", offset, offset + len(part.strip())) from None
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


def _calendar(words: str, today: datetime.date) -> Span | None:
    """Years, quarters, months, ISO weeks and days, written in numbers."""
    if match := re.fullmatch(r"(\d{4})[-/.]?(\d\d)[-/.]?(\d\d)|(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})", words):
        year, month, day = (int(part) for part in match.groups() if part)
        return _single_day(datetime.date(year, month, day))
    if match := re.fullmatch(r"(\d{4})[-/](\d{1,2})", words):
        return _months(int(match[1]), int(match[2]), 1)
    if match := re.fullmatch(r"(\d{4})[- ]?q([1-4])", words):
        return _months(int(match[1]), 3 * int(match[2]) - 2, 3)
    if match := re.fullmatch(r"(\d{4})-?w(\d\d?)", words):
        monday = datetime.date.fromisocalendar(int(match[1]), int(match[2]), 1)
        return monday, monday + 6 * _DAY
    if match := re.fullmatch(r"(\d{3})0s", words):
        decade = int(match[1]) * 10
        return datetime.date(decade, 1, 1), datetime.date(decade + 9, 12, 31)
    if re.fullmatch(r"\d{4}", words):
        return _months(int(words), 1, 12)
    return None


def _relative(words: str, today: datetime.date) -> Span | None:
    """Days, weeks, months and years counted from today."""
    for language in known_languages():
        if span := _relative_in(language.ranges, words, today):
            return span
    return None


def _relative_in(known: RangeWords, words: str, today: datetime.date) -> Span | None:
    """The same, in the words of one language. A number may also have just the first letter of its unit: `7d`."""
    for names, days in ((known.today, 0), (known.yesterday, -1), (known.tomorrow, 1)):
        if words in names:
            return _single_day(today + days * _DAY)
    units = {"week": known.week, "month": known.month, "year": known.year}
    for unit, names in units.items():
        if names and (
            match := re.fullmatch(f"({either(known.this)}|{either(known.last)}) {re.escape(names[0])}", words)
        ):
            return _whole_unit(unit, -1 if match[1] in known.last else 0, today)
    before = either((*known.last, *known.past))
    for unit, names in {"day": known.day, **units}.items():
        if match := re.fullmatch(rf"(?:{before} )?(\d{{1,5}}) ?{either((unit[0], *names))}", words):
            return _counted(int(match[1]), unit, today)
    return None


def _counted(count: int, unit: str, today: datetime.date) -> Span:
    """The last so many days, weeks, months or years, today among them."""
    from dateutil.relativedelta import relativedelta

    if count == 0:
        raise ValueError("a span of no days")
    step: dict[str, int] = {f"{unit}s": count}
    return today - relativedelta(**step) + _DAY, today  # type: ignore[arg-type]


def _whole_unit(unit: str, offset: int, today: datetime.date) -> Span:
    """The calendar week (from Monday), month or year `offset` units from today's."""
    if unit == "week":
        monday = today + (7 * offset - today.weekday()) * _DAY
        return monday, monday + 6 * _DAY
    if unit == "year":
        return _months(today.year + offset, 1, 12)
    year, month = divmod(today.year * 12 + today.month - 1 + offset, 12)
    return _months(year, month + 1, 1)


def _named_month(words: str, today: datetime.date) -> Span | None:
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
    return _single_day(datetime.date(year, month, int(day))) if day else _months(year, month, 1)


def _either_of(languages: tuple[Language, ...], field: str) -> str:
    """A pattern for any of the words that the languages have in a field of their `DateWords`."""
    return either(word for language in languages for word in getattr(language.dates, field))


def _months(year: int, month: int, count: int) -> Span:
    """The first day of a month, and the last of the `count` months that begin with it, within a year."""
    first = datetime.date(year, month, 1)
    end_year, end_month = divmod(year * 12 + month - 1 + count, 12)
    if end_year > datetime.MAXYEAR:
        return first, datetime.date.max
    return first, datetime.date(end_year, end_month + 1, 1) - _DAY


def _single_day(day: datetime.date) -> Span:
    return day, day


def _day_or_fail(year: int, month: int, day: int, text: str, start: int) -> None:
    try:
        datetime.date(year, month, day)
    except ValueError:
        raise _bad(text, f"“{text.strip()}” is not in the calendar", start, len(text)) from None


def _bad(text: str, message: str, start: int, end: int) -> BadDate:
    return BadDate(message, f"Write dates like {_FORMS}.", text, start, end)

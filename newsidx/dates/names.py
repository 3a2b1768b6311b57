"""Dates in the names of files and folders, where words and numbers stand close together: `21Sep2005Byrd165`."""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterator
from typing import NamedTuple

from newsidx.dates.written import TwoDigitOrder, day_or_none
from newsidx.languages.english import ENGLISH
from newsidx.languages.patterns import either, month_words

_MONTHS = month_words((ENGLISH,))
_MONTH = either(_MONTHS)
_YEAR = r"(?:1[6-9]|20)\d\d"
_ORDINAL = r"(?:st|nd|rd|th)?"
_SEP = r"[-_ .,]{0,3}"

# A number glued to a date makes it something else: 165.21 Sep, 20050921165. Words may be glued to it: Byrd21Sep2005.
_DATES = re.compile(
    rf"(?<!\d)(?P<iso>{_YEAR}(?P<s>[-_. ])\d{{1,2}}(?P=s)\d{{1,2}})(?!\d)"
    rf"|(?<!\d)(?<!\d[-_.])(?P<last>\d{{1,2}}(?P<t>[-_. ])\d{{1,2}}(?P=t){_YEAR})(?!\d)(?![-_.]\d{{1,2}}(?!\d))"
    rf"|(?<!\d)(?P<compact>{_YEAR}(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01]))"
    rf"(?:(?:[01]\d|2[0-3])[0-5]\d(?:[0-5]\d)?)?(?!\d)"
    rf"|(?<!\d)(?<!covid)(?<!covid[-_ ])(?P<d1>\d{{1,2}}){_ORDINAL}(?P<u>{_SEP})(?:of{_SEP})?"
    rf"(?P<m1>{_MONTH}){_SEP}(?P<y1>{_YEAR})(?!\d)"
    rf"|(?<![a-z])(?P<m2>{_MONTH})(?:{_SEP}(?P<d2>\d{{1,2}}){_ORDINAL}[-_ .,]{{1,3}}(?P<y2>{_YEAR})"
    rf"|(?P<d4>\d\d)(?P<y4>{_YEAR}))(?!\d)"
    rf"|(?<!\d)(?P<y3>{_YEAR}){_SEP}(?P<m3>{_MONTH}){_SEP}(?P<d3>\d{{1,2}})(?!\d)",
    re.IGNORECASE,
)
_ENGLISH_MONTH = re.compile(rf"(?<![^\W\d_]){_MONTH}(?![^\W\d_])", re.IGNORECASE)
_DAY_BEFORE = re.compile(r"(?<!\d)(\d{1,2})(?:st|nd|rd|th)?[-_ .]{1,3}(?:(?:and|to)[-_ .]{1,3})?\Z", re.IGNORECASE)
_TWO_DIGITS = re.compile(r"(\d{1,2})([-./_ ])(\d{1,2})\2(\d{1,2})|(\d\d)()(\d\d)(\d\d)")
_PLACES = {"dmy": (2, 1, 0), "mdy": (2, 0, 1), "ymd": (0, 1, 2)}


class NameDate(NamedTuple):
    """A date in a name: in `numbers`, still to be read, or as a day."""

    numbers: str
    day: datetime.date | None
    start: int
    end: int


def dates_in(name: str) -> Iterator[NameDate]:
    """The dates in a name, without those that are one end of a range (`28-29-oct-1987`)."""
    for match in _DATES.finditer(name):
        if numbers := match["iso"] or match["last"] or match["compact"]:
            yield NameDate(numbers, None, match.start(), match.end())
            continue
        number = next(number for number in "1234" if match[f"y{number}"])
        day = int(match[f"d{number}"])
        if number == "1" and _is_no_day_first(name, match, day):
            continue
        month = _MONTHS[match["m1" if number == "1" else "m3" if number == "3" else "m2"].casefold()]
        yield NameDate("", day_or_none(int(match[f"y{number}"]), month, day), match.start(), match.end())


def has_english_month(text: str) -> bool:
    """Whether a word of the text is a month in English."""
    return _ENGLISH_MONTH.search(text) is not None


def _is_no_day_first(name: str, match: re.Match[str], day: int) -> bool:
    """Whether the number before the month belongs to what stands before it: `G20-Nov-2008`, `28-29-oct-1987`."""
    before = name[: match.start()]
    if before[-1:].isalpha() and match["u"]:
        return True
    first = _DAY_BEFORE.search(before)
    return first is not None and 1 <= int(first[1]) < day


def two_digit_day(text: str, order: TwoDigitOrder) -> datetime.date | None:
    """The day of `21-09-05` or `210905` in an order that is known. Years until 49 are of this century (RFC 5322)."""
    match = _TWO_DIGITS.fullmatch(text.strip())
    if match is None:
        return None
    numbers = (match[1], match[3], match[4]) if match[1] else (match[5], match[7], match[8])
    year, month, day = (numbers[place] for place in _PLACES[order])
    return day_or_none(full_year(int(year)), int(month), int(day)) if len(year) == 2 else None


def full_year(year: int) -> int:
    """The year that two digits mean by RFC 5322, section 4.3: 00 to 49 are 2000 to 2049, 50 to 99 are 1950 to 1999."""
    return year + (2000 if year < 50 else 1900)

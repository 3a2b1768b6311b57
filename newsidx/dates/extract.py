"""A date as an article writes it. ISO dates are read by a slice, free forms by python-dateutil.

dateutil by itself would rather guess than refuse (`May` is today's May to it), so it is
only handed text that a pattern here has found to hold a day, a month and a four-digit year.
"""

from __future__ import annotations

import datetime
import re
from functools import lru_cache
from typing import NamedTuple

from newsidx.article import EARLIEST

# RFC 2822, section 4.3, and the zones newspapers sign with. dateutil leaves every other name out.
_ZONE_HOURS = {
    "UT": 0, "UTC": 0, "GMT": 0, "Z": 0, "BST": 1, "WET": 0, "WEST": 1, "CET": 1, "CEST": 2, "EET": 2,
    "EEST": 3, "MSK": 3, "EST": -5, "EDT": -4, "CST": -6, "CDT": -5, "MST": -7, "MDT": -6, "PST": -8,
    "PDT": -7, "JST": 9, "HKT": 8, "SGT": 8, "AEST": 10, "AEDT": 11, "NZST": 12, "NZDT": 13,
}  # fmt: skip

# Every gap within a date is bounded, and no two of them stand side by side: a file that begins with `date 12:00` and a
# million spaces takes no more time than one with three, and what is handed to dateutil is short.
_MOST = 20
"""Blanks, or points and dashes, that may stand in a row within a date; after more of them something else begins."""

_BLANKS, _ANY_BLANKS, _SPACES = f"[ \\t]{{1,{_MOST}}}", f"[ \\t]{{0,{_MOST}}}", rf"\s{{1,{_MOST}}}"
_MONTH = (
    r"(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?"
    r"|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)\.?"
)
_WEEKDAY = rf"(?:(?:mon|tues?|wed(?:nes)?|thu(?:rs?)?|fri|sat(?:ur)?|sun)(?:day)?\.?,?{_SPACES})?"
_DAY = r"\d{1,2}(?:st|nd|rd|th)?"
_YEAR = r"[12]\d{3}"
_HALF = r"[ap]\.?m\b\.?"
_CLOCK = (
    rf"\d{{1,2}}(?::\d{{2}}(?::\d{{2}}(?:[.,]\d{{1,9}})?)?(?:{_ANY_BLANKS}{_HALF})?|{_ANY_BLANKS}{_HALF})"
    rf"(?:{_ANY_BLANKS}(?:[+-]\d{{2}}:?\d{{2}}\b|Z\b|(?-i:ZONE)))?"
)
_TIME_BEFORE = _CLOCK.replace("ZONE", r"[A-Z]{2,5}\b")
# Behind a date the text may go on, and the US of `10:30 US officials said` is no zone.
_LINE_END = rf"(?={_ANY_BLANKS}(?:\n|\Z))"
_TIME_AFTER = _CLOCK.replace("ZONE", rf"(?:{'|'.join(_ZONE_HOURS)})\b|[A-Z]{{2,5}}{_LINE_END}")
_NAMED = (
    rf"{_WEEKDAY}(?:{_DAY}[\s./-]{{0,{_MOST}}}(?:of{_SPACES})?{_MONTH}[\s,./-]{{0,{_MOST}}}{_YEAR}"
    rf"|{_MONTH}[\s.-]{{0,{_MOST}}}{_DAY}[\s,.-]{{1,{_MOST}}}{_YEAR}"
    rf"|{_YEAR}[\s.-]{{1,{_MOST}}}{_MONTH}[\s.-]{{1,{_MOST}}}{_DAY})"
)
_YEAR_FIRST = rf"{_YEAR}(?P<s>[-/._])\d{{1,2}}(?P=s)\d{{1,2}}"
_COMPACT = r"(?:1[6-9]|20)\d\d(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])"
_YEAR_LAST = rf"\d{{1,2}}(?P<t>[-/._])\d{{1,2}}(?P=t){_YEAR}"
_DATE = rf"(?:{_YEAR_FIRST}|{_COMPACT}|{_YEAR_LAST}|{_NAMED})"
_BEFORE_TIME = rf"(?:T|,?{_BLANKS}(?:at{_BLANKS})?|{_ANY_BLANKS}[-–—|]{_ANY_BLANKS})"
_MOMENT = re.compile(
    rf"(?<![0-9A-Za-z])(?:(?P<early>{_TIME_BEFORE})(?:{_ANY_BLANKS},)?{_BLANKS}(?:on{_SPACES})?)?(?P<date>{_DATE})"
    rf"(?!(?!T\d)[0-9A-Za-z])(?:{_BEFORE_TIME}(?P<time>{_TIME_AFTER}))?(?![0-9A-Za-z])",
    re.IGNORECASE,
)
_NUMERIC = re.compile(r"(\d{1,2})[-/._](\d{1,2})[-/._](\d{4})")
_TIME_AHEAD = re.compile(rf"{_BEFORE_TIME}\d", re.IGNORECASE)
_ISO_DAY = re.compile(r"\d{4}-\d\d-\d\d(?![0-9A-Za-z-])")


class WrittenDate(NamedTuple):
    """A date found in a text.

    `published` is an ISO 8601 timestamp when a time of day stood beside the date. `other` is the
    second way to read a numeric date (4 March for 03/04/2022 read as 3 April), else None.
    `start` and `end` say where in the text it stood.
    """

    date: datetime.date
    published: str | None
    other: datetime.date | None
    start: int
    end: int


@lru_cache(maxsize=1000)
def _iso_day(text: str) -> datetime.date | None:
    """The day of an ISO date. Articles of one day share one object, which pickle then hands on but once."""
    try:
        day = datetime.date.fromisoformat(text)
    except ValueError:
        return None
    # Python 3.11 reads 2022-W10-7 too.
    return day if len(text) == 10 and text[7] == "-" else None


class DateReader:
    """Reads dates the way one ingest was told to: day or month first, and nothing after tomorrow.

    `refused_until` is the first day on which a date that was refused, since it lies after that, will be believed.
    """

    def __init__(self, dayfirst: bool = False, today: datetime.date | None = None) -> None:
        self.dayfirst = dayfirst
        self.latest = (today or datetime.date.today()) + datetime.timedelta(days=1)
        self.refused_until: datetime.date | None = None

    def iso(self, text: str) -> datetime.date | None:
        """The date of `YYYY-MM-DD`, or None if the text is anything else or the date is out of range."""
        day = _iso_day(text)
        return day if day and self.is_plausible(day) else None

    def is_plausible(self, day: datetime.date) -> bool:
        """Whether something can have been published that day: from 1600 until tomorrow."""
        if day > self.latest:
            believed = day - datetime.timedelta(days=1)
            self.refused_until = min(believed, self.refused_until or believed)
            return False
        return day >= EARLIEST

    def find(self, text: str, start: int = 0) -> WrittenDate | None:
        """The first date that stands in the text from `start` on."""
        for match in _MOMENT.finditer(text, start):
            if found := self._read(match):
                return found
        return None

    def at(self, text: str, start: int = 0) -> WrittenDate | None:
        """The date that begins exactly at `start`, if one does."""
        end = start + 10
        if _ISO_DAY.match(text, start) and (day := self.iso(text[start:end])) and not _TIME_AHEAD.match(text, end):
            return WrittenDate(day, None, None, start, end)
        match = _MOMENT.match(text, start)
        return self._read(match) if match else None

    def whole(self, text: str) -> WrittenDate | None:
        """The date that a line or a header's value consists of, with nothing else beside it."""
        text = text.strip().rstrip(".").rstrip()
        if (match := _MOMENT.fullmatch(text)) and (found := self._read(match)):
            return found
        return self._free(text)

    def _read(self, match: re.Match[str]) -> WrittenDate | None:
        """The date a pattern found, as dateutil reads it, or None if there is no such day."""
        text = match["date"].replace("_", "-")
        dayfirst, other = False, None  # only for a numeric date: dateutil would read 2022-03-06 as 3 June
        if numeric := _NUMERIC.fullmatch(text):
            dayfirst, other = self._order(int(numeric[1]), int(numeric[2]), int(numeric[3]), "." in text)
        day = _parse(text, dayfirst)
        if day is None or not self.is_plausible(day.date()):
            return None
        if not (time := match["time"] or match["early"]):
            return WrittenDate(day.date(), None, other, match.start(), match.end())
        if moment := _parse(f"{day.date()} {_plain_time(time)}", False):
            return WrittenDate(day.date(), moment.isoformat(), other, match.start(), match.end())
        # 25:71 is no time of day, but the date beside it is a date.
        return WrittenDate(day.date(), None, other, match.start("date"), match.end("date"))

    def _order(self, first: int, second: int, year: int, is_dotted: bool) -> tuple[bool, datetime.date | None]:
        """Whether 03/04/2022 is read day first, and the other date it could be."""
        if first > 12 or second > 12 or first == second:
            return first > 12, None
        if is_dotted:  # wherever dates are written with points (06.03.2022), the day comes first
            return True, None
        month, day = (first, second) if self.dayfirst else (second, first)
        return self.dayfirst, _day_or_none(year, month, day)

    def _free(self, text: str) -> WrittenDate | None:
        """A form no pattern here knows (`Sun Mar  6 10:00:00 EST 2022`), if dateutil needs to guess nothing.

        It is read twice, with other defaults for what is missing: only a text that names
        its year, month and day gives the same date both times.
        """
        if not 8 <= len(text) <= 60 or not re.search(rf"(?<!\d){_YEAR}(?!\d)", text):
            return None
        if not re.search(_MONTH, text, re.IGNORECASE):
            return None
        leap, common = datetime.datetime(1904, 1, 1), datetime.datetime(1903, 12, 2)
        one, two = _parse(text, False, leap), _parse(text, False, common)
        if one is None or two is None or one != two or not self.is_plausible(one.date()):
            return None
        has_time = ":" in text
        return WrittenDate(one.date(), one.isoformat() if has_time else None, None, 0, len(text))


def _day_or_none(year: int, month: int, day: int) -> datetime.date | None:
    try:
        return datetime.date(year, month, day)
    except ValueError:  # a day or month 00, for one that is not known
        return None


def _plain_time(text: str) -> str:
    """`9:05 p.m.` and `9.05pm` as dateutil knows them."""
    return re.sub(r"([ap])\.?m\b\.?", r"\1m", text, flags=re.IGNORECASE)


def _parse(text: str, dayfirst: bool, default: datetime.datetime | None = None) -> datetime.datetime | None:
    from dateutil import parser

    try:
        return parser.parse(text, dayfirst=dayfirst, default=default or datetime.datetime(2000, 1, 1), tzinfos=_zone)
    except (ValueError, ArithmeticError):  # ArithmeticError: 10: and thirty digits
        return None


def _zone(name: str | None, offset: int | None) -> datetime.tzinfo | None:
    """The zone that a date names, or None (a timestamp without one) for a name with no agreed meaning."""
    if offset is not None:
        return datetime.timezone(datetime.timedelta(seconds=offset))
    hours = _ZONE_HOURS.get((name or "").upper())
    return None if hours is None else datetime.timezone(datetime.timedelta(hours=hours))

"""A date as an article writes it, in any known language.

ISO dates are read by a slice, dates with the name of a month by a pattern, and other forms by python-dateutil.
dateutil by itself would rather guess than refuse (`May` is today's May to it), so it is only handed text that a
pattern has found to hold a day, a month and a four-digit year.
"""

from __future__ import annotations

import datetime
import re
from functools import lru_cache
from typing import Literal, NamedTuple

from newsidx.article import EARLIEST
from newsidx.dates.patterns import YEAR, ZONE_HOURS, date_patterns
from newsidx.languages import Language, known_languages

_NUMERIC = re.compile(r"(\d{1,2})[-/._](\d{1,2})[-/._](\d{4})")
_ISO_DAY = re.compile(r"\d{4}-\d\d-\d\d(?![0-9A-Za-z-])")


_STAMP = re.compile(r"(?<!\d)(\d{8})((?:[01]\d|2[0-3])[0-5]\d(?:[0-5]\d)?)(?!\d)")

DateOrder = Literal["day-first", "month-first"]
"""How a date in numbers is read: 03/04/2022 is 3 April or 4 March."""


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
    """Reads dates as the options of an ingest say: day or month first, and nothing after tomorrow.

    `languages` are those whose months and weekdays it reads; by default all that newsidx knows. `refused_until` is the
    first day on which a date that was refused because it lay in the future will be believed.
    """

    def __init__(
        self,
        dayfirst: bool = False,
        today: datetime.date | None = None,
        languages: tuple[Language, ...] | None = None,
    ) -> None:
        self.dayfirst = dayfirst
        self._patterns = date_patterns(known_languages() if languages is None else languages)
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
        for match in self._patterns.moment.finditer(text, start):
            if found := self._read(match):
                return found
        return None

    def at(self, text: str, start: int = 0) -> WrittenDate | None:
        """The date that begins exactly at `start`, if one does."""
        end = start + 10
        if (
            _ISO_DAY.match(text, start)
            and (day := self.iso(text[start:end]))
            and not self._patterns.time_ahead.match(text, end)
        ):
            return WrittenDate(day, None, None, start, end)
        match = self._patterns.moment.match(text, start)
        return self._read(match) if match else None

    def whole(self, text: str) -> WrittenDate | None:
        """The date that a line or a header's value consists of, with nothing else beside it."""
        text = text.strip().rstrip(".").rstrip()
        if (match := self._patterns.moment.fullmatch(text)) and (found := self._read(match)):
            return found
        return self._free(text)

    def in_name(self, text: str) -> WrittenDate | None:
        """The date in a file's or folder's name, `11Sep2007Vitter81`, which may be glued to what else is there."""
        without_time = _STAMP.sub(lambda stamp: stamp[1] + " " * len(stamp[2]), text)
        return self.find(without_time.replace("_", "-"))

    def _read(self, match: re.Match[str]) -> WrittenDate | None:
        """The date a pattern found, or None if there is no such day."""
        other = order = None
        if named := next((number for number in "123" if match[f"m{number}"]), None):
            day = self._named_day(match, named)
        else:
            day, other, order = self._numeric_day(match["date"].replace("_", "-"))
        if day is None or not self.is_plausible(day):
            return None
        if not (time := match["time"] or match["early"]):
            return WrittenDate(day, None, other, match.start(), match.end(), order)
        if moment := _parse(f"{day} {_plain_time(time)}", False):
            return WrittenDate(day, moment.isoformat(), other, match.start(), match.end(), order)
        # 25:71 is no time of day, but the date beside it is a date.
        return WrittenDate(day, None, other, match.start("date"), match.end("date"), order)

    def _named_day(self, match: re.Match[str], number: str) -> datetime.date | None:
        """The day of a date with the name of a month, in the pattern's groups of that number."""
        month = self._patterns.months.get(match[f"m{number}"].rstrip(".").casefold())
        return _day_or_none(int(match[f"y{number}"]), month, int(match[f"d{number}"])) if month else None

    def _numeric_day(self, text: str) -> tuple[datetime.date | None, datetime.date | None, DateOrder | None]:
        """The day of a date in numbers, the other day that it could be, and the order if it has only one."""
        dayfirst, other = False, None  # only for a year at the end: dateutil would read 2022-03-06 as 3 June
        order: DateOrder | None = None
        if numeric := _NUMERIC.fullmatch(text):
            first, second = int(numeric[1]), int(numeric[2])
            dayfirst, other = self._order(first, second, int(numeric[3]), "." in text)
            order = "day-first" if first > 12 >= second else "month-first" if second > 12 >= first else None
        moment = _parse(text, dayfirst)
        return (moment.date() if moment else None), other, order

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
        if not 8 <= len(text) <= 60 or not re.search(rf"(?<!\d){YEAR}(?!\d)", text):
            return None
        if not self._patterns.month.search(text):
            return None
        english = self._patterns.in_english(text)
        leap, common = datetime.datetime(1904, 1, 1), datetime.datetime(1903, 12, 2)
        one, two = _parse(english, False, leap), _parse(english, False, common)
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
    hours = ZONE_HOURS.get((name or "").upper())
    return None if hours is None else datetime.timezone(datetime.timedelta(hours=hours))

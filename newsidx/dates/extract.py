"""A date as an article writes it, in any known language.

ISO dates are read by a slice, and other dates in numbers and those in English by one pattern (`patterns`), which most
texts need alone. Only where that leaves a year with a day before or behind it are the words of all languages loaded
(`named`), and only a text with other letters than ASCII is searched for the forms of East Asia (`numbered`). Nothing is
guessed: a date has a day, a month and a year of four digits.
"""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterator
from contextlib import contextmanager, nullcontext
from functools import lru_cache

from newsidx.article import EARLIEST
from newsidx.dates.clock import moment_of
from newsidx.dates.patterns import date_patterns
from newsidx.dates.plain import plain, without_directions, without_marks
from newsidx.dates.spans import has_day_before, next_day_at
from newsidx.dates.vocabulary import Vocabulary, vocabulary
from newsidx.dates.written import (
    DateOrder,
    Readings,
    TwoDigitOrder,
    WrittenDate,
    day_or_none,
    readings,
    settled,
)
from newsidx.languages import Language, dated_languages
from newsidx.languages.english import ENGLISH

__all__ = ["DateOrder", "DateReader", "WrittenDate"]

_ISO_DAY = re.compile(r"\d{4}-\d\d-\d\d(?![0-9A-Za-z-])")
_NUMBERS = re.compile(r"\d+")
_TIME = re.compile(r"\d:\d\d")
_DIGITS_OF_A_DATE = re.compile(r"(?:\d\D*){5}")
_NAME_WITH_NUMBER = re.compile(r"(?:(?i:covid)[ _-]?|(?<![^\W_])[A-Z][A-Za-z]?-)\Z")
_ENGLISH_WEEKDAYS = {name: number for number, names in enumerate(ENGLISH.dates.weekdays, 1) for name in names}
_LONGEST_DATE = 100
"""Characters of the longest line that is looked at as a date of its own, and of the window in which one is read."""

_MOST_BLANKS = 12
"""Blanks in a line that is nothing but a date with its time; one with more of them is a sentence."""


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
        self._languages = languages
        self._patterns = date_patterns(languages is None or ENGLISH in languages)
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

    @contextmanager
    def day_first(self) -> Iterator[None]:
        """Reads 03/04/2022 as 3 April for a while, as words of a language other than English beside it tell."""
        before, self.dayfirst = self.dayfirst, True
        try:
            yield
        finally:
            self.dayfirst = before

    def find(self, text: str, start: int = 0) -> WrittenDate | None:
        """The first date that stands in the text from `start` on, and is not one end of a range."""
        text = plain(text)
        while (found := self._first(text, start)) and (behind := self._end_of_range(text, found)):
            start = behind
        return found

    def at(self, text: str, start: int = 0) -> WrittenDate | None:
        """The date that begins exactly at `start`, if one does that is not one end of a range."""
        end = start + 10
        if (
            _ISO_DAY.match(text, start)
            and (day := self.iso(text[start:end]))
            and not self._patterns.goes_on.match(text, end)
        ):
            return WrittenDate(day, None, None, start, end)
        begin = max(0, start - _LONGEST_DATE)
        window = plain(text[begin : start + 2 * _LONGEST_DATE])
        found = self._begins_at(window, start - begin)
        if found is None or self._end_of_range(window, found):
            return None
        return found._replace(start=found.start + begin, end=found.end + begin)

    def whole(self, text: str) -> WrittenDate | None:
        """The date that a line or a header's value consists of, with only brackets, marks and markup around it."""
        begin, end = without_marks(text)
        bare = plain(without_directions(text[begin:end]))
        if (match := self._patterns.moment.fullmatch(bare)) and (found := self._read(match)):
            return found._replace(start=begin, end=end)
        is_short = len(bare) <= _LONGEST_DATE and bare.count(" ") <= _MOST_BLANKS
        if not is_short or not (_DIGITS_OF_A_DATE.search(bare) or "年" in bare):
            return None
        found = self._by_time(bare) or self._alone(bare) or self._timed(bare)
        return found._replace(start=begin, end=end) if found else None

    def mail(self, text: str) -> WrittenDate | None:
        """The date of a mail's or a news article's header, by the rules of RFC 5322: `5 Apr 93` is in 1993.

        Any other form is read as `whole` reads it.
        """
        from newsidx.dates.mail import date_of

        if (sent := date_of(text)) is None:
            return self.whole(text)
        day, published = sent
        return WrittenDate(day, published, None, 0, len(text)) if self.is_plausible(day) else None

    def in_name(self, text: str) -> WrittenDate | None:
        """The date in the name of a file or a folder, where other words may be glued to it: `21Sep2005Byrd165`.

        A name with several different dates has none, unless it begins or ends with one of them.
        """
        from newsidx.dates import names

        dates: list[WrittenDate] = []
        for name in names.dates_in(plain(text)):
            read = self._readings(name.numbers) if name.numbers else Readings(name.day)
            if read.day and self.is_plausible(read.day):
                dates.append(WrittenDate(read.day, None, read.other, name.start, name.end, read.order))
        spaced = plain(text).replace("_", " ").replace("-", " ")
        foreign = None if dates else self._first_foreign(spaced, 0, len(spaced), is_alone=True)
        if foreign and not names.has_english_month(spaced[foreign.start : foreign.end]):
            dates.append(foreign._replace(published=None))
        if len({date.date for date in dates}) > 1:
            dates = [date for date in dates if date.start == 0 or date.end == len(text)]
        return dates[0] if len({date.date for date in dates}) == 1 else None

    def two_digit(self, text: str, order: TwoDigitOrder) -> WrittenDate | None:
        """The date of `21-09-05`, `21.09.05` or `210905` in a collection that has proved the order of its numbers.

        Years are read as in mail (RFC 5322): 49 is 2049, 50 is 1950. What then lies in the future is no date.
        """
        from newsidx.dates import names

        day = names.two_digit_day(text, order)
        return WrittenDate(day, None, None, 0, len(text)) if day and self.is_plausible(day) else None

    def _words(self) -> Vocabulary:
        languages = self._languages if self._languages is not None else dated_languages()
        return vocabulary(languages, frozenset((ENGLISH.code,)))

    def _first(self, text: str, start: int) -> WrittenDate | None:
        """The first date from `start` on, by whichever pattern finds it earliest."""
        first: WrittenDate | None = None
        for match in self._patterns.moment.finditer(text, start):
            if first := self._read(match):
                break
        foreign = self._first_foreign(text, start, first.start if first else len(text))
        return foreign or first

    def _begins_at(self, text: str, start: int) -> WrittenDate | None:
        match = self._patterns.moment.match(text, start)
        if match and (found := self._read(match)):
            return found
        return next(
            (found for found in self._foreign(text, start, start + _LONGEST_DATE) if found.start == start), None
        )

    def _first_foreign(self, text: str, start: int, stop: int, is_alone: bool = False) -> WrittenDate | None:
        return min(self._foreign(text, start, stop, is_alone), key=lambda found: found.start, default=None)

    def _foreign(self, text: str, start: int, stop: int, is_alone: bool = False) -> Iterator[WrittenDate]:
        """The dates in other languages than English between two places of a plain text."""
        from newsidx.dates.named import named_dates

        for named in named_dates(text, start, stop, self._words, is_alone):
            day = day_or_none(named.year, named.month, named.day)
            if day and not _is_part_of_a_name(text, named.first) and not self._has_day_before(text, named.first, day):
                yield from self._plausible(day, named.time, named.start, named.end)
        if not text.isascii():
            from newsidx.dates.numbered import numbered_dates

            for marked in numbered_dates(text, start, stop):
                yield from self._plausible(marked.day, marked.time, marked.start, marked.end)

    def _plausible(self, day: datetime.date, time: str, start: int, end: int) -> Iterator[WrittenDate]:
        if self.is_plausible(day):
            moment = moment_of(day, time) if time else None
            yield WrittenDate(day, moment.isoformat() if moment else None, None, start, end)

    def _alone(self, text: str) -> WrittenDate | None:
        """The date of a line in another language, or with its weekday elsewhere than English has it."""
        for found in self._foreign(text, 0, len(text), is_alone=True):
            if text[: found.start].strip() == "" and text[found.end :].strip(" .") == "":
                return None if self._end_of_range(text, found) else found
        from newsidx.dates.weekday import without_weekday, without_year_word

        rest, weekday = without_weekday(without_year_word(text, self._words()), self._words())
        if rest == text:
            return None
        if match := self._patterns.moment.fullmatch(rest):
            return self._read(match, weekday)
        other = next(self._foreign(rest, 0, len(rest), is_alone=True), None)
        return other if other and (other.start, other.end) == (0, len(rest)) else None

    def _timed(self, text: str) -> WrittenDate | None:
        """The date of a line that ends with a time as other languages write it: `6.3.2022 um 10.30 Uhr`."""
        from newsidx.dates.beside import last_time

        if not (last := last_time(text, self._words())):
            return None
        with self.day_first() if last.is_foreign else nullcontext():
            match = self._patterns.moment.fullmatch(last.date)
            found = self._read(match) if match else self._alone(last.date)
        if found is None or found.published:  # 10:00 - 12:00 is the time of an event
            return None
        if last.is_foreign:
            found = found._replace(other=None)
        moment = moment_of(found.date, last.time)
        return found._replace(published=moment.isoformat()) if moment else None

    def _read(self, match: re.Match[str], weekday: frozenset[int] = frozenset()) -> WrittenDate | None:
        """The date that the pattern of numbers and English has found, or None if there is no such day."""
        if named := next((number for number in "123" if match[f"m{number}"]), None):
            if named == "1" and _is_part_of_a_name(match.string, match.start()):
                return None
            month = self._patterns.months[match[f"m{named}"].rstrip(".").casefold()]
            read = Readings(day_or_none(int(match[f"y{named}"]), month, int(match[f"d{named}"])))
        else:
            date = match["date"][len(match["weekday"] or "") :].lstrip("., \t\n")
            read = self._readings(date)
            if match["weekday"] or weekday:
                weekday = weekday or frozenset((_ENGLISH_WEEKDAYS[match["weekday"].casefold()],))
                read = settled(read, weekday, dayfirst=self.dayfirst)
        if read.day is None or not self.is_plausible(read.day):
            return None
        if not (time := match["time"] or match["early"]):
            return WrittenDate(read.day, None, read.other, match.start(), match.end(), read.order)
        if moment := moment_of(read.day, time):
            return WrittenDate(read.day, moment.isoformat(), read.other, match.start(), match.end(), read.order)
        # 25:71 is no time of day, but the date beside it is a date.
        return WrittenDate(read.day, None, read.other, match.start("date"), match.end("date"), read.order)

    def _readings(self, text: str) -> Readings:
        """What a date in numbers means: `2022-03-06`, `20220306`, `6.3.2022`, `03/06/2022`."""
        numbers = _NUMBERS.findall(text)
        if len(numbers) == 1:
            return Readings(day_or_none(int(text[:4]), int(text[4:6]), int(text[6:])))
        first, second, third = map(int, numbers)
        if len(numbers[0]) == 4:
            return Readings(day_or_none(first, second, third))
        return readings(first, second, third, dayfirst=self.dayfirst, is_dotted="." in text)

    def _by_time(self, text: str) -> WrittenDate | None:
        """`Sun Mar  6 10:00:00 EST 2022`, where the year stands behind the time, in any language."""
        if not _TIME.search(text):
            return None
        from newsidx.dates.weekday import in_english

        by_time = self._patterns.by_time
        match = by_time.fullmatch(text) or by_time.fullmatch(in_english(text, self._words()))
        if match is None or (match["y1"] is None) == (match["y2"] is None):
            return None
        month = self._patterns.months[match["m2"].casefold()]
        day = day_or_none(int(match["y1"] or match["y2"]), month, int(match["d2"]))
        if day is None or not self.is_plausible(day):
            return None
        zone = re.sub(r"[A-Z]+(?=[+-])", "", match["zone"] or "")
        moment = moment_of(day, f"{match['time']} {zone}")
        return WrittenDate(day, moment.isoformat(), None, 0, len(text)) if moment else None

    def _has_day_before(self, text: str, start: int, day: datetime.date) -> bool:
        return has_day_before(text, start, day.day, self._words)

    def _end_of_range(self, text: str, found: WrittenDate) -> int | None:
        """Where a range ends of which the date is a part, or None if it is a day of its own."""
        if self._has_day_before(text, found.start, found.date):
            return found.end
        place = next_day_at(text, found.end, self._words)
        second = self._begins_at(text, place) if place is not None else None
        return second.end if second and second.date != found.date else None


def _is_part_of_a_name(text: str, start: int) -> bool:
    """Whether the number that a date begins with belongs to the name before it: `Covid-19 March 2020`."""
    return _NAME_WITH_NUMBER.search(text, max(0, start - 6), start) is not None

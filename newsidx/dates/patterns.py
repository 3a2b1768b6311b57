"""The patterns by which a date in an article is found, with the months and weekdays of every language."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache

from newsidx.languages import Language
from newsidx.languages.english import ENGLISH
from newsidx.languages.patterns import either, month_words

# RFC 2822, section 4.3, and the zones newspapers sign with. dateutil leaves every other name out.
ZONE_HOURS = {
    "UT": 0, "UTC": 0, "GMT": 0, "Z": 0, "BST": 1, "WET": 0, "WEST": 1, "CET": 1, "CEST": 2, "EET": 2,
    "EEST": 3, "MSK": 3, "EST": -5, "EDT": -4, "CST": -6, "CDT": -5, "MST": -7, "MDT": -6, "PST": -8,
    "PDT": -7, "JST": 9, "HKT": 8, "SGT": 8, "AEST": 10, "AEDT": 11, "NZST": 12, "NZDT": 13,
}  # fmt: skip

# Every gap within a date is bounded, and no two of them stand side by side: a file that begins with `date 12:00` and a
# million spaces takes no more time than one with three, and what is handed to dateutil is short.
_MOST = 20
"""Blanks, or points and dashes, that may stand in a row within a date; after more of them something else begins."""

_BLANKS, _ANY_BLANKS, _SPACES = f"[ \\t]{{1,{_MOST}}}", f"[ \\t]{{0,{_MOST}}}", rf"\s{{1,{_MOST}}}"
YEAR = r"[12]\d{3}"
_HALF = r"[ap]\.?m\b\.?"
_CLOCK = (
    rf"\d{{1,2}}(?::\d{{2}}(?::\d{{2}}(?:[.,]\d{{1,9}})?)?(?:{_ANY_BLANKS}{_HALF})?|{_ANY_BLANKS}{_HALF})"
    rf"(?:{_ANY_BLANKS}(?:[+-]\d{{2}}:?\d{{2}}\b|Z\b|(?-i:ZONE)))?"
)
_TIME_BEFORE = _CLOCK.replace("ZONE", r"[A-Z]{2,5}\b")
# Behind a date the text may go on, and the US of `10:30 US officials said` is no zone.
_LINE_END = rf"(?={_ANY_BLANKS}(?:\n|\Z))"
_TIME_AFTER = _CLOCK.replace("ZONE", rf"(?:{'|'.join(ZONE_HOURS)})\b|[A-Z]{{2,5}}{_LINE_END}")
_YEAR_FIRST = rf"{YEAR}(?P<s>[-/._])\d{{1,2}}(?P=s)\d{{1,2}}"
_COMPACT = r"(?:1[6-9]|20)\d\d(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])"
_YEAR_LAST = rf"\d{{1,2}}(?P<t>[-/._])\d{{1,2}}(?P=t){YEAR}"


@dataclass(frozen=True)
class DatePatterns:
    """The patterns for some languages.

    `moment` finds a date with the time beside it: group `date`, and `time` or `early` (a time before the date). Where
    the month is a word, it is group m1, m2 or m3, and the day and the year are the groups d and y of the same number.
    `time_ahead` matches after a date where a time follows. `month` finds the name of a month.
    """

    moment: re.Pattern[str]
    time_ahead: re.Pattern[str]
    month: re.Pattern[str]
    months: Mapping[str, int]
    _foreign: re.Pattern[str]
    _in_english: Mapping[str, str]

    def in_english(self, text: str) -> str:
        """A text with the months and weekdays of other languages as dateutil knows them, in English."""
        return self._foreign.sub(lambda match: self._in_english.get(match[0].casefold(), match[0]), text)


@lru_cache(maxsize=8)
def date_patterns(languages: tuple[Language, ...]) -> DatePatterns:
    """The patterns for the dates of these languages."""
    months = month_words(languages)
    before_time = rf"(?:T|,?{_BLANKS}(?:{_words(languages, 'before_time')}{_BLANKS})?|{_ANY_BLANKS}[-–—|]{_ANY_BLANKS})"
    date = rf"(?:{_YEAR_FIRST}|{_COMPACT}|{_YEAR_LAST}|{_named(languages, months)})"
    before_day = rf"(?:{_words(languages, 'before_day')}{_SPACES})?"
    moment = (
        rf"(?<![0-9A-Za-z])(?:(?P<early>{_TIME_BEFORE})(?:{_ANY_BLANKS},)?{_BLANKS}{before_day})?(?P<date>{date})"
        rf"(?!(?!T\d)[0-9A-Za-z])(?:{before_time}(?P<time>{_TIME_AFTER}))?(?![0-9A-Za-z])"
    )
    in_english = _english_names(languages)
    return DatePatterns(
        re.compile(moment, re.IGNORECASE),
        re.compile(rf"{before_time}\d", re.IGNORECASE),
        re.compile(either(months), re.IGNORECASE),
        months,
        re.compile(rf"(?<![^\W\d_]){either(in_english)}(?![^\W\d_])", re.IGNORECASE),
        in_english,
    )


def _named(languages: tuple[Language, ...], months: Iterable[str]) -> str:
    """A date whose month is a word: `6 March 2022`, `March 6, 2022`, `2022 March 6`, with or without the weekday."""
    weekday = either(name for language in languages for names in language.dates.weekdays for name in names)
    month = rf"{either(months)}\.?"
    ordinal = rf"{_words(languages, 'ordinals')}?"
    of_month = rf"(?:{_words(languages, 'before_month')}{_SPACES})?"
    # A word between month and year must stand after a blank, so that two gaps never stand side by side.
    of_year = rf"(?:{_SPACES}{_words(languages, 'before_year')}{_SPACES}|[\s,./-]{{0,{_MOST}}})"
    day_first = rf"(?P<d1>\d{{1,2}}){ordinal}[\s./-]{{0,{_MOST}}}{of_month}(?P<m1>{month}){of_year}(?P<y1>{YEAR})"
    month_first = rf"(?P<m2>{month})[\s.-]{{0,{_MOST}}}(?P<d2>\d{{1,2}}){ordinal}[\s,.-]{{1,{_MOST}}}(?P<y2>{YEAR})"
    year_first = rf"(?P<y3>{YEAR})[\s.-]{{1,{_MOST}}}(?P<m3>{month})[\s.-]{{1,{_MOST}}}(?P<d3>\d{{1,2}}){ordinal}"
    return rf"(?:{weekday}\.?,?{_SPACES})?(?:{day_first}|{month_first}|{year_first})"


def _words(languages: tuple[Language, ...], field: str) -> str:
    """A pattern for any of the words that the languages have in a field of their `DateWords`."""
    return either(word for language in languages for word in getattr(language.dates, field))


def _english_names(languages: tuple[Language, ...]) -> dict[str, str]:
    """The English name of each month and weekday whose name is not English."""
    english = ENGLISH.dates
    known = {name for names in (*english.months, *english.weekdays) for name in names}
    translated: dict[str, str] = {}
    for language in languages:
        for ours, theirs in ((english.months, language.dates.months), (english.weekdays, language.dates.weekdays)):
            for (name, *_), names in zip(ours, theirs, strict=True):
                translated.update({other: name for other in names if other not in known and other not in translated})
    return translated

"""The patterns of dates in numbers, and of dates with the name of a month in English, with the time beside them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache

from newsidx.dates.clock import ZONE_HOURS
from newsidx.languages import Language
from newsidx.languages.english import ENGLISH
from newsidx.languages.patterns import either, month_words

# Every gap within a date is bounded, and no two of them stand side by side: a file that begins with `date 12:00` and a
# million spaces takes no more time than one with three.
MOST = 20
"""Blanks, or points and dashes, that may stand in a row within a date; after more of them something else begins."""

_BLANKS, _ANY_BLANKS, _SPACES = f"[ \\t]{{1,{MOST}}}", f"[ \\t]{{0,{MOST}}}", rf"\s{{1,{MOST}}}"
YEAR = r"[12]\d{3}"
LETTER = r"[^\s\d!-/:-@\[-`{-~\u00a1-\u00a9\u00ab-\u00b9\u00bb-\u00bf\u2010-\u2027\u2030-\u205e\u3000-\u303f؛।॥]"
"""A letter of any script, or a mark above or below one, which `\\w` leaves out."""

WORD = rf"{LETTER}{{1,24}}"
"""A word of any script; the longest month has 15 letters."""

_HALF = r"[ap]\.?m\b\.?"
_CLOCK = (
    rf"\d{{1,2}}(?::\d{{2}}(?::\d{{2}}(?:[.,]\d{{1,9}})?)?(?:{_ANY_BLANKS}{_HALF})?|{_ANY_BLANKS}{_HALF})"
    rf"(?:{_ANY_BLANKS}(?:[+-]\d{{2}}:?\d{{2}}\b|Z\b|(?-i:ZONE)))?"
)
_TIME_BEFORE = _CLOCK.replace("ZONE", r"[A-Z]{2,5}\b")
# Behind a date the text may go on, and the US of `10:30 US officials said` is no zone.
_LINE_END = rf"(?={_ANY_BLANKS}(?:\n|\Z))"
TIME_AFTER = _CLOCK.replace("ZONE", rf"(?:{'|'.join(ZONE_HOURS)})\b|[A-Z]{{2,5}}{_LINE_END}")
_YEAR_FIRST = rf"{YEAR}(?P<s>[-/._]|\.[ ])\d{{1,2}}(?P=s)\d{{1,2}}"
_COMPACT = r"(?:1[6-9]|20)\d\d(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])"
_YEAR_LAST = rf"\d{{1,2}}(?P<t>[-/._]|\.[ ])\d{{1,2}}(?P=t){YEAR}"
DASHES = "-–—~/&+"
"""What may stand between the two days of a range, other than a word."""


@dataclass(frozen=True)
class DatePatterns:
    """The patterns, with the months of English or without any.

    `moment` finds a date with the time beside it: group `date`, and `time` or `early` (a time before the date). Where
    the month is a word, it is group m1, m2 or m3, and the day and the year are the groups d and y of the same number.
    `goes_on` matches behind a date where a time follows, or another number. `by_time` is a date whose year stands last,
    behind the time: `Sun Mar  6 10:00:00 EST 2022`.
    """

    moment: re.Pattern[str]
    goes_on: re.Pattern[str]
    by_time: re.Pattern[str]
    months: Mapping[str, int]


@lru_cache(maxsize=2)
def date_patterns(is_english: bool) -> DatePatterns:
    """The patterns, with the months of English or without any."""
    languages = (ENGLISH,) if is_english else ()
    months = month_words(languages)
    before_time = rf"(?:T|,?{_BLANKS}(?:{_words(languages, 'before_time')}{_BLANKS})?|{_ANY_BLANKS}[-–—|]{_ANY_BLANKS})"
    weekday = either(name for language in languages for names in language.dates.weekdays for name in names)
    named = _named(languages, months)
    date = rf"(?:(?P<weekday>{weekday})\.?,?{_SPACES})?(?:{_YEAR_FIRST}|{_COMPACT}|{_YEAR_LAST}|{named})"
    before_day = rf"(?:{_words(languages, 'before_day')}{_SPACES})?"
    moment = (
        rf"(?<![0-9A-Za-z])(?:(?P<early>{_TIME_BEFORE})(?:{_ANY_BLANKS},)?{_BLANKS}{before_day})?(?P<date>{date})"
        rf"(?!(?!T\d)[0-9A-Za-z])(?:{before_time}(?P<time>{TIME_AFTER}))?(?![0-9A-Za-z])"
    )
    between = _words(languages, "between_days")
    by_time = (
        rf"(?:{weekday}\.?,?{_SPACES})?(?P<m2>{either(months)})\.?{_SPACES}(?P<d2>\d{{1,2}}),?{_SPACES}"
        rf"(?:(?P<y2>{YEAR}),?{_SPACES})?(?P<time>\d{{1,2}}:\d{{2}}(?::\d{{2}})?)"
        rf"(?:{_BLANKS}(?P<zone>(?-i:[A-Z]{{1,5}})(?:[+-]\d{{2}}:?\d{{2}})?|[+-]\d{{2}}:?\d{{2}}))?"
        rf"(?:{_BLANKS}(?P<y1>{YEAR}))?(?:{_BLANKS}\([\w .+-]{{1,40}}\))?"
    )
    return DatePatterns(
        re.compile(moment, re.IGNORECASE),
        re.compile(rf"(?:{before_time}|{_ANY_BLANKS}[{DASHES}]{_ANY_BLANKS}|{_BLANKS}{between}{_BLANKS})\d", re.I),
        re.compile(by_time, re.IGNORECASE),
        months,
    )


def _named(languages: tuple[Language, ...], months: Iterable[str]) -> str:
    """A date whose month is a word: `6 March 2022`, `March 6, 2022`, `2022 March 6`."""
    month = rf"{either(months)}\.?"
    ordinal = rf"{_words(languages, 'ordinals')}?"
    of_month = rf"(?:{_words(languages, 'before_month')}{_SPACES})?"
    day_first = (
        rf"(?P<d1>\d{{1,2}}){ordinal}[\s./-]{{0,{MOST}}}{of_month}(?P<m1>{month})[\s,./-]{{0,{MOST}}}(?P<y1>{YEAR})"
    )
    month_first = rf"(?P<m2>{month})[\s.-]{{0,{MOST}}}(?P<d2>\d{{1,2}}){ordinal}[\s,.-]{{1,{MOST}}}(?P<y2>{YEAR})"
    year_first = rf"(?P<y3>{YEAR})[\s.-]{{1,{MOST}}}(?P<m3>{month})[\s.-]{{1,{MOST}}}(?P<d3>\d{{1,2}}){ordinal}"
    return rf"(?:{day_first}|{month_first}|{year_first})"


def _words(languages: tuple[Language, ...], field: str) -> str:
    """A pattern for any of the words that the languages have in a field of their `DateWords`."""
    return either(word for language in languages for word in getattr(language.dates, field))

"""The date of a mail or of a newsgroup's article by RFC 5322 and its predecessors: `Mon, 5 Apr 93 12:23:09 GMT`."""

from __future__ import annotations

import datetime
import re

from newsidx.dates.clock import zone_of
from newsidx.dates.names import full_year
from newsidx.dates.written import day_or_none
from newsidx.languages.english import ENGLISH

_LONGEST = 200
_MONTHS = {names[0][:3]: number for number, names in enumerate(ENGLISH.dates.months, 1)}
_WEEKDAY = r"(?:(?:mon|tues?|wed(?:nes)?|thu(?:rs?)?|fri|sat(?:ur)?|sun)(?:day)?\.?[,\s]\s*)?"
_MONTH = (
    r"(?P<month>jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?"
    r"|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)\.?"
)
_TIME = r"(?P<hour>\d{1,2})[:.](?P<minute>\d{1,2})(?:[:.](?P<second>\d{1,2})(?:\.\d{1,9})?)?"
_ZONE = r"(?P<zone>[+-]\d{4}|[+-]\d\d:\d\d|[a-z][a-z/_]{0,30}(?: [a-z]{3})?(?:[+-]\d{1,4})?)"
_DAY_FIRST = re.compile(
    rf"{_WEEKDAY}(?P<day>\d{{1,2}})[\s-]\s*{_MONTH}[\s,-]\s*(?P<year>\d{{2,4}})(?!\d)(?:,?\s{_TIME}(?:\s?{_ZONE})?)?",
    re.IGNORECASE,
)
_YEAR_LAST = re.compile(
    rf"{_WEEKDAY}{_MONTH}\s(?P<day>\d{{1,2}}),?\s{_TIME}(?:\s{_ZONE})?\s(?P<year>\d{{4}})(?:\s(?P<behind>[+-]\d{{4}}))?",
    re.IGNORECASE,
)
_BLANKS = re.compile(r"\s+")


def date_of(text: str) -> tuple[datetime.date, str | None] | None:
    """The day and the timestamp of a `Date:` header, or None if it has another form or there is no such day.

    Years of two and three digits are those of RFC 5322, section 4.3: 93 and 093 are 1993, 101 is 2001. A zone that is
    no more than a name without an agreed meaning is left out, and so is a time that does not exist.
    """
    plain = _BLANKS.sub(" ", _without_comments(text[:_LONGEST])).strip(" ,.")
    match = _DAY_FIRST.fullmatch(plain) or _YEAR_LAST.fullmatch(plain)
    if match is None:
        return None
    day = day_or_none(_year(match["year"]), _MONTHS[match["month"][:3].lower()], int(match["day"]))
    if day is None:
        return None
    return day, _published(day, match)


def _year(digits: str) -> int:
    return full_year(int(digits)) if len(digits) == 2 else int(digits) + (1900 if len(digits) == 3 else 0)


def _published(day: datetime.date, match: re.Match[str]) -> str | None:
    if match["hour"] is None:
        return None
    name = match.groupdict().get("behind") or match["zone"] or ""
    try:
        second = min(int(match["second"] or 0), 59)  # 60 is a leap second
        time = datetime.time(int(match["hour"]), int(match["minute"]), second)
        zone = None if name == "-0000" else _zone(name)
        return datetime.datetime.combine(day, time, zone).isoformat()
    except ValueError:
        return None


def _zone(name: str) -> datetime.tzinfo | None:
    try:
        return zone_of(re.sub(r"^[A-Za-z]+(?=[+-]\d{4}$)", "", name) if len(name) > 5 else name)
    except ValueError:
        return None


def _without_comments(text: str) -> str:
    """A header's value without its comments in brackets, which may stand within each other."""
    kept, depth = [], 0
    for character in text:
        if character == "(":
            depth += 1
        elif character == ")" and depth:
            depth -= 1
        elif not depth:
            kept.append(character)
    return "".join(kept)

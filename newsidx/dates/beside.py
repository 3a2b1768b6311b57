"""What stands beside a date whose month is a word, and belongs to it: the weekday, `den`, `г.`, the time."""

from __future__ import annotations

import re
from typing import NamedTuple

from newsidx.dates.clock import ZONE_HOURS
from newsidx.dates.patterns import LETTER, TIME_AFTER, WORD
from newsidx.dates.vocabulary import NO_CODES, Codes, Vocabulary

_BLANKS = r"[ \t]{1,20}"
_BEFORE = re.compile(
    rf"(?P<two>{WORD}['’ -](?P<last>{WORD})|(?P<one>{WORD}))(?:[.,]{{0,2}}\s{{1,10}}|,|(?<=\s)[-'’]|[-'’])\Z"
)
_BEHIND = re.compile(rf"[ \t]{{0,3}}(?P<word>{WORD})\.?(?!{LETTER}|\d)|\.(?=[^\w.]|\Z)")
_CLOCK = re.compile(
    rf"(?:,?{_BLANKS}|[ \t]{{0,20}}[-–—|][ \t]{{0,20}})(?:(?P<at>{WORD}(?: {WORD})?)\.?{_BLANKS})?"
    rf"(?:(?P<hour>\d{{1,2}})(?P<mark>[.hHч]|{_BLANKS}h{_BLANKS})(?P<minute>\d{{2}})|(?P<time>{TIME_AFTER}))(?![\d:])"
    rf"(?:[ \t]{{0,3}}(?P<unit>{WORD})\.?(?!{LETTER}|\d))?",
    re.IGNORECASE,
)
_EARLY = re.compile(rf"(?<![\w:.,])(?P<time>\d{{1,2}}:\d{{2}}(?::\d{{2}})?)(?:{_BLANKS}(?P<unit>{WORD}))?,?{_BLANKS}\Z")
_LAST_TIME = re.compile(
    rf"(?:,?{_BLANKS}|[ \t]{{0,20}}[-–—|/·][ \t]{{0,20}})(?:(?P<at>{WORD}(?: {WORD})?)\.?{_BLANKS})?"
    rf"(?P<hour>\d{{1,2}})(?P<mark>[:.hHч]|[ ]h[ ])(?P<minute>\d{{2}})(?P<half>[ \t]{{0,3}}[ap]\.?m\.?)?"
    rf"(?:[ \t]{{0,3}}(?P<unit>(?-i:[A-Z]{{3,5}})|\((?-i:[A-Z]{{3,5}})\)|{WORD})\.?)?\Z",
    re.IGNORECASE,
)
_HOURS = frozenset(("uhr", "h", "hs", "hrs", "uur", "hod", "ч", "ora", "godz"))
"""Words behind a time that say no more than that it is one."""

_SHORT = 3
"""Letters of a word that is a weekday only in the language of the date: `al` is one in Basque, not in Spanish."""

_REACH = 60
"""Characters before a date in which its weekday and its time stand."""


class Beside(NamedTuple):
    """Where a date begins and ends with what belongs to it, its time, and the languages of its weekday."""

    start: int
    end: int
    time: str
    weekday_codes: Codes


def with_what_is_beside(
    text: str, start: int, stop: int, span: tuple[int, int], codes: Codes, words: Vocabulary
) -> Beside:
    """The span of a date that stands in some languages, made wider by what belongs to it."""
    begin, end = span
    begin, weekday_codes = _before(text, start, begin, codes, words)
    end = _after_year(text, end, stop, codes, words)
    time, after = _time_behind(text, end, stop, codes, words)
    if time:
        return Beside(begin, after, time, weekday_codes)
    early = _EARLY.search(text, max(start, begin - _REACH), begin)
    if early and (not early["unit"] or words.key(early["unit"]) in _HOURS):
        return Beside(early.start(), end, early["time"], weekday_codes)
    return Beside(begin, end, "", weekday_codes)


def _before(text: str, start: int, begin: int, codes: Codes, words: Vocabulary) -> tuple[int, Codes]:
    """Where a date begins with its weekday and the words around that, and the languages of the weekday."""
    weekday_codes = NO_CODES
    for _ in range(3):
        match = _BEFORE.search(text, max(start, begin - _REACH), begin)
        if match is None:
            break
        for name in ("two", "one") if match["one"] else ("two", "last"):
            if match[name] is None:
                continue
            known = frozenset(words.weekdays.get(words.key(match[name]), ()))
            if known and not weekday_codes and (len(match[name]) > _SHORT or known & codes):
                begin, weekday_codes = match.start(name), known
                break
            if codes & words.codes("before_day", match[name]):
                begin = match.start(name)
                break
        else:
            break
    return begin, weekday_codes


def _after_year(text: str, end: int, stop: int, codes: Codes, words: Vocabulary) -> int:
    """Where a date ends with the word for year behind it: `6 марта 2022 г.`"""
    for _ in range(2):
        match = _BEHIND.match(text, end, stop)
        if match is None or not codes & words.codes("after_year", match["word"] or "."):
            break
        end = match.end()
    return end


def _time_behind(text: str, end: int, stop: int, codes: Codes, words: Vocabulary) -> tuple[str, int]:
    """The time behind a date, and where it ends. `10.30` is one only behind `um`, or before `Uhr`."""
    match = _CLOCK.match(text, end, min(stop, end + _REACH))
    if match is None or (match["at"] and not codes & words.codes("before_time", match["at"])):
        return "", end
    has_unit = match["unit"] is not None and words.key(match["unit"]) in _HOURS
    after = match.end() if has_unit else match.end("time") if match["time"] else match.end("minute")
    if match["time"]:
        return match["time"], after
    if match["mark"].strip() == "." and not (match["at"] or has_unit):
        return "", end
    return f"{match['hour']}:{match['minute']}", after


class LastTime(NamedTuple):
    """What stands before the time that a line ends with, that time, and whether it is written as English does not."""

    date: str
    time: str
    is_foreign: bool


def last_time(text: str, words: Vocabulary) -> LastTime | None:
    """The time that a line ends with, None if it ends with none.

    `10:30` behind `6.3.2022` in `6.3.2022 um 10.30 Uhr`, in any language. `10.30` alone may be another date.
    """
    match = _LAST_TIME.search(text)
    if match is None:
        return None
    at = words.codes("before_time", match["at"] or "")
    end = match.end("at") if match["at"] and not at else match.start()  # the weekday of `30 Ekim 2020 Cuma 18:28`
    unit = (match["unit"] or "").strip("()")
    is_zone = unit in ZONE_HOURS
    if unit and not is_zone and words.key(unit) not in _HOURS:
        return None
    if match["mark"] == "." and not (at or unit or match["half"]):
        return None
    is_foreign = bool(at and "en" not in at) or bool(unit and not is_zone) or match["mark"] not in ".:"
    zone = f" {unit}" if is_zone else ""
    return LastTime(text[:end], f"{match['hour']}:{match['minute']}{match['half'] or ''}{zone}", is_foreign)

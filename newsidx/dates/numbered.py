"""Dates whose numbers are marked by characters or words: `2022年3月6日`, `2022년 3월 6일`, `ngày 6 tháng 3 năm 2022`.

Thai dates stand here too: Thai has no blanks between words, and counts its years from 543 BC.
"""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterator
from functools import cache
from typing import NamedTuple

from newsidx.languages import Language
from newsidx.languages.patterns import either, month_words

_HAN = "〇零○一二三四五六七八九"
_HAN_YEAR = {character: max(0, place - 2) for place, character in enumerate(_HAN)}

_ERAS = {
    "令和": (datetime.date(2019, 5, 1), datetime.date.max),
    "平成": (datetime.date(1989, 1, 8), datetime.date(2019, 4, 30)),
    "昭和": (datetime.date(1926, 12, 25), datetime.date(1989, 1, 7)),
    "大正": (datetime.date(1912, 7, 30), datetime.date(1926, 12, 24)),
    # Japan took over the Gregorian calendar in the sixth year of Meiji.
    "明治": (datetime.date(1873, 1, 1), datetime.date(1912, 7, 29)),
    "民國": (datetime.date(1912, 1, 1), datetime.date.max),
    "民国": (datetime.date(1912, 1, 1), datetime.date.max),
}
_FIRST_YEARS = {"明治": 1868}
"""The first and the last day of each era, and its first year where that is not the year of its first day."""

_THAI_YEARS = 543
_FIRST_THAI_YEAR = 2484
"""From 1941 on the Thai year begins in January, and the difference is exact."""

_THAI_LETTER = re.compile("[\u0e01-\u0e2e]")
_AD_YEARS = range(1600, 2200)

_DAY_WORDS = (
    r"\s?(?:\([月火水木金土日一二三四五六월화수목금토일]\)|\(?(?:(?:星期|礼拜|禮拜|周|週)[一二三四五六日天]|"
    r"[月火水木金土日]曜日?|[월화수목금토일]요일)\)?)"
)
_CLOCK = (
    r"(?:[ ,]{0,3}(?P<half>上午|下午|午前|午後|오전|오후|晚上|早上)?\s?(?P<hour>\d{1,2})(?::|\s?[时時点點시]\s?)"
    r"(?P<minute>\d{2})(?:(?::|\s?[分분]\s?)(?P<second>\d{2}))?\s?[分秒분초]?(?![\d:]))?"
)
_DAYS = r"\d{1,2}|(?:[二三]?十)?[一二三四五六七八九]|[二三]?十"
_MARKED = re.compile(
    rf"(?<![\d{_HAN}])(?:(?P<era>{'|'.join(_ERAS)})\s?(?P<of_era>元|\d{{1,3}})|(?P<year>\d{{4}}|[{_HAN}]{{4}}))\s?[年년]\s?"
    rf"(?P<month>{_DAYS})\s?[月월]\s?(?P<day>{_DAYS})\s?[日号號일](?P<weekday>{_DAY_WORDS})?{_CLOCK}"
)
_RANGE = re.compile(
    r"\s?(?:[-–—~〜～至到及和,·]|から|부터|에서)\s?(?:(?:\d{4}\s?[年년]\s?)?\d{1,2}\s?[月월]\s?)?\d{1,2}\s?[日号號일]"
)
_VIETNAMESE = re.compile(
    r"(?<!\w)(?:(?:thứ (?:hai|ba|tư|năm|sáu|bảy|[2-7])|chủ nhật),?\s{1,3})?(?:ngày )?"
    r"(?P<day>\d{1,2})[\s,/-]{1,3}tháng (?P<month>\d{1,2})[\s,/-]{1,3}(?:năm )?(?P<year>[12]\d{3})(?!\w)"
    r"(?:,? (?:lúc )?(?P<hour>\d{1,2})[:h](?P<minute>\d{2})(?!\w))?",
    re.IGNORECASE,
)


class NumberedDate(NamedTuple):
    """A day whose numbers are marked, where it stands, and the time beside it."""

    day: datetime.date
    start: int
    end: int
    time: str


def numbered_dates(text: str, start: int, stop: int) -> Iterator[NumberedDate]:
    """The dates that lie between two places of a plain text that is not ASCII: those of one form after another."""
    if "月" in text or "월" in text:
        yield from _marked(text, start, stop)
    if "tháng" in text or "Tháng" in text or "THÁNG" in text:
        yield from _vietnamese(text, start, stop)
    if _THAI_LETTER.search(text, start, stop):
        yield from _thai_dates(text, start, stop, _thai())


def _marked(text: str, start: int, stop: int) -> Iterator[NumberedDate]:
    for match in _MARKED.finditer(text, start, stop):
        if _RANGE.match(text, match.end("day") + 1, stop):
            continue
        year, era = _year(match), match["era"]
        day = _day(year, _number(match["month"]), _number(match["day"]))
        if day and (era is None or _ERAS[era][0] <= day <= _ERAS[era][1]):
            yield NumberedDate(day, match.start(), match.end(), _time(match))


def _year(match: re.Match[str]) -> int:
    if (era := match["era"]) is None:
        year = match["year"]
        return int(year) if year.isdigit() and year.isascii() else int("".join(str(_HAN_YEAR[one]) for one in year))
    number = 1 if match["of_era"] == "元" else int(match["of_era"])
    return _FIRST_YEARS.get(era, _ERAS[era][0].year) + number - 1


def _number(text: str) -> int:
    """A number up to 39, in digits or in Chinese numerals."""
    if text.isascii():
        return int(text)
    tens, is_ten, ones = text.rpartition("十")
    value = _HAN_YEAR[ones] if ones else 0
    return value + (10 * (_HAN_YEAR[tens] if tens else 1) if is_ten else 0)


def _time(match: re.Match[str]) -> str:
    if match["hour"] is None:
        return ""
    hour = int(match["hour"])
    if match["half"] in ("下午", "午後", "오후", "晚上") and hour < 12:
        hour += 12
    return f"{hour:02}:{match['minute']}" + (f":{match['second']}" if match["second"] else "")


def _vietnamese(text: str, start: int, stop: int) -> Iterator[NumberedDate]:
    for match in _VIETNAMESE.finditer(text, start, stop):
        if day := _day(int(match["year"]), int(match["month"]), int(match["day"])):
            time = f"{match['hour']}:{match['minute']}" if match["hour"] else ""
            yield NumberedDate(day, match.start(), match.end(), time)


def _thai_dates(text: str, start: int, stop: int, pattern: re.Pattern[str]) -> Iterator[NumberedDate]:
    months = month_words((_record_of_thai(),))
    for match in pattern.finditer(text, start, stop):
        year = int(match["year"])
        if match["era"] != "ค.ศ." and year >= _FIRST_THAI_YEAR:
            year -= _THAI_YEARS
        elif match["era"] == "พ.ศ." or year not in _AD_YEARS:
            continue
        if day := _day(year, months[match["month"]], int(match["day"])):
            time = f"{match['hour']}:{match['minute']}" if match["hour"] else ""
            yield NumberedDate(day, match.start(), match.end(), time)


@cache
def _thai() -> re.Pattern[str]:
    dates = _record_of_thai().dates
    weekday = either(name for names in dates.weekdays for name in names)
    return re.compile(
        rf"(?<!\d)(?<!\d[-–])(?:{weekday}(?:ที่)?,?\s{{0,3}})?(?:วันที่\s?)?(?P<day>\d{{1,2}})\s{{0,3}}"
        rf"(?P<month>{either(month_words((_record_of_thai(),)))})\s{{0,3}}(?P<era>พ\.ศ\.|ค\.ศ\.)?\s{{0,3}}(?P<year>\d{{4}})(?!\d)"
        r"(?:,?\s{1,3}(?:เวลา\s?)?(?P<hour>\d{1,2})[:.](?P<minute>\d{2})(?!\d)(?:\s?น\.)?)?"
    )


def _record_of_thai() -> Language:
    from newsidx.languages.thai import THAI

    return THAI


def _day(year: int, month: int, day: int) -> datetime.date | None:
    try:
        return datetime.date(year, month, day)
    except ValueError:
        return None

"""Whether a text is of several items, each with its date: a digest, a diary, a table is not dated by its first."""

from __future__ import annotations

import datetime
import re
from copy import copy

from newsidx.dates.extract import DateReader, WrittenDate
from newsidx.readers.rules.letterhead_date import date_in_letterhead
from newsidx.readers.rules.top_lines import TopLine

_LINE = re.compile(r"^[^\S\n]*(\S[^\n]*)", re.MULTILINE)
_YEAR = re.compile(r"\d{4}|年")
"""What a line with a date has: four digits, or the sign of a year (令和4年3月6日)."""
_ISO = re.compile(r"^[^\S\n]*(\d{4}-\d\d-\d\d)(?!\d)", re.MULTILINE)
_SEARCHED = 100_000
"""Characters in which the dates of other items are searched for."""

_LONGEST = 120
"""Characters of a line that can begin an item with its date."""

_DAY_OF_MONTH = re.compile(
    r"(?=.{3,30}\Z)(?:[^\W\d]+\.?,? ){0,3}"
    r"(?:\d{1,2}(?:st|nd|rd|th|\.|er)? (?:of |de )?[^\W\d]{3,}|[^\W\d]{3,} \d{1,2})\.?"
)
"""A line that may be a day without its year."""

_MOST_WITHOUT_YEAR = 50
"""Such lines that are looked at."""

_FEWEST = 2
"""Other dates that make a text one of several items: one may be that of a letter it quotes."""


def is_first_of_several(text: str, line: TopLine, date: datetime.date, dates: DateReader, *, alike: bool) -> bool:
    """Whether two lines below a line with a date have other dates: alone, at their beginning, or set apart.

    Letters and diaries leave out the year: `Am 10. Mai`. A line that recurs more often than others do is the head of
    the pages, and has the date of them all.

    With `alike` only those count that write them in the same way, as the items of one list do, and alone.
    """
    dates = copy(dates)  # a date in the future that only bears witness is no reason to read the file again
    form = _form(line.text)
    others: set[datetime.date] = set()
    lines_of_others, without_year = 0, _MOST_WITHOUT_YEAR
    heads = text.count(f"\n{line.text}\n", line.end - len(line.text), line.end + _SEARCHED)
    for below in _LINE.finditer(text, line.end, line.end + _SEARCHED):
        if below.end() - below.start(1) > _LONGEST:
            continue
        other: WrittenDate | None = None
        if _YEAR.search(below[1]):
            if alike and _form(below[1]) != form:
                continue
            other = dates.whole(below[1]) or dates.at(below[1])
            if other is None and (apart := date_in_letterhead(below[1], dates)):
                other = apart.found
        elif without_year and _DAY_OF_MONTH.fullmatch(below[1]):
            without_year -= 1
            other = dates.whole(f"{below[1].strip(' .')} {date.year}")
        if other and other.date != date:
            others.add(other.date)
            lines_of_others += 1
            if len(others) >= _FEWEST and lines_of_others > heads:
                return True
    return False


def begins_several(text: str, written: str) -> bool:
    """Whether two lines begin with other ISO dates than the one that is `written` so."""
    others: set[str] = set()
    for other in _ISO.finditer(text, 0, _SEARCHED):
        others.add(other[1])
        if len(others - {written}) == _FEWEST:
            return True
    return False


def _form(line: str) -> str:
    """How a line is written: its letters and digits do not matter, what stands between them does."""
    return re.sub(r"[^\W\d_]+", "a", re.sub(r"\d+", "9", " ".join(line.split())))

"""Whether a text is of several items, each with its date: a digest, a diary, a table is not dated by its first."""

from __future__ import annotations

import datetime
import re
from copy import copy

from newsidx.dates.extract import DateReader
from newsidx.readers.rules.letterhead_date import date_in_letterhead
from newsidx.readers.rules.top_lines import TopLine

_LINE = re.compile(r"^[^\S\n]*(\S[^\n]*)", re.MULTILINE)
_ISO = re.compile(r"^[^\S\n]*(\d{4}-\d\d-\d\d)(?!\d)", re.MULTILINE)
_YEAR = re.compile(r"\d{4}")
_SEARCHED = 100_000
"""Characters in which the dates of other items are searched for."""

_LONGEST = 120
"""Characters of a line that can begin an item with its date."""

_FEWEST = 2
"""Other dates that make a text one of several items: one may be that of a letter it quotes."""


def is_first_of_several(text: str, line: TopLine, date: datetime.date, dates: DateReader, *, alike: bool) -> bool:
    """Whether two lines below a line with a date have other dates: alone, at their beginning, or set apart.

    With `alike` only those count that write them in the same way, as the items of one list do, and alone.
    """
    dates = copy(dates)  # a date in the future that only bears witness is no reason to read the file again
    form = _form(line.text)
    others: set[datetime.date] = set()
    for below in _LINE.finditer(text, line.end, line.end + _SEARCHED):
        if below.end() - below.start(1) > _LONGEST or not _YEAR.search(below[1]):
            continue
        if alike and _form(below[1]) != form:
            continue
        other = dates.whole(below[1]) or dates.at(below[1])
        if other is None and (apart := date_in_letterhead(below[1], dates)):
            other = apart.found
        if other and other.date != date:
            others.add(other.date)
            if len(others) == _FEWEST:
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

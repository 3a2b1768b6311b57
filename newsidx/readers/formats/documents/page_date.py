"""The date of a web page, of those that it or its address names."""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterable
from itertools import islice

from newsidx.dates.extract import DateReader, WrittenDate
from newsidx.readers.draft import Draft

_DAY_AND_TIME = re.compile(r"(\d{4})-?(\d\d)-?(\d\d)(?=$|[T ]?\d\d:?\d\d|T)")
_IN_UTC = re.compile(r"(?:Z|UTC|GMT|[+-]00:?00)$")
_QUARTER = 15 * 60
_FARTHEST_ZONE = 14 * 60 * 60
_MOST_DATES = 20
_IN_ADDRESS = (
    re.compile(r"/(\d{4})/(\d{1,2}|[a-z]{3,9})/(\d{1,2})(?=[/_-]|$)", re.IGNORECASE),
    re.compile(r"(?<![\dA-Za-z])(\d{4})[-_](\d\d)[-_](\d\d)(?!\d)"),
    re.compile(r"(?<=/)((?:19|20)\d\d)(\d\d)(\d\d)(?=[/._-]|$)"),
)


def take_first_date(draft: Draft, written: Iterable[str], dates: DateReader) -> None:
    """Set the date to the first that names a day, of some that a page has for programs to read.

    If that is in UTC, and another one of the same moment is in the time of the place, where it may be another day, that
    other one is meant.
    """
    known = ((found, text) for text in islice(written, _MOST_DATES) if (found := _read(text, dates)))
    if (first := next(known, None)) is None:
        return
    found, text = first
    if _IN_UTC.search(text) and found.published:
        found, text = next((other for other in known if _is_local(other, first)), first)
    draft.take_date(found, "page", text)


def _is_local(other: tuple[WrittenDate, str], first: tuple[WrittenDate, str]) -> bool:
    """Whether another date is of the same moment as one in UTC, give or take a minute, in the time of a place."""
    if not other[0].published or not first[0].published or _IN_UTC.search(other[1]):
        return False
    here, there = (datetime.datetime.fromisoformat(moment) for moment in (other[0].published, first[0].published))
    if here.tzinfo is None:
        apart = (here - there.replace(tzinfo=None)).total_seconds()
        return abs(apart) <= _FARTHEST_ZONE and (apart + 60) % _QUARTER <= 120
    return there.tzinfo is not None and abs((here - there).total_seconds()) <= 60


def take_date_of_address(draft: Draft, url: str, dates: DateReader) -> None:
    """Set the date to the one in a page's address: `/2022/03/06/`, `/2022/mar/06/`, `-2022-03-06`, `/20220306-`."""
    path = re.sub(r"^\w+://[^/]*|[?#].*", "", url)
    for pattern in _IN_ADDRESS:
        if match := pattern.search(path):
            year, month, day = match.groups()
            text = f"{day} {month} {year}" if month.isalpha() else f"{year}-{month:0>2}-{day:0>2}"
            if found := dates.whole(text):
                draft.take_date(found, "path", match[0].strip("/"))
                return


def _read(text: str, dates: DateReader) -> WrittenDate | None:
    if found := dates.whole(text):
        return found
    if (match := _DAY_AND_TIME.match(text.strip())) and (day := dates.iso("-".join(match.groups()))):
        return WrittenDate(day, None, None, 0, len(text))
    return dates.find(text)

"""Dates and datelines as formats of news prescribe them, so that nothing is left to guess."""

from __future__ import annotations

import re
from collections.abc import Iterable

from newsidx.dates.extract import DateReader, WrittenDate
from newsidx.readers.draft import Draft

_COMPACT = re.compile(
    r"(\d{4})-?(\d\d)-?(\d\d)(?:[T ]?(\d\d):?(\d\d)(?::?(\d\d)(?:[.,]\d{1,9})?)?)? ?(Z|[+-]\d\d(?::?\d\d)?)?"
)
_AGENCY = re.compile(r"\s*\([^()]*\)?\s*$")
_DAY = re.compile(
    r"[\s,]+(?:[A-Za-z]{3,9}\.? \d{1,2}(?:, \d{4})?|\d{1,2} [A-Za-z]{3,9}\.?(?: \d{4})?|\d{4}-\d\d-\d\d)"
    r"(?: [A-Z]{2,8})?$"
)
"""The day at the end of a dateline, and an agency behind it that stands there without brackets."""

_ONLY_DAY = re.compile(
    r"\d{8}(?:T|$)|\d{4}-\d\d-\d\d|\d{1,2}[/.]\d{1,2}[/.]\d{2,4}\b"
    r"|(?:[A-Z][a-z]{4,8}, )?[A-Z][a-z]{2,8}\.? \d{1,2}, \d{4}\b"
)
"""A dateline with the day where the place should be."""

_LONGEST_DATELINE = 200


def compact(text: str, dates: DateReader) -> WrittenDate | None:
    """The date of `20050101T120000-0500`, of `20050101`, or of any date that ISO 8601 writes with hyphens and colons.

    Midnight without a time zone is how a day is written where the format asks for a time too.
    """
    text = text.strip()
    if (match := _COMPACT.fullmatch(text)) is None:
        return dates.whole(text)
    year, month, day, hour, minute, second, zone = match.groups()
    time = f"T{hour}:{minute}:{second or '00'}{zone or ''}" if hour else ""
    if time == "T00:00:00":
        time = ""
    return dates.whole(f"{year}-{month}-{day}{time}") or dates.whole(f"{year}-{month}-{day}")


def take_compact_date(draft: Draft, written: Iterable[str], dates: DateReader) -> None:
    """Date a draft by the first of some values, the best first, that `compact` reads."""
    for value in written:
        if value and (found := compact(value, dates)):
            draft.take_date(found, "record", value)
            return


def of_20th_century(year: str, month: str, day: str, dates: DateReader) -> WrittenDate | None:
    """A date with a two-digit year in a format in which it means 19xx."""
    return dates.whole(f"19{year}-{month:0>2}-{day:0>2}")


def place_of(dateline: str) -> str:
    """The place in a dateline, without the agency, the day and the dash behind it: `MIAMI, Feb 26 (Reuters) -`.

    Some programs write the day there and no place.
    """
    place = " ".join(dateline[:_LONGEST_DATELINE].split()).rstrip(" -–—")
    place = _AGENCY.sub("", place)
    if _ONLY_DAY.match(place):
        return ""
    return _DAY.sub("", place).strip(" ,-–—")

"""A time of day as it stands beside a date, with its zone."""

from __future__ import annotations

import datetime
import re

# RFC 2822, section 4.3, and the zones newspapers sign with. Every other name is left out.
ZONE_HOURS = {
    "UT": 0, "UTC": 0, "GMT": 0, "Z": 0, "BST": 1, "WET": 0, "WEST": 1, "CET": 1, "CEST": 2, "EET": 2,
    "EEST": 3, "MSK": 3, "EST": -5, "EDT": -4, "CST": -6, "CDT": -5, "MST": -7, "MDT": -6, "PST": -8,
    "PDT": -7, "JST": 9, "HKT": 8, "SGT": 8, "AEST": 10, "AEDT": 11, "NZST": 12, "NZDT": 13,
}  # fmt: skip

_CLOCK = re.compile(
    r"(?P<hour>\d{1,2})(?:[:.h](?P<minute>\d{2})(?:[:.](?P<second>\d{2})(?:[.,](?P<fraction>\d{1,9}))?)?)?"
    r"[ \t]*(?:(?P<half>[ap])\.?m\b\.?)?[ \t]*(?P<zone>[+-]\d{2}:?\d{2}|[a-z]{1,5})?",
    re.IGNORECASE,
)


def moment_of(day: datetime.date, clock: str) -> datetime.datetime | None:
    """The moment of a day at `9:05 p.m. EST` or `10:30:15.5+05:30`, or None if there is no such time of day.

    A zone whose name has no agreed meaning is left out.
    """
    match = _CLOCK.fullmatch(clock)
    if match is None:
        return None
    hour, half = int(match["hour"]), (match["half"] or "").lower()
    if half:
        if hour > 12:
            return None
        hour = hour % 12 + (12 if half == "p" else 0)
    microsecond = int((match["fraction"] or "").ljust(6, "0")[:6])
    try:
        time = datetime.time(hour, int(match["minute"] or 0), int(match["second"] or 0), microsecond)
        return datetime.datetime.combine(day, time, zone_of(match["zone"] or ""))
    except ValueError:
        return None


def zone_of(name: str) -> datetime.tzinfo | None:
    """The zone of `+05:30`, `-0500` or `EST`, or None for a name with no agreed meaning. ValueError for `+9999`."""
    if name[:1] in ("+", "-"):
        hours, minutes = int(name[1:3]), int(name[-2:])
        if minutes > 59:
            raise ValueError(name)
        offset = datetime.timedelta(hours=hours, minutes=minutes)
        return datetime.timezone(-offset if name[0] == "-" else offset)
    known = ZONE_HOURS.get(name.upper())
    return None if known is None else datetime.timezone(datetime.timedelta(hours=known))

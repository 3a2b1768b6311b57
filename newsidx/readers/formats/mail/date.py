"""The date of a mail, as RFC 2822 has it written: with a year of two digits, too."""

from __future__ import annotations

import datetime
import re
from email.utils import parsedate_tz

from newsidx.dates.extract import DateReader, WrittenDate

_ZONE = re.compile(r"\b(?:UTC?|GMT|Z|[ECMP][SD]T)\b|[+-](?!0000)\d{4}\b|\+0000\b")
"""A time zone that the library knows; it takes any other for Greenwich's."""


def mail_date(text: str, dates: DateReader) -> WrittenDate | None:
    """The date in a `Date:` header, such as `23 Apr 93 21:24:30 GMT`; None if it is none that can be believed.

    A year of two digits is one of the last century or of this one as the RFC says; one of three digits counts from
    1900, as the programs meant it that wrote it.
    """
    text = " ".join(text[:200].split())
    if found := dates.whole(text):
        return found
    try:
        parts = parsedate_tz(text)
        if parts is None:
            return None
        year = parts[0] + 1900 if 100 <= parts[0] < 1000 else parts[0]
        zone = datetime.timedelta(seconds=parts[9] or 0) if _ZONE.search(text) else None
        moment = datetime.datetime(year, *parts[1:6], tzinfo=None if zone is None else datetime.timezone(zone))
    except (ValueError, OverflowError, TypeError, IndexError):  # 31 April; a zone of a hundred hours; what no header is
        return None
    if not dates.is_plausible(moment.date()):
        return None
    return WrittenDate(moment.date(), moment.isoformat(), None, 0, len(text))

"""The values of a record: text of any shape as text, and dates in every form that databases write them."""

from __future__ import annotations

import datetime
import html
import math
import re
from typing import Any

from newsidx.dates.extract import DateOrder, DateReader, WrittenDate
from newsidx.readers.decode import clean
from newsidx.readers.markup import text_of_html

DEEPEST = 20
"""Levels of lists and objects within a record."""

_TEXT_IN = ("main", "rendered", "value", "name", "original", "text", "title", "content", "$date", "$numberLong", "$oid")
"""Keys of an object that stands where one expects a text, such as `{"rendered": "Talks"}`."""

_MARKUP = re.compile(
    r"</?(?:p|br|div|span|a|strong|em|b|i|h[1-6]|ul|ol|li|img|figure|blockquote|table)(?:\s[^<>]*)?/?>", re.I
)
_ENTITY = re.compile(r"&(?:#\d{2,6}|#x[0-9a-f]{2,5}|amp|quot|apos|lt|gt|nbsp|[lr][sd]quo|[mn]dash|hellip);", re.I)
_ISO = re.compile(
    r"(?P<day>\d{4}-\d\d-\d\d)"
    r"(?:[T ](?P<time>\d\d:\d\d(?::\d\d)?)(?:(?P<utc>Z)|(?P<sign>[+-])(?P<hours>\d\d):?(?P<minutes>\d\d))?)?"
)
_UNIX_TIME = re.compile(r"(?P<seconds>\d{9,10})(?P<thousandths>\d{3}|\.\d{1,9})?")
_PACKED_TIME = re.compile(r"(\d{4})(\d\d)(\d\d)[T ]?(\d\d)(\d\d)(\d\d)?(Z?)")


def is_deep(value: Any) -> bool:
    """Whether lists and objects lie in each other deeper than `DEEPEST`. Takes no recursion itself."""
    level = [value]
    for _ in range(DEEPEST):
        level = [
            child
            for parent in level
            for child in (parent.values() if isinstance(parent, dict) else parent)
            if isinstance(child, dict | list)
        ]
        if not level:
            return False
    return True


def text_in(value: Any) -> str:
    """The text in a value, its paragraphs kept: a list gives a paragraph an item, HTML its text; empty if there is
    none."""
    if isinstance(value, list):
        return "\n\n".join(filter(None, map(text_in, value)))
    if isinstance(value, dict):
        return text_in(next((value[key] for key in _TEXT_IN if value.get(key)), None))
    if not isinstance(value, str):
        return ""
    if "<" in value and _MARKUP.search(value):
        return clean(text_of_html(value))
    return clean(_without_entities(value)).strip()


def line_in(value: Any) -> str:
    """A value on one line: names in a list are joined by commas."""
    if isinstance(value, list):
        return ", ".join(dict.fromkeys(filter(None, map(line_in, value))))
    if isinstance(value, dict):
        return line_in(next((value[key] for key in _TEXT_IN if value.get(key)), None))
    if value is None or isinstance(value, bool):
        return ""
    return " ".join(text_in(str(value)).split())


def stored(value: Any) -> Any:
    """A value as `meta` keeps it: with clean strings, and without what is empty, which is None."""
    if isinstance(value, dict):
        kept = {clean(str(key)): part for key, item in value.items() if (part := stored(item)) is not None}
        return kept or None
    if isinstance(value, list):
        return [part for item in value if (part := stored(item)) is not None] or None
    if isinstance(value, str):
        return clean(value).strip() or None
    if isinstance(value, float) and not math.isfinite(value):
        return None
    return value


def date_in(value: Any, dates: DateReader, order: DateOrder | None = None) -> WrittenDate | None:
    """The date that a value consists of: in any form that newsidx reads, or a Unix time in seconds or thousandths.

    `order` is what other values of the same column prove of the order of day and month.
    """
    text = line_in(value)
    if not text or len(text) > 100:
        return None
    if unix := _UNIX_TIME.fullmatch(text):
        return _unix_date(unix, dates)
    if packed := _PACKED_TIME.fullmatch(text):
        year, month, day, hour, minute, second, zone = packed.groups()
        text = f"{year}-{month}-{day}T{hour}:{minute}:{second or '00'}{zone}"
    found = _iso(text, dates) or dates.whole(text)
    if found and found.other and order:
        return _in_order(found, order, is_day_first=dates.dayfirst)
    return found


def _iso(text: str, dates: DateReader) -> WrittenDate | None:
    """A date in the form that most records have. It is read a hundred times quicker than others."""
    match = _ISO.fullmatch(text)
    if match is None or (day := dates.iso(match["day"])) is None:
        return None
    if not match["time"]:
        return WrittenDate(day, None, None, 0, len(text))
    zone = f"{match['sign']}{match['hours']}:{match['minutes']}" if match["sign"] else "+00:00" if match["utc"] else ""
    try:
        moment = datetime.datetime.fromisoformat(f"{match['day']}T{match['time']}{zone}")
    except ValueError:  # 25:71 is no time of day
        return None
    return WrittenDate(day, moment.isoformat(), None, 0, len(text))


def _in_order(found: WrittenDate, order: DateOrder, *, is_day_first: bool) -> WrittenDate:
    """An ambiguous date, read in an order that its neighbours prove."""
    date = found.date if (order == "day-first") == is_day_first else found.other or found.date
    published = found.published and f"{date.isoformat()}{found.published[10:]}"
    return found._replace(date=date, published=published, other=None)


def _unix_date(match: re.Match[str], dates: DateReader) -> WrittenDate | None:
    moment = datetime.datetime.fromtimestamp(int(match["seconds"]), datetime.timezone.utc)
    if not dates.is_plausible(moment.date()):
        return None
    return WrittenDate(moment.date(), moment.isoformat(), None, match.start(), match.end())


def _without_entities(text: str) -> str:
    return html.unescape(text) if "&" in text and _ENTITY.search(text) else text

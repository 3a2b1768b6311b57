"""Narrowing a query by what a face shows: a span of the timeline, a value of a field. Both are added to its text, so
that the query says all that is asked and can be copied, edited and taken back.
"""

from __future__ import annotations

import datetime
import re

from newsidx.article import Facet
from newsidx.dates import DateRange

_FIELDS: dict[Facet, str] = {
    "source": "source",
    "byline": "by",
    "section": "section",
    "place": "place",
    "language": "lang",
    "tag": "tag",
}
_DATES = re.compile(r"(?:^|\s+)date:\"?\d{4}-\d\d-\d\d\.\.\d{4}-\d\d-\d\d\"?(?=\s|$)")


def within_dates(text: str, dates: DateRange) -> str:
    """A query for the matches of another within a range of dates."""
    span = DateRange(dates.first, dates.last)
    yearly = [f"date:--{dates.every_year[0]:02}-{dates.every_year[1]:02}"] if dates.every_year else []
    conditions = yearly if span.is_everything else [*yearly, f"date:{span}"]
    return " ".join((_grouped(text), *conditions)).strip() if conditions else text


def within(text: str, first: datetime.date, last: datetime.date) -> str:
    """A query for the matches of another within some days, instead of those that this was narrowed to before."""
    rest = _DATES.sub("", text).strip()
    return f"{_grouped(rest)} date:{first}..{last}".strip()


def with_value(text: str, field: Facet, value: str) -> str:
    """A query for the matches of another that have a value in a field."""
    return f"{_grouped(text.strip())} {_condition(field, value)}".strip()


def without_value(text: str, field: Facet, value: str) -> str | None:
    """The query that was narrowed to a value of a field; None if this was not."""
    before, condition, after = text.partition(_condition(field, value))
    return f"{before.rstrip()} {after.lstrip()}".strip() if condition else None


def _condition(field: Facet, value: str) -> str:
    words = " ".join(value.replace('"', " ").split())
    return f'{_FIELDS[field]}:"{words}"'


def _grouped(text: str) -> str:
    """A query to which something can be added: OR binds less tightly than what is added."""
    is_open = re.search(r"\bOR\b", text) and not re.fullmatch(r"\([^()]*\)(?:\s+\w+:\S+)*", text)
    return f"({text})" if is_open else text

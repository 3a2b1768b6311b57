"""Dates: as an article writes one (`extract`), and as a query asks for a range of them (`ranges`)."""

from newsidx.dates.ranges import EVERY_DAY, DateRange, from_then_on, parse_range, until_then

__all__ = ["EVERY_DAY", "DateRange", "from_then_on", "parse_range", "until_then"]

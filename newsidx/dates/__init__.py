"""Dates: as an article writes one (`written`), and as a question asks for a range of them (`ranges`)."""

from newsidx.dates.ranges import EVERY_DAY, DateRange, parse_range

__all__ = ["EVERY_DAY", "DateRange", "parse_range"]

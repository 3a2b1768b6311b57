"""Dates: as an article writes one (`written`), and as a question asks for a range of them (`ranges`)."""

from newsidx.dates.ranges import DateRange, parse_range

__all__ = ["DateRange", "parse_range"]

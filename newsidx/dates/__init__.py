"""Dates: as an article writes one (`extract`), and as a query asks for a range of them (`ranges`)."""

from newsidx.dates.date_range import EVERY_DAY, DateRange

__all__ = ["EVERY_DAY", "DateRange"]

"""Names of periods on the screen, and the gaps between them in which an archive has no articles."""

from __future__ import annotations

import datetime


def label(period: str, unit: str) -> str:
    """A period as people read it: `1987-03  Mar`, `1987-03-30  Mon`."""
    if unit == "month":
        return f"{period}  {datetime.date.fromisoformat(period + '-01'):%b}"
    if unit == "day":
        return f"{period}  {datetime.date.fromisoformat(period):%a}"
    return period


def gap(before: str | None, period: str, unit: str) -> str | None:
    """What to say of the time between two periods, such as `3 months without articles`; None if there is none."""
    empty = _ordinal(period, unit) - _ordinal(before, unit) - 1 if before else 0
    return f"{empty:,} {unit}{'s' if empty > 1 else ''} without articles" if empty > 0 else None


def _ordinal(period: str, unit: str) -> int:
    """The period's place in a row of all days, weeks, months or years."""
    if unit == "day":
        return datetime.date.fromisoformat(period).toordinal()
    if unit == "week":
        return datetime.date.fromisocalendar(int(period[:4]), int(period[6:]), 1).toordinal() // 7
    year, _, month = period.partition("-")
    return int(year) if unit == "year" else int(year) * 12 + int(month)

"""The days of each year as a heat map, weeks by weekdays: the more articles, the darker."""

from __future__ import annotations

import datetime
from collections.abc import Sequence

from rich.console import Console, Group, RenderableType
from rich.text import Text

from newsidx.dates import DateRange

_SHADES = ("░", "▒", "▓", "█")
_COLOURS = ("color(22)", "color(28)", "color(34)", "color(46)")
_WEEKDAYS = ("Mon", "", "Wed", "", "Fri", "", "Sun")
_WEEKS = 53
_DAY = datetime.timedelta(days=1)


def heat_map(days: Sequence[tuple[str, int]], dates: DateRange, screen: Console) -> RenderableType:
    """A calendar for each year of (day, articles) rows, oldest first, and what the shades mean. Days outside `dates`
    are left blank.
    """
    counts = {datetime.date.fromisoformat(day): number for day, number in days}
    limits = _limits(sorted(counts.values()))
    cell = 2 if screen.width >= 4 + 2 * _WEEKS else 1
    weeks = _WEEKS if screen.width >= 4 + _WEEKS * cell else max(1, (screen.width - 4) // cell)
    parts: list[RenderableType] = []
    for year in sorted({day.year for day in counts}):
        parts.append(Text(f"{year}", "bold"))
        for first in range(0, _WEEKS, weeks):
            parts += _weeks(year, range(first, min(_WEEKS + 1, first + weeks)), counts, dates, limits, cell)
        parts.append(Text())
    return Group(*parts, _legend(limits, max(counts.values())))


def _weeks(
    year: int, weeks: range, counts: dict[datetime.date, int], dates: DateRange, limits: tuple[int, ...], cell: int
) -> list[RenderableType]:
    """Some weeks of a year: a line with the months, and one for each day of the week."""
    start = datetime.date(year, 1, 1)
    monday = start - _DAY * start.weekday()
    lines: list[RenderableType] = [Text(" " * 4 + _months(year, monday, weeks, cell), "dim")]
    for weekday, name in enumerate(_WEEKDAYS):
        line = Text(f"{name:<4}", "dim")
        for week in weeks:
            day = monday + _DAY * (7 * week + weekday)
            line.append(
                *_cell(counts.get(day, 0), limits, cell) if day.year == year and day in dates else (" " * cell, None)
            )
        line.rstrip()
        lines.append(line)
    return lines


def _months(year: int, monday: datetime.date, weeks: range, cell: int) -> str:
    """The month that begins in each week, above it."""
    line = ""
    for week in weeks:
        sunday = monday + _DAY * (7 * week + 6)
        place = (week - weeks[0]) * cell
        if sunday.day <= 7 and sunday.year == year and place >= len(line):
            line = f"{line:<{place}}{sunday:%b} "
    return line.rstrip()


def _cell(articles: int, limits: tuple[int, ...], cell: int) -> tuple[str, str]:
    if not articles:
        return "·" + " " * (cell - 1), "dim"
    shade = sum(articles > limit for limit in limits)
    return _SHADES[shade] * cell, _COLOURS[shade]


def _limits(counts: Sequence[int]) -> tuple[int, ...]:
    """The most articles a day of each shade but the last can have, so that each shade has about as many days."""
    return tuple(counts[len(counts) * quarter // 4 - 1] if len(counts) >= 4 else counts[-1] for quarter in (1, 2, 3))


def _legend(limits: tuple[int, ...], most: int) -> Text:
    line = Text("· none", "dim")
    least = 1
    for shade, limit in zip(range(len(_SHADES)), (*limits, most), strict=True):
        if limit >= least:
            line.append(f"  {_SHADES[shade]} ", _COLOURS[shade])
            line.append(f"{least:,}–{limit:,}" if limit > least else f"{least:,}")
            least = limit + 1
    return line

"""Counts by day, month or year as a calendar-like table with bars; the empty time between is shown as a gap."""

from __future__ import annotations

import datetime
from collections.abc import Sequence

from rich.bar import Bar
from rich.console import Console, RenderableType
from rich.table import Table
from rich.text import Text

_PIPE_BAR = 40
"""Columns of the longest bar where there is no terminal to fill."""


def counts(periods: Sequence[tuple[str, int]], unit: str, screen: Console) -> RenderableType:
    """A table of (period, articles) rows, oldest first, each with a bar in proportion to the fullest period."""
    table = Table(box=None, padding=(0, 2, 0, 0), pad_edge=False, expand=screen.is_terminal, header_style="bold")
    table.add_column(unit.capitalize(), no_wrap=True, style="green")
    table.add_column("Articles", justify="right", no_wrap=True)
    table.add_column("", ratio=1)
    most = max(articles for _, articles in periods)
    before: int | None = None
    for period, articles in periods:
        place = _ordinal(period, unit)
        if before is not None and place - before > 1:
            empty = place - before - 1
            table.add_row(
                Text("·", "dim"), "", Text(f"{empty:,} {unit}{'s' if empty > 1 else ''} without articles", "dim")
            )
        before = place
        table.add_row(
            _label(period, unit),
            f"{articles:,}",
            Bar(most, 0, articles, color="cyan", width=None if screen.is_terminal else _PIPE_BAR),
        )
    return table


def _label(period: str, unit: str) -> str:
    if unit == "year":
        return period
    if unit == "month":
        return f"{period}  {datetime.date.fromisoformat(period + '-01'):%b}"
    return f"{period}  {datetime.date.fromisoformat(period):%a}"


def _ordinal(period: str, unit: str) -> int:
    """The period's place in a row of all days, months or years."""
    if unit == "day":
        return datetime.date.fromisoformat(period).toordinal()
    year, _, month = period.partition("-")
    return int(year) if unit == "year" else int(year) * 12 + int(month)

"""Counts by day, week, month or year as a calendar-like table with bars; the empty time between is shown as a gap."""

from __future__ import annotations

from collections.abc import Sequence

from rich.bar import Bar
from rich.console import Console, RenderableType
from rich.table import Table
from rich.text import Text

from newsidx.dates.periods import gap, label

_PIPE_BAR = 40
"""Columns of the longest bar where there is no terminal to fill."""


def counts(periods: Sequence[tuple[str, int]], unit: str, screen: Console) -> RenderableType:
    """A table of (period, articles) rows, oldest first, each with a bar in proportion to the fullest period."""
    table = Table(box=None, padding=(0, 2, 0, 0), pad_edge=False, expand=screen.is_terminal, header_style="bold")
    table.add_column(unit.capitalize(), no_wrap=True, style="green")
    table.add_column("Articles", justify="right", no_wrap=True)
    table.add_column("", ratio=1)
    most = max(articles for _, articles in periods)
    before: str | None = None
    for period, articles in periods:
        if empty := gap(before, period, unit):
            table.add_row(Text("·", "dim"), "", Text(empty, "dim"))
        before = period
        table.add_row(
            label(period, unit),
            f"{articles:,}",
            Bar(most, 0, articles, color="cyan", width=None if screen.is_terminal else _PIPE_BAR),
        )
    return table

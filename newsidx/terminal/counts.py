"""Counts by day, week, month or year: a table with bars, in which time without articles is shown as a gap."""

from __future__ import annotations

from collections.abc import Sequence

from rich.bar import Bar
from rich.console import Console, RenderableType
from rich.table import Table
from rich.text import Text

from newsidx.dates.periods import Period

_PIPE_BAR = 40
"""Columns of the longest bar where there is no terminal to fill."""


def counts(rows: Sequence[tuple[str, int]], period: Period, screen: Console) -> RenderableType:
    """A table of (name of the period, articles) rows, oldest first, each with a bar in proportion to the fullest."""
    table = Table(box=None, padding=(0, 2, 0, 0), pad_edge=False, expand=screen.is_terminal, header_style="bold")
    table.add_column(period.value.capitalize(), no_wrap=True, style="green")
    table.add_column("Articles", justify="right", no_wrap=True)
    table.add_column("", ratio=1)
    most = max(articles for _, articles in rows)
    before: str | None = None
    for name, articles in rows:
        if empty := period.between(before, name):
            table.add_row(Text("·", "dim"), "", Text(f"{period.counted(empty)} without articles", "dim"))
        before = name
        table.add_row(
            period.label(name),
            f"{articles:,}",
            Bar(most, 0, articles, color="cyan", width=None if screen.is_terminal else _PIPE_BAR),
        )
    return table

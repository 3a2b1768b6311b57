"""The figures of an archive, for `newsidx info`: on the terminal, or as one JSON object."""

from __future__ import annotations

import dataclasses
import json

from rich.console import Console, RenderableType
from rich.filesize import decimal
from rich.table import Table
from rich.text import Text

from newsidx.archive.records import Description, Gap
from newsidx.text.sanitize import escape_json_controls, one_line, without_line_breaks


def description(shown: Description, screen: Console) -> RenderableType:
    """The figures as a table of two columns."""
    grid = Table.grid(padding=(0, 2, 0, 0), expand=screen.is_terminal)
    grid.add_column(style="dim", no_wrap=True)
    grid.add_column(ratio=1, overflow="fold")
    grid.add_row("Archive", Text(without_line_breaks(shown.path), "bold"))
    grid.add_row("Articles", f"{shown.articles:,}")
    if shown.first and shown.last:
        grid.add_row("Dates", f"{shown.first} to {shown.last}, articles on {shown.days:,} days")
    if shown.undated:
        grid.add_row("Undated", f"{shown.undated:,}  (newsidx list --undated)")
    if shown.busiest:
        grid.add_row("Busiest", "\n".join(f"{day}  {articles:,}" for day, articles in shown.busiest))
    if shown.gaps:
        grid.add_row("Gaps", "\n".join(map(_gap, shown.gaps)))
    if shown.sources:
        grid.add_row("Sources", Text("\n".join(f"{one_line(name)}  {articles:,}" for name, articles in shown.sources)))
    files = f"{shown.files:,}"
    if shown.missing:
        files += f", {shown.missing:,} of them gone from the disk"
    grid.add_row("Files", files)
    problems = f"{shown.problems:,}"
    grid.add_row("Problems", f"{problems}  (newsidx problems)" if shown.problems else problems)
    if shown.removed:
        grid.add_row("Removed", f"{shown.removed:,}  (newsidx problems --removed)")
    grid.add_row("Size", decimal(shown.bytes))
    grid.add_row("Schema", f"version {shown.schema}, SQLite {shown.sqlite}")
    return grid


def as_json(shown: Description) -> str:
    """The figures as one JSON object; dates are ISO 8601."""
    return escape_json_controls(json.dumps(dataclasses.asdict(shown), default=str, ensure_ascii=False, indent=2))


def _gap(gap: Gap) -> str:
    if gap.days == 1:
        return f"{gap.first}  1 day"
    return f"{gap.first} to {gap.last}  {gap.days:,} days"

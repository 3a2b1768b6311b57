"""The figures of an archive, as a table of two columns."""

from __future__ import annotations

from rich.console import Console, RenderableType
from rich.filesize import decimal
from rich.table import Table
from rich.text import Text

from newsidx.archive.records import Description, Gap
from newsidx.terminal.paths import PathText
from newsidx.text.plural import plural
from newsidx.text.sanitize import one_line, without_line_breaks


def description(described: Description, screen: Console) -> RenderableType:
    """Each figure beside its name."""
    grid = Table.grid(padding=(0, 2, 0, 0), expand=screen.is_terminal)
    grid.add_column(style="dim", no_wrap=True)
    grid.add_column(ratio=1, overflow="fold")
    grid.add_row("Archive", PathText(Text(without_line_breaks(described.path), "bold")))
    grid.add_row("Articles", f"{described.articles:,}")
    if described.first and described.last:
        grid.add_row("Dates", f"{described.first} to {described.last}, articles on {plural(described.days, 'day')}")
    if described.undated:
        grid.add_row("Undated", f"{described.undated:,}  (newsidx list --undated)")
    if described.busiest:
        grid.add_row("Busiest", "\n".join(f"{day}  {articles:,}" for day, articles in described.busiest))
    if described.gaps:
        grid.add_row("Gaps", "\n".join(map(_gap, described.gaps)))
    if described.sources:
        grid.add_row(
            "Sources", Text("\n".join(f"{one_line(name)}  {articles:,}" for name, articles in described.sources))
        )
    files = f"{described.files:,}"
    if described.missing:
        files += f", {described.missing:,} of them missing"
    grid.add_row("Files", files)
    problems = f"{described.problems:,}"
    grid.add_row("Problems", f"{problems}  (newsidx problems)" if described.problems else problems)
    if described.removed:
        grid.add_row("Removed", f"{described.removed:,}  (newsidx problems --removed)")
    grid.add_row("Size", decimal(described.bytes))
    grid.add_row("Schema", f"version {described.schema}, SQLite {described.sqlite}")
    return grid


def _gap(gap: Gap) -> str:
    dates = f"{gap.first}" if gap.days == 1 else f"{gap.first} to {gap.last}"
    return f"{dates}  {plural(gap.days, 'day')}"

"""The figures of an archive, as a table of two columns: drawn on a terminal, plain lines in a pipe."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import zip_longest
from typing import TYPE_CHECKING

from rich.filesize import decimal

from newsidx.text.plural import plural
from newsidx.text.sanitize import one_line, without_line_breaks

if TYPE_CHECKING:
    from rich.console import Console, RenderableType

    from newsidx.archive.records import Description, Gap

_ARCHIVE = "Archive"


def description(described: Description, screen: Console) -> RenderableType:
    """Each figure beside its name, as rich shows it."""
    from rich.table import Table
    from rich.text import Text

    from newsidx.terminal.paths import PathText

    grid = Table.grid(padding=(0, 2, 0, 0), expand=screen.is_terminal)
    grid.add_column(style="dim", no_wrap=True)
    grid.add_column(ratio=1, overflow="fold")
    for name, text in _figures(described):
        grid.add_row(name, PathText(Text(text, "bold")) if name == _ARCHIVE else Text(text))
    return grid


def lines(described: Description) -> Iterator[str]:
    """Each figure beside its name, without styles, and without the time that rich takes to be imported."""
    figures = list(_figures(described))
    width = max(len(name) for name, _ in figures)
    for name, text in figures:
        for label, line in zip_longest([name], text.split("\n"), fillvalue=""):
            yield f"{label:{width}}  {line}"


def _figures(described: Description) -> Iterator[tuple[str, str]]:
    """The name of each figure, and its text, which can have several lines."""
    yield _ARCHIVE, without_line_breaks(described.path)
    yield "Articles", f"{described.articles:,}"
    if described.first and described.last:
        yield "Dates", f"{described.first} to {described.last}, articles on {plural(described.days, 'day')}"
    if described.undated:
        yield "Undated", f"{described.undated:,}  (newsidx list --undated)"
    if described.busiest:
        yield "Busiest", "\n".join(f"{day}  {articles:,}" for day, articles in described.busiest)
    if described.gaps:
        yield "Gaps", "\n".join(map(_gap, described.gaps))
    if described.sources:
        yield "Sources", "\n".join(f"{one_line(name)}  {articles:,}" for name, articles in described.sources)
    yield "Files", f"{described.files:,}" + (f", {described.missing:,} of them missing" if described.missing else "")
    yield "Problems", f"{described.problems:,}" + ("  (newsidx problems)" if described.problems else "")
    if described.removed:
        yield "Removed", f"{described.removed:,}  (newsidx problems --removed)"
    yield "Size", decimal(described.bytes)
    yield "Schema", f"version {described.schema}, {described.engine}"


def _gap(gap: Gap) -> str:
    dates = f"{gap.first}" if gap.days == 1 else f"{gap.first} to {gap.last}"
    return f"{dates}  {plural(gap.days, 'day')}"

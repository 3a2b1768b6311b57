"""The files of an archive: a line each, with its articles, its layout and encoding, and what is wrong with it."""

from __future__ import annotations

from collections.abc import Sequence

from rich.console import RenderableType
from rich.table import Table
from rich.text import Text

from newsidx.archive.records import ListedFile
from newsidx.terminal.paths import PathText
from newsidx.text.sanitize import one_line, without_line_breaks


def files(listed: Sequence[ListedFile]) -> RenderableType:
    """A table with a row for each file."""
    table = Table(box=None, padding=(0, 2, 0, 0), pad_edge=False, header_style="bold")
    table.add_column("Articles", justify="right", no_wrap=True)
    table.add_column("Layout", no_wrap=True, style="cyan")
    table.add_column("Encoding", no_wrap=True, style="cyan")
    table.add_column("File", ratio=1)
    for file in listed:
        path = Text(without_line_breaks(file.path))
        if file.missing_since:
            path.append("  (missing)", "red")
        elif file.problem:
            path.append(f"  ({one_line(file.problem)})", "red")
        row = (f"{file.articles:,}", one_line(file.reader or "–"), one_line(file.encoding or "–"), PathText(path))
        table.add_row(*row)
    return table

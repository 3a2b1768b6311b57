"""The words that set some articles apart, with how many articles have them on both sides."""

from __future__ import annotations

from typing import Any

from rich.console import Console, RenderableType
from rich.table import Table

from newsidx.analysis.keywords import Keywords
from newsidx.text.sanitize import one_line


def table(found: Keywords, screen: Console) -> RenderableType:
    """A table of words, the most telling first."""
    made = Table(box=None, padding=(0, 2, 0, 0), pad_edge=False, header_style="bold")
    made.add_column("Word", overflow="fold")
    made.add_column(f"Here, of {found.articles:,}", justify="right", no_wrap=screen.width >= 60)
    made.add_column("", justify="right", no_wrap=True, style="cyan")
    made.add_column(f"Elsewhere, of {found.elsewhere:,}", justify="right", no_wrap=screen.width >= 60)
    made.add_column("", justify="right", no_wrap=True, style="cyan")
    made.add_column("G²", justify="right", no_wrap=True, style="dim")
    for one in found.words:
        made.add_row(
            one_line(one.word),
            f"{one.articles:,}",
            f"{one.articles / found.articles:.1%}",
            f"{one.elsewhere:,}",
            f"{one.elsewhere / found.elsewhere:.1%}",
            f"{one.score:,.0f}",
        )
    return made


def rows(found: Keywords) -> tuple[tuple[str, ...], list[tuple[Any, ...]]]:
    """A header and rows for `machine.records`."""
    return ("word", "articles", "of", "elsewhere", "of_elsewhere", "log_likelihood"), [
        (one.word, one.articles, found.articles, one.elsewhere, found.elsewhere, one.score) for one in found.words
    ]

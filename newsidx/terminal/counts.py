"""Counts with bars: of a day, week, month or year, in which time without articles is shown as a gap, and of the values
of a field.
"""

from __future__ import annotations

from collections.abc import Sequence

from rich.bar import Bar
from rich.console import Console, RenderableType
from rich.table import Table
from rich.text import Text

from newsidx.archive.records import Facets
from newsidx.article import Facet
from newsidx.dates.periods import Period
from newsidx.languages import language_of
from newsidx.text.sanitize import one_line

_PIPE_BAR = 40
"""Columns of the longest bar where there is no terminal to fill."""

_VALUE_SHARE = 0.4
"""The largest part of the screen's width that values take. Longer ones are folded."""


def counts(rows: Sequence[tuple[str, int]], period: Period, screen: Console) -> RenderableType:
    """A table of (name of the period, articles) rows, oldest first, each with a bar in proportion to the fullest."""
    table = _table(screen)
    table.add_column(period.value.capitalize(), no_wrap=True, style="green")
    table.add_column("Articles", justify="right", no_wrap=True)
    table.add_column("", ratio=1)
    most = max(articles for _, articles in rows)
    before: str | None = None
    for name, articles in rows:
        if empty := period.between(before, name):
            table.add_row(Text("·", "dim"), "", Text(f"{period.counted(empty)} without articles", "dim"))
        before = name
        table.add_row(period.label(name), f"{articles:,}", _bar(articles, most, screen))
    return table


def facets(found: Facets, field: Facet, screen: Console, *, offset: int = 0) -> RenderableType:
    """A table of the values from `offset` on, each with its articles, their share of all that match, and a bar in
    proportion to the most common value. There has to be a value.
    """
    table = _table(screen)
    widest = int(screen.width * _VALUE_SHARE) if screen.is_terminal else None
    table.add_column(field.capitalize(), overflow="fold", max_width=widest, style="green")
    table.add_column("Articles", justify="right", no_wrap=True)
    table.add_column("Share", justify="right", no_wrap=True)
    table.add_column("", ratio=1)
    most = found.values[0][1]
    for value, articles in found.values[offset:]:
        share = _percent(articles / found.articles)
        table.add_row(Text(_label(field, value)), f"{articles:,}", share, _bar(articles, most, screen))
    return table


def _table(screen: Console) -> Table:
    return Table(box=None, padding=(0, 2, 0, 0), pad_edge=False, expand=screen.is_terminal, header_style="bold")


def _bar(articles: int, most: int, screen: Console) -> Bar:
    return Bar(most, 0, articles, color="cyan", width=None if screen.is_terminal else _PIPE_BAR)


def _label(field: Facet, value: str) -> str:
    """A value on one line; a language code with the name of its language."""
    language = language_of(value) if field == "language" else None
    return f"{one_line(value)}  {language.name}" if language else one_line(value)


def _percent(share: float) -> str:
    """A share as `12.3%`; what is too small for that is not shown as nothing."""
    return f"{share:.1%}" if share >= 0.001 else "<0.1%"

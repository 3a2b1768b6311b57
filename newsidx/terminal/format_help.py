"""Every output format on one screen: what it is, and what it can be used for."""

from __future__ import annotations

from collections.abc import Sequence

from rich.console import Group, RenderableType
from rich.table import Table
from rich.text import Text

from newsidx.formats.registry import ARTICLES, FILES, HITS, ROWS, OutputFormat

_USES = (
    (HITS | ARTICLES, "answers"),
    (ROWS, "figures"),
    (ARTICLES | FILES, "export"),
)
_RULES = (
    "answers: search, list. figures: timeline, words, related, duplicates, problems, alert, --by.",
    "newsidx export chooses the format by the ending of FILE. In a folder/ each article is a file.",
)


def formats(registered: Sequence[OutputFormat]) -> RenderableType:
    """A table of the formats, and below it what the uses mean."""
    table = Table(box=None, padding=(0, 2, 0, 0), pad_edge=False, show_header=False)
    table.add_column(no_wrap=True, style="yellow")
    table.add_column()
    table.add_column(style="dim")
    table.add_column(no_wrap=True, style="dim")
    for form in registered:
        table.add_row(form.name, Text(form.help), ", ".join(_uses(form)), " ".join(form.endings))
    return Group(table, Text(), *map(Text, _RULES))


def _uses(form: OutputFormat) -> list[str]:
    if form.module is None:
        return [use for content, use in ((HITS, "answers"), (ROWS, "figures")) if content in form.holds] or ["show"]
    return [use for content, use in _USES if form.holds & content and not (content == ROWS and form.column)]

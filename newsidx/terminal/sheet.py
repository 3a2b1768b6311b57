"""A sheet of help: what can be typed and what it means, the rules, and examples."""

from __future__ import annotations

from collections.abc import Iterable

from rich.console import Group, RenderableType
from rich.table import Table
from rich.text import Text


def sheet(forms: Iterable[tuple[str, str]], rules: Iterable[str], examples: Iterable[str]) -> RenderableType:
    """The forms, the rules and some examples."""
    table = Table(box=None, padding=(0, 2, 0, 0), pad_edge=False, show_header=False)
    table.add_column(no_wrap=True, style="yellow")
    table.add_column()
    for typed, meaning in forms:
        table.add_row(Text(typed), Text(meaning))
    return Group(table, Text(), *map(Text, rules), Text(), *(Text(example, "green") for example in examples))

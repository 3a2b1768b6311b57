"""Articles like another, each with the words that both have."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from rich.console import Console, RenderableType

from newsidx.analysis.related import Related
from newsidx.search.answer import Hit
from newsidx.terminal import hits as tables


def table(found: Sequence[Related], screen: Console) -> RenderableType:
    """A table as of hits, the words in common below each title."""
    return tables.hits([Hit(one.article, snippet=" · ".join(one.words)) for one in found], screen)


def rows(found: Sequence[Related]) -> tuple[tuple[str, ...], list[tuple[Any, ...]]]:
    """A header and rows for `machine.records`."""
    return ("ref", "date", "title", "source", "in_common"), [
        (
            one.article.ref,
            one.article.date.isoformat() if one.article.date else "undated",
            one.article.title,
            one.article.source or "",
            ", ".join(one.words),
        )
        for one in found
    ]

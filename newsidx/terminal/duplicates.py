"""Clusters of near-duplicates: the articles of each, the share they have in common and, if required, what differs."""

from __future__ import annotations

from collections.abc import Iterable

from rich.console import RenderableType
from rich.table import Table
from rich.text import Text

from newsidx.article import Article
from newsidx.formats.figures import ClusterArticles
from newsidx.terminal.diff import differences
from newsidx.text.sanitize import one_line


def groups(clusters: Iterable[ClusterArticles], with_differences: bool) -> RenderableType:
    """A paragraph for each cluster: its first article, and below it the others."""
    table = Table.grid(padding=(0, 2, 0, 0))
    table.add_column(justify="right", no_wrap=True, style="yellow")
    table.add_column(no_wrap=True, style="cyan")
    table.add_column(ratio=1, overflow="fold")
    for cluster in clusters:
        first = cluster[0][0]
        for article, share in cluster:
            title = Text(one_line(article.title))
            if article.source:
                title.append(f"  {one_line(article.source)}", "magenta")
            is_first = article is first
            table.add_row("" if is_first else f"{share:.0%}", article.ref, title)
            if with_differences and not is_first:
                table.add_row("", "", differences(_text(first), _text(article)))
        table.add_row()
    return table


def _text(article: Article) -> str:
    return f"{article.title}\n{article.body}"

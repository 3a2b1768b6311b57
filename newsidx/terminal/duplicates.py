"""Stories told twice: a group of articles each, with the share in common and, if wanted, what differs."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from rich.console import RenderableType
from rich.table import Table
from rich.text import Text

from newsidx.article import Article
from newsidx.formats import records as machine
from newsidx.terminal.diff import differences
from newsidx.text.sanitize import one_line

Told = Sequence[tuple[Article, float]]
"""The articles of a story, each with the share it has in common with one before it."""


def groups(found: Iterable[Told], with_differences: bool) -> RenderableType:
    """A paragraph for each story: its first article, and those below that tell it again."""
    table = Table.grid(padding=(0, 2, 0, 0))
    table.add_column(justify="right", no_wrap=True, style="yellow")
    table.add_column(no_wrap=True, style="cyan")
    table.add_column(ratio=1, overflow="fold")
    for told in found:
        first = told[0][0]
        for article, share in told:
            title = Text(one_line(article.title))
            if article.source:
                title.append(f"  {one_line(article.source)}", "magenta")
            is_first = article is first
            table.add_row("" if is_first else f"{share:.0%}", article.ref, title)
            if with_differences and not is_first:
                table.add_row("", "", differences(_text(first), _text(article)))
        table.add_row()
    return table


def lines(found: Iterable[Told], form: str) -> Iterator[str]:
    """An article a line in one of ROW_FORMATS, the number of its story before it."""
    header = ("story", "share", "ref", "date", "title", "source")
    values = (
        (number, share, article.ref, article.date or "undated", article.title, article.source or "")
        for number, told in enumerate(found, 1)
        for article, share in told
    )
    if form in ("json", "jsonl"):
        values = ((*row[:3], str(row[3]), *row[4:]) for row in values)
    return machine.records(header, values, form)


def _text(article: Article) -> str:
    return f"{article.title}\n{article.body}"

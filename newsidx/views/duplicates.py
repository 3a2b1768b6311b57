"""Stories told twice: a group of articles each, with the share in common and, if wanted, what differs."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from rich.console import Console, Group, RenderableType
from rich.padding import Padding
from rich.text import Text

from newsidx.article import Article
from newsidx.views import machine
from newsidx.views.differences import differences
from newsidx.views.safe import one_line

Told = Sequence[tuple[Article, float]]
"""The articles of a story, each with the share it has in common with one before it."""


def groups(found: Iterable[Told], with_differences: bool, screen: Console) -> RenderableType:
    """A paragraph for each story: its first article, and those below that tell it again."""
    parts: list[RenderableType] = []
    for told in found:
        first = told[0][0]
        for article, share in told:
            line = Text.assemble(
                (f"{'' if article is first else f'{share:.0%}':>4}", "yellow"),
                "  ",
                (article.ref, "cyan"),
                f"  {one_line(article.title)}",
            )
            if article.source:
                line.append(f"  {one_line(article.source)}", "magenta")
            parts.append(line)
            if with_differences and article is not first:
                parts.append(Padding(differences(_text(first), _text(article)), (0, 0, 0, 6)))
        parts.append(Text())
    return Group(*parts)


def rows(found: Iterable[Told], form: str) -> Iterator[str]:
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

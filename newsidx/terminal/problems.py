"""The files without an article, grouped by the reason; and the removed articles with their files."""

from __future__ import annotations

from collections.abc import Sequence

from rich.console import Group, RenderableType
from rich.padding import Padding
from rich.text import Text

from newsidx.archive.records import Problem, RemovedArticle
from newsidx.terminal.paths import PathText
from newsidx.text.sanitize import one_line, without_line_breaks


def problems(files: Sequence[Problem]) -> RenderableType:
    """Each reason with its files below it, the most frequent reason first."""
    paths_by_reason: dict[str, list[str]] = {}
    for file in files:
        paths_by_reason.setdefault(one_line(file.problem), []).append(file.path)
    parts: list[RenderableType] = []
    for reason, paths in sorted(paths_by_reason.items(), key=lambda group: -len(group[1])):
        parts += [Text(f"{reason} ({len(paths):,})", "bold"), *map(_path, paths)]
    return Group(*parts)


def removed(articles: Sequence[RemovedArticle]) -> RenderableType:
    """Each removed article, with the files that hold it below it."""
    paths_by_article: dict[tuple[str, str, str], list[str]] = {}
    for article in articles:
        paths_by_article.setdefault((article.removed, article.ref, article.title), []).append(article.path)
    parts: list[RenderableType] = []
    for (when, ref, title), paths in paths_by_article.items():
        time = f"(removed {when[:16].replace('T', ' ')} UTC)"
        head = f"{ref}  {one_line(title)}  {time}" if ref else "removed earlier"
        parts += [Text(head, "bold"), *map(_path, paths)]
    return Group(*parts)


def _path(path: str) -> RenderableType:
    return Padding(PathText(Text(without_line_breaks(path))), (0, 0, 0, 2))

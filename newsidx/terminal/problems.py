"""Problems with files, grouped by their kind and the reason; and the removed articles with their files."""

from __future__ import annotations

from collections.abc import Sequence

from rich.console import Group, RenderableType
from rich.padding import Padding
from rich.text import Text

from newsidx.archive.records import Problem, RemovedArticle
from newsidx.terminal.paths import PathText
from newsidx.text.plural import plural
from newsidx.text.sanitize import one_line, without_line_breaks


def problems(files: Sequence[Problem]) -> RenderableType:
    """Each kind of problem, and below it each reason with its files, the most frequent ones first."""
    reasons_by_kind: dict[str, dict[str, list[Problem]]] = {}
    for file in files:
        reasons_by_kind.setdefault(file.kind, {}).setdefault(one_line(file.problem), []).append(file)
    parts: list[RenderableType] = []
    for kind, reasons in sorted(reasons_by_kind.items(), key=lambda group: -sum(map(len, group[1].values()))):
        parts.append(Text(f"{one_line(kind)} ({sum(map(len, reasons.values())):,})", "bold"))
        for reason, having in sorted(reasons.items(), key=lambda group: -len(group[1])):
            if reason != kind:
                count = f" ({len(having):,})" if len(having) > 1 else ""
                parts.append(Padding(Text(f"{reason}{count}"), (0, 0, 0, 2)))
            parts += [_path(_with_articles(file), 2 if reason == kind else 4) for file in having]
    return Group(*parts)


def _with_articles(file: Problem) -> str:
    """The path of a file, and how many articles it gave in spite of its problem."""
    path = without_line_breaks(file.path)
    return f"{path}  ({plural(file.articles, 'article')} read)" if file.articles else path


def removed(articles: Sequence[RemovedArticle]) -> RenderableType:
    """Each removed article, with the files that hold it below it."""
    paths_by_article: dict[tuple[str, str, str], list[str]] = {}
    for article in articles:
        paths_by_article.setdefault((article.removed, article.ref, article.title), []).append(article.path)
    parts: list[RenderableType] = []
    for (when, ref, title), paths in paths_by_article.items():
        time = f"(removed {when[:16].replace('T', ' ')} UTC)"
        head = f"{ref}  {one_line(title)}  {time}" if ref else "removed earlier"
        parts += [Text(head, "bold"), *(_path(without_line_breaks(path), 2) for path in paths)]
    return Group(*parts)


def _path(path: str, indent: int) -> RenderableType:
    return Padding(PathText(Text(path, "cyan")), (0, 0, 0, indent))

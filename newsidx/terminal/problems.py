"""The files without an article, grouped by what is the matter with them; and the articles that were removed."""

from __future__ import annotations

from collections.abc import Sequence

from rich.console import Group, RenderableType
from rich.padding import Padding
from rich.text import Text

from newsidx.archive.records import PassedOver, Problem
from newsidx.text.sanitize import one_line, without_line_breaks


def problems(found: Sequence[Problem]) -> RenderableType:
    """Each reason with its files below it, the commonest reason first."""
    by_reason: dict[str, list[str]] = {}
    for problem in found:
        by_reason.setdefault(one_line(problem.problem), []).append(without_line_breaks(problem.path))
    parts: list[RenderableType] = []
    for reason, paths in sorted(by_reason.items(), key=lambda group: -len(group[1])):
        parts.append(Text(f"{reason} ({len(paths):,})", "bold"))
        parts += (Padding(Text(path, overflow="fold"), (0, 0, 0, 2)) for path in paths)
    return Group(*parts)


def removed(found: Sequence[PassedOver]) -> RenderableType:
    """Each removed article, with the files that hold it below it."""
    by_article: dict[tuple[str, str, str], list[str]] = {}
    for one in found:
        by_article.setdefault((one.removed, one.ref, one.title), []).append(without_line_breaks(one.path))
    parts: list[RenderableType] = []
    for (when, ref, title), paths in by_article.items():
        head = (ref, one_line(title), f"(removed {when[:16].replace('T', ' ')} UTC)") if ref else ("removed earlier",)
        parts.append(Text("  ".join(head), "bold"))
        parts += (Padding(Text(path, overflow="fold"), (0, 0, 0, 2)) for path in paths)
    return Group(*parts)

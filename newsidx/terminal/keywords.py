"""Keywords: the words that are more frequent in some articles than in all others, with the figures of both sides."""

from __future__ import annotations

from rich.console import Console, RenderableType
from rich.table import Table

from newsidx.analysis.keywords import Keywords
from newsidx.text.sanitize import one_line


def table(comparison: Keywords, screen: Console) -> RenderableType:
    """A table of keywords, the highest score first."""
    is_wide = screen.width >= 60
    result = Table(box=None, padding=(0, 2, 0, 0), pad_edge=False, header_style="bold")
    result.add_column("Word", overflow="fold")
    result.add_column(f"Here, of {comparison.articles:,}", justify="right", no_wrap=is_wide)
    result.add_column("", justify="right", no_wrap=True, style="cyan")
    result.add_column(f"Elsewhere, of {comparison.elsewhere:,}", justify="right", no_wrap=is_wide)
    result.add_column("", justify="right", no_wrap=True, style="cyan")
    result.add_column("G²", justify="right", no_wrap=True, style="dim")
    for keyword in comparison.words:
        result.add_row(
            one_line(keyword.word),
            f"{keyword.articles:,}",
            f"{keyword.articles / comparison.articles:.1%}",
            f"{keyword.elsewhere:,}",
            f"{keyword.elsewhere / comparison.elsewhere:.1%}",
            f"{keyword.score:,.0f}",
        )
    return result


def no_keywords(comparison: Keywords) -> str:
    """Why a comparison has no keywords."""
    if not comparison.articles:
        return "No keywords: no article matches."
    if not comparison.elsewhere:
        return "No keywords: there are no other articles to compare with."
    return "No keywords: these articles use the same words as the others."

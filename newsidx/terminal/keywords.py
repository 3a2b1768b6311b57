"""Keywords: the words that are more frequent in some articles than in others, with the figures of both sides."""

from __future__ import annotations

from rich.console import Console, RenderableType
from rich.table import Table

from newsidx.analysis.keywords import Keywords
from newsidx.terminal import pages
from newsidx.text.plural import plural
from newsidx.text.sanitize import one_line


def table(comparison: Keywords, screen: Console) -> RenderableType:
    """A table of keywords, the highest score first."""
    is_wide = screen.width >= 60
    elsewhere = "Against" if comparison.against else "Elsewhere"
    result = Table(box=None, padding=(0, 2, 0, 0), pad_edge=False, header_style="bold")
    result.add_column("Word", overflow="fold")
    result.add_column(f"Here, of {comparison.articles:,}", justify="right", no_wrap=is_wide)
    result.add_column("", justify="right", no_wrap=True, style="cyan")
    result.add_column(f"{elsewhere}, of {comparison.elsewhere:,}", justify="right", no_wrap=is_wide)
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


def overlap(comparison: Keywords) -> str:
    """How many articles match both queries."""
    both = plural(comparison.overlap, "article matches", "articles match")
    count = "counts" if comparison.overlap == 1 else "count"
    return f"{both} both queries, and {count} for the first one only"


def no_keywords(comparison: Keywords, page: int = 1) -> str:
    """Why a page of a comparison has no keywords."""
    if comparison.words:
        return pages.no_page("keyword", len(comparison.words), page)
    if not comparison.articles:
        return "No keywords: no article matches."
    if comparison.elsewhere:
        return "No keywords: these articles use the same words as the others."
    if not comparison.against:
        return "No keywords: there are no other articles to compare with."
    if comparison.overlap:
        return "No keywords: every article that matches the query after --against matches the first one, too."
    return f"No keywords: no article to compare with matches: {one_line(comparison.against.text)}"

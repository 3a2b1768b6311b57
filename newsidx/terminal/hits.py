"""Hits as a table made for the terminal's width: id, date, title with its snippet below, source."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from rich.console import Console, Group, RenderableType
from rich.padding import Padding
from rich.style import Style
from rich.table import Table
from rich.text import Text

from newsidx.search.answer import Hit
from newsidx.search.request import Matched
from newsidx.terminal.console import link, marked
from newsidx.text.sanitize import one_line

NARROW = 60
"""Columns below which the date, which the id says too, and the source have no column of their own."""

DATE_COLUMNS = len("YYYY-MM-DD")

_HEADINGS = {
    Matched.PARTIAL: "— with only some of the words —",
    Matched.ONE_OFF: "— with a word one letter off —",
    Matched.TWO_OFF: "— with a word two letters off —",
}


def hits(answer: Sequence[Hit], screen: Console) -> RenderableType:
    """A table of hits as wide as the terminal; in a pipe, as wide as it needs to be."""
    if screen.width < NARROW:
        return Group(*(part for hit, heading in headed(answer) for part in (*heading, _stacked(hit))))
    has_source = any(hit.article.source for hit in answer)
    table = Table(box=None, padding=(0, 2, 0, 0), pad_edge=False, expand=screen.is_terminal, header_style="bold")
    table.add_column("ID", no_wrap=True, style="cyan")
    table.add_column("Date", no_wrap=True, style="green")
    table.add_column("Title", ratio=1, overflow="fold")
    if has_source:
        table.add_column("Source", max_width=max(12, screen.width // 6), overflow="fold", style="magenta")
    for hit, heading in headed(answer):
        for line in heading:
            table.add_row("", "", line)
        article = hit.article
        row = [ref_text(hit), date_text(hit), _title(hit)]
        if has_source:
            row.append(Text(one_line(article.source)))
        table.add_row(*row)
    return table


def headed(answer: Sequence[Hit]) -> Iterator[tuple[Hit, tuple[Text, ...]]]:
    """Each hit with the heading that belongs above it, where it matches in another way than the one before."""
    before = Matched.FULL
    for place, hit in enumerate(answer):
        heading = _HEADINGS.get(hit.matched) if hit.matched != before else None
        before = hit.matched
        yield hit, ((*([Text()] if place else []), Text(heading, "italic dim")) if heading else ())


def _stacked(hit: Hit) -> RenderableType:
    head = Text.assemble((one_line(hit.article.ref), "cyan"))
    if hit.article.source:
        head.append(f"  {one_line(hit.article.source)}", "magenta")
    return Group(head, Padding(_title(hit), (0, 0, 0, 2)))


def _title(hit: Hit) -> RenderableType:
    """The title, and below it the snippet. A snippet that begins with the title has it in bold instead."""
    title = marked(" ".join((hit.title or hit.article.title).split()), "bold")
    snippet = marked(" ".join(hit.snippet.split()))
    beginning = title.plain.removesuffix("…").rstrip()
    # A flash, or an article whose title is its first sentence, has nothing more to show.
    if not snippet or _words(snippet) in _words(title):
        return title.append_text(others_text(hit))
    if beginning and snippet.plain.startswith(beginning) and not snippet.plain[len(beginning) :][:1].isalnum():
        snippet.stylize("bold", 0, len(beginning))
        return snippet.append_text(others_text(hit))
    return Group(title.append_text(others_text(hit)), snippet)


def _words(text: Text) -> str:
    return " ".join(text.plain.replace("…", "").split())


def ref_text(hit: Hit) -> Text:
    """The id, with a link to the file if the terminal has links."""
    article = hit.article
    url = link(article.files[0]) if article.files else None
    return Text(article.ref, Style(color="cyan", link=url))


def date_text(hit: Hit) -> Text:
    """The date, or that there is none."""
    return Text(hit.article.date.isoformat() if hit.article.date else "undated", "green")


def others_text(hit: Hit) -> Text:
    """How many near-duplicates of a hit are not shown; empty if there are none."""
    return Text(f"  (+{hit.others:,} like it)" if hit.others else "", "yellow")


def padded(text: Text, columns: int) -> Text:
    """A text made so many columns wide: filled up with spaces, or cut with … at its end."""
    text.truncate(columns, overflow="ellipsis", pad=True)
    return text

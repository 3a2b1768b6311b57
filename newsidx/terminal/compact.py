"""Hits a line each, made for the terminal's width: id, date, source, and as much of the title as fits."""

from __future__ import annotations

from collections.abc import Sequence

from rich.cells import cell_len
from rich.console import Console, Group, RenderableType
from rich.text import Text

from newsidx.search.answer import Hit
from newsidx.terminal.hits import DATE_COLUMNS, NARROW, date_text, headed, others_text, padded, ref_text
from newsidx.text.sanitize import one_line

_GAP = "  "


def lines(answer: Sequence[Hit], screen: Console) -> RenderableType:
    """A line for each hit. A narrow terminal has no date, which the id says too; in a pipe nothing is cut."""
    refs = max((cell_len(hit.article.ref) for hit in answer), default=0)
    sources = max((cell_len(one_line(hit.article.source)) for hit in answer), default=0)
    if screen.is_terminal:
        sources = min(sources, max(12, screen.width // 6))
    shown: list[Text] = []
    for hit, heading in headed(answer):
        shown += heading
        line = Text(no_wrap=True, overflow="crop").append_text(padded(ref_text(hit), refs))
        if screen.width >= NARROW:
            line.append(_GAP).append_text(padded(date_text(hit), DATE_COLUMNS))
        if sources:
            line.append(_GAP).append_text(padded(Text(one_line(hit.article.source), "magenta"), sources))
        shown.append(_with_title(line.append(_GAP), hit, screen))
    return Group(*shown)


def _with_title(line: Text, hit: Hit, screen: Console) -> Text:
    """The line with the part of the title that there is room for, and how many near-duplicates there are."""
    others = others_text(hit)
    title = Text(one_line(hit.article.title), "bold")
    title.truncate(max(1, screen.width - line.cell_len - others.cell_len), overflow="ellipsis")
    return line.append_text(title).append_text(others)

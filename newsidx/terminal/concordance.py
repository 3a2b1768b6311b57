"""A concordance on the terminal: a line for each match, all matches one below the other, with id and date.

20231005-1  2023-10-05  shelves in the shops of the old town. Bananas, coffee and spare parts for
20240229-1  2024-02-29        the first lorry was loaded with bananas from the second pier
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from rich.cells import cell_len
from rich.console import Console, Group, RenderableType
from rich.text import Text

from newsidx.archive.records import ConcordanceLine
from newsidx.search.answer import Hit
from newsidx.terminal.console import MATCH_STYLE
from newsidx.terminal.hits import DATE_COLUMNS, date_text, headed, padded, ref_text
from newsidx.text.cutting import first_words, last_words
from newsidx.text.sanitize import without_controls

_GAP = "  "
_WIDE = 80
"""Columns from which on there is room for the date, which the id says too."""


class Columns(NamedTuple):
    """The columns of the ids, of the left contexts, and of the matches with their right contexts."""

    ref: int
    left: int
    right: int
    has_dates: bool


def lines(answer: Sequence[Hit], screen: Console) -> RenderableType:
    """Every match of an answer. The context is cut between words to the width of the terminal; that of a title is bold.

    A terminal of less than 80 columns has no date, which the id says too.
    """
    columns = columns_of(answer, screen.width)
    shown: list[Text] = []
    for hit, heading in headed([hit for hit in answer if hit.concordance]):
        shown += heading
        shown += (_line(hit, line, columns) for line in hit.concordance)
    return Group(*shown)


def columns_of(answer: Sequence[Hit], width: int) -> Columns:
    """How a terminal of some width is divided: the middle of a match is about in the middle of what the id and the date
    leave, unless no left context is that long.
    """
    refs = max((cell_len(hit.article.ref) for hit in answer), default=0)
    has_dates = width >= _WIDE
    room = width - refs - len(_GAP) - (DATE_COLUMNS + len(_GAP) if has_dates else 0)
    every_line = [line for hit in answer for line in hit.concordance]
    longest_match = max((cell_len(without_controls(line.match)) for line in every_line), default=0)
    longest_left = max((cell_len(without_controls(line.left)) for line in every_line), default=0)
    left = max(0, min(longest_left, (room - min(longest_match, room // 3)) // 2))
    return Columns(refs, left, max(1, room - left), has_dates)


def _line(hit: Hit, line: ConcordanceLine, columns: Columns) -> Text:
    left, match, right = fitted(line, columns)
    text = Text(no_wrap=True, overflow="crop").append_text(padded(ref_text(hit), columns.ref)).append(_GAP)
    if columns.has_dates:
        text.append_text(padded(date_text(hit), DATE_COLUMNS)).append(_GAP)
    style = "bold" if line.column == "title" else ""
    text.append(" " * (columns.left - cell_len(left)))
    text.append(left, style).append(match, MATCH_STYLE).append(right, style)
    return text


def fitted(line: ConcordanceLine, columns: Columns) -> tuple[str, str, str]:
    """The left context, the match and the right context, as much of each as there is room for."""
    left, match, right = map(without_controls, (line.left, line.match, line.right))
    if cell_len(match) > columns.right:
        return last_words(left, columns.left, cell_len), f"{first_words(match, columns.right - 1, cell_len)}…", ""
    right = first_words(right, columns.right - cell_len(match), cell_len)
    return last_words(left, columns.left, cell_len), match, right

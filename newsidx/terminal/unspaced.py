"""Text in scripts without spaces on the terminal: lines are broken between letters, not before a comma, and a word in
Latin letters stays whole.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from rich.cells import cell_len
from rich.containers import Lines
from rich.text import Text

from newsidx.text.wrapping import places_to_break

if TYPE_CHECKING:
    from rich.console import Console, JustifyMethod, OverflowMethod


class UnspacedText(Text):
    """A text that rich breaks wherever its script allows it."""

    def wrap(
        self,
        console: Console,
        width: int,
        *,
        justify: JustifyMethod | None = None,
        overflow: OverflowMethod | None = None,
        tab_size: int = 8,
        no_wrap: bool | None = None,
    ) -> Lines:
        """The lines of the text. A part that is wider than a line is folded."""
        lines = Lines()
        for paragraph in self.split("\n", allow_blank=True):
            for line in paragraph.divide(_ends_of_lines(paragraph.plain, width)):
                line.rstrip()
                lines.extend(line.wrap(console, width, justify=justify, overflow="fold", tab_size=tab_size))
        return lines


def _ends_of_lines(text: str, width: int) -> list[int]:
    """Where to break a text so that its lines are as long as they can be."""
    ends: list[int] = []
    line_start = last = columns = 0
    for place in [*places_to_break(text), len(text)]:
        part = text[last:place]
        if columns + cell_len(part.rstrip()) > width and last > line_start:
            ends.append(last)
            line_start, columns = last, 0
        columns += cell_len(part)
        last = place
    return ends

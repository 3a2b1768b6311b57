"""The article that is read: lines as newsidx show draws them, and a cursor that goes from match to match."""

from __future__ import annotations

from collections.abc import Iterator
from io import StringIO
from typing import ClassVar

from rich.color import Color
from rich.console import Console, Group, RenderableType
from rich.padding import Padding
from rich.segment import Segment
from rich.style import Style
from rich.text import Text
from textual.binding import Binding, BindingType
from textual.geometry import Size
from textual.scroll_view import ScrollView
from textual.strip import Strip

from newsidx.article import Article
from newsidx.terminal import article as view
from newsidx.terminal.console import MATCH_STYLE
from newsidx.terminal.diff import differences
from newsidx.tui.reader import Reading

_MATCH = Style.parse(MATCH_STYLE)
_DIFFERENCE = (Color.parse("red"), Color.parse("green"))
_SHOWN = Style.parse("reverse bold")
"""How a match is drawn: in the colours of the page the other way round, which can be read on light and dark."""

_LEAST_LINES = 16
"""Lines of a pane in which the metadata leaves room for the beginning of the text."""


class ArticlePane(ScrollView, can_focus=True):
    """One article, drawn anew when the pane gets another width."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("j,down", "scroll_down", "Down", show=False),
        Binding("k,up", "scroll_up", "Up", show=False),
        Binding("space,pagedown,f", "page_down", "Page down", show=False),
        Binding("b,pageup", "page_up", "Page up", show=False),
        Binding("g,home", "scroll_home", "Begin", show=False),
        Binding("G,end", "scroll_end", "End", show=False),
    ]

    def __init__(self, *, id: str) -> None:
        super().__init__(id=id)
        self.reading: Reading | None = None
        self._lines: list[Strip] = []
        self._matches: list[int] = []
        self._last_match: int | None = None

    def show(self, reading: Reading | None) -> None:
        """Show an article from its beginning, or nothing."""
        self.reading = reading
        self._last_match = None
        self.scroll_home(animate=False)
        self._draw()

    def next_match(self, step: int) -> bool:
        """Scroll to the next line with a match, or with a difference where articles are compared; with a `step` of -1
        to the one before. Returns whether there is one.

        It is the next after the last one that was gone to, as long as that is on the screen; otherwise after the first
        line shown.
        """
        top, last = self.scroll_offset.y, self._last_match
        line = last if last is not None and top <= last < top + self.size.height else top
        further = [match for match in self._matches if (match > line if step > 0 else match < line)]
        if further:
            self._last_match = further[0] if step > 0 else further[-1]
            self.scroll_to(y=self._last_match, animate=False)
        return bool(further)

    def on_resize(self) -> None:
        """Draw the article for the new width."""
        self._draw()

    def render_line(self, y: int) -> Strip:
        """One line of the pane."""
        line = y + self.scroll_offset.y
        width = self.size.width
        strip = self._lines[line] if line < len(self._lines) else Strip.blank(width)
        return strip.adjust_cell_length(width).apply_style(self.rich_style)

    def _draw(self) -> None:
        width = max(20, self.scrollable_content_region.width)
        is_short = self.size.height < _LEAST_LINES
        lines = list(_lines(self.reading, width, is_short)) if self.reading else []
        is_place = _is_difference if self.reading and self.reading.compared_with else _is_match
        self._matches = [number for number, line in enumerate(lines) if any(map(is_place, line))]
        shown = (map(_shown, line) for line in lines)
        self._lines = [Strip(Segment.remove_color(line) if self.app.no_color else line) for line in shown]
        self.virtual_size = Size(width, len(lines))
        self.refresh()


def _lines(reading: Reading, width: int, is_text_first: bool) -> Iterator[list[Segment]]:
    screen = Console(
        file=StringIO(), width=width, force_terminal=True, color_system="standard",
        markup=False, emoji=False, highlight=False, legacy_windows=False,
    )  # fmt: skip
    article, other = reading.article, reading.compared_with
    if other:
        article = article._replace(body="")
    drawn: list[RenderableType] = [view.article(article, reading.files, screen, is_text_first=is_text_first)]
    if other:
        drawn.insert(0 if is_text_first else 1, _differences(other, reading.article))
    yield from screen.render_lines(Group(*drawn), screen.options.update(width=width), pad=False)


def _differences(other: Article, article: Article) -> RenderableType:
    heading = Text(f"What differs from {other.ref}: [-only there-] {{+only here+}}", "dim")
    texts = (f"{compared.title}\n{compared.body}" for compared in (other, article))
    return Padding(Group(heading, Text(), differences(*texts)), (0, 2))


def _is_match(segment: Segment) -> bool:
    style = segment.style
    return style is not None and style.bold is True and style.color == _MATCH.color


def _is_difference(segment: Segment) -> bool:
    return segment.text.startswith(("[-", "{+")) and segment.style is not None and segment.style.color in _DIFFERENCE


def _shown(segment: Segment) -> Segment:
    return Segment(segment.text, _SHOWN) if _is_match(segment) else segment

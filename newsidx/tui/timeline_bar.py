"""The answer over time: bars, of which a span can be taken with the keys or the mouse."""

from __future__ import annotations

import datetime
from collections.abc import Sequence
from typing import ClassVar

from rich.segment import Segment
from rich.style import Style
from textual import events
from textual.binding import Binding, BindingType
from textual.message import Message
from textual.reactive import reactive
from textual.strip import Strip
from textual.widget import Widget

from newsidx.text.plural import plural
from newsidx.tui.reader import Span

_BLOCKS = " ▁▂▃▄▅▆▇█"


def columns(spans: Sequence[Span], width: int) -> list[Span]:
    """The time between the first and the last span, in order and in sorted spans of as many days each, of which there
    are at most so many.
    """
    if not spans or width < 1:
        return []
    first, days = spans[0].first, (spans[-1].last - spans[0].first).days + 1
    each = max((spans[0].last - spans[0].first).days + 1, -(-days // width))
    articles = [0] * -(-days // each)
    for span in spans:
        articles[(span.first - first).days // each] += span.articles
    starts = [first + datetime.timedelta(days=each * place) for place in range(len(articles))]
    return [
        Span(start, start + datetime.timedelta(days=each - 1), count)
        for start, count in zip(starts, articles, strict=True)
    ]


class TimelineBar(Widget, can_focus=True):
    """The bars, with a cursor when it has the focus."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("left,h", "move(-1)", "Earlier", show=False),
        Binding("right,l", "move(1)", "Later", show=False),
        Binding("shift+left,H", "extend(-1)", "Span", show=False),
        Binding("shift+right,L", "extend(1)", "Span", show=False),
        Binding("enter", "take", "Narrow"),
    ]

    spans: reactive[tuple[Span, ...]] = reactive(())
    cursor: reactive[int] = reactive(0)
    begin: reactive[int] = reactive(0)

    class Taken(Message):
        """A span of days was taken."""

        def __init__(self, first: datetime.date, last: datetime.date) -> None:
            super().__init__()
            self.first = first
            self.last = last

    @property
    def shown(self) -> list[Span]:
        """The columns as they are drawn."""
        return columns(self.spans, self.size.width)

    @property
    def span(self) -> Span | None:
        """What is between the two ends of the selection, both included."""
        shown = self.shown
        if not shown:
            return None
        low, high = sorted(min(place, len(shown) - 1) for place in (self.begin, self.cursor))
        return Span(shown[low].first, shown[high].last, sum(column.articles for column in shown[low : high + 1]))

    def watch_spans(self) -> None:
        """Another answer: begin at its end, where the newest articles are."""
        self.cursor = self.begin = max(0, len(self.shown) - 1)

    def render_line(self, y: int) -> Strip:
        """One line of the bars, the lowest of them the dates."""
        shown, width, bar_lines = self.shown, self.size.width, self.size.height - 1
        if not shown:
            return Strip.blank(width, self.rich_style)
        if y >= bar_lines:
            return self._dates(shown, width)
        most = max(column.articles for column in shown) or 1
        low, high = sorted((self.begin, self.cursor))
        segments = []
        for place, column in enumerate(shown):
            eighths = -(-column.articles * bar_lines * 8 // most) - (bar_lines - 1 - y) * 8
            is_in_span = self.has_focus and low <= place <= high
            segments.append(Segment(_BLOCKS[max(0, min(8, eighths))], Style(reverse=is_in_span, color="cyan")))
        return Strip(segments).adjust_cell_length(width).apply_style(self.rich_style)

    def _dates(self, shown: Sequence[Span], width: int) -> Strip:
        if self.has_focus and (span := self.span):
            articles = plural(span.articles, "article")
            text = f"{_days(span.first, span.last)}: {articles}. Enter narrows the query to these days."
        else:
            first, last = str(shown[0].first), str(shown[-1].last)
            has_room = len(shown) > len(first) + len(last)
            text = first + last.rjust(len(shown) - len(first)) if has_room else _days(shown[0].first, shown[-1].last)
        return (
            Strip([Segment(text, Style(dim=not self.has_focus))]).adjust_cell_length(width).apply_style(self.rich_style)
        )

    def action_move(self, step: int) -> None:
        """Move the cursor, and begin the selection there."""
        self.cursor = self.begin = self._within(self.cursor + step)

    def action_extend(self, step: int) -> None:
        """Move the end of the selection."""
        self.cursor = self._within(self.cursor + step)

    def action_take(self) -> None:
        """Narrow the query to the selection."""
        if span := self.span:
            self.post_message(self.Taken(span.first, span.last))

    def on_mouse_down(self, event: events.MouseDown) -> None:
        """Begin a selection."""
        self.capture_mouse()
        self.cursor = self.begin = self._within(event.x)

    def on_mouse_move(self, event: events.MouseMove) -> None:
        """Draw the selection out."""
        if event.button:
            self.cursor = self._within(event.x)

    def on_mouse_up(self) -> None:
        """Take what was dragged over."""
        self.release_mouse()
        self.action_take()

    def _within(self, place: int) -> int:
        return max(0, min(place, len(self.shown) - 1))


def _days(first: datetime.date, last: datetime.date) -> str:
    return f"{first}" if first == last else f"{first} to {last}"

"""The list of hits: a line each, with the snippet below where there is room for it."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from typing import ClassVar

from rich.text import Text
from textual.binding import Binding, BindingType
from textual.message import Message
from textual.widgets import OptionList
from textual.widgets.option_list import Option

from newsidx.search.answer import Hit
from newsidx.search.request import Matched
from newsidx.terminal.console import marked
from newsidx.text.sanitize import one_line

_NEAR_END = 10
"""How many hits before the last one the next are asked for."""

_HEADINGS = {
    Matched.PARTIAL: "with only some of the words",
    Matched.ONE_OFF: "with a word one letter off",
    Matched.TWO_OFF: "with a word two letters off",
}


class HitList(OptionList):
    """The hits of an answer, of which one is chosen."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("j", "cursor_down", "Next", show=False),
        Binding("k", "cursor_up", "Previous", show=False),
        Binding("g", "first", "First", show=False),
        Binding("G", "last", "Last", show=False),
    ]

    class NearEnd(Message):
        """The chosen hit is one of the last in the list."""

    def __init__(self, *, id: str) -> None:
        super().__init__(id=id, markup=False)
        self.hits: list[Hit] = []
        self.marked_ids: Collection[int] = ()
        self.has_snippets = True

    @property
    def chosen(self) -> Hit | None:
        """The hit under the cursor."""
        return self.hits[self.highlighted] if self.highlighted is not None and self.hits else None

    def show(self, hits: Sequence[Hit], chosen: int | None = None) -> None:
        """Show other hits, with the cursor on the article with an id, or on the first."""
        self.hits = list(hits)
        self.clear_options()
        self.add_options(self._drawn(self.hits, None))
        places = {hit.article.id: place for place, hit in enumerate(self.hits)}
        self.highlighted = places.get(chosen or 0, 0) if self.hits else None

    def append(self, hits: Sequence[Hit]) -> None:
        """Add hits below."""
        before = self.hits[-1] if self.hits else None
        self.hits.extend(hits)
        self.add_options(self._drawn(hits, before))

    def redraw(self) -> None:
        """Draw all lines anew: other articles are marked, or snippets shown or left out."""
        before: Hit | None = None
        for place, hit in enumerate(self.hits):
            self.replace_option_prompt_at_index(place, self._prompt(hit, before))
            before = hit

    def watch_highlighted(self, highlighted: int | None) -> None:
        """Ask for more before the end is reached."""
        super().watch_highlighted(highlighted)
        if highlighted is not None and highlighted >= len(self.hits) - _NEAR_END:
            self.post_message(self.NearEnd())

    def action_page_down(self) -> None:
        """Go a page down, if the screen is high enough for the list to be seen; textual fails otherwise."""
        if self.content_size.height:
            super().action_page_down()  # type: ignore[no-untyped-call]

    def action_page_up(self) -> None:
        """Go a page up, likewise."""
        if self.content_size.height:
            super().action_page_up()  # type: ignore[no-untyped-call]

    def _drawn(self, hits: Sequence[Hit], before: Hit | None) -> list[Option]:
        options = []
        for hit in hits:
            options.append(Option(self._prompt(hit, before)))
            before = hit
        return options

    def _prompt(self, hit: Hit, before: Hit | None) -> Text:
        article = hit.article
        date_style, source_style = ("", "") if self.app.no_color else ("green", "magenta")
        line = Text(no_wrap=True, overflow="ellipsis")
        heading = _HEADINGS.get(hit.matched)
        if heading and (before is None or before.matched is not hit.matched):
            line.append(f"— {heading} —\n", "italic dim")
        line.append("● " if article.id in self.marked_ids else "  ", "bold")
        line.append(article.date.isoformat() if article.date else "undated   ", date_style)
        if article.source:
            line.append(f"  {one_line(article.source)}", source_style)
        line.append("  ")
        line.append_text(marked(one_line(hit.title or article.title), "bold"))
        if self.has_snippets and hit.snippet:
            line.append("\n    ")
            line.append_text(marked(one_line(hit.snippet)))
        return line

"""The screen of `newsidx browse`: a query that is answered as it is typed, its hits, an article, and a timeline.

The query says all that is asked: taking a span of the timeline or a value of a field adds to its text. What is done
with the articles is in app.py.
"""

from __future__ import annotations

import asyncio
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import ClassVar

from rich.text import Text
from textual import events
from textual.app import App, ComposeResult
from textual.binding import BindingType
from textual.containers import Container
from textual.widgets import Input, OptionList, Static
from textual.widgets.option_list import Option

from newsidx.article import Article, Facet, ref_of
from newsidx.errors import NewsidxError
from newsidx.query import Query
from newsidx.query.narrowing import with_value, within
from newsidx.query.sort import Sort
from newsidx.search.answer import Hit
from newsidx.text.plural import plural
from newsidx.text.sanitize import one_line
from newsidx.text.whole import unmarked
from newsidx.tui.article_pane import ArticlePane
from newsidx.tui.dialogs import KeysScreen
from newsidx.tui.history import History, Seen
from newsidx.tui.hit_list import HitList
from newsidx.tui.key_line import KeyLine
from newsidx.tui.keys import NAMED, TYPED_AFTER, bindings
from newsidx.tui.reader import Hits, Question, Reader
from newsidx.tui.timeline_bar import TimelineBar

_TYPING, _SETTLED, _CHOOSING = 0.12, 1.0, 0.04
"""Seconds without a key after which what was typed is asked, and counts as seen; and the chosen article is read."""

_FIELDS: tuple[Facet, ...] = ("source", "byline", "section", "tag")
"""The fields whose values are listed."""

_LEAST_LINES = 30
"""Lines of a screen that has room for snippets in the list."""


class AnsweringApp(App[None]):
    """The screen, and the keys that ask, go from article to article, and go back."""

    TITLE = "newsidx"
    ENABLE_COMMAND_PALETTE = False
    CSS_PATH = "screen.tcss"
    HORIZONTAL_BREAKPOINTS = [(0, "-narrow"), (100, "-wide")]  # noqa: RUF012 - as textual declares it
    VERTICAL_BREAKPOINTS = [(0, "-tiny"), (24, "-low"), (_LEAST_LINES, "-high")]  # noqa: RUF012
    BINDINGS: ClassVar[list[BindingType]] = [*bindings()]

    def __init__(self, place: str, question: Question) -> None:
        super().__init__()
        self._reader = Reader(place)
        self._question = question
        self._history = History()
        self._query = Query()
        self._order = Sort.NEWEST
        self._marked: list[int] = []
        self._is_last = True
        self._values: list[tuple[Facet, str]] = []
        self._figures = ""
        self._notes = ""
        self._is_aside = False
        self._compared_with: int | None = None

    def compose(self) -> ComposeResult:
        """The parts of the screen."""
        yield Input(self._question.text, placeholder="Type to search; empty, all articles are listed", id="query")
        with Container(id="main"):
            yield HitList(id="hits")
            yield ArticlePane(id="article")
            yield OptionList(id="facets", markup=False)
        yield TimelineBar(id="timeline")
        yield Static(id="status", markup=False)
        yield KeyLine()

    async def on_mount(self) -> None:
        """Open the archive and ask the first question."""
        await self._reader.open()
        self._facets.display = False
        self.screen.set_focus(self._list)
        self._ask(self._question)

    async def on_unmount(self) -> None:
        """Close the archive."""
        await self._reader.close()

    def on_resize(self, event: events.Resize) -> None:
        """Snippets stand in the list where it is high enough."""
        has_room = event.size.height >= _LEAST_LINES
        if has_room != self._list.has_snippets:
            self._list.has_snippets = has_room
            self._list.redraw()

    # Asking

    @property
    def _list(self) -> HitList:
        return self.query_one("#hits", HitList)

    @property
    def _pane(self) -> ArticlePane:
        return self.query_one("#article", ArticlePane)

    @property
    def _facets(self) -> OptionList:
        return self.query_one("#facets", OptionList)

    def _ask(self, question: Question, chosen: int | None = None, delay: float = 0.0, said: str = "") -> None:
        """Answer a question instead of any other that is not answered yet. What was `said` before stays."""
        self._question = question
        if self._is_aside:
            self._is_aside, self._compared_with, self._figures = False, None, ""
        self.run_worker(self._answer(question, chosen, delay, said), group="answer", exclusive=True)

    async def _answer(self, question: Question, chosen: int | None, delay: float, said: str) -> None:
        await asyncio.sleep(delay)
        with self._saying_errors():
            self._show_hits(await self._reader.hits(question), chosen, said)
            await asyncio.sleep(2 * delay)  # counting takes longer, and the next letter would wait for it
            total = await self._reader.total(question)
            self._figures = plural(total, "article") if total else ""
            if not total and (suggestion := await self._reader.suggestion(question)):
                self._notes += f"; did you mean: {suggestion}"
            self._say(self._notes)
            self.query_one("#timeline", TimelineBar).spans = await self._reader.spans(question)
            if self._facets.display:
                await self._show_values(question)
            await asyncio.sleep(_SETTLED if delay else 0)
            self._history.visit(Seen(question, self._chosen_id))

    def _show_hits(self, page: Hits, chosen: int | None, said: str) -> None:
        self._is_last = page.is_last
        self._query, self._order = page.query, page.order
        notes = page.notes if page.hits else (*page.notes, "no article matches")
        self._notes = f"{said} {'; '.join(notes)}".strip()
        self._list.show(page.hits, chosen)
        self._say(self._notes)
        if not page.hits:
            self._pane.show(None)

    async def _show_values(self, question: Question) -> None:
        """Count the values of fields, and list them."""
        counts = {field: await self._reader.values(question, field) for field in _FIELDS}
        self._values = [(field, value) for field, values in counts.items() for value, _ in values]
        self._facets.clear_options()
        for field, values in counts.items():
            for number, (value, count) in enumerate(values):
                line = Text(no_wrap=True, overflow="ellipsis")
                if not number:
                    line.append(f"{field.capitalize()}\n", "bold")
                line.append(f"{count:>8,}  ", "cyan")
                line.append(one_line(value))
                self._facets.add_option(Option(line))

    @contextmanager
    def _saying_errors(self) -> Iterator[None]:
        """Inside the block an error of newsidx is shown, and the screen stays as it is."""
        try:
            yield
        except NewsidxError as error:
            self._say(unmarked(error.sentences))

    def _say(self, message: str) -> None:
        """Show a message, and the figures of the answer, in the line above the keys."""
        order = {Sort.RELEVANCE: "best first", Sort.NEWEST: "newest first", Sort.OLDEST: "oldest first"}
        figures = f"{self._figures}, {order[self._order]}" if self._figures and not self._is_aside else self._figures
        marked = f"{len(self._marked)} marked" if self._marked else ""
        self.query_one("#status", Static).update(one_line(" · ".join(filter(None, (message, figures, marked)))))

    def on_input_changed(self, event: Input.Changed) -> None:
        """Answer what was typed up to now."""
        if event.input.id == "query" and event.value != self._question.text:
            self._ask(self._question._replace(text=event.value), delay=_TYPING)

    def on_input_submitted(self, event: Input.Submitted) -> None:
        """Go to the hits."""
        if event.input.id == "query":
            self.screen.set_focus(self._list)

    def _change(self, question: Question, chosen: int | None = None) -> None:
        """Ask a question that was not typed."""
        self._question = question
        self.query_one("#query", Input).value = question.text
        self._ask(question, chosen)
        self.screen.set_focus(self._list)

    # The list and the article

    @property
    def _chosen_id(self) -> int | None:
        return self._list.chosen.article.id if self._list.chosen else None

    def on_option_list_option_highlighted(self, event: OptionList.OptionHighlighted) -> None:
        """Read the article under the cursor."""
        if event.option_list is self._list and (hit := self._list.chosen):
            self.run_worker(self._read(hit.article.id), group="article", exclusive=True)

    async def _read(self, article_id: int) -> None:
        await asyncio.sleep(_CHOOSING)
        with self._saying_errors():
            other_id = self._compared_with
            if other_id is None or other_id == article_id:
                reading = await self._reader.article(article_id, self._question)
            else:
                reading = await self._reader.compared(article_id, other_id)
            self._pane.show(reading)
            if reading is None:
                self._say(f"{ref_of(article_id)} is no longer in the archive.")

    def on_option_list_option_selected(self, event: OptionList.OptionSelected) -> None:
        """Go to the article, or narrow the query to a value."""
        if event.option_list is self._list:
            self.screen.add_class("reading")
            self.screen.set_focus(self._pane)
        elif event.option_list is self._facets:
            field, value = self._values[event.option_index]
            self._change(self._question._replace(text=with_value(self._question.text, field, value)))

    async def on_hit_list_near_end(self) -> None:
        """Read more hits."""
        if not self._is_last:
            self._is_last = True  # until these are read
            question, offset = self._question, len(self._list.hits)
            with self._saying_errors():
                more = await self._reader.hits(question, offset)
                if question == self._question and offset == len(self._list.hits) and not self._is_aside:
                    self._is_last = more.is_last
                    self._list.append(more.hits)

    def on_timeline_bar_taken(self, event: TimelineBar.Taken) -> None:
        """Narrow the query to a span of days."""
        self._change(self._question._replace(text=within(self._question.text, event.first, event.last)))

    # Keys

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """A key after which something is typed is itself part of what is typed, if there is a place for that."""
        if action in TYPED_AFTER:
            return len(self.screen_stack) == 1 and not isinstance(self.focused, Input)
        return super().check_action(action, parameters)

    async def action_click(self, number: int) -> None:
        """Do what the key does that was clicked, wherever the cursor is."""
        self.screen.set_focus(self._list)
        await self.run_action(next(iter(NAMED[number].actions.values())))

    def action_slash(self) -> None:
        """Change the query."""
        self.screen.set_focus(self.query_one("#query"))

    def action_focus_list(self) -> None:
        """Go back to the list."""
        self.screen.remove_class("reading")
        self.screen.set_focus(self._list)

    def action_focus_timeline(self) -> None:
        """Go to the timeline."""
        self.screen.set_focus(self.query_one("#timeline"))

    async def action_facets(self) -> None:
        """Show the values of fields beside the hits, or take them away."""
        if self._facets.display:
            self._facets.display = False
            self.screen.set_focus(self._list)
            return
        with self._saying_errors():
            await self._show_values(self._question)
            if not self._values:
                self._say("None of these articles has a source, byline, section or tag.")
                return
            self._facets.display = True
            self.screen.set_focus(self._facets)

    def action_match(self, step: int) -> None:
        """Go to the next match in the article, or difference."""
        if not self._pane.next_match(step):
            what = "match" if self._pane.reading is None or self._pane.reading.compared_with is None else "difference"
            self._say(f"No further {what} in this article." if step > 0 else f"No {what} above this one.")

    def action_page(self, step: int) -> None:
        """Turn a page of the article from the list."""
        self._pane.scroll_page_down(animate=False) if step > 0 else self._pane.scroll_page_up(animate=False)

    def action_sort(self) -> None:
        """Take the next order."""
        orders = list(Sort) if self._query.tree else [Sort.NEWEST, Sort.OLDEST]
        following = orders[(orders.index(self._order) + 1) % len(orders)]
        self._change(self._question._replace(sort=following))

    async def action_related(self) -> None:
        """Show the articles most similar to the chosen one. The query stays, and back leads to its answer."""
        if hit := self._list.chosen:
            with self._saying_errors():
                similar = await self._reader.related(hit.article.id)
                if not similar:
                    self._say(f"No article is related to {hit.article.ref}.")
                    return
                self._show_aside(similar, hit.article, f"{len(similar)} related to {hit.article.ref}")

    async def action_duplicates(self) -> None:
        """Show the near-duplicates of the chosen article, and how each differs from it."""
        if hit := self._list.chosen:
            with self._saying_errors():
                similar = await self._reader.near_duplicates(hit.article.id)
                if not similar:
                    self._say(f"{hit.article.ref} has no near-duplicates.")
                    return
                figures = f"{plural(len(similar) - 1, 'near-duplicate')} of {hit.article.ref}"
                self._show_aside(similar, hit.article, figures, are_compared=True)

    def _show_aside(self, hits: Sequence[Hit], beside: Article, figures: str, are_compared: bool = False) -> None:
        """Show other articles than those of the answer, which back leads to."""
        self.workers.cancel_group(self, "answer")
        self._history.visit(Seen(self._question, beside.id))
        self._is_aside = self._is_last = True
        self._compared_with = beside.id if are_compared else None
        self._list.show(hits, hits[1].article.id if are_compared else None)
        self._figures = figures
        self._say("[ goes back.")

    def action_seen(self, step: int) -> None:
        """Go back or forward; from related articles, back to the answer beside which they are."""
        seen = self._history.now if self._is_aside and step < 0 else self._history.step(step)
        if seen:
            self._change(seen.question, seen.article_id)
        else:
            self._say("Nothing was seen before this." if step < 0 else "Nothing was seen after this.")

    def action_theme(self) -> None:
        """Change between dark and light."""
        self.theme = "textual-light" if self.theme == "textual-dark" else "textual-dark"

    async def action_keys(self) -> None:
        """Show all keys."""
        await self.push_screen(KeysScreen())

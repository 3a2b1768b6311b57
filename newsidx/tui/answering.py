"""The screen of `newsidx browse`: a query that is answered as it is typed, its hits, an article, and a timeline.

The query says all that is asked: taking a span of the timeline or a value of a field adds to its text. Nothing is
written to the archive, except an alert if it is asked for.
"""

from __future__ import annotations

import asyncio
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import ClassVar

from rich.text import Text
from textual.app import App, ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Container
from textual.widgets import Footer, Input, OptionList, Static
from textual.widgets.option_list import Option

from newsidx.article import Article, Facet
from newsidx.errors import CannotOpen, NewsidxError
from newsidx.query.sort import Sort
from newsidx.text.sanitize import one_line
from newsidx.tui.article_pane import ArticlePane
from newsidx.tui.dialogs import Keys, KeysScreen, LineScreen
from newsidx.tui.history import History, Seen
from newsidx.tui.hit_list import HitList
from newsidx.tui.narrowing import with_value, within
from newsidx.tui.outside import edit, open_link, saved_alert, write_articles
from newsidx.tui.reader import Hits, Question, Reader
from newsidx.tui.timeline_bar import TimelineBar

_TYPING, _SETTLED, _CHOOSING = 0.12, 1.0, 0.04
"""Seconds without a key after which what was typed is asked, and counts as seen; and the chosen article is read."""

_FIELDS: tuple[Facet, ...] = ("source", "byline", "section")
"""The fields whose values are listed."""

_LEAST_LINES = 30
"""Lines of a screen that has room for snippets in the list."""

KEYS: Sequence[tuple[str, Keys]] = (
    (
        "The list",
        (
            ("j k, up down", "next, previous article"),
            ("Enter", "read it: Escape goes back to the list"),
            ("Space b", "a page further down or up in the article"),
            ("n N", "next, previous match in the article"),
            ("m, x", "mark an article; export those marked to a file"),
            ("s", "order: best first, newest first, oldest first"),
        ),
    ),
    (
        "The question",
        (
            ("/", "change the query, which is answered as you type"),
            ("t", "the timeline: left and right move, with Shift they take a span, Enter narrows the dates"),
            ("f", "sources, bylines and sections: Enter narrows the query to one"),
            ("r", "articles related to this one"),
            ("[ ]", "back and forward through what you have seen"),
            ("A", "save the query as an alert"),
        ),
    ),
    (
        "The article",
        (
            ("e", "open its file in your editor ($VISUAL or $EDITOR)"),
            ("o", "open its link in the web browser"),
            ("y", "copy its id"),
        ),
    ),
    ("", (("?", "these keys"), ("T", "dark or light"), ("q, Ctrl-Q", "quit"))),
)


class BrowseApp(App[None]):
    """The browser of one archive."""

    TITLE = "newsidx"
    ENABLE_COMMAND_PALETTE = False
    CSS_PATH = "screen.tcss"
    HORIZONTAL_BREAKPOINTS = [(0, "-narrow"), (100, "-wide")]  # noqa: RUF012 - as textual declares it
    BINDINGS: ClassVar[list[BindingType]] = [
        # First of all, so that what is typed right after it goes to the query, and is not taken for keys.
        Binding("slash", "slash", "Query", key_display="/", priority=True),
        Binding("escape", "focus_list", "List", show=False),
        Binding("n", "match(1)", "Next match"),
        Binding("N", "match(-1)", "Previous match", show=False),
        Binding("space", "page(1)", "Page", show=False),
        Binding("b", "page(-1)", "Page up", show=False),
        Binding("t", "focus_timeline", "Timeline"),
        Binding("f", "facets", "Fields"),
        Binding("s", "sort", "Order"),
        Binding("r", "related", "Related"),
        Binding("m", "mark", "Mark"),
        Binding("x", "export", "Export", show=False),
        Binding("e", "edit", "Editor", show=False),
        Binding("o", "link", "Link", show=False),
        Binding("y", "copy", "Copy id", show=False),
        Binding("A", "alert", "Alert", show=False),
        Binding("left_square_bracket", "seen(-1)", "Back", key_display="["),
        Binding("right_square_bracket", "seen(1)", "Forward", key_display="]", show=False),
        Binding("T", "theme", "Dark or light", show=False),
        Binding("question_mark", "keys", "Keys", key_display="?"),
        Binding("q", "quit", "Quit"),
    ]

    def __init__(self, place: str, question: Question) -> None:
        super().__init__()
        self._reader = Reader(place)
        self._question = question
        self._history = History()
        self._marked: dict[int, Article] = {}
        self._is_last = True
        self._values: list[tuple[Facet, str]] = []
        self._figures = ""
        self._notes: tuple[str, ...] = ()
        self._is_aside = False

    def compose(self) -> ComposeResult:
        """The parts of the screen."""
        yield Input(self._question.text, placeholder="Type to search; empty, all articles are listed", id="query")
        with Container(id="main"):
            yield HitList(id="hits")
            yield ArticlePane(id="article")
            yield OptionList(id="facets", markup=False)
        yield TimelineBar(id="timeline")
        yield Static(id="status", markup=False)
        yield Footer()

    async def on_mount(self) -> None:
        """Open the archive and ask the first question."""
        await self._reader.open()
        self._facets.display = False
        self.screen.set_focus(self._list)
        self._ask(self._question)

    async def on_unmount(self) -> None:
        """Close the archive."""
        await self._reader.close()

    def on_resize(self) -> None:
        """Snippets stand in the list where it is high enough."""
        has_room = self.size.height >= _LEAST_LINES
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

    def _ask(self, question: Question, chosen: int | None = None, delay: float = 0.0) -> None:
        """Answer a question instead of any other that is not answered yet."""
        self._question = question
        self._is_aside = False
        self.run_worker(self._answer(question, chosen, delay), group="answer", exclusive=True)

    async def _answer(self, question: Question, chosen: int | None, delay: float) -> None:
        await asyncio.sleep(delay)
        with self._saying_errors():
            self._show_hits(await self._reader.hits(question), chosen)
            await asyncio.sleep(2 * delay)  # counting takes longer, and the next letter would wait for it
            total = await self._reader.total(question)
            self._figures = f"{total:,} {'article' if total == 1 else 'articles'}"
            self._say("; ".join(self._notes))
            self.query_one("#timeline", TimelineBar).spans = await self._reader.spans(question)
            if self._facets.display:
                await self._show_values(question)
            await asyncio.sleep(_SETTLED if delay else 0)
            self._history.visit(Seen(question, self._chosen_id))

    def _show_hits(self, page: Hits, chosen: int | None) -> None:
        self._is_last = page.is_last
        self._notes = page.notes if page.hits else (*page.notes, "no article matches")
        self._list.show(page.hits, chosen)
        self._say("; ".join(self._notes))
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
            self._say(str(error))

    def _say(self, message: str) -> None:
        """Show a message, or the figures of the answer, in the line above the keys."""
        order = {Sort.RELEVANCE: "best first", Sort.NEWEST: "newest first", Sort.OLDEST: "oldest first"}
        try:
            figures = f"{self._figures}, {order[self._question.order]}" if self._figures else ""
        except NewsidxError:  # the query has an invalid date, which the message says
            figures = ""
        marked = f"{len(self._marked)} marked" if self._marked else ""
        self.query_one("#status", Static).update(one_line("   ".join(filter(None, (message, figures, marked)))))

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
            self._pane.show(await self._reader.article(article_id, self._question))

    def on_option_list_option_selected(self, event: OptionList.OptionSelected) -> None:
        """Go to the article, or narrow the query to a value."""
        if event.option_list is self._list:
            self.screen.add_class("reading")
            self.screen.set_focus(self._pane)
        else:
            field, value = self._values[event.option_index]
            self._change(self._question._replace(text=with_value(self._question.text, field, value)))

    async def on_hit_list_near_end(self) -> None:
        """Read more hits."""
        if not self._is_last:
            self._is_last = True  # until these are read
            question, offset = self._question, len(self._list.hits)
            with self._saying_errors():
                more = await self._reader.hits(question, offset)
                if question == self._question and offset == len(self._list.hits):
                    self._is_last = more.is_last
                    self._list.append(more.hits)

    def on_timeline_bar_taken(self, event: TimelineBar.Taken) -> None:
        """Narrow the query to a span of days."""
        self._change(self._question._replace(text=within(self._question.text, event.first, event.last)))

    # Keys

    def action_slash(self) -> None:
        """Change the query; where a text is typed already, a slash is part of it."""
        if isinstance(self.focused, Input):
            self.focused.insert_text_at_cursor("/")
        elif len(self.screen_stack) == 1:
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
                self._say("None of these articles says its source, byline or section.")
                return
            self._facets.display = True
            self.screen.set_focus(self._facets)

    def action_match(self, step: int) -> None:
        """Go to the next match in the article."""
        if not self._pane.next_match(step):
            self._say("No further match in this article." if step > 0 else "No match above this one.")

    def action_page(self, step: int) -> None:
        """Turn a page of the article from the list."""
        self._pane.scroll_page_down(animate=False) if step > 0 else self._pane.scroll_page_up(animate=False)

    def action_sort(self) -> None:
        """Take the next order."""
        with self._saying_errors():
            orders = list(Sort) if self._question.query.tree else [Sort.NEWEST, Sort.OLDEST]
            following = orders[(orders.index(self._question.order) + 1) % len(orders)]
            self._change(self._question._replace(sort=following))

    async def action_related(self) -> None:
        """Show the articles most similar to the chosen one. The query stays, and back leads to its answer."""
        if hit := self._list.chosen:
            with self._saying_errors():
                similar = await self._reader.related(hit.article.id)
                self._history.visit(Seen(self._question, hit.article.id))
                self._is_aside = self._is_last = True
                self._list.show(similar)
                self._figures = f"{len(similar)} related to {hit.article.ref}"
                self._say("[ goes back.")

    def action_mark(self) -> None:
        """Mark the chosen article, or take its mark away, and go to the next one."""
        if hit := self._list.chosen:
            if self._marked.pop(hit.article.id, None) is None:
                self._marked[hit.article.id] = hit.article
            self._list.marked_ids = self._marked.keys()
            self._list.redraw()
            self._list.action_cursor_down()
            self._say("")

    def action_seen(self, step: int) -> None:
        """Go back or forward; from related articles, back to the answer beside which they are."""
        seen = self._history.now if self._is_aside and step < 0 else self._history.step(step)
        if seen:
            self._change(seen.question, seen.article_id)
        else:
            self._say("Nothing was seen before this." if step < 0 else "Nothing was seen after this.")

    def action_copy(self) -> None:
        """Copy the id of the chosen article."""
        if hit := self._list.chosen:
            self.copy_to_clipboard(hit.article.ref)
            self._say(f"Copied: {hit.article.ref}")

    def action_edit(self) -> None:
        """Open the article's file in the editor."""
        if reading := self._pane.reading:
            try:
                with self.suspend():
                    edit(reading.article, reading.files)
            except CannotOpen as error:
                self._say(str(error))

    def action_link(self) -> None:
        """Open the article's link."""
        if reading := self._pane.reading:
            try:
                open_link(reading.article)
            except CannotOpen as error:
                self._say(str(error))

    def action_export(self) -> None:
        """Export the marked articles to a file that is asked for."""
        if not self._marked:
            self._say("Nothing is marked: m marks an article.")
            return
        question = f"Export {len(self._marked)} marked to a file (its ending says how: .md, .ris, .bib, .csv, .jsonl):"
        self.push_screen(LineScreen(question), self._export_to)

    def _export_to(self, path: str | None) -> None:
        if path:
            try:
                write_articles(path, list(self._marked.values()))
            except NewsidxError as error:
                self._say(str(error))
            else:
                self._say(f"Written: {path}")

    def action_alert(self) -> None:
        """Save the query as an alert under a name that is asked for."""
        if self._question.query.is_blank or not self._question.text.strip():
            self._say("There is no query to save.")
            return
        self.push_screen(LineScreen(f"Save as an alert: {self._question.text}\nIts name:"), self._save_alert)

    async def _save_alert(self, name: str | None) -> None:
        if name:
            try:
                await saved_alert(self._reader.place, name, self._question.text)
            except NewsidxError as error:
                self._say(str(error))
            else:
                self._say(f"Saved: newsidx alert run {name} shows what is new.")

    def action_theme(self) -> None:
        """Change between dark and light."""
        self.theme = "textual-light" if self.theme == "textual-dark" else "textual-dark"

    def action_keys(self) -> None:
        """Show all keys."""
        self.push_screen(KeysScreen(KEYS))

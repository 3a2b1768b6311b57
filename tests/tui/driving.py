"""The browser without a terminal, as a person uses it."""

from __future__ import annotations

from rich.cells import cell_len
from textual.pilot import Pilot
from textual.widgets import Input, Label, Static

from newsidx.text.marks import without_marks
from newsidx.tui.app import BrowseApp
from newsidx.tui.article_pane import ArticlePane
from newsidx.tui.hit_list import HitList


class Screen:
    """The browser as a person uses it: keys go in, and what it shows comes out."""

    def __init__(self, app: BrowseApp, pilot: Pilot[None]) -> None:
        self.app = app
        self._pilot = pilot

    async def press(self, *keys: str) -> None:
        """Press keys, one after the other, and wait for what they bring about."""
        for key in keys:
            await self._pilot.press(key)
            await self._answered()

    async def hit(self, key: str) -> None:
        """Press a key without waiting for what it brings about."""
        await self._pilot.press(key)

    async def click(self, text: str) -> None:
        """Click on a text."""
        row, line = next((row, line) for row, line in enumerate(self.lines) if text in line)
        await self._pilot.click(offset=(cell_len(line[: line.index(text)]), row))
        await self._answered()

    async def type(self, text: str) -> None:
        """Write a line into the dialog, and accept it."""
        self.app.screen.query_one(Input).value = text
        await self.press("enter")

    async def settled(self) -> None:
        """Wait until everything that was asked is answered."""
        await self._pilot.pause()
        await self._answered()

    async def _answered(self) -> None:
        await self.app.workers.wait_for_complete()
        await self._pilot.pause()

    async def resize(self, columns: int, lines: int) -> None:
        """Give the terminal another size."""
        await self._pilot.resize_terminal(columns, lines)
        await self.settled()

    @property
    def query(self) -> str:
        return self.app.query_one("#query", Input).value

    @property
    def titles(self) -> list[str]:
        return [hit.article.title for hit in self.app.query_one(HitList).hits]

    @property
    def reading(self) -> str:
        reading = self.app.query_one(ArticlePane).reading
        return without_marks(reading.article.title) if reading else ""

    @property
    def status(self) -> str:
        return str(self.app.query_one("#status", Static).content)

    def shows(self, text: str) -> bool:
        """Whether a text stands on the screen, on one line."""
        return any(text in line for line in self.lines)

    @property
    def article(self) -> str:
        """The article as it is drawn, on one line."""
        return " ".join(" ".join(line.text for line in self.app.query_one(ArticlePane)._lines).split())

    @property
    def dialog(self) -> str:
        """What the dialog on the screen says besides what is typed."""
        return " ".join(str(label.content) for label in self.app.screen.query(Label))

    @property
    def lines(self) -> list[str]:
        """What stands on the screen."""
        return ["".join(segment.text for segment in strip) for strip in self.app.screen._compositor.render_strips()]

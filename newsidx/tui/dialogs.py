"""What comes up over the screen: the keys, and a line to type."""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar

from rich.table import Table
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical, VerticalScroll
from textual.screen import ModalScreen
from textual.widgets import Input, Label, Static

Keys = Sequence[tuple[str, str]]
"""Keys, and what each does."""


class KeysScreen(ModalScreen[None]):
    """All keys."""

    BINDINGS: ClassVar[list[BindingType]] = [Binding("escape,q,question_mark,enter", "dismiss", "Close")]

    def __init__(self, groups: Sequence[tuple[str, Keys]]) -> None:
        super().__init__()
        self._groups = groups

    def compose(self) -> ComposeResult:
        """A table of the keys."""
        table = Table.grid(padding=(0, 3, 0, 0))
        for heading, keys in self._groups:
            table.add_row(f"[bold]{heading}[/]", "")
            for key, does in keys:
                table.add_row(f"  [cyan]{key}[/]", does)
        with VerticalScroll(classes="dialog"):
            yield Static(table)
            yield Label("Escape closes this.", classes="dim")


class LineScreen(ModalScreen[str]):
    """Asks for a line, such as a name. Gives what was typed, or nothing if that was cancelled or empty."""

    BINDINGS: ClassVar[list[BindingType]] = [Binding("escape", "cancel", "Cancel")]

    def __init__(self, question: str, value: str = "") -> None:
        super().__init__()
        self._question = question
        self._value = value

    def compose(self) -> ComposeResult:
        """The question and the line."""
        with Vertical(classes="dialog"):
            yield Label(self._question, markup=False)  # it quotes what was typed
            yield Input(self._value)
            yield Label("Enter accepts, Escape cancels.", classes="dim")

    def on_input_submitted(self, event: Input.Submitted) -> None:
        """Give what was typed."""
        self.dismiss(event.value.strip())

    def action_cancel(self) -> None:
        """Give nothing."""
        self.dismiss("")

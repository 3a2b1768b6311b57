"""What comes up over the screen: the keys, a line or a note to type, a choice, a change to confirm.

What was typed is not lost to an error: the dialog stays and shows it, until it is accepted or cancelled.
"""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Sequence
from typing import ClassVar, TypeAlias

from rich.table import Table
from rich.text import Text
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical, VerticalScroll
from textual.screen import ModalScreen
from textual.suggester import Suggester
from textual.widgets import Input, Label, OptionList, Static, TextArea
from textual.widgets.option_list import Option

from newsidx.errors import NewsidxError
from newsidx.text.whole import unmarked
from newsidx.tui.keys import KEYS

Accept: TypeAlias = Callable[[str], Awaitable[str]]
"""Does what was asked for with what was typed or chosen, and returns what is to be said. Raises NewsidxError."""


_LONGEST_KEY = max(len(key.shown) for _, keys in KEYS for key in keys)


class KeysScreen(ModalScreen[None]):
    """All keys."""

    BINDINGS: ClassVar[list[BindingType]] = [Binding("escape,q,question_mark,enter", "dismiss", "Close")]

    def compose(self) -> ComposeResult:
        """A table of the keys."""
        with VerticalScroll(classes="dialog"):
            for heading, keys in KEYS:
                table = Table.grid(padding=(0, 2, 0, 0))
                table.add_column(style="cyan", min_width=_LONGEST_KEY, no_wrap=True)
                for key in keys:
                    table.add_row(key.shown, key.does)
                if heading:
                    yield Label(heading, classes="heading")
                yield Static(table)
            yield Label("Escape closes this.", classes="dim")


class _Asking(ModalScreen[str]):
    """A dialog that asks for something. Gives what is to be said after that; nothing if it was cancelled."""

    BINDINGS: ClassVar[list[BindingType]] = [Binding("escape", "cancel", "Cancel")]
    HINT = "Enter accepts, Escape cancels."

    def __init__(self, question: str, accept: Accept) -> None:
        super().__init__()
        self._question = question
        self._accept = accept
        self._is_accepting = False

    def compose(self) -> ComposeResult:
        """The question, what is typed or chosen, and room for an error."""
        with Vertical(classes="dialog"):
            yield Label(self._question, markup=False)  # it quotes what was typed
            yield from self.compose_answer()
            yield Label("", markup=False, classes="problem")
            yield Label(self.HINT, classes="dim")

    def compose_answer(self) -> ComposeResult:
        """What is typed or chosen."""
        yield from ()

    def try_to_accept(self, answer: str) -> None:
        """Close the dialog if the answer is accepted."""
        if not self._is_accepting:
            self._is_accepting = True
            self.show_problem("One moment…")
            self.run_worker(self._accepted(answer))

    async def _accepted(self, answer: str) -> None:
        try:
            said = await self._accept(answer)
        except NewsidxError as error:
            self.show_problem(unmarked(error.sentences))
        else:
            self.dismiss(said)
        finally:
            self._is_accepting = False

    def show_problem(self, message: str) -> None:
        """Say what is wrong with the answer."""
        self.query_one(".problem", Label).update(message)

    def action_cancel(self) -> None:
        """Give nothing."""
        if not self._is_accepting:
            self.dismiss("")


class LineScreen(_Asking):
    """Asks for a line, such as a name. An empty one cancels."""

    BINDINGS: ClassVar[list[BindingType]] = [Binding("tab", "complete", "Complete", show=False, priority=True)]

    def __init__(self, question: str, accept: Accept, value: str = "", suggester: Suggester | None = None) -> None:
        super().__init__(question, accept)
        self._value = value
        self._suggester = suggester

    def compose_answer(self) -> ComposeResult:
        """The line."""
        yield Input(self._value, suggester=self._suggester, select_on_focus=False)

    def on_input_submitted(self, event: Input.Submitted) -> None:
        """Accept what was typed."""
        if answer := event.value.strip():
            self.try_to_accept(answer)
        else:
            self.action_cancel()

    def action_complete(self) -> None:
        """Take what is suggested."""
        self.query_one(Input).action_cursor_right()


class NoteScreen(_Asking):
    """Asks for a text of several lines."""

    BINDINGS: ClassVar[list[BindingType]] = [Binding("ctrl+s", "save", "Save")]
    HINT = "Ctrl-S saves, Escape cancels."

    def __init__(self, question: str, accept: Accept, value: str) -> None:
        super().__init__(question, accept)
        self._value = value
        self._is_warned = False

    def compose_answer(self) -> ComposeResult:
        """The text."""
        yield TextArea(self._value)

    def on_mount(self) -> None:
        """Go on where the text ends."""
        area = self.query_one(TextArea)
        area.move_cursor(area.document.end)

    def action_save(self) -> None:
        """Accept the text."""
        self.try_to_accept(self.query_one(TextArea).text)

    def action_cancel(self) -> None:
        """Give nothing; but a text that was changed is dropped only if that is asked for twice."""
        if self._is_warned or self.query_one(TextArea).text == self._value:
            super().action_cancel()
        else:
            self._is_warned = True
            self.show_problem("This is not saved yet: Escape again drops it.")

    def on_text_area_changed(self) -> None:
        """More was written since the warning."""
        self._is_warned = False


class ChoiceScreen(_Asking):
    """Asks for one of several things, each of which has a name and is shown with a text below it."""

    def __init__(self, question: str, accept: Accept, choices: Sequence[tuple[str, str]], chosen: str) -> None:
        super().__init__(question, accept)
        self._choices = choices
        self._chosen = chosen

    def compose_answer(self) -> ComposeResult:
        """The names and texts."""
        options = [
            Option(Text.assemble((name, "bold"), f"\n{text}", no_wrap=True, overflow="ellipsis"), name)
            for name, text in self._choices
        ]
        choices = OptionList(*options, markup=False)
        choices.highlighted = [name for name, _ in self._choices].index(self._chosen)
        yield choices

    def on_option_list_option_selected(self, event: OptionList.OptionSelected) -> None:
        """Accept the choice."""
        event.stop()
        self.try_to_accept(event.option_id or "")


class ConfirmScreen(_Asking):
    """Asks whether something is to be done."""

    BINDINGS: ClassVar[list[BindingType]] = [Binding("enter,y", "confirm", "Yes"), Binding("n", "cancel", "No")]
    HINT = "Enter does it, Escape leaves it."

    def action_confirm(self) -> None:
        """Do it."""
        self.try_to_accept("")

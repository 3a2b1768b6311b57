"""`newsidx browse`, whole: besides asking and reading, what is done with the marked articles, or with the one that is
read if none is marked. Nothing is written to the archive unless it is asked for.
"""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Sequence
from typing import TypeVar

from textual.app import SuspendNotSupported
from textual.suggester import Suggester

from newsidx.archive.as_typed import tag_change
from newsidx.article import Article, ref_of
from newsidx.errors import CannotOpen, NewsidxError, UnknownArticle
from newsidx.formats.registry import output_format
from newsidx.terminal import changes as view
from newsidx.text.plural import plural
from newsidx.text.sanitize import one_line, without_controls
from newsidx.text.whole import unmarked
from newsidx.tui import changing
from newsidx.tui.answering import AnsweringApp
from newsidx.tui.dialogs import ChoiceScreen, ConfirmScreen, LineScreen, NoteScreen
from newsidx.tui.outside import edit, open_link, write_articles

Result = TypeVar("Result")

_STYLES = {
    "APA": "apa",
    "Chicago": "chicago",
    "MLA": "mla",
    "BibTeX": "bibtex",
    "RIS": "ris",
    "CSL-JSON": "csl-json",
}
"""The styles of references, and the output format of each."""


class BrowseApp(AnsweringApp):
    """The browser of one archive."""

    _style = "APA"

    @property
    def _targets(self) -> list[int]:
        """The ids of the articles that something is to be done with."""
        return self._marked or ([self._chosen_id] if self._chosen_id else [])

    @property
    def _names_of_targets(self) -> str:
        """`20220306-1`, or `3 marked articles`."""
        return plural(len(self._marked), "marked article") if self._marked else ref_of(self._targets[0])

    async def _present(self, ids: Sequence[int]) -> list[Article]:
        """Those of the articles that are still in the archive. Raises UnknownArticle if none is."""
        articles = await self._reader.articles(ids)
        if not articles:
            raise UnknownArticle(f"No longer in the archive: {self._names_of_targets}", "Another program changed it.")
        return articles

    # Marks

    def action_mark(self) -> None:
        """Mark the chosen article, or take its mark away, and go to the next one."""
        if self._chosen_id:
            if self._chosen_id in self._marked:
                self._marked.remove(self._chosen_id)
            else:
                self._marked.append(self._chosen_id)
            self._show_marks()
            self._list.action_cursor_down()

    def action_unmark(self) -> None:
        """Take all marks away."""
        self._marked.clear()
        self._show_marks()

    def _show_marks(self) -> None:
        self._list.marked_ids = self._marked
        self._list.redraw()
        self._say("")

    # Changes of the archive

    async def _after(self, change: Awaitable[Result]) -> Result:
        """Make a change, and read the archive from now on as it is after that."""
        result = await change
        await self._reader.open()
        return result

    async def action_tag(self, sign: str) -> None:
        """Change tags."""
        if ids := list(self._targets):

            async def accept(typed: str) -> str:
                changed = await self._after(changing.change_tags(self._reader.place, ids, tag_change(typed.split())))
                return view.tags_changed(changed, len(ids), typed)

            question = f"Tags of {self._names_of_targets}: +TAG adds one, -TAG takes it off."
            screen = LineScreen(question, accept, sign, _TagSuggester(self._read_tags))
            await self.push_screen(screen, self._show_change)

    async def _read_tags(self) -> list[str]:
        with self._saying_errors():
            return [tag for tag in await self._reader.tags() if tag.isprintable()]
        return []

    async def action_note(self) -> None:
        """Write the note on the chosen article."""
        if self._chosen_id:
            reading = self._pane.reading
            with self._saying_errors():
                if reading and reading.article.id == self._chosen_id:  # waits for nothing that is read meanwhile
                    await self._edit_note(reading.article)
                else:
                    await self._edit_note(*await self._present([self._chosen_id]))

    async def _edit_note(self, article: Article) -> None:
        async def accept(typed: str) -> str:
            is_there = await self._after(changing.save_note(self._reader.place, article, typed))
            return f"Note on {article.ref} {'saved' if is_there else 'deleted'}."

        note = without_controls(article.note or "")
        await self.push_screen(NoteScreen(f"Note on {article.ref}", accept, note), self._show_change)

    async def _show_change(self, said: str | None) -> None:
        """Show the article with its tags and its note as they are now. The list stays, so that one can go on in it."""
        if said:
            self._say(said)
        if self._chosen_id:
            await self._read(self._chosen_id)
        if said and self._facets.display:
            with self._saying_errors():
                await self._show_values(self._question)

    async def action_alert(self) -> None:
        """Save the query as an alert under a name that is asked for."""
        text = self._question.text
        if not text.strip():
            self._say("There is no query to save.")
            return

        async def accept(name: str) -> str:
            await self._after(changing.save_alert(self._reader.place, name, text))
            quoted = f'"{name}"' if " " in name else name
            return f"Saved: newsidx alert run {quoted} shows what is new, and search:{quoted} stands for it in a query."

        await self.push_screen(LineScreen(f"Save as an alert: {text}\nIts name:", accept), self._say_after)

    async def action_undo(self) -> None:
        """Take back the last change of the archive, after showing which it is."""
        with self._saying_errors():
            changes = await self._reader.changes()
            if not changes:
                self._say("There is no change to undo.")
                return
            last = changes[0]

            async def accept(_: str) -> str:
                return " ".join(view.undone(await self._after(changing.undo(self._reader.place, last))))

            question = unmarked(f"Take back this change?\n{view.described(last)}")
            await self.push_screen(ConfirmScreen(question, accept), self._show_undone)

    def _show_undone(self, said: str | None) -> None:
        if said:
            self._ask(self._question, self._chosen_id, said=said)

    def _say_after(self, said: str | None) -> None:
        if said:
            self._say(said)

    # Other programs

    def action_copy(self) -> None:
        """Copy the ids of articles."""
        if refs := list(map(ref_of, self._targets)):
            self.copy_to_clipboard("\n".join(refs))
            self._say(f"Copied: {', '.join(refs)}")

    async def action_cite(self) -> None:
        """Copy references to articles in a style that is chosen."""
        if self._targets:
            with self._saying_errors():
                articles = await self._present(self._targets)
                choices = [(style, one_line(_reference(articles[:1], style))) for style in _STYLES]

                async def accept(style: str) -> str:
                    self._style = style
                    self.copy_to_clipboard(_reference(articles, style))
                    return f"Copied in the style {style}: {plural(len(articles), 'reference')}"

                question = f"Copy a reference to {self._names_of_targets}"
                await self.push_screen(ChoiceScreen(question, accept, choices, self._style), self._say_after)

    async def action_export(self) -> None:
        """Export articles to a file that is asked for."""
        if ids := list(self._targets):

            async def accept(path: str) -> str:
                articles = await self._present(ids)
                write_articles(path, articles)
                return f"{plural(len(articles), 'article')} written to {path}"

            names = self._names_of_targets
            question = f"Export {names} to a file. Its ending says how: .md, .ris, .bib, .csv, .json or .jsonl."
            await self.push_screen(LineScreen(question, accept), self._say_after)

    def action_edit(self) -> None:
        """Open the article's file in the editor."""
        if reading := self._pane.reading:
            self._lend_terminal(lambda: edit(reading.article, reading.files))

    def action_link(self) -> None:
        """Open the article's link, perhaps in a browser that needs the terminal."""
        if reading := self._pane.reading:
            self._lend_terminal(lambda: open_link(reading.article))

    def _lend_terminal(self, run: Callable[[], None]) -> None:
        """Let another program have the terminal. What went wrong is shown after that."""
        failed: NewsidxError | None = None
        try:
            with self.suspend():
                try:
                    run()
                except NewsidxError as error:  # textual takes the terminal back only if nothing is raised
                    failed = error
        except SuspendNotSupported:
            failed = CannotOpen("This terminal cannot be lent to another program", "Use newsidx open in a shell.")
        if failed:
            self._say(unmarked(failed.sentences))


class _TagSuggester(Suggester):
    """Completes the last of the words `+story -read` with the tags of the archive, which are read once."""

    def __init__(self, read_tags: Callable[[], Awaitable[Sequence[str]]]) -> None:
        super().__init__(case_sensitive=True)
        self._read_tags = read_tags
        self._tags: Sequence[str] | None = None

    async def get_suggestion(self, value: str) -> str | None:
        """What is typed with the rest of the first tag that begins so."""
        typed = value.split(" ")[-1]
        begin = typed[1:].casefold()
        if typed[:1] not in ("+", "-") or not begin:
            return None
        if self._tags is None:
            self._tags = await self._read_tags()
        return next((value + tag[len(begin) :] for tag in self._tags if tag.startswith(begin)), None)


def _reference(articles: Sequence[Article], style: str) -> str:
    return "\n".join(output_format(_STYLES[style]).articles(articles))

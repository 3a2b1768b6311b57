"""One article for reading: title, a panel with its metadata, paragraphs of a comfortable width."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Any

from rich.cells import cell_len
from rich.console import Console, Group, RenderableType
from rich.padding import Padding
from rich.panel import Panel
from rich.rule import Rule
from rich.style import Style
from rich.table import Table
from rich.text import Text

from newsidx.archive.records import SourceFile
from newsidx.article import Article
from newsidx.formats.described import doubt_of_date, how_dated, other_metadata
from newsidx.terminal.console import has_links, link, marked
from newsidx.terminal.paths import PathText
from newsidx.text.paragraphs import paragraphs
from newsidx.text.sanitize import one_line, without_controls, without_line_breaks

_MEASURE = 76
"""The most columns of a paragraph: after a longer line, the start of the next is hard to find."""

_LABEL = 10
"""The least columns for the names of metadata, which a file may make as long as it likes."""

_BESIDE_PATH = 16
"""Columns of the frame and of the usual names, beside which a path should fit on one line."""


def article(
    shown: Article, files: Sequence[SourceFile], screen: Console, *, is_text_first: bool = False
) -> RenderableType:
    """The article with its matches highlighted. In a pipe the metadata has no frame and its lines are not folded. It
    comes between the title and the text, or after the text.
    """
    measure = min(screen.width, _MEASURE + 4)
    title = marked(" ".join(shown.title.split()), "bold")
    text = [Padding(marked(paragraph.text), (0, 2, 1, 2)) for paragraph in paragraphs(shown.body)]
    metadata: RenderableType = _metadata(shown, files, screen)
    if screen.is_terminal:
        panel = Panel(metadata, title=Text(shown.ref, "cyan"), title_align="left", border_style="dim")
        longest = max((cell_len(without_line_breaks(file.path)) for file in files), default=0)
        metadata = _Measured(panel, max(measure, longest + _BESIDE_PATH))
    else:
        metadata = Padding(Group(Text(shown.ref), metadata), (0, 2), expand=False)
    heading, body = _Measured(Padding(title, (1, 2, 1, 2)), measure), _Measured(Group(*text), measure)
    return Group(heading, body, metadata) if is_text_first else Group(heading, metadata, Text(), body)


def place_line(number: int, total: int) -> RenderableType:
    """The line above an article that is one of several: `──── 2 of 37 ────`."""
    return _Measured(Rule(Text(f"{number:,} of {total:,}", "bold"), style="dim"), _MEASURE + 4)


class _Measured:
    """Content that is rendered at the left of the terminal, no wider than a number of columns."""

    def __init__(self, content: RenderableType, columns: int) -> None:
        self.content, self.columns = content, columns

    def __rich_console__(self, console: Any, options: Any) -> Any:
        yield from console.render(self.content, options.update(width=min(self.columns, options.max_width)))


def _metadata(shown: Article, files: Sequence[SourceFile], screen: Console) -> Table:
    grid = Table.grid(padding=(0, 2, 0, 0), expand=screen.is_terminal)
    grid.add_column(style="dim", overflow="fold", max_width=max(_LABEL, screen.width // 4))
    grid.add_column(ratio=1, overflow="fold")
    grid.add_row("Date", _date(shown))
    for name, value in (
        ("Source", shown.source),
        ("Byline", shown.byline),
        ("Section", shown.section),
        ("Place", shown.place),
        ("Language", shown.language),
    ):
        if value:
            grid.add_row(name, Text(one_line(value)))
    grid.add_row("Words", f"{shown.words:,}")
    if shown.url:
        can_open = has_links() and re.fullmatch(r"https?://[!-~]+", shown.url)
        grid.add_row("URL", PathText(Text(one_line(shown.url), Style(link=shown.url if can_open else None))))
    if shown.tags:
        grid.add_row("Tags", Text(" ".join(map(one_line, shown.tags)), "magenta"))
    if shown.note:
        grid.add_row("Note", Text(without_controls(shown.note), "italic"))
    for key, value in other_metadata(shown):
        grid.add_row(Text(key), Text(value))
    for index, file in enumerate(files):
        path = Text(without_line_breaks(file.path), Style(link=link(file.path)))
        if file.missing_since:
            path.append("  (missing)", "yellow")
        grid.add_row(("File" if len(files) == 1 else "Files") if index == 0 else "", PathText(path))
    return grid


def _date(shown: Article) -> Text:
    """`2022-03-06, Sunday · from its first line`, and how it was written if that says more."""
    if shown.date is None:
        return Text("undated", "yellow")
    text = Text(f"{shown.date.isoformat()}, {shown.date:%A}", "green")
    if shown.published:
        text.append(f", {one_line(shown.published[11:])}")
    text.append(f" · {how_dated(shown)}", "dim")
    if doubt := doubt_of_date(shown):
        text.append(f" ({doubt})", "yellow")
    return text

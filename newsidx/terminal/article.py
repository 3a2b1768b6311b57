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
from newsidx.terminal.console import has_links, link, marked
from newsidx.terminal.paths import PathText
from newsidx.text.sanitize import one_line, without_controls, without_line_breaks
from newsidx.text.wrapping import joined

_MEASURE = 76
"""The most columns of a paragraph: after a longer line, the start of the next is hard to find."""

_LABEL = 10
"""The least columns for the names of metadata, which a file may make as long as it likes."""

_BESIDE_PATH = 16
"""Columns of the frame and of the usual names, beside which a path should fit on one line."""

_DATE_FROM = {
    "front-matter": "from its front matter",
    "header": "from its header",
    "seed": "from its first line",
    "line": "from its first lines",
    "published": "from a line that says so",
    "dateline": "from its dateline",
    "export": "from the export it is in",
    "record": "from its record",
    "page": "from the page's metadata",
    "layout": "from the layout",
    "container": "from the container it was in",
    "path": "from the file's path",
    "mtime": "from the file's modification time",
}

_SETTLED_BY = {
    "text": "which another date in its text settles",
    "path": "which the date in its path settles",
    "file": "which other dates in its file settle",
    "folder": "which other dates in its folder settle",
}
"""What proved which is the day and which the month of a date that can be read two ways."""


def article(
    shown: Article, files: Sequence[SourceFile], screen: Console, *, is_text_first: bool = False
) -> RenderableType:
    """The article with its matches highlighted. In a pipe the metadata has no frame and its lines are not folded. It
    comes between the title and the text, or after the text.
    """
    measure = min(screen.width, _MEASURE + 4)
    title = marked(" ".join(shown.title.split()), "bold")
    paragraphs = [Padding(_paragraph(text), (0, 2, 1, 2)) for text in re.split(r"\n\s*\n", shown.body) if text.strip()]
    metadata: RenderableType = _metadata(shown, files, screen)
    if screen.is_terminal:
        panel = Panel(metadata, title=Text(shown.ref, "cyan"), title_align="left", border_style="dim")
        longest = max((cell_len(without_line_breaks(file.path)) for file in files), default=0)
        metadata = _Measured(panel, max(measure, longest + _BESIDE_PATH))
    else:
        metadata = Padding(Group(Text(shown.ref), metadata), (0, 2), expand=False)
    heading, text = _Measured(Padding(title, (1, 2, 1, 2)), measure), _Measured(Group(*paragraphs), measure)
    return Group(heading, text, metadata) if is_text_first else Group(heading, metadata, Text(), text)


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
    for key, value in shown.meta.items():
        if key not in ("date_text", "date_or", "date_settled_by"):
            grid.add_row(Text(one_line(key)), Text(one_line(_flat(value))))
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
    text.append(f" · {_DATE_FROM.get(shown.date_from or '', 'unknown')}", "dim")
    if written := shown.meta.get("date_text"):
        text.append(f": “{one_line(str(written))}”", "dim")
    if settled_by := _SETTLED_BY.get(str(shown.meta.get("date_settled_by"))):
        text.append(f", {settled_by}", "dim")
    if other := shown.meta.get("date_or"):
        text.append(f" (or {one_line(str(other))}: the date is ambiguous)", "yellow")
    return text


def _paragraph(text: str) -> Text:
    """Prose is wrapped again; lines that were meant as lines (tables, verse) stay as they are."""
    lines = text.strip("\n").split("\n")
    # The first line may be short because its date was cut off.
    is_prose = not any(_is_layout(line) for line in lines[1:-1]) and not any("   " in line.strip() for line in lines)
    return marked(" ".join(joined(text).split()) if is_prose else "\n".join(lines).expandtabs(4))


def _is_layout(line: str) -> bool:
    """Whether a line was broken or spaced on purpose: indented, in columns, or short without ending a sentence."""
    is_short = cell_len(line) <= 40 and not line.rstrip().endswith((".", "!", "?", '"', "”", "。", "！", "？", "」"))
    return is_short or "   " in line.rstrip() or line.startswith("\t")


def _flat(value: Any) -> str:
    """A metadata value on one line."""
    if isinstance(value, list):
        return ", ".join(map(_flat, value))
    if isinstance(value, dict):
        return ", ".join(f"{key}: {_flat(item)}" for key, item in value.items())
    return str(value)

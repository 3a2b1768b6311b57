"""What a layout would read from sample files: each article as far as it shows whether the layout is right."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import islice

from rich.console import Console, Group, RenderableType
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from newsidx.article import Article
from newsidx.readers.layouts.trial import Trial
from newsidx.text.plural import plural
from newsidx.text.sanitize import one_line, without_line_breaks

_BODY_LINES = 3
"""Lines of a text that are shown."""

_LISTED = 5
"""Lines that are in no article, and dates that could not be read, that are shown."""


def trials(tried: Sequence[Trial], limit: int | None, screen: Console) -> RenderableType:
    """The samples one below the other, with at most `limit` articles of each."""
    return Group(*(part for trial in tried for part in _trial(trial, limit, screen)))


def _trial(trial: Trial, limit: int | None, screen: Console) -> Iterator[RenderableType]:
    path = without_line_breaks(trial.path)
    if trial.otherwise:
        yield Text.assemble((path, "bold"), (f": not read by the layout: {one_line(trial.otherwise)}", "yellow"))
        yield Text()
        yield from _listed("date", trial.strange_dates, "could not be read", screen)
        return
    yield Text.assemble((path, "bold"), f": {plural(len(trial.articles), 'article')}")
    yield Text()
    for number, article in enumerate(islice(trial.articles, limit), 1):
        yield _article(number, article, screen)
        yield Text()
    if limit is not None and len(trial.articles) > limit:
        yield Text(f"  … and {len(trial.articles) - limit:,} more; -n 0 shows all", "dim")
        yield Text()
    yield _matches(trial)
    yield Text()
    yield from _listed("date", trial.strange_dates, "could not be read", screen)
    yield from _listed("line", trial.unused, "in no article, and no pattern matches", screen)


def _article(number: int, article: Article, screen: Console) -> RenderableType:
    head = Table.grid(padding=(0, 2, 0, 0))
    head.add_column(justify="right", no_wrap=True, style="cyan")
    head.add_column(no_wrap=True)
    head.add_column(overflow="fold")
    date = Text(article.date.isoformat(), "green") if article.date else Text("undated", "yellow")
    head.add_row(f"{number:,}", date, Text(one_line(article.title), "bold"))
    details = Table.grid(padding=(0, 2, 0, 0))
    details.add_column(no_wrap=True, style="dim", max_width=max(10, screen.width // 4), overflow="ellipsis")
    details.add_column(overflow="fold")
    for name, value in _details(article):
        details.add_row(Text(one_line(name)), Text(one_line(value)))
    lines = [line for line in article.body.split("\n") if line.strip()]
    shown = [_cut(line, screen) for line in lines[:_BODY_LINES]]
    if len(lines) > _BODY_LINES:
        shown.append(Text(f"… {plural(len(lines) - _BODY_LINES, 'more line')}", "dim"))
    if not lines:
        shown.append(Text("no text", "yellow"))
    return Group(head, Padding(Group(details, *shown), (0, 0, 0, 3)))


def _details(article: Article) -> Iterator[tuple[str, str]]:
    """What the layout found besides the date and the title, and how the date was found."""
    if article.date:
        written = article.meta.get("date_text", article.date.isoformat())
        how = "" if article.date_from == "layout" else f" (by the usual rules: {article.date_from})"
        yield "date", f"“{written}”{how}"
    if other := article.meta.get("date_or"):
        yield "", f"or {other}: dayfirst = true or false settles it"
    if article.title_from != "header":
        yield "title", f"not from the layout: {'the first line' if article.title_from == 'line' else 'the text'}"
    for name in ("byline", "source", "section", "place", "url"):
        if value := getattr(article, name):
            yield name, value
    for name, value in article.meta.items():
        if name not in ("date_text", "date_or"):
            yield name, str(value)


def _cut(line: str, screen: Console) -> Text:
    text = Text(one_line(line), no_wrap=True, overflow="ellipsis")
    if screen.is_terminal:
        text.truncate(max(20, screen.width - 4), overflow="ellipsis")
    return text


def _matches(trial: Trial) -> RenderableType:
    """How many lines each pattern matched: one that matches nothing is wrong."""
    table = Table.grid(padding=(0, 2, 0, 0))
    table.add_column(style="dim")
    table.add_column(justify="right")
    table.add_column()
    for key, count in trial.matched.items():
        remark = Text("matches nothing", "yellow") if not count else Text()
        if key in ("date", "title") and 0 < count < len(trial.articles):
            remark = Text(f"of {plural(len(trial.articles), 'article')}", "yellow")
        table.add_row(Text(one_line(key)), plural(count, "line"), remark)
    return Padding(table, (0, 0, 0, 3))


def _listed(noun: str, lines: Sequence[str], what: str, screen: Console) -> Iterator[RenderableType]:
    """The first of some lines that the user may want the layout to read."""
    if not lines:
        return
    shown = [_cut(line, screen) for line in lines[:_LISTED]]
    if len(lines) > _LISTED:
        shown.append(Text(f"… and {len(lines) - _LISTED:,} more", "dim"))
    yield Padding(Text(f"{plural(len(lines), noun)} {what}:", "yellow"), (0, 0, 0, 3))
    yield Padding(Group(*shown), (0, 0, 1, 5))

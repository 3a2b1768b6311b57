"""What is new for each alert, for the terminal and for programs."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from rich.console import Console, Group, RenderableType
from rich.text import Text

from newsidx.formats import json_objects as machine
from newsidx.formats.registry import output_format
from newsidx.search.alerts import News
from newsidx.terminal import hits as table
from newsidx.text.sanitize import one_line


def news(items: Sequence[News], screen: Console) -> RenderableType:
    """The new articles of each alert that has some, below its name and query."""
    parts: list[RenderableType] = []
    for item in items:
        if item.hits:
            alert = item.alert
            head = Text.assemble((one_line(alert.name), "bold"), "  ", (one_line(alert.query_text), "dim"))
            parts += [*([Text()] if parts else []), head, table.hits(item.hits, screen)]
    return Group(*parts)


def lines(items: Sequence[News], form: str) -> Iterator[str]:
    """The news in one of ROW_FORMATS: one article a line, its alert first; in `json` one object an alert."""
    if form == "json":
        return machine.json_array(
            {
                "alert": item.alert.name,
                "question": item.alert.query_text,
                "articles": [machine.hit_object(hit) for hit in item.hits],
            }
            for item in items
        )
    if form == "jsonl":
        return (
            machine.json_line({"alert": item.alert.name, **machine.hit_object(hit)})
            for item in items
            for hit in item.hits
        )
    rows = (
        (item.alert.name, hit.article.ref, hit.article.date or "undated", hit.article.title, hit.article.source or "")
        for item in items
        for hit in item.hits
    )
    return output_format(form).rows(("alert", "ref", "date", "title", "source"), rows)

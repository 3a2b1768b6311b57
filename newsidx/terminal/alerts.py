"""Standing questions and their news, for the terminal and for programs."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from rich.console import Console, Group, RenderableType
from rich.text import Text

from newsidx.formats import json_objects as machine
from newsidx.formats.registry import output_format
from newsidx.search.alerts import News
from newsidx.terminal import hits as table
from newsidx.text.sanitize import one_line


def news(found: Sequence[News], screen: Console) -> RenderableType:
    """The new articles of each alert that has some, below its name and question."""
    parts: list[RenderableType] = []
    for one in found:
        if one.hits:
            head = Text.assemble((one_line(one.alert.name), "bold"), "  ", (one_line(one.alert.question), "dim"))
            parts += [*([Text()] if parts else []), head, table.hits(one.hits, screen)]
    return Group(*parts)


def lines(found: Sequence[News], form: str) -> Iterator[str]:
    """The news in one of ROW_FORMATS: an article a line with its alert before it; in `json` an object an alert."""
    if form == "json":
        return machine.json_array(
            {
                "alert": one.alert.name,
                "question": one.alert.question,
                "articles": [machine.hit_object(hit) for hit in one.hits],
            }
            for one in found
        )
    if form == "jsonl":
        return (
            machine.json_line({"alert": one.alert.name, **machine.hit_object(hit)}) for one in found for hit in one.hits
        )
    rows = (
        (one.alert.name, hit.article.ref, hit.article.date or "undated", hit.article.title, hit.article.source or "")
        for one in found
        for hit in one.hits
    )
    return output_format(form).rows(("alert", "ref", "date", "title", "source"), rows)

"""Printing an answer, as `search` and `list` do: for people, with a summary of it, or in a format for programs."""

from __future__ import annotations

import sys
from collections.abc import Iterable
from typing import TYPE_CHECKING

from newsidx.formats.registry import output_format
from newsidx.terminal import summary
from newsidx.terminal.messages import note
from newsidx.text.whole import whole

if TYPE_CHECKING:
    from newsidx.search.answer import Answer


def print_answer(answer: Answer, form: str, *, use_pager: bool) -> bool:
    """Print the hits of an answer in a format. Returns whether there are any."""
    if output_format(form).module is None:
        return _show(answer, form, use_pager)
    print_lines(output_format(form).hits(answer.hits))
    if kinds := summary.kinds_of_matches(answer):
        note(kinds)
    return bool(answer.shown)


def print_lines(lines: Iterable[str]) -> None:
    """Print lines on stdout. Not by click.echo, which flushes each one: a million take five times as long."""
    for line in lines:
        sys.stdout.write(line + "\n")
    sys.stdout.flush()


def _show(answer: Answer, form: str, use_pager: bool) -> bool:
    hits = list(answer.hits)
    if not hits:
        return False
    from newsidx.terminal import compact, console
    from newsidx.terminal import hits as table

    place = summary.place(answer)
    answer.archive.end_snapshot()
    draw = compact.lines if form == "compact" else table.hits
    console.show(draw(hits, console.console()), use_pager=use_pager)
    note(f"{place}; {whole('newsidx show ID')} reads one")
    return True

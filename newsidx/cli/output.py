"""Printing an answer, as `search` and `list` do: for people, with a summary of it, or in a format for programs."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING

from newsidx.formats.registry import output_format
from newsidx.terminal import summary
from newsidx.terminal.messages import note
from newsidx.terminal.progress import counted, written
from newsidx.text.whole import whole

if TYPE_CHECKING:
    from newsidx.search.answer import Answer

_MANY = 200
"""A limit up to which hits are printed before a bar is drawn."""


def print_answer(answer: Answer, form: str, *, use_pager: bool) -> bool:
    """Print the hits of an answer in a format. Returns whether there are any."""
    if output_format(form).module is None:
        return _show(answer, form, use_pager)
    print_lines(output_format(form).hits(answer.hits), lambda: expected_hits(answer), "article")
    if kinds := summary.kinds_of_matches(answer):
        note(kinds)
    return bool(answer.shown)


def print_lines(lines: Iterable[str], total: Callable[[], int | None] = lambda: None, unit: str = "line") -> None:
    """Print lines on stdout. Not by click.echo, which flushes each one: a million take five times as long.

    Where stdout is a file, a progress bar shows how many of a `unit` are printed, of a total if that is known.
    """
    with written(lines, total, unit) as watched:
        for line in watched:
            sys.stdout.write(line + "\n")
    sys.stdout.flush()


def expected_hits(answer: Answer) -> int:
    """About how many hits an answer will give. They are counted only if there may be many."""
    limit, offset = answer.request.limit, answer.request.offset
    if limit is not None and limit <= _MANY:
        return limit
    total = max(0, answer.total - offset)
    return total if limit is None else min(limit, total)


def _show(answer: Answer, form: str, use_pager: bool) -> bool:
    with counted(answer.hits, "Reading", lambda: expected_hits(answer)) as watched:
        hits = list(watched)
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

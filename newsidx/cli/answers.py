"""Printing an answer, which `search` and `list` do alike: a table with its place in the whole, or a machine format."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterable, Iterator

from newsidx.search import Hit


def print_answer(
    hits: Iterator[Hit], form: str, count: Callable[[], int], limit: int | None, offset: int, no_pager: bool
) -> int:
    """Print hits in a format and return how many there were; `count` is asked only where the total is shown."""
    if form == "table":
        return _print_table(list(hits), count, limit, offset, no_pager)
    from newsidx.views import machine

    printed = 0

    def counted() -> Iterator[Hit]:
        nonlocal printed
        for hit in hits:
            printed += 1
            yield hit

    print_lines(machine.hits(counted(), form))
    return printed


def print_lines(lines: Iterable[str]) -> None:
    """Print lines on stdout. Not by click.echo, which flushes each one: a million take five times as long."""
    for line in lines:
        sys.stdout.write(line + "\n")
    sys.stdout.flush()


def _print_table(hits: list[Hit], count: Callable[[], int], limit: int | None, offset: int, no_pager: bool) -> int:
    if not hits:
        return 0
    from newsidx.views import table, terminal

    terminal.show(table.hits(hits, terminal.console()), use_pager=not no_pager)
    total = count()
    if limit is None or total <= len(hits):
        place = f"{total:,} article{'s' if total != 1 else ''}"
    else:
        last = f"–{offset + len(hits):,}" if len(hits) > 1 else ""
        place = f"{offset + 1:,}{last} of {total:,} articles"
        if offset + len(hits) < total:
            place += f"; --page {offset // limit + 2} shows more"
    terminal.note(f"{place}; newsidx show ID reads one")
    return len(hits)

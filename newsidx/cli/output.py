"""Printing an answer, which `search` and `list` do alike: a table with its place in the whole, or a machine format."""

from __future__ import annotations

import sys
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from typing import TYPE_CHECKING, NamedTuple

from newsidx.formats.registry import output_format
from newsidx.search.answer import Hit, Tier, count, hits

if TYPE_CHECKING:
    from newsidx.archive import Archive

_MATCHED = {
    "all": "all the words",
    "some": "some of them",
    "any": "any of the words",
    "near": "words spelled nearly so",
    "one edit": "a word spelled one letter otherwise",
    "two edits": "a word spelled two letters otherwise",
}


class Page(NamedTuple):
    """The part of an answer to print: `sort` as in `search`, and a limit of None is all."""

    sort: str
    limit: int | None
    offset: int


def print_answer(archive: Archive, answer: Sequence[Tier], page: Page, form: str, no_pager: bool) -> int:
    """Print a page of an answer in a format, and return how many hits were on it."""
    has_snippets = output_format(form).has_snippets
    found = hits(archive, answer, page.sort, page.limit, page.offset, has_snippets)
    if form == "table":
        return _print_table(archive, list(found), answer, page, no_pager)
    printed: Counter[str] = Counter()

    def counted() -> Iterator[Hit]:
        for hit in found:
            printed[hit.matched] += 1
            yield hit

    print_lines(output_format(form).hits(counted()))
    if not printed.keys() <= {"", "all", "any"} or len(printed) > 1:
        from newsidx.terminal import console as terminal

        parts = ", ".join(f"{number:,} with {_MATCHED[matched]}" for matched, number in printed.items() if number)
        terminal.note(f"Note: of these articles {parts}.")
    return printed.total()


def print_lines(lines: Iterable[str]) -> None:
    """Print lines on stdout. Not by click.echo, which flushes each one: a million take five times as long."""
    for line in lines:
        sys.stdout.write(line + "\n")
    sys.stdout.flush()


def _print_table(archive: Archive, found: list[Hit], answer: Sequence[Tier], page: Page, no_pager: bool) -> int:
    if not found:
        return 0
    from newsidx.terminal import console as terminal
    from newsidx.terminal import hits as table

    place = _place(archive, len(found), answer, page)
    archive.end_snapshot()
    terminal.show(table.hits(found, terminal.console()), use_pager=not no_pager)
    terminal.note(f"{place}; newsidx show ID reads one")
    return len(found)


def _place(archive: Archive, printed: int, answer: Sequence[Tier], page: Page) -> str:
    """Where a page stands in the whole answer: `1–20 of 1,204 articles; --page 2 shows more`."""
    sizes = [count(archive, tier.query) if tier.articles is None else tier.articles for tier in answer]
    total = sum(sizes)
    divided = ""
    if len(answer) > 1 and sizes[0] < total:
        parts = [f"{size:,} with {_MATCHED[tier.matched]}" for size, tier in zip(sizes, answer, strict=True) if size]
        divided = f" ({', '.join(parts)})"
    if page.limit is None and printed < total:
        return f"{printed:,} of {total:,} articles{divided}; -n {total} shows them all"
    if page.limit is None or total <= printed:
        return f"{total:,} article{'s' if total != 1 else ''}{divided}"
    last = f"–{page.offset + printed:,}" if printed > 1 else ""
    more = f"; --page {page.offset // page.limit + 2} shows more" if page.offset + printed < total else ""
    return f"{page.offset + 1:,}{last} of {total:,} articles{divided}{more}"

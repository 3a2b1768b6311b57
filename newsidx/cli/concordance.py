"""`search --kwic`: every match of an answer on a line of its own, in its context."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

import click

from newsidx.cli.options import ROW_FORMATS
from newsidx.cli.output import expected_hits, print_lines
from newsidx.terminal.messages import note
from newsidx.terminal.progress import counted
from newsidx.text.plural import plural
from newsidx.text.whole import whole

if TYPE_CHECKING:
    from newsidx.search.answer import Answer, Hit

kwic_option = click.option(
    "--kwic", is_flag=True, help="Show every match in its context, a line each; -n is still the number of articles."
)


def require_lines(form: str, by: str | None) -> None:
    """Raise a usage error if a format or `--by` cannot be combined with `--kwic`."""
    if by:
        raise click.UsageError("--kwic and --by cannot be combined: one shows matches, the other counts articles.")
    if form not in ("table", *ROW_FORMATS):
        raise click.UsageError(
            f"--format {form} has no place for matches; with --kwic, choose table or {', '.join(ROW_FORMATS)}."
        )


def print_concordance(answer: Answer, form: str, *, use_pager: bool) -> bool:
    """Print every match of an answer. Returns whether there are any; if there are only articles, says why."""
    matches = 0

    def with_matches_counted(hits: Iterable[Hit]) -> Iterator[Hit]:
        nonlocal matches
        for hit in hits:
            matches += len(hit.concordance)
            yield hit

    if form == "table":
        with counted(answer.hits, "Reading", lambda: expected_hits(answer)) as watched:
            hits = list(with_matches_counted(watched))
        if matches:
            _show(hits, answer, matches, use_pager)
    else:
        from newsidx.formats import figures
        from newsidx.formats.registry import output_format

        print_lines(output_format(form).rows(*figures.concordance(with_matches_counted(answer.hits))))
    if answer.shown and not matches:
        from newsidx.terminal import summary

        them = "it" if answer.total == 1 else "them"
        note(
            f"{summary.matching(answer.total)}, but not by words in the text, so there is no context to show. "
            f"Leave out --kwic to list {them}."
        )
    return matches > 0


def _show(hits: list[Hit], answer: Answer, matches: int, use_pager: bool) -> None:
    """Print the table, and how many matches and articles there are."""
    from newsidx.terminal import concordance, console, summary

    place = summary.place(answer)
    answer.archive.end_snapshot()
    console.show(concordance.lines(hits, console.console()), use_pager=use_pager)
    note(f"{plural(matches, 'match', 'matches')} in {place}; {whole('newsidx show ID')} reads one")

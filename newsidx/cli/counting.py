"""Counting the articles that match, for each value of a field or each period: `list --by` and `search --by`."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, cast, get_args

import click
from click.core import ParameterSource

from newsidx.article import Facet
from newsidx.cli.options import ROW_FORMATS, Page
from newsidx.dates.periods import Period
from newsidx.query.sort import Sort
from newsidx.terminal.messages import note
from newsidx.text.plural import plural
from newsidx.text.whole import whole

if TYPE_CHECKING:
    from collections.abc import Iterator

    from newsidx.archive.contract import Archive
    from newsidx.archive.records import Facets
    from newsidx.query import Query

_CALENDAR = "calendar"
_PERIODS = (*(period.value for period in Period), _CALENDAR)
_FIELDS: tuple[Facet, ...] = get_args(Facet)

by_option = click.option(
    "--by",
    type=click.Choice([*_FIELDS, *_PERIODS]),
    help="Count the articles for each value of a field, or in each period; calendar is a heat map.",
)


def is_period(by: str) -> bool:
    """Whether a value of `--by` counts by date, where undated articles have no place."""
    return by in _PERIODS


def require_countable(by: str, form: str) -> None:
    """Raise a usage error if the command was given a format or an option that cannot be combined with `--by`."""
    if form not in ("table", *ROW_FORMATS):
        raise click.UsageError(f"--format {form} has no counts; with --by, choose table or {', '.join(ROW_FORMATS)}.")
    reasons = {
        "explain": "it explains how articles are found and ranked",
        "group": "all articles are counted",
    }
    in_order = "periods are in order of time" if is_period(by) else "the most common value comes first"
    reasons |= dict.fromkeys(("sort", "oldest"), in_order)
    if is_period(by):
        reasons |= dict.fromkeys(("limit", "page"), "every period is shown; choose them by dates")
    context = click.get_current_context()
    for name, reason in reasons.items():
        # --limit 0 asks for everything, and --oldest for periods in order of time: it gets that.
        value = context.params.get(name)
        is_as_usual = value == 0 or (is_period(by) and name in ("sort", "oldest") and value in (True, Sort.OLDEST))
        if context.get_parameter_source(name) is ParameterSource.COMMANDLINE and not is_as_usual:
            raise click.UsageError(f"--{name} cannot be combined with --by {by}: {reason}.")


def print_counts(
    archive: Archive, query: Query, by: str, page: Page, form: str, *, use_pager: bool, say_nothing: Callable[[], None]
) -> int:
    """Print the counts of the articles that match, and what they leave out. Returns the exit status.

    `say_nothing` is called if no article matches.
    """
    if is_period(by):
        return _print_periods(archive, query, by, form, use_pager=use_pager, say_nothing=say_nothing)
    return _print_values(archive, query, cast(Facet, by), page, form, use_pager=use_pager, say_nothing=say_nothing)


def _print_periods(
    archive: Archive, query: Query, by: str, form: str, *, use_pager: bool, say_nothing: Callable[[], None]
) -> int:
    period = Period.DAY if by == _CALENDAR else Period(by)
    counts = archive.histogram(query, period)
    total = archive.count(query)
    if form != "table":
        from newsidx.cli.output import print_lines
        from newsidx.formats import figures
        from newsidx.formats.registry import output_format

        print_lines(output_format(form).rows(*figures.periods(counts)))
    elif counts:
        from newsidx.terminal import calendar, console
        from newsidx.terminal import counts as bars

        screen = console.console()
        is_calendar = by == _CALENDAR
        shown = calendar.heat_map(counts, query.dates, screen) if is_calendar else bars.counts(counts, period, screen)
        archive.end_snapshot()
        console.show(shown, use_pager=use_pager)
    if not total:
        say_nothing()
    elif not counts:
        note(f"{plural(total, 'article')}, none with a date.")
    elif undated := total - sum(articles for _, articles in counts):
        note(f"Note: {plural(undated, 'article has', 'articles have')} no date.")
    return 0 if counts else 1


def _print_values(
    archive: Archive,
    query: Query,
    field: Facet,
    page: Page,
    form: str,
    *,
    use_pager: bool,
    say_nothing: Callable[[], None],
) -> int:
    facets = archive.facets(query, field, None if page.limit is None else page.offset + page.limit)
    shown = facets.values[page.offset :]
    if form != "table":
        from newsidx.cli.output import print_lines
        from newsidx.formats import figures
        from newsidx.formats.registry import output_format

        print_lines(output_format(form).rows(*figures.facets(field, shown, facets.articles)))
    elif shown:
        from newsidx.terminal import console
        from newsidx.terminal import counts as bars

        drawn = bars.facets(facets, field, console.console(), offset=page.offset)
        archive.end_snapshot()
        console.show(drawn, use_pager=use_pager)
    if not facets.articles:
        say_nothing()
    elif not facets.distinct:
        note(f"{plural(facets.articles, 'article')}, none with a {field}.")
    elif not shown:
        note(f"There is no page {page.number:,}: {_there_are(facets.distinct, field)}.")
    else:
        left_out = list(_left_out(facets, field, len(shown)))
        if form == "table":
            note("; ".join([f"{plural(facets.distinct, field)} in {plural(facets.articles, 'article')}", *left_out]))
        elif left_out:
            note(f"Note: {'; '.join(left_out)}.")
    return 0 if shown else 1


def _left_out(facets: Facets, field: Facet, shown_count: int) -> Iterator[str]:
    """What the values shown leave out: articles without a value, and other values."""
    if facets.without:
        yield f"{plural(facets.without, 'article has', 'articles have')} no {field}"
    if hidden := facets.distinct - shown_count:
        yield f"{plural(hidden, f'more {field} is', f'more {field}s are')} not shown: {whole('-n 0')} shows all"


def _there_are(number: int, field: Facet) -> str:
    return f"there {'is' if number == 1 else 'are'} {plural(number, field)}"

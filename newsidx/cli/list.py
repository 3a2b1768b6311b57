"""`newsidx list`: the articles by date, or how many there are in each day, week, month or year."""

from __future__ import annotations

import datetime
import re
from itertools import pairwise
from typing import TYPE_CHECKING

import click

from newsidx.cli.options import (
    DATE_OPTIONS,
    DATES_HELP,
    FORMATS,
    ROW_FORMATS,
    Page,
    archive_option,
    chosen_format,
    date_options,
    dates_argument,
    format_option,
    page_options,
    pager_option,
)
from newsidx.dates import DateRange
from newsidx.dates.periods import Period
from newsidx.terminal.messages import note
from newsidx.text.whole import whole

if TYPE_CHECKING:
    from newsidx.archive.contract import Archive
    from newsidx.query import Query

_CALENDAR = "calendar"


class _DatesCommand(click.Command):
    """A command to which `--03-06`, that day of every year, is a date and no option."""

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        options: list[str] = []
        yearly: list[str] = []
        for before, argument in pairwise(["", *args]):
            is_date = re.fullmatch(r"--\d\d-\d\d", argument) and before not in DATE_OPTIONS and "--" not in options
            (yearly if is_date else options).append(argument)
        return super().parse_args(ctx, [*options, "--", *yearly] if yearly else options)


@click.command(
    "list",
    cls=_DatesCommand,
    short_help="List articles by date, or count them.",
    epilog=f"""{DATES_HELP}

\b
Examples:
  newsidx list                       the newest articles
  newsidx list 2022-03               those of a month
  newsidx list 1987-03..1987-06 --by month
  newsidx list --03-06               that day of every year
  newsidx list --on-this-day         today's date in every year
  newsidx list 1987 --by calendar    a heat map of the year
  newsidx list --undated --format paths
""",
)
@dates_argument
@date_options
@click.option("--oldest", is_flag=True, help="Oldest first.")
@click.option(
    "--by",
    type=click.Choice([*(period.value for period in Period), _CALENDAR]),
    help="Count the articles by period; calendar is a heat map.",
)
@click.option("--on-this-day", is_flag=True, help="Only articles of today's date, in every year.")
@click.option("--undated", is_flag=True, help="Only articles without a date.")
@page_options
@format_option(FORMATS)
@pager_option
@archive_option
def command(
    dates: DateRange,
    oldest: bool,
    by: str | None,
    on_this_day: bool,
    undated: bool,
    page: Page,
    form: str | None,
    no_pager: bool,
    db: str,
) -> int:
    """List the articles of some DATES, or of all, newest first."""
    from newsidx.archive.opening import open_archive
    from newsidx.cli.output import print_answer
    from newsidx.formats.registry import output_format
    from newsidx.query import Query
    from newsidx.query.sort import Sort
    from newsidx.search.answer import answer
    from newsidx.search.request import SearchRequest
    from newsidx.terminal import summary

    if on_this_day:
        today = datetime.date.today()
        dates &= DateRange(every_year=(today.month, today.day))
    if undated and (by or not dates.is_everything):
        raise click.UsageError("--undated cannot be combined with dates or --by: undated articles are on no day.")
    form = chosen_format(form)
    request = SearchRequest(
        query=Query(dates=dates, undated=undated),
        sort=Sort.OLDEST if oldest else Sort.NEWEST,
        limit=page.limit,
        offset=page.offset,
        with_snippets=form == "table" or output_format(form).has_snippets,
    )
    with open_archive(db) as archive, archive.snapshot():
        if by:
            return _print_counts(archive, request.query, by, form, use_pager=not no_pager)
        result = answer(archive, request)
        if print_answer(result, form, use_pager=not no_pager):
            return 0
        if result.total:
            note(f"There is no page {page.number:,}: {summary.there_are(result.total)}.")
        else:
            note(_nothing(request.query))
    return 1


def _print_counts(archive: Archive, query: Query, by: str, form: str, *, use_pager: bool) -> int:
    from newsidx.cli.output import print_lines

    period = Period.DAY if by == _CALENDAR else Period(by)
    counts = archive.histogram(query, period)
    if form == "table" and counts:
        from newsidx.terminal import calendar, console
        from newsidx.terminal import counts as bars

        screen = console.console()
        is_calendar = by == _CALENDAR
        shown = calendar.heat_map(counts, query.dates, screen) if is_calendar else bars.counts(counts, period, screen)
        archive.end_snapshot()
        console.show(shown, use_pager=use_pager)
    elif form in ROW_FORMATS:
        from newsidx.formats.registry import output_format

        print_lines(output_format(form).rows(("period", "articles"), counts))
    elif form != "table":
        raise click.UsageError(f"--format {form} has no counts; with --by, choose table or {', '.join(ROW_FORMATS)}.")
    if not counts:
        note(_nothing(query))
    return 0 if counts else 1


def _nothing(query: Query) -> str:
    if query.undated:
        return "No article is undated."
    if query.dates.is_everything:
        return "The archive is empty."
    return f"No articles on those dates {whole(f'({query.dates})')}."

"""`newsidx list`: the articles by date, or how many there are in each day, month or year."""

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
    archive_option,
    chosen_dates,
    chosen_format,
    chosen_page,
    date_options,
    format_option,
    page_options,
    pager_option,
)
from newsidx.search.answer import PERIODS

if TYPE_CHECKING:
    from newsidx.archive import Archive
    from newsidx.query import Query


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
    short_help="The articles by date, or how many there are.",
    epilog=f"""{DATES_HELP}

\b
Examples:
  newsidx list                       the newest articles
  newsidx list 2022-03               those of a month
  newsidx list 1987-03..1987-06 --by month
  newsidx list --03-06               that day of every year
  newsidx list --on-this-day         today's day of every year
  newsidx list 1987 --by calendar    a heat map of the year
  newsidx list --undated --format paths
""",
)
@click.argument("dates", nargs=-1, metavar="[DATES]")
@date_options
@click.option("--oldest", is_flag=True, help="Oldest first.")
@click.option(
    "--by", type=click.Choice([*PERIODS, "calendar"]), help="Count the articles by period; calendar is a heat map."
)
@click.option("--on-this-day", is_flag=True, help="Only the articles of today's day and month, of every year.")
@click.option("--undated", is_flag=True, help="Only the articles without a date.")
@page_options
@format_option(FORMATS)
@pager_option
@archive_option
def command(
    dates: tuple[str, ...],
    since: str | None,
    until: str | None,
    on: str | None,
    date: str | None,
    oldest: bool,
    by: str | None,
    on_this_day: bool,
    undated: bool,
    limit: int | None,
    page: int,
    form: str | None,
    no_pager: bool,
    db: str,
) -> int:
    """List the articles of some DATES, or of all, newest first."""
    from newsidx.archive.opening import open_archive
    from newsidx.cli.output import Page, print_answer
    from newsidx.query import Query
    from newsidx.search.answer import count, tiers

    asked = chosen_dates(since, until, on, date) & chosen_dates(date=" ".join(dates) or None)
    if on_this_day:
        asked &= chosen_dates(on=f"--{datetime.date.today():%m-%d}")
    if undated and (by or not asked.is_everything):
        raise click.UsageError("--undated goes with neither dates nor --by: undated articles are on no day.")
    query = Query(dates=asked, undated=undated)
    form = chosen_format(form)
    with open_archive(db) as archive, archive.snapshot():
        if by:
            return _print_counts(archive, query, by, form, no_pager)
        limit, offset = chosen_page(limit, page)
        page_ = Page("oldest" if oldest else "newest", limit, offset)
        if print_answer(archive, tiers(archive, query), page_, form, no_pager):
            return 0
        total = count(archive, query)
    if total:
        click.echo(f"There is no page {page}: there are {total:,} articles.", err=True)
    else:
        click.echo(_nothing(query), err=True)
    return 1


def _print_counts(archive: Archive, query: Query, unit: str, form: str, no_pager: bool) -> int:
    from newsidx.cli.output import print_lines
    from newsidx.search.answer import count_by

    is_calendar = unit == "calendar"
    unit = "day" if is_calendar else unit
    periods = count_by(archive, query, unit)
    if form == "table" and periods:
        from newsidx.terminal import calendar as heat_map
        from newsidx.terminal import console as terminal
        from newsidx.terminal import counts as calendar

        screen = terminal.console()
        shown = (
            heat_map.heat_map(periods, query.dates, screen) if is_calendar else calendar.counts(periods, unit, screen)
        )
        archive.end_snapshot()
        terminal.show(shown, use_pager=not no_pager)
    elif form in ROW_FORMATS:
        from newsidx.formats.registry import output_format

        print_lines(output_format(form).rows(("period", "articles"), periods))
    elif form != "table":
        raise click.UsageError(f"--format {form} has no counts; with --by, choose table or {', '.join(ROW_FORMATS)}.")
    if not periods:
        click.echo(_nothing(query), err=True)
    return 0 if periods else 1


def _nothing(query: Query) -> str:
    if query.undated:
        return "No article is without a date."
    return f"No articles of those dates ({query.dates})." if not query.dates.is_everything else "The archive is empty."

"""`newsidx list`: the articles by date, or how many there are of each source or other field, or in each period."""

from __future__ import annotations

import datetime
import re
from itertools import pairwise
from typing import TYPE_CHECKING

import click

from newsidx.cli.archive_option import archive_option
from newsidx.cli.counting import by_option, is_period, print_counts, require_countable
from newsidx.cli.options import (
    DATE_OPTIONS,
    DATES_HELP,
    FORMATS,
    Page,
    chosen_format,
    date_options,
    dates_argument,
    format_option,
    page_options,
    pager_option,
)
from newsidx.dates import DateRange
from newsidx.terminal.messages import note
from newsidx.text.whole import whole

if TYPE_CHECKING:
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
    epilog=f"""{DATES_HELP}

\b
Examples:
  newsidx list                       the newest articles
  newsidx list 2022-03               those of a month
  newsidx list 1987-03..1987-06 --by month
  newsidx list --03-06               that day of every year
  newsidx list --on-this-day         today's date in every year
  newsidx list 1987 --by calendar    a heat map of the year
  newsidx list 2022 --by source      the articles of each source
  newsidx list --undated --format paths
""",
)
@dates_argument
@date_options
@click.option("--oldest", is_flag=True, help="Oldest first.")
@by_option
@click.option("--on-this-day", is_flag=True, help="Only articles of today's date, in every year.")
@click.option("--undated", is_flag=True, help="Only articles without a date.")
@page_options
@format_option(("compact", *FORMATS))
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
    if undated and not dates.is_everything:
        raise click.UsageError("--undated cannot be combined with dates: undated articles are on no day.")
    if undated and by and is_period(by):
        raise click.UsageError(f"--undated cannot be combined with --by {by}: undated articles are on no day.")
    form = chosen_format(form)
    if by:
        require_countable(by, form)
    request = SearchRequest(
        query=Query(dates=dates, undated=undated),
        sort=Sort.OLDEST if oldest else Sort.NEWEST,
        limit=page.limit,
        offset=page.offset,
        with_snippets=output_format(form).has_snippets,
    )
    with open_archive(db) as archive, archive.snapshot():
        if by:
            return print_counts(
                archive,
                request.query,
                by,
                page,
                form,
                use_pager=not no_pager,
                say_nothing=lambda: note(_nothing(request.query)),
            )
        result = answer(archive, request)
        if print_answer(result, form, use_pager=not no_pager):
            return 0
        if result.total:
            note(f"There is no page {page.number:,}: {summary.there_are(result.total)}.")
        else:
            note(_nothing(request.query))
    return 1


def _nothing(query: Query) -> str:
    if query.undated:
        return "No article is undated."
    if query.dates.is_everything:
        return "The archive is empty."
    return f"No articles on those dates {whole(f'({query.dates})')}."

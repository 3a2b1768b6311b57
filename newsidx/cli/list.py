"""`newsidx list`: the articles by date, or how many there are of each source or other field, or in each period."""

from __future__ import annotations

import datetime
from typing import TYPE_CHECKING

import click

from newsidx.cli.archive_option import archive_option
from newsidx.cli.counting import by_option, is_period, print_counts, require_countable
from newsidx.cli.dates_command import DatesCommand
from newsidx.cli.options import (
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
from newsidx.cli.sorting import sort_options
from newsidx.cli.sources import from_sources, source_option
from newsidx.dates import DateRange
from newsidx.query.sort import Sort
from newsidx.terminal.messages import note
from newsidx.text.sanitize import one_line
from newsidx.text.whole import whole

if TYPE_CHECKING:
    from newsidx.query import Query


@click.command(
    "list",
    cls=DatesCommand,
    epilog=f"""{DATES_HELP}

\b
Examples:
  newsidx list                       the newest articles
  newsidx list 2022-03               those of a month
  newsidx list March to June 1987 --by month
  newsidx list last quarter --source herald --oldest
  newsidx list --03-06               that day of every year
  newsidx list --on-this-day         today's date in every year
  newsidx list 1987 --by calendar    a heat map of the year
  newsidx list 2022 --by source      the articles of each source
  newsidx list --undated --format paths
""",
)
@dates_argument
@date_options
@source_option
@sort_options(Sort.NEWEST, Sort.OLDEST)
@by_option
@click.option("--on-this-day", is_flag=True, help="Only articles of today's date, in every year.")
@click.option("--undated", is_flag=True, help="Only articles without a date.")
@page_options
@format_option(("compact", *FORMATS))
@pager_option
@archive_option
def command(
    dates: DateRange,
    sources: tuple[str, ...],
    sort: Sort,
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
    from newsidx.query import Query
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
        sort=sort,
        limit=page.limit,
        offset=page.offset,
        with_snippets=False,
    )
    with open_archive(db) as archive, archive.snapshot():
        request = request._replace(query=from_sources(archive, request.query, sources))
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
    of_source = f" of {one_line(query.text)}" if query.text else ""
    if query.undated:
        return f"No article{of_source} is undated."
    if query.dates.is_everything:
        return "The archive is empty."
    return f"No articles{of_source} on those dates {whole(f'({query.dates})')}."

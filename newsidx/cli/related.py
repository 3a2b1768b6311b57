"""`newsidx related`: the articles most like one."""

from __future__ import annotations

import datetime
from typing import TYPE_CHECKING

import click

from newsidx.cli.archive_option import archive_option
from newsidx.cli.completing import article_ids
from newsidx.cli.numbers import Number
from newsidx.cli.options import (
    DATES_HELP,
    ROW_FORMATS,
    Page,
    chosen_format,
    date_options,
    format_option,
    paged,
    pager_option,
)
from newsidx.cli.sorting import sort_options
from newsidx.cli.sources import from_sources, source_option
from newsidx.query.sort import Sort
from newsidx.terminal.messages import note

if TYPE_CHECKING:
    from newsidx.dates import DateRange


@click.command(
    "related",
    epilog=f"""{DATES_HELP}

\b
Examples:
  newsidx related 19870401-39
  newsidx related 19870401-39 --after           what came after it
  newsidx related 19870401-39 --within 7 --source reuters
  newsidx related 19870401-39 --since 1987-06 --oldest
""",
)
@click.argument("name", metavar="ID", shell_complete=article_ids)
@date_options
@source_option
@click.option("--before", is_flag=True, help="Only articles of the days before it.")
@click.option("--after", is_flag=True, help="Only articles of the days after it.")
@click.option("--within", type=Number(0, 100_000), metavar="DAYS", help="Only articles at most this many days from it.")
@sort_options(Sort.RELEVANCE, Sort.NEWEST, Sort.OLDEST)
@paged(10, in_pipes=True)
@format_option((*ROW_FORMATS, "ids"))
@pager_option
@archive_option
def command(
    name: str,
    dates: DateRange,
    sources: tuple[str, ...],
    before: bool,
    after: bool,
    within: int | None,
    sort: Sort,
    page: Page,
    form: str | None,
    no_pager: bool,
    db: str,
) -> int:
    """Show the articles most like the one with an ID, each with the keywords that both have.

    The most similar are chosen first; --sort then puts them in order of time.
    """
    from newsidx.analysis.related import related
    from newsidx.archive.opening import open_archive
    from newsidx.formats import figures
    from newsidx.formats.registry import output_format
    from newsidx.query import Query
    from newsidx.terminal import console as terminal
    from newsidx.terminal import related as view

    if before and after:
        raise click.UsageError("--before and --after cannot be combined: leave out both to see all.")
    form = chosen_format(form)
    with open_archive(db) as archive, archive.snapshot():
        article = archive.named(name)[0]
        if before or after or within is not None:
            if article.date is None:
                raise click.UsageError(f"{article.ref} is undated: --before, --after and --within need a date.")
            dates &= _around(article.date, before, after, within)
        within_sources = from_sources(archive, Query(dates=dates), sources)
        similar = related(archive, article, within_sources, page.offset + (page.limit or 0))[page.offset :]
    if not similar:
        note(f"No article is like {article.ref}." if page.number == 1 else f"There is no page {page.number:,}.")
        return 1
    if sort is not Sort.RELEVANCE:
        similar.sort(key=lambda like: like.article.id, reverse=sort is Sort.NEWEST)
    if form == "table":
        terminal.show(view.table(similar, terminal.console()), use_pager=not no_pager)
    else:
        from newsidx.cli.output import print_lines

        print_lines(output_format(form).rows(*figures.related(similar)))
    return 0


def _around(day: datetime.date, before: bool, after: bool, within: int | None) -> DateRange:
    """The days before or after a day, or both, at most `within` days from it."""
    from newsidx.dates import DateRange

    first = last = None
    if within is not None:
        first = datetime.date.fromordinal(max(1, day.toordinal() - within))
        last = datetime.date.fromordinal(min(datetime.date.max.toordinal(), day.toordinal() + within))
    if before:
        last = day - datetime.timedelta(days=1)
    if after:
        first = day + datetime.timedelta(days=1)
    return DateRange(first, last)

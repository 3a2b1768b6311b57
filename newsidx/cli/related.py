"""`newsidx related`: the articles most like one."""

from __future__ import annotations

import datetime
from typing import TYPE_CHECKING

import click

from newsidx.cli.archive_option import archive_option
from newsidx.cli.options import MOST, ROW_FORMATS, chosen_format, format_option, pager_option
from newsidx.terminal.messages import note

if TYPE_CHECKING:
    from newsidx.dates import DateRange


@click.command(
    "related",
    epilog="""\b
Examples:
  newsidx related 19870401-39
  newsidx related 19870401-39 --after           what came after it
  newsidx related 19870401-39 --within 7
""",
)
@click.argument("name", metavar="ID")
@click.option("--before", is_flag=True, help="Only articles of the days before it.")
@click.option("--after", is_flag=True, help="Only articles of the days after it.")
@click.option(
    "--within", type=click.IntRange(0, 100_000), metavar="DAYS", help="Only articles at most this many days from it."
)
@click.option(
    "--limit",
    "-n",
    type=click.IntRange(1, MOST),
    metavar="N",
    default=10,
    show_default=True,
    help="At most N articles.",
)
@format_option((*ROW_FORMATS, "ids"))
@pager_option
@archive_option
def command(
    name: str,
    before: bool,
    after: bool,
    within: int | None,
    limit: int,
    form: str | None,
    no_pager: bool,
    db: str,
) -> int:
    """Show the articles most like the one with an ID, each with the keywords that both have."""
    from newsidx.analysis.related import related
    from newsidx.archive.opening import open_archive
    from newsidx.dates import DateRange
    from newsidx.formats import figures
    from newsidx.formats.registry import output_format
    from newsidx.terminal import console as terminal
    from newsidx.terminal import related as view

    if before and after:
        raise click.UsageError("--before and --after cannot be combined: leave out both to see all.")
    form = chosen_format(form)
    with open_archive(db) as archive, archive.snapshot():
        article = archive.named(name)[0]
        dates = DateRange()
        if before or after or within is not None:
            if article.date is None:
                raise click.UsageError(f"{article.ref} is undated: --before, --after and --within need a date.")
            dates = _around(article.date, before, after, within)
        similar = related(archive, article, dates, limit)
    if not similar:
        note(f"No article is like {article.ref}.")
        return 1
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

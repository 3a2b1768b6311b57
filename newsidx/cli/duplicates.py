"""`newsidx duplicates`: stories told twice, in nearly the same words."""

from __future__ import annotations

import sys
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

import click

from newsidx.cli.options import (
    DATES_HELP,
    ROW_FORMATS,
    archive_option,
    chosen_dates,
    chosen_format,
    date_options,
    format_option,
    pager_option,
    say_waiting,
)

if TYPE_CHECKING:
    from newsidx.analysis.near_duplicates import Cluster
    from newsidx.archive import Archive
    from newsidx.terminal.duplicates import Told


@click.command(
    "duplicates",
    short_help="Stories told twice, in nearly the same words.",
    epilog=f"""{DATES_HELP}

\b
Examples:
  newsidx duplicates 1987-03
  newsidx duplicates 1987-03-09 --diff
  newsidx duplicates --within 30 --share 60
""",
)
@click.argument("dates", nargs=-1, metavar="[DATES]")
@date_options
@click.option(
    "--within",
    type=click.IntRange(0, 36_525),
    metavar="DAYS",
    default=7,
    show_default=True,
    help="Days that two articles of a story can be apart.",
)
@click.option(
    "--share",
    type=click.IntRange(50, 100),
    metavar="PERCENT",
    default=80,
    show_default=True,
    help="How much of the shorter article stands in the other.",
)
@click.option("--diff", is_flag=True, help="Show what differs from the first, word by word.")
@format_option(ROW_FORMATS)
@pager_option
@archive_option
def command(
    dates: tuple[str, ...],
    since: str | None,
    until: str | None,
    on: str | None,
    date: str | None,
    within: int,
    share: int,
    diff: bool,
    form: str | None,
    no_pager: bool,
    db: str,
) -> int:
    """Show the stories of some DATES, or of all, that several articles tell in nearly the same words.

    What was not compared yet is compared first; that is kept in the archive. search --group then shows one article
    of each story.
    """
    from newsidx.analysis.near_duplicates import clusters
    from newsidx.archive.opening import open_archive
    from newsidx.article import FIRST_DATED_ID, PER_DAY
    from newsidx.terminal import console
    from newsidx.terminal import duplicates as view

    asked = chosen_dates(since, until, on, date) & chosen_dates(date=" ".join(dates) or None)
    _compare(db, within)
    form = chosen_format(form)

    def is_asked(article: int) -> bool:
        import datetime

        if article < FIRST_DATED_ID:
            return asked.is_everything
        day = str(article // PER_DAY)
        return datetime.date(int(day[:4]), int(day[4:6]), int(day[6:])) in asked

    with open_archive(db) as archive, archive.snapshot():
        found = [one for one in clusters(archive, share / 100, within) if any(map(is_asked, one.articles))]
        if found and form == "table":
            shown = view.groups(_told(archive, found), diff)
            archive.end_snapshot()
            console.show(shown, use_pager=not no_pager)
            told = sum(len(one.articles) for one in found)
            console.note(f"{len(found):,} stories told by {told:,} articles")
        elif found:
            from newsidx.cli.output import print_lines

            print_lines(view.lines(_told(archive, found), form))
    if not found:
        click.echo("No story is told twice.", err=True)
    return 0 if found else 1


def _compare(db: str, within: int) -> None:
    """Compare what was not compared yet; the archive is not written to if there is nothing."""
    from newsidx.analysis.near_duplicates import compare
    from newsidx.archive.opening import open_archive

    with open_archive(db) as archive, archive.snapshot():
        is_done = archive.count_uncompared() == 0 and (archive.compared_days() or -1) >= within
    if is_done:
        return

    def tell(done: int, total: int) -> None:
        if sys.stderr.isatty() and total > 50_000:
            click.echo(f"\rcomparing articles: {done:,} of {total:,}", nl=done == total, err=True)

    with open_archive(db, write=True) as archive:
        archive.on_wait = say_waiting(db)
        compare(archive, within, tell)


def _told(archive: Archive, found: Sequence[Cluster]) -> Iterator[Told]:
    """The articles of each story."""

    for story in found:
        yield list(zip(archive.articles(story.articles), story.shares, strict=True))

"""`newsidx duplicates`: clusters of near-duplicates, articles in nearly the same words."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

import click

from newsidx.cli.archive_option import archive_option
from newsidx.cli.options import (
    DATES_HELP,
    ROW_FORMATS,
    chosen_format,
    date_options,
    dates_argument,
    format_option,
    pager_option,
    say_waiting,
)

if TYPE_CHECKING:
    from newsidx.analysis.near_duplicates import Cluster
    from newsidx.archive.contract import Archive
    from newsidx.dates import DateRange
    from newsidx.formats.figures import ClusterArticles


@click.command(
    "duplicates",
    epilog=f"""{DATES_HELP}

\b
Examples:
  newsidx duplicates 1987-03
  newsidx duplicates 1987-03-09 --diff
  newsidx duplicates --within 30 --share 60
""",
)
@dates_argument
@date_options
@click.option(
    "--within",
    type=click.IntRange(0, 36_525),
    metavar="DAYS",
    default=7,
    show_default=True,
    help="The most days between two near-duplicates.",
)
@click.option(
    "--share",
    type=click.IntRange(50, 100),
    metavar="PERCENT",
    default=80,
    show_default=True,
    help="How much of the shorter article must also be in the longer one.",
)
@click.option("--diff", is_flag=True, help="Show what differs from the first, word by word.")
@format_option(ROW_FORMATS)
@pager_option
@archive_option
def command(
    dates: DateRange,
    within: int,
    share: int,
    diff: bool,
    form: str | None,
    no_pager: bool,
    db: str,
) -> int:
    """Show the clusters of near-duplicates that have an article of some DATES, or all clusters.

    Articles that were not compared yet are compared first, and the result is saved in the archive. After that,
    search --group shows one article of each cluster.
    """
    from newsidx.analysis.near_duplicates import clusters
    from newsidx.archive.opening import open_archive
    from newsidx.article import date_of
    from newsidx.terminal import console
    from newsidx.terminal import duplicates as view
    from newsidx.text.plural import plural

    _compare(db, within)
    form = chosen_format(form)

    def is_within(article_id: int) -> bool:
        day = date_of(article_id)
        return dates.is_everything if day is None else day in dates

    with open_archive(db) as archive, archive.snapshot():
        matching = [
            cluster for cluster in clusters(archive, share / 100, within) if any(map(is_within, cluster.articles))
        ]
        if matching and form == "table":
            shown = view.groups(_with_articles(archive, matching), diff)
            archive.end_snapshot()
            console.show(shown, use_pager=not no_pager)
            article_count = sum(len(cluster.articles) for cluster in matching)
            console.note(f"{plural(article_count, 'article')} in {plural(len(matching), 'cluster')}")
        elif matching:
            from newsidx.cli.output import print_lines
            from newsidx.formats import figures
            from newsidx.formats.registry import output_format

            print_lines(output_format(form).rows(*figures.near_duplicates(_with_articles(archive, matching))))
    if not matching:
        console.note("No near-duplicates found.")
    return 0 if matching else 1


def _compare(db: str, within: int) -> None:
    """Compare the articles that were not compared yet; if there are none, the archive is not written to."""
    from newsidx.analysis.near_duplicates import compare
    from newsidx.archive.opening import open_archive
    from newsidx.cli.archives import open_to_change
    from newsidx.terminal.duplicates import show_progress

    with open_archive(db) as archive, archive.snapshot():
        is_done = archive.count_uncompared() == 0 and (archive.compared_days() or -1) >= within
    if is_done:
        return
    with open_to_change(db) as archive:
        archive.on_wait = say_waiting(db)
        compare(archive, within, show_progress)


def _with_articles(archive: Archive, clusters: Sequence[Cluster]) -> Iterator[ClusterArticles]:
    """The articles of each cluster, with their shares."""
    for cluster in clusters:
        yield list(zip(archive.articles(cluster.articles), cluster.shares, strict=True))

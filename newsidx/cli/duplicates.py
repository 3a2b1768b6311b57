"""`newsidx duplicates`: clusters of near-duplicates, articles in nearly the same words."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import TYPE_CHECKING

import click

from newsidx.cli.archive_option import archive_option
from newsidx.cli.dates_command import DatesCommand
from newsidx.cli.numbers import Number
from newsidx.cli.options import (
    DATES_HELP,
    ROW_FORMATS,
    Page,
    chosen_format,
    date_options,
    dates_argument,
    format_option,
    paged,
    pager_option,
    say_waiting,
)
from newsidx.cli.sorting import sort_options
from newsidx.cli.sources import from_sources, source_option
from newsidx.query.sort import Sort

if TYPE_CHECKING:
    from newsidx.analysis.near_duplicates import Cluster
    from newsidx.archive.contract import Archive
    from newsidx.dates import DateRange
    from newsidx.formats.figures import ClusterArticles


@click.command(
    "duplicates",
    cls=DatesCommand,
    epilog=f"""{DATES_HELP}

\b
Examples:
  newsidx duplicates 1987-03
  newsidx duplicates 1987-03-09 --diff
  newsidx duplicates --since 'last month' --source herald --sort newest -n 10
  newsidx duplicates --within 30 --share 60
""",
)
@dates_argument
@date_options
@source_option
@click.option(
    "--within",
    type=Number(0, 36_525),
    metavar="DAYS",
    default=7,
    show_default=True,
    help="The most days between two near-duplicates.",
)
@click.option(
    "--share",
    type=Number(50, 100),
    metavar="PERCENT",
    default=80,
    show_default=True,
    help="How much of the shorter article must also be in the longer one.",
)
@click.option("--diff", is_flag=True, help="Show what differs from the first, word by word.")
@sort_options(Sort.OLDEST, Sort.NEWEST)
@paged(0)
@format_option(ROW_FORMATS)
@pager_option
@archive_option
def command(
    dates: DateRange,
    sources: tuple[str, ...],
    within: int,
    share: int,
    diff: bool,
    sort: Sort,
    page: Page,
    form: str | None,
    no_pager: bool,
    db: str,
) -> int:
    """Show the clusters of near-duplicates that have an article of some DATES, or all clusters, oldest first.

    Articles that were not compared yet are compared first, and the result is saved in the archive. After that,
    search --group shows one article of each cluster.
    """
    from newsidx.analysis.near_duplicates import clusters
    from newsidx.archive.opening import open_archive
    from newsidx.terminal import pages
    from newsidx.terminal.messages import note

    if sources:  # an unknown one is said before articles are compared, which can take minutes
        with open_archive(db) as archive:
            _chosen(archive, dates, sources)
    _compare(db, within)
    form = chosen_format(form)
    with open_archive(db) as archive, archive.snapshot():
        is_chosen = _chosen(archive, dates, sources)
        matching = [
            cluster for cluster in clusters(archive, share / 100, within) if any(map(is_chosen, cluster.articles))
        ]
        if sort is Sort.NEWEST:
            matching.reverse()
        on_page = matching[page.offset :][: page.limit]
        if on_page:
            _show(archive, on_page, len(matching), page, form, with_differences=diff, use_pager=not no_pager)
    if not matching:
        note("No near-duplicates found.")
    elif not on_page:
        note(pages.no_page("cluster", len(matching), page.number))
    return 0 if on_page else 1


def _show(
    archive: Archive,
    on_page: Sequence[Cluster],
    total: int,
    page: Page,
    form: str,
    *,
    with_differences: bool,
    use_pager: bool,
) -> None:
    """Print a page of the `total` clusters as a table or in a format for programs."""
    if form != "table":
        from newsidx.cli.output import print_lines
        from newsidx.formats import figures
        from newsidx.formats.registry import output_format

        rows = figures.near_duplicates(_with_articles(archive, on_page), page.offset + 1)
        print_lines(output_format(form).rows(*rows))
        return
    from newsidx.terminal import console, pages
    from newsidx.terminal import duplicates as view
    from newsidx.text.plural import plural

    shown = view.groups(_with_articles(archive, on_page), with_differences)
    archive.end_snapshot()
    console.show(shown, use_pager=use_pager)
    article_count = sum(len(cluster.articles) for cluster in on_page)
    place = pages.place("cluster", len(on_page), total, page.number, page.offset)
    console.note(f"{plural(article_count, 'article')} in {place}")


def _chosen(archive: Archive, dates: DateRange, sources: Sequence[str]) -> Callable[[int], bool]:
    """Whether an article, by its id, is of some dates and sources."""
    from newsidx.article import date_of
    from newsidx.query import Query

    if sources:
        query = from_sources(archive, Query(dates=dates), sources)
        return {article_id for article_id, _ in archive.ids(query, sort=Sort.OLDEST)}.__contains__

    def is_within(article_id: int) -> bool:
        day = date_of(article_id)
        return dates.is_everything if day is None else day in dates

    return is_within


def _compare(db: str, within: int) -> None:
    """Compare the articles that were not compared yet; if there are none, the archive is not written to."""
    from newsidx.analysis.near_duplicates import compare
    from newsidx.archive.opening import open_archive
    from newsidx.cli.archives import open_to_change
    from newsidx.terminal.progress import progress

    with open_archive(db) as archive, archive.snapshot():
        is_done = archive.count_uncompared() == 0 and (archive.compared_days() or -1) >= within
    if is_done:
        return
    with open_to_change(db) as archive:
        archive.on_wait = say_waiting(db)
        with progress("Comparing") as on_progress:
            compare(archive, within, on_progress)


def _with_articles(archive: Archive, clusters: Sequence[Cluster]) -> Iterator[ClusterArticles]:
    """The articles of each cluster, with their shares."""
    for cluster in clusters:
        yield list(zip(archive.articles(cluster.articles), cluster.shares, strict=True))

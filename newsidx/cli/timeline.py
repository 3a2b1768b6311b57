"""`newsidx timeline`: how many articles match one query or several, over time."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from newsidx.cli.archive_option import archive_option
from newsidx.cli.options import DATES_HELP, ROW_FORMATS, chosen_format, date_options, format_option, pager_option
from newsidx.cli.query_arguments import QueryCommand, language_option, parse_query
from newsidx.dates.periods import Period
from newsidx.terminal.messages import note
from newsidx.text.whole import whole

if TYPE_CHECKING:
    from newsidx.dates import DateRange


@click.command(
    "timeline",
    cls=QueryCommand,
    epilog=f"""{DATES_HELP}

\b
Examples:
  newsidx timeline cocoa
  newsidx timeline cocoa coffee 'sugar OR beet' --by week
  newsidx timeline 'interest rate*' --share --date 1987
  newsidx timeline opec --save opec.svg
""",
)
@click.argument("queries", nargs=-1, required=True, metavar="QUERY...")
@date_options
@language_option
@click.option(
    "--by",
    type=click.Choice([period.value for period in Period]),
    help="The period to count by. [default: by the time spanned]",
)
@click.option("--share", is_flag=True, help="Matches per thousand articles of the period, instead of their number.")
@click.option("--save", metavar="FILE", help="Draw a chart into FILE.svg, .png or .pdf (needs newsidx[charts]).")
@format_option(ROW_FORMATS)
@pager_option
@archive_option
def command(
    queries: tuple[str, ...],
    dates: DateRange,
    language: str | None,
    by: str | None,
    share: bool,
    save: str | None,
    form: str | None,
    no_pager: bool,
    db: str,
) -> int:
    """Show how many articles match each QUERY over time. Put a query of several words in quotes.

    An article matches if it has all the words. Time in which the archive has no articles at all is shown as a gap,
    not as zero. The highest periods are marked, each with its best match.
    """
    from newsidx.analysis.timeline import peaks, timeline
    from newsidx.archive.opening import open_archive
    from newsidx.cli.archives import say_if_outdated
    from newsidx.terminal import console as terminal
    from newsidx.text.sanitize import one_line, without_line_breaks

    if save:
        from newsidx.formats.chart import ENDINGS

        if not save.lower().endswith(ENDINGS):
            raise click.UsageError(f"--save takes a file name ending in {', '.join(ENDINGS)}.")
    parsed = [parse_query([query], dates, language) for query in _with_negations(queries)]
    if any(query.is_blank for query in parsed):
        raise click.UsageError("One of the queries has no word, field or date to search for.")
    form = chosen_format(form)
    with open_archive(db) as archive, archive.snapshot():
        say_if_outdated(archive, any(query.tree for query in parsed))
        series = timeline(archive, parsed, Period(by) if by else None)
        for query, total, undated in zip(parsed, series.totals, series.undated, strict=True):
            if not total:
                note(f"No article matches: {one_line(query.text)}")
            elif undated:
                are = "is" if undated == 1 else "are"
                note(f"Note: {undated:,} of {total:,} matches of {one_line(query.text)} {are} undated.")
        if not series.buckets:
            return 1
        if save:
            from newsidx.formats.chart import save as draw

            draw(series, save, share)
            note(f"Chart saved: {whole(without_line_breaks(save))}")
        if form == "table":
            from newsidx.terminal.timeline import chart

            shown = chart(series, peaks(archive, series, share), share, terminal.console())
            archive.end_snapshot()
            terminal.show(shown, use_pager=not no_pager)
        else:
            from newsidx.cli.output import print_lines
            from newsidx.terminal.timeline import rows

            print_lines(rows(series, form))
    return 0


def _with_negations(arguments: tuple[str, ...]) -> list[str]:
    """The queries, one an argument, but an argument such as `-gas` belongs to the one before it."""
    queries: list[str] = []
    for argument in arguments:
        if queries and argument.startswith("-"):
            queries[-1] = f"{queries[-1]} {argument}"
        else:
            queries.append(argument)
    return queries

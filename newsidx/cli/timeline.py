"""`newsidx timeline`: how many articles match one query or several, over time."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from newsidx.cli.archive_option import archive_option
from newsidx.cli.completing import query_words
from newsidx.cli.options import DATES_HELP, ROW_FORMATS, chosen_format, date_options, format_option, pager_option
from newsidx.cli.query_arguments import QueryCommand, language_option, parse_query
from newsidx.cli.sources import from_sources, source_option
from newsidx.dates.periods import Period
from newsidx.terminal.messages import note
from newsidx.text.plural import part
from newsidx.text.sanitize import one_line, without_line_breaks
from newsidx.text.whole import whole

if TYPE_CHECKING:
    from newsidx.analysis.timeline import Measure, Timeline
    from newsidx.archive.contract import Archive
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
  newsidx timeline cocoa --against 'cocoa OR coffee' --source reuters
  newsidx timeline opec --save opec.svg
""",
)
@click.argument("queries", nargs=-1, required=True, metavar="QUERY...", shell_complete=query_words)
@date_options
@source_option
@language_option
@click.option(
    "--by",
    type=click.Choice([period.value for period in Period]),
    help="The period to count by. [default: by the time spanned]",
)
@click.option("--share", is_flag=True, help="Matches per thousand articles of the period, instead of their number.")
@click.option(
    "--against",
    metavar="QUERY",
    help="Matches per hundred matches of this query in the period, instead of their number.",
)
@click.option("--save", metavar="FILE", help="Draw a chart into FILE.svg, .png or .pdf (needs newsidx[charts]).")
@format_option(ROW_FORMATS)
@pager_option
@archive_option
def command(
    queries: tuple[str, ...],
    dates: DateRange,
    sources: tuple[str, ...],
    language: str | None,
    by: str | None,
    share: bool,
    against: str | None,
    save: str | None,
    form: str | None,
    no_pager: bool,
    db: str,
) -> int:
    """Show how many articles match each QUERY over time. Put a query of several words in quotes.

    An article matches if it has all the words. Time in which the archive has no articles at all is shown as a gap,
    not as zero. The highest periods are marked, each with its best match.

    Without --by, the finest period is used in which at least 98 % of the matches can be shown; a note says which were
    left out.
    """
    from newsidx.analysis.timeline import Measure, timeline
    from newsidx.archive.opening import open_archive
    from newsidx.cli.archives import say_if_outdated

    if save:
        from newsidx.formats.chart import ENDINGS

        if not save.lower().endswith(ENDINGS):
            raise click.UsageError(f"--save takes a file name ending in {', '.join(ENDINGS)}.")
    if share and against is not None:
        raise click.UsageError("--share and --against cannot be combined: give one of them.")
    texts = _with_negations(queries)
    parsed = [parse_query([text], dates, language) for text in (*texts, *([] if against is None else [against]))]
    if any(query.is_blank for query in parsed):
        raise click.UsageError("One of the queries has no word, field or date to search for.")
    form = chosen_format(form)
    with open_archive(db) as archive, archive.snapshot():
        say_if_outdated(archive, any(query.tree for query in parsed))
        limited = [from_sources(archive, query, sources) for query in parsed]
        compared = None if against is None else limited.pop()
        series = timeline(archive, limited, Period(by) if by else None, compared)
        _say_what_is_not_shown(series)
        if not series.buckets or (series.against and not series.against.total):
            return 1
        measure = Measure.SHARE if share else Measure.RATIO if compared else Measure.ARTICLES
        if save:
            from newsidx.formats.chart import save as draw

            draw(series, save, measure)
            note(f"Chart saved: {whole(without_line_breaks(save))}")
        _show(archive, series, measure, form, use_pager=not no_pager)
    return 0


def _say_what_is_not_shown(series: Timeline) -> None:
    """Say which queries have no match, and how many matches are in no period."""
    from newsidx.terminal.timeline import left_out

    counted = list(zip(series.queries, series.totals, series.undated, strict=True))
    if series.against:
        counted.append((series.against.query, series.against.total, series.against.undated))
    for query, total, undated in counted:
        if not total:
            note(f"No article matches: {one_line(query.text)}")
        elif undated:
            are = "is" if undated == 1 else "are"
            note(f"Note: {part(undated, total, 'match', 'matches')} of {one_line(query.text)} {are} undated.")
    if text := left_out(series):
        note(f"Note: {text}.")


def _show(archive: Archive, series: Timeline, measure: Measure, form: str, *, use_pager: bool) -> None:
    """Print a timeline as a table or in a format for programs."""
    if form == "table":
        from newsidx.analysis.timeline import peaks
        from newsidx.terminal import console as terminal
        from newsidx.terminal.timeline import chart

        shown = chart(series, peaks(archive, series, measure), measure, terminal.console())
        archive.end_snapshot()
        terminal.show(shown, use_pager=use_pager)
    else:
        from newsidx.cli.output import print_lines
        from newsidx.terminal.timeline import rows

        print_lines(rows(series, form))


def _with_negations(arguments: tuple[str, ...]) -> list[str]:
    """The queries, one an argument, but an argument such as `-gas` belongs to the one before it."""
    queries: list[str] = []
    for argument in arguments:
        if queries and argument.startswith("-"):
            queries[-1] = f"{queries[-1]} {argument}"
        else:
            queries.append(argument)
    return queries

"""`newsidx words`: the keywords of some dates, or of the articles that match a query."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from newsidx.cli.archive_option import archive_option
from newsidx.cli.options import DATES_HELP, ROW_FORMATS, chosen_format, date_options, format_option, pager_option
from newsidx.cli.query_arguments import QueryCommand, language_option, parse_query
from newsidx.text.whole import whole

if TYPE_CHECKING:
    from newsidx.dates import DateRange


@click.command(
    "words",
    cls=QueryCommand,
    epilog=f"""{DATES_HELP}

\b
Examples:
  newsidx words --date 1987-10
  newsidx words opec
  newsidx words 'title:merger' --since 1987-03 -n 50
""",
)
@click.argument("words", nargs=-1, metavar="[QUERY...]")
@date_options
@language_option
@click.option(
    "--limit", "-n", type=click.IntRange(1, 1000), metavar="N", default=20, show_default=True, help="At most N words."
)
@format_option(ROW_FORMATS)
@pager_option
@archive_option
def command(
    words: tuple[str, ...],
    dates: DateRange,
    language: str | None,
    limit: int,
    form: str | None,
    no_pager: bool,
    db: str,
) -> int:
    """Show the keywords of the articles that match a QUERY, of those of some dates, or of both combined.

    A keyword is in a larger share of these articles than of all others. Keyness is the log-likelihood ratio
    (Dunning 1993) over articles, not occurrences.
    """
    from newsidx.analysis.keywords import keywords
    from newsidx.archive.opening import open_archive
    from newsidx.cli.archives import say_if_outdated
    from newsidx.query import Query
    from newsidx.terminal import console as terminal
    from newsidx.terminal import keywords as view

    query = parse_query(words, dates, language) if words else Query(dates=dates)
    if query.is_blank or (query.tree is None and query.dates.is_everything):
        raise click.UsageError(f"Of which articles? Give a query, or dates: {whole('newsidx words --date 1987-10')}")
    form = chosen_format(form)
    with open_archive(db) as archive, archive.snapshot():
        say_if_outdated(archive, query.tree is not None)
        comparison = keywords(archive, query, limit)
    if not comparison.words:
        terminal.note(view.no_keywords(comparison))
        return 1
    if form == "table":
        terminal.show(view.table(comparison, terminal.console()), use_pager=not no_pager)
    else:
        from newsidx.cli.output import print_lines
        from newsidx.formats import figures
        from newsidx.formats.registry import output_format

        print_lines(output_format(form).rows(*figures.keywords(comparison)))
    return 0

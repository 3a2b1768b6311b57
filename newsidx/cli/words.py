"""`newsidx words`: the keywords of some dates, or of the articles that match a query."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import click

from newsidx.cli.archive_option import archive_option
from newsidx.cli.completing import query_words
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
from newsidx.cli.query_arguments import QueryCommand, language_option, parse_query
from newsidx.cli.sources import from_sources, source_option
from newsidx.text.whole import whole

if TYPE_CHECKING:
    from newsidx.dates import DateRange
    from newsidx.query import Query

_MOST = 1000
"""The most keywords that can be asked for."""


@click.command(
    "words",
    cls=QueryCommand,
    epilog=f"""{DATES_HELP}

\b
Examples:
  newsidx words --date 1987-10
  newsidx words opec
  newsidx words 'title:merger' --since 1987-03 -n 50
  newsidx words cocoa --against coffee
  newsidx words date:1987-03 --against date:1987-06 --source reuters
""",
)
@click.argument("words", nargs=-1, metavar="[QUERY...]", shell_complete=query_words)
@date_options
@source_option
@language_option
@click.option(
    "--against", metavar="QUERY", help="Compare with the articles that match this query, not with all others."
)
@paged(20, in_pipes=True, most=_MOST)
@format_option(ROW_FORMATS)
@pager_option
@archive_option
def command(
    words: tuple[str, ...],
    dates: DateRange,
    sources: tuple[str, ...],
    language: str | None,
    against: str | None,
    page: Page,
    form: str | None,
    no_pager: bool,
    db: str,
) -> int:
    """Show the keywords of the articles that match a QUERY, of those of some dates, or of both combined.

    A keyword is in a larger share of these articles than of all others, or than of those that match the query after
    --against. Keyness is the log-likelihood ratio (Dunning 1993) over articles, not occurrences. The date options and
    --source apply to both queries. An article that matches both counts for the first one only.
    """
    from newsidx.analysis.keywords import keywords
    from newsidx.archive.opening import open_archive
    from newsidx.cli.archives import say_if_outdated
    from newsidx.query import Query
    from newsidx.terminal import console as terminal
    from newsidx.terminal import keywords as view

    query = parse_query(words, dates, language) if words else Query(dates=dates)
    if query.is_blank or (query.tree is None and query.dates.is_everything and not sources):
        raise click.UsageError(f"Of which articles? Give a query, or dates: {whole('newsidx words --date 1987-10')}")
    others = None if against is None else _others(against, dates, language)
    last = page.offset + (page.limit or 0)
    if last > _MOST:
        raise click.UsageError(f"Only the {_MOST:,} best keywords can be shown: choose a lower --page.")
    form = chosen_format(form)
    with open_archive(db) as archive, archive.snapshot():
        say_if_outdated(archive, query.tree is not None)
        query = from_sources(archive, query, sources)
        others = others and from_sources(archive, others, sources)
        comparison = keywords(archive, query, last, others)
    shown = replace(comparison, words=comparison.words[page.offset :])
    if shown.overlap:
        terminal.note(f"Note: {view.overlap(shown)}.")
    if not shown.words:
        terminal.note(view.no_keywords(comparison, page.number))
        return 1
    if form == "table":
        terminal.show(view.table(shown, terminal.console()), use_pager=not no_pager)
    else:
        from newsidx.cli.output import print_lines
        from newsidx.formats import figures
        from newsidx.formats.registry import output_format

        print_lines(output_format(form).rows(*figures.keywords(shown)))
    return 0


def _others(against: str, dates: DateRange, language: str | None) -> Query:
    """The query to compare with. Raises click.UsageError if there is nothing in it."""
    query = parse_query([against], dates, language)
    if query.is_blank:
        raise click.UsageError("The query after --against has no word, field or date to search for.")
    return query

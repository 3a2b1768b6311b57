"""`newsidx browse`: the archive on one screen of the terminal."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

import click

from newsidx.cli.archive_option import archive_option
from newsidx.cli.completing import query_words
from newsidx.cli.options import DATES_HELP, date_options
from newsidx.cli.query_arguments import QueryCommand, language_option, query_text
from newsidx.cli.sources import from_sources, source_option
from newsidx.text.whole import whole

if TYPE_CHECKING:
    from newsidx.dates import DateRange

_INSTALL = "pip install 'newsidx[browse]'"


@click.command(
    "browse",
    cls=QueryCommand,
    epilog=f"""{DATES_HELP}

\b
Examples:
  newsidx browse
  newsidx browse oil venezuela
  newsidx browse 'source:reuters' --date 1987-03
  newsidx browse tag:story
""",
)
@click.argument("words", nargs=-1, metavar="[QUERY...]", shell_complete=query_words)
@date_options
@source_option
@language_option
@archive_option
def command(words: tuple[str, ...], dates: DateRange, sources: tuple[str, ...], language: str | None, db: str) -> int:
    """Browse the archive on one screen: the query, which is answered as you type, its articles, the article you are
    reading, and the answer over time.

    Mark and export articles, tag them, write notes, copy references, compare near-duplicates. Press ? there for all
    keys. It needs newsidx[browse], and writes to the archive only what you ask for.
    """
    from newsidx.archive.opening import open_archive
    from newsidx.errors import NotInstalled
    from newsidx.query import Query

    if not (sys.stdin.isatty() and sys.stdout.isatty()):
        raise click.UsageError(f"It needs a terminal. In a pipe, use {whole('newsidx search')}.")
    try:
        from newsidx.tui.app import BrowseApp
    except ModuleNotFoundError as error:
        if error.name != "textual":
            raise
        raise NotInstalled("The browser is drawn by textual", f"Install it with: {whole(_INSTALL)}") from error
    from newsidx.query.narrowing import within_dates
    from newsidx.tui.reader import Question

    with open_archive(db) as archive:  # what is wrong with it is said before the screen changes
        text = from_sources(archive, Query.parse(query_text(words)), sources).text
    BrowseApp(db, Question(within_dates(text, dates), language=language)).run()
    return 0

"""`newsidx words`: the words that set a time, or a question's answer, apart."""

from __future__ import annotations

import click

from newsidx.cli.options import (
    DATES_HELP,
    ROW_FORMATS,
    QueryCommand,
    archive_option,
    asked,
    chosen_dates,
    chosen_format,
    date_options,
    format_option,
)


@click.command(
    "words",
    cls=QueryCommand,
    short_help="The words of a time, or of an answer.",
    epilog=f"""{DATES_HELP}

\b
Examples:
  newsidx words --date 1987-10
  newsidx words opec
  newsidx words 'title:merger' --since 1987-03 -n 50
""",
)
@click.argument("question", nargs=-1, metavar="[QUESTION...]")
@date_options
@click.option("--limit", "-n", type=click.IntRange(1, 1000), default=20, show_default=True, help="At most N words.")
@format_option(ROW_FORMATS)
@archive_option
def command(
    question: tuple[str, ...],
    since: str | None,
    until: str | None,
    on: str | None,
    date: str | None,
    limit: int,
    form: str | None,
    db: str,
) -> int:
    """Show the words that stand in more of some articles than of all others: those of some dates, those that answer a
    QUESTION, or both. How telling each is: the log-likelihood ratio (Dunning 1993) over articles, not occurrences.
    """
    from newsidx.analysis.keywords import keywords
    from newsidx.archive.opening import open_archive
    from newsidx.query import Query
    from newsidx.terminal import console as terminal
    from newsidx.terminal import keywords as view

    query = (
        asked(question, chosen_dates(since, until, on, date))
        if question
        else Query(dates=chosen_dates(since, until, on, date))
    )
    if query.is_blank or (query.tree is None and query.dates.is_everything):
        raise click.UsageError("Whose words? Give a question, or dates: newsidx words --date 1987-10.")
    form = chosen_format(form)
    with open_archive(db) as archive, archive.snapshot():
        found = keywords(archive, query, limit)
    if not found.words:
        reason = (
            "there are no other articles to compare with"
            if found.articles and not found.elsewhere
            else ("no word sets them apart" if found.articles else "no article answers")
        )
        click.echo(f"Nothing found: {reason}.", err=True)
        return 1
    if form == "table":
        terminal.show(view.table(found, terminal.console()))
    else:
        from newsidx.cli.output import print_lines
        from newsidx.formats.records import records

        print_lines(records(*view.rows(found), form))
    return 0

"""`newsidx alert`: standing questions, and what is new for each since the last time."""

from __future__ import annotations

import os

import click

from newsidx.cli.options import (
    ROW_FORMATS,
    QueryCommand,
    archive_option,
    asked,
    chosen_format,
    format_option,
    pager_option,
    say_waiting,
)
from newsidx.errors import CannotWrite


@click.group(
    "alert",
    short_help="Standing questions: what is new for each.",
    epilog="""\b
Examples:
  newsidx alert add cocoa 'cocoa OR chocolate'
  newsidx ingest articles/ && newsidx alert run
  newsidx alert run cocoa --format json
""",
)
def command() -> None:
    """Keep questions, and see what is new for each of them since the last time.

    An article is new if it did not answer then and does now. A question is read as newsidx search reads it, with all
    of its words.
    """


@command.command("add", cls=QueryCommand)
@click.argument("name")
@click.argument("question", nargs=-1, required=True, metavar="QUESTION...")
@archive_option
def add(name: str, question: tuple[str, ...], db: str) -> int:
    """Keep a QUESTION under a NAME. What the archive holds now is no news to it."""
    from newsidx.archive.opening import open_to_change
    from newsidx.search import alerts
    from newsidx.search.answer import count
    from newsidx.text.sanitize import one_line

    query = asked(question)
    if query.is_blank:
        raise click.UsageError("There is no word, field or date in that to look for.")
    with open_to_change(db) as archive:
        archive.on_wait = say_waiting(db)
        alerts.add(archive, name, query.text)
        found = count(archive, query)
    answers = f"{found:,} article{'s answer' if found != 1 else ' answers'}"
    click.echo(f"{one_line(name)} is kept. {answers} it now; newsidx alert run shows those to come.")
    return 0


@command.command("run")
@click.argument("names", nargs=-1, metavar="[NAME...]")
@click.option("--peek", is_flag=True, help="Show what is new and leave it new.")
@format_option(ROW_FORMATS)
@pager_option
@archive_option
def run(names: tuple[str, ...], peek: bool, form: str | None, no_pager: bool, db: str) -> int:
    """Show what is new since the last time, for all alerts or some. Exits with 1 when nothing is."""
    from newsidx.archive.opening import open_archive
    from newsidx.cli.output import print_lines
    from newsidx.search import alerts
    from newsidx.terminal import alerts as view
    from newsidx.terminal import console

    if not peek:
        _require_writable(db)
    with open_archive(db, write=not peek) as archive:
        archive.on_wait = say_waiting(db)
        news = alerts.run(archive, names)
        form = chosen_format(form)
        if form == "table":
            if any(one.hits for one in news):
                console.show(view.news(news, console.console()), use_pager=not no_pager)
        else:
            print_lines(view.lines(news, form))
        if not peek:
            alerts.done(archive, news)
    if any(one.hits for one in news):
        return 0
    click.echo("Nothing new." if news else "There are no alerts yet: newsidx alert add NAME QUESTION.", err=True)
    return 1


def _require_writable(db: str) -> None:
    """Raise CannotWrite before news is told of which nobody could note that it was."""
    from newsidx.text.sanitize import without_line_breaks

    if not all(os.access(place, os.W_OK) for place in (db, os.path.dirname(os.path.abspath(db)))):
        raise CannotWrite(
            f"{without_line_breaks(db)} cannot be written, to note what was shown",
            "newsidx alert run --peek shows what is new and leaves it new.",
        )


@command.command("list")
@format_option(ROW_FORMATS)
@archive_option
def show_all(form: str | None, db: str) -> int:
    """List the alerts, with their questions and when they were last run."""
    from newsidx.archive.opening import open_archive
    from newsidx.cli.output import print_lines
    from newsidx.formats.registry import output_format
    from newsidx.search import alerts
    from newsidx.text.sanitize import one_line

    with open_archive(db) as archive:
        kept = archive.alerts()
    form = chosen_format(form)
    if form == "table":
        for one in kept:
            ran = f"last run {one.last_run[:16].replace('T', ' ')} UTC" if one.last_run else "not run yet"
            click.echo(f"{one_line(one.name)}: {one_line(one.question)} ({ran})")
    else:
        rows = ((one.name, one.question, one.added, one.last_run or "") for one in kept)
        print_lines(output_format(form).rows(("name", "question", "added", "last_run"), rows))
    if not kept:
        click.echo("There are no alerts yet: newsidx alert add NAME QUESTION.", err=True)
    return 0 if kept else 1


@command.command("remove")
@click.argument("name")
@archive_option
def remove(name: str, db: str) -> int:
    """Forget the alert of a NAME."""
    from newsidx.archive.opening import open_to_change
    from newsidx.search import alerts
    from newsidx.text.sanitize import one_line

    with open_to_change(db) as archive:
        archive.on_wait = say_waiting(db)
        archive.delete_alert(name)
    click.echo(f"{one_line(name)} is forgotten.")
    return 0

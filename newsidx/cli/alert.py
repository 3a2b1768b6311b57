"""`newsidx alert`: saved queries, and what is new for each since it was last run."""

from __future__ import annotations

import os

import click

from newsidx.cli.archive_option import archive_option, group_archive_option
from newsidx.cli.completing import alert_names, query_words
from newsidx.cli.options import ROW_FORMATS, chosen_format, format_option, pager_option, say_waiting
from newsidx.cli.query_arguments import QueryCommand, parse_query
from newsidx.disk.place import is_on_server
from newsidx.errors import CannotWrite
from newsidx.terminal.messages import note, say
from newsidx.text.whole import whole

_NO_ALERTS = f"There are no alerts yet: {whole('newsidx alert add NAME QUERY')}"


@click.group(
    "alert",
    epilog="""\b
Examples:
  newsidx alert add cocoa 'cocoa OR chocolate'
  newsidx ingest articles/ && newsidx alert run
  newsidx alert run cocoa --format json
""",
)
@group_archive_option
def command() -> None:
    """Save queries, and see what is new for each since it was last run.

    An article is new if it matches now and did not match then. An article matches if it has all the words of a query.
    """


@command.command(
    "add",
    cls=QueryCommand,
    epilog="""\b
Examples:
  newsidx alert add cocoa 'cocoa OR chocolate'
  newsidx alert add strike strike -hunger source:herald
""",
)
@click.argument("name")
@click.argument("words", nargs=-1, required=True, metavar="QUERY...", shell_complete=query_words)
@archive_option
def add(name: str, words: tuple[str, ...], db: str) -> int:
    """Save a QUERY under a NAME. Articles that match now do not count as new."""
    from newsidx.cli.archives import open_to_change
    from newsidx.search import alerts
    from newsidx.search.answer import answer
    from newsidx.search.request import Match, SearchRequest
    from newsidx.terminal.summary import matching
    from newsidx.text.sanitize import one_line

    query = parse_query(words)
    if query.is_blank:
        raise click.UsageError("The query has no word, field or date to search for.")
    with open_to_change(db) as archive:
        archive.on_wait = say_waiting(db)
        alerts.add(archive, name, query.text)
        total = answer(archive, SearchRequest(query=query, match=Match.FULL)).total
    say(f'Alert "{one_line(name)}" saved: {matching(total)}. {whole("newsidx alert run")} shows new ones.')
    return 0


@command.command(
    "run",
    epilog="""\b
Examples:
  newsidx alert run
  newsidx alert run cocoa --peek
  newsidx alert run --format json
""",
)
@click.argument("names", nargs=-1, metavar="[NAME...]", shell_complete=alert_names)
@click.option("--peek", is_flag=True, help="Show what is new, and show it again next time.")
@format_option(ROW_FORMATS)
@pager_option
@archive_option
def run(names: tuple[str, ...], peek: bool, form: str | None, no_pager: bool, db: str) -> int:
    """Show what is new since the last run, for all alerts or some. Exits with 1 if nothing is new."""
    from newsidx.archive.opening import open_archive
    from newsidx.cli.archives import open_to_change, say_if_outdated
    from newsidx.cli.output import print_lines
    from newsidx.search import alerts
    from newsidx.terminal import alerts as view
    from newsidx.terminal import console
    from newsidx.terminal.progress import Bar
    from newsidx.text.sanitize import one_line

    if not peek:
        open_archive(db).close()
        _require_writable(db)
    writable = None if peek else open_to_change(db)
    with writable or open_archive(db) as archive:
        archive.on_wait = say_waiting(db)
        say_if_outdated(archive, bool(archive.alerts()))
        with Bar() as bar:
            news = alerts.run(archive, names, bar.step("Running", "alert"), bar.step("Reading"))
        form = chosen_format(form)
        if form == "table":
            if any(item.hits for item in news):
                console.show(view.news(news, console.console()), use_pager=not no_pager)
        else:
            print_lines(view.lines(news, form))
        if writable:
            alerts.done(writable, news)
    for item in news:
        if item.problem:
            note(f'Alert "{one_line(item.alert.name)}" cannot be run: {one_line(item.problem)}.')
    if any(item.hits for item in news):
        return 0
    if any(item.problem for item in news):
        return 2
    note("Nothing new." if news else _NO_ALERTS)
    return 1


def _require_writable(db: str) -> None:
    """Raise CannotWrite before anything is shown that could not be noted as shown."""
    from newsidx.text.sanitize import without_line_breaks

    if is_on_server(db):
        return  # only a change shows whether its servers would make one
    if not all(os.access(place, os.W_OK) for place in (db, os.path.dirname(os.path.abspath(db)))):
        raise CannotWrite(
            f"{whole(without_line_breaks(db))} cannot be written, to note what was shown",
            f"{whole('newsidx alert run --peek')} shows what is new without noting it.",
        )


@command.command(
    "list",
    epilog="""\b
Examples:
  newsidx alert list
  newsidx alert list --format csv > alerts.csv
""",
)
@format_option(ROW_FORMATS)
@archive_option
def show_all(form: str | None, db: str) -> int:
    """List the alerts, with their queries and when they were last run."""
    from newsidx.archive.opening import open_archive
    from newsidx.cli.output import print_lines
    from newsidx.formats.registry import output_format
    from newsidx.text.sanitize import one_line

    with open_archive(db) as archive:
        saved = archive.alerts()
    form = chosen_format(form)
    if form == "table":
        for alert in saved:
            ran = f"last run {alert.last_run[:16].replace('T', ' ')} UTC" if alert.last_run else "not run yet"
            say(f"{one_line(alert.name)}: {one_line(alert.query_text)} {whole(f'({ran})')}")
    else:
        rows = ((alert.name, alert.query_text, alert.added, alert.last_run or "") for alert in saved)
        print_lines(output_format(form).rows(("name", "question", "added", "last_run"), rows))
    if not saved:
        note(_NO_ALERTS)
    return 0 if saved else 1


@command.command(
    "remove",
    epilog="""\b
Examples:
  newsidx alert remove cocoa
""",
)
@click.argument("name", shell_complete=alert_names)
@archive_option
def remove(name: str, db: str) -> int:
    """Delete the alert with a NAME."""
    from newsidx.cli.archives import open_to_change
    from newsidx.search.alerts import users_of
    from newsidx.text.sanitize import one_line

    with open_to_change(db) as archive:
        archive.on_wait = say_waiting(db)
        alert = archive.alert(name)
        archive.delete_alert(name)
        users = users_of(archive, name)
    say(f'Alert "{one_line(name)}" deleted: {one_line(alert.query_text)}')
    say(f"{whole('newsidx undo')} brings it back.")
    if users:
        who = ", ".join(map(one_line, users))
        note(f"Note: search:{one_line(name)} is in the query of {who}, which cannot be run now.")
    return 0

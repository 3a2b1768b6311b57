"""`newsidx info`: which archive, and what is in it."""

from __future__ import annotations

import os
import sys

import click

from newsidx.cli.archive_option import archive_option
from newsidx.cli.options import report_format_option
from newsidx.terminal.messages import note


@click.command(
    "info",
    epilog="""\b
Examples:
  newsidx info
  newsidx info --db news.db
  newsidx info --format json | jq .articles
""",
)
@report_format_option
@archive_option
@click.pass_context
def command(ctx: click.Context, form: str, db: str) -> int:
    """Show which archive is in use and what it holds: articles, dates, gaps, sources, files, size.

    Without --db or NEWSIDX_DB, it is your own archive, in your account's folder for data.
    """
    from newsidx.archive.opening import open_archive
    from newsidx.terminal import info as view

    with open_archive(db) as archive, archive.snapshot():
        described = archive.describe()
    if form == "json":
        from newsidx.formats.reports import description_json

        click.echo(description_json(described))
    elif sys.stdout.isatty() or os.environ.get("FORCE_COLOR"):
        from newsidx.terminal import console as terminal

        terminal.show(view.description(described, terminal.console()))
    else:
        click.echo("\n".join(view.lines(described)))
    if ctx.obj is None:
        from newsidx.cli.place import not_used, own_archive

        own = own_archive()
        if own.old and not own.is_in_old_place:
            note(not_used(own))
    return 0

"""`newsidx info`: which archive, and what is in it."""

from __future__ import annotations

import click

from newsidx.cli.options import archive_option


@click.command("info", short_help="Which archive, and what is in it.")
@click.option("--format", "form", type=click.Choice(["table", "json"]), default="table", help="How to print it.")
@archive_option
def command(form: str, db: str) -> int:
    """Say which archive is in use, and what it holds: articles, dates, gaps, sources, files, size."""
    from newsidx.archive.opening import open_archive
    from newsidx.terminal import console as terminal
    from newsidx.terminal import info as view

    with open_archive(db) as archive, archive.snapshot():
        described = archive.describe()
    if form == "json":
        from newsidx.formats.reports import description_json

        click.echo(description_json(described))
    else:
        terminal.show(view.description(described, terminal.console()))
    return 0

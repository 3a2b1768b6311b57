"""`newsidx optimize`: put the archive in order after large changes."""

from __future__ import annotations

import sys

import click

from newsidx.cli.options import archive_option, say_waiting


@click.command("optimize", short_help="Put the archive in order after large changes.")
@archive_option
def command(db: str) -> int:
    """Merge the full-text index into one piece, drop words that no article has any more, and give back empty space.

    Nothing is lost whenever it is interrupted, and no answer changes. It pays after a first large ingest or a large
    --prune: words in many articles are found sooner. Others may search the archive meanwhile, but not ingest.
    """
    from newsidx.archive.opening import open_to_change
    from newsidx.terminal.optimize import gained

    with open_to_change(db) as archive:
        archive.on_wait = say_waiting(db)
        done = archive.optimize(_say if sys.stderr.isatty() else lambda step: None)
    click.echo(gained(done))
    return 0


def _say(step: str) -> None:
    click.echo(f"{step[0].upper()}{step[1:]} …", err=True)

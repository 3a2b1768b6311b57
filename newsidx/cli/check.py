"""`newsidx check`: is the archive sound, and if not, repair it."""

from __future__ import annotations

import sys

import click

from newsidx.cli.options import archive_option
from newsidx.errors import ArchiveCorrupt


@click.command("check", short_help="See whether the archive is sound, and repair it.")
@click.option("--repair", is_flag=True, help="Repair what is wrong; a copy of a damaged file is kept.")
@archive_option
def command(repair: bool, db: str) -> int:
    """Look at the whole archive: the file, the full-text index against the articles, and every article.

    It exits with 0 if the archive is sound, and with 1 if something is wrong. Nothing is written, and others may read
    and write meanwhile. With --repair the index is made anew from the articles or, where the file or an article is
    damaged, all of the archive from what can be read, while nobody else has it open; what is lost is named, and the
    next newsidx ingest reads it again from the files.
    """
    from newsidx.archive.opening import open_archive, repair_archive
    from newsidx.terminal.check import repaired, soundness

    try:
        with open_archive(db) as archive:
            found = archive.check(_say if sys.stderr.isatty() else lambda step: None)
        click.echo(soundness(found))
        if found.is_sound:
            return 0
        if not repair:
            click.echo("newsidx check --repair fixes it.", err=True)
            return 1
        click.echo(repaired(repair_archive(db, found)))
    except ArchiveCorrupt as error:
        raise ArchiveCorrupt(
            error.message, "That is past repair: move it away, and run newsidx ingest again."
        ) from error
    return 0


def _say(step: str) -> None:
    click.echo(f"{step[0].upper()}{step[1:]} …", err=True)

"""`newsidx check`: is the archive sound, and if not, mend it."""

from __future__ import annotations

import sys

import click

from newsidx.cli.options import archive_option
from newsidx.errors import ArchiveCorrupt


@click.command("check", short_help="See whether the archive is sound, and mend it.")
@click.option("--repair", is_flag=True, help="Mend what is wrong; a damaged file is kept beside the new one.")
@archive_option
def command(repair: bool, db: str) -> int:
    """Look at the whole archive: the file, the full-text index against the articles, and every article.

    It exits with 0 if the archive is sound, and with 1 if something is wrong. With --repair the index is made anew
    from the articles or, where the file itself is damaged, a new archive from all that can be read; what is lost is
    named, and the next newsidx ingest reads it again from the files.
    """
    from newsidx.archive import Archive
    from newsidx.archive.checking import check
    from newsidx.archive.copying import open_writable
    from newsidx.archive.repairing import repair as mend
    from newsidx.views.soundness import mended, soundness

    try:
        Archive.open(db).close()  # to open one for writing makes it where there is none
        with open_writable(db) as archive:
            found = check(archive, _say if sys.stderr.isatty() else lambda step: None)
        click.echo(soundness(found))
        if found.is_sound:
            return 0
        if not repair:
            click.echo("newsidx check --repair mends it.", err=True)
            return 1
        click.echo(mended(mend(db, found)))
    except ArchiveCorrupt as error:
        raise ArchiveCorrupt(
            error.message, "That is past mending: move it away, and run newsidx ingest again."
        ) from error
    return 0


def _say(step: str) -> None:
    click.echo(f"{step[0].upper()}{step[1:]} …", err=True)

"""`newsidx backup`: copy the archive, even while other programs write to it."""

from __future__ import annotations

import click

from newsidx.cli.archive_option import archive_option
from newsidx.terminal.messages import say
from newsidx.text.whole import whole


@click.command(
    "backup",
    epilog="""\b
Examples:
  newsidx backup news-copy.db
  newsidx search oil --db news-copy.db     the copy is an archive like any other
""",
)
@click.argument("target", metavar="FILE", type=click.Path())
@archive_option
def command(target: str, db: str) -> int:
    """Copy the archive as it is now to FILE, which must not exist. Other programs can read and write meanwhile."""
    from rich.filesize import decimal

    from newsidx.archive.opening import open_archive
    from newsidx.terminal.progress import BYTES, steps
    from newsidx.text.sanitize import without_line_breaks

    with open_archive(db) as archive, steps(BYTES) as shown:
        shown.begin("copying")
        size = archive.backup(target, shown.show)
    say(f"{whole(decimal(size))} copied to {whole(without_line_breaks(target))}")
    return 0

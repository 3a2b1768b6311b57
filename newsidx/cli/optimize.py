"""`newsidx optimize`: make the archive smaller and faster after large changes."""

from __future__ import annotations

import click

from newsidx.cli.archive_option import archive_option
from newsidx.cli.options import say_waiting
from newsidx.terminal.messages import say


@click.command(
    "optimize",
    epilog="""\b
Examples:
  newsidx ingest articles/ --prune && newsidx optimize
""",
)
@archive_option
def command(db: str) -> int:
    """Merge the full-text index into one segment, drop words that are no longer in any article, and free empty space.

    It can be interrupted at any time without loss, and no answer changes. Run it after a first large ingest or a large
    --prune: words that are in many articles are found faster. Other programs can search the archive meanwhile, but not
    ingest.
    """
    from newsidx.cli.archives import open_to_change
    from newsidx.terminal.optimize import summary
    from newsidx.terminal.progress import steps

    with open_to_change(db) as archive, steps() as shown:
        archive.on_wait = say_waiting(db)
        done = archive.optimize(shown.begin, shown.show)
    say(summary(done))
    return 0

"""`newsidx check`: look for errors in the archive, and repair them."""

from __future__ import annotations

import click

from newsidx.cli.archive_option import archive_option
from newsidx.errors import ArchiveCorrupt, BeyondRepair
from newsidx.terminal.messages import note, say
from newsidx.text.whole import whole


@click.command(
    "check",
    epilog="""\b
Examples:
  newsidx check
  newsidx check --repair
""",
)
@click.option("--repair", is_flag=True, help="Repair what is wrong; a corrupt file is saved first.")
@archive_option
def command(repair: bool, db: str) -> int:
    """Check the integrity of the whole archive: the file, every article, and the full-text index, the counts and the
    term frequencies against the articles.

    Exits with 0 if there are no errors, and with 1 if there are. Nothing is written, and other programs can read and
    write meanwhile.

    --repair builds the index again from the articles or, if the file or an article is corrupt, the whole archive from
    what can be read. No other program may have it open. Articles that are lost are listed, and the next ingest reads
    them again from their files.
    """
    try:
        return _check(db, repair)
    except ArchiveCorrupt as error:
        raise BeyondRepair(error.path, error.reason) from error


def _check(db: str, repair: bool) -> int:
    from newsidx.archive.opening import open_archive, repair_archive
    from newsidx.terminal.check import findings, repaired
    from newsidx.terminal.progress import steps

    with open_archive(db) as archive, steps() as shown:
        state = archive.check(shown.begin, shown.show)
    say(findings(state))
    if state.is_intact:
        return 0
    if not repair:
        note(f"{whole('newsidx check --repair')} fixes it.")
        return 1
    with steps() as shown:
        done = repair_archive(db, state, shown.begin, shown.show)
    say(repaired(done))
    return 0

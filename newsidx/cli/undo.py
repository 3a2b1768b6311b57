"""`newsidx undo`: take back the last change."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

import click

from newsidx.cli.archive_option import archive_option
from newsidx.cli.options import ROW_FORMATS, chosen_format, format_option
from newsidx.terminal.messages import note, say

if TYPE_CHECKING:
    from collections.abc import Sequence

    from newsidx.archive.records import Change


_WRITTEN = ("tags", "note", "alert-added")
"""The kinds of changes with which something that a user wrote is deleted when they are taken back."""


@click.command(
    "undo",
    epilog="""\b
Examples:
  newsidx undo             take back the last change
  newsidx undo --list      what can be taken back
  newsidx undo 12          take back change 12
""",
)
@click.argument("number", type=int, required=False, metavar="[NUMBER]")
@click.option("--list", "is_list", is_flag=True, help="List the changes that can be taken back, the latest first.")
@click.option("--yes", is_flag=True, help="Do not ask.")
@format_option(ROW_FORMATS)
@archive_option
def command(number: int | None, is_list: bool, yes: bool, form: str | None, db: str) -> int:
    """Take back the last change: bring back articles that were removed or pruned, tags, notes and alerts.

    Run it again to take back the change before. A change can be taken back for 30 days, or until newsidx optimize. An
    undo itself cannot be taken back: run the command that made the change again. On a terminal it asks before it takes
    back what you wrote: tags, a note, an alert.
    """
    from newsidx.archive.opening import open_archive
    from newsidx.archive.undoable import chosen
    from newsidx.cli.archives import open_to_change
    from newsidx.terminal import changes as view
    from newsidx.terminal.progress import Bar

    if is_list:
        with open_archive(db) as archive:
            return _list(archive.changes(), chosen_format(form))
    with open_archive(db) as archive:
        chosen(archive.changes(), number)  # before an archive of an earlier newsidx is migrated for nothing
    with open_to_change(db) as archive:
        change = chosen(archive.changes(), number)
        if change.kind in _WRITTEN and not yes and sys.stdin.isatty():
            note(f"  {view.described(change)}")
            if not click.confirm("Take this back? It cannot be brought back again.", err=True):
                note("Nothing was taken back.")
                return 1
        with Bar() as bar:
            undone = archive.undo(change.id, bar.step(*view.step(change)))
            if undone.restored:
                archive.refresh_terms(bar.step("Counting words"))
    for line in view.undone(undone):
        say(line)
    return 0


def _list(changes: Sequence[Change], form: str) -> int:
    if form == "table":
        from newsidx.terminal import changes as view

        for change in changes:
            say(view.described(change))
    else:
        from newsidx.cli.output import print_lines
        from newsidx.formats import figures
        from newsidx.formats.registry import output_format

        print_lines(output_format(form).rows(*figures.changes(changes)))
    if not changes:
        note("There is no change to undo.")
    return 0 if changes else 1

"""`newsidx files`: the files that the archive knows, all of them or those that an ingest counted."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import chain
from typing import TYPE_CHECKING

import click

from newsidx.cli.archive_option import archive_option
from newsidx.cli.options import chosen_format, format_option, pager_option
from newsidx.formats.registry import for_rows, names
from newsidx.terminal.messages import note
from newsidx.text.plural import plural
from newsidx.text.whole import whole

if TYPE_CHECKING:
    from newsidx.archive.records import ListedFile, ListedStatus

_STATUSES = ("new", "changed", "moved", "duplicate", "problem", "undated", "ambiguous", "missing")


@click.command(
    "files",
    epilog="""\b
Examples:
  newsidx files --status changed       what the last ingest found changed
  newsidx files --status missing       what is no longer on the disk
  newsidx files --format csv > files.csv
""",
)
@click.option(
    "--status",
    type=click.Choice(_STATUSES),
    help="Only files with this status; new, changed and moved are those of the last ingest that read any.",
)
@format_option(names(for_rows("path")))
@pager_option
@archive_option
def command(status: ListedStatus | None, form: str | None, no_pager: bool, db: str) -> int:
    """List the files in the archive: how many articles each has, and the layout and encoding it was read in.

    What an ingest counts in its report can be listed here by --status.
    """
    from newsidx.archive.opening import open_archive

    with open_archive(db) as archive, archive.snapshot():
        files = archive.files(status)
        first = next(files, None)
        if first is None:
            note(
                f"No files with status {status}."
                if status
                else f"No files yet: {whole('newsidx ingest FOLDER')} reads some."
            )
            return 1
        _show(chain([first], files), chosen_format(form), no_pager)
    return 0


def _show(files: Iterator[ListedFile], form: str, no_pager: bool) -> None:
    """Print the files as a table or, one by one, in a format for programs."""
    if form == "table":
        from newsidx.terminal import console
        from newsidx.terminal import files as view

        listed = list(files)
        console.show(view.files(listed), use_pager=not no_pager)
        note(f"{plural(len(listed), 'file')}.")
        return
    from newsidx.cli.output import print_lines
    from newsidx.formats import figures
    from newsidx.formats.registry import output_format

    print_lines(output_format(form).rows(*figures.files(files)))

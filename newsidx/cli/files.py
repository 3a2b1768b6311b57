"""`newsidx files`: the files that the archive knows, all of them or those that an ingest counted."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import chain, islice
from typing import TYPE_CHECKING

import click

from newsidx.cli.archive_option import archive_option
from newsidx.cli.options import Page, chosen_format, format_option, paged, pager_option
from newsidx.formats.registry import for_rows, names
from newsidx.terminal import pages
from newsidx.terminal.messages import note
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
  newsidx files -n 50 --page 2         the second fifty
  newsidx files --format csv > files.csv
""",
)
@click.option(
    "--status",
    type=click.Choice(_STATUSES),
    help="Only files with this status; new, changed and moved are those of the last ingest that read any.",
)
@paged(0)
@format_option(names(for_rows("path")))
@pager_option
@archive_option
def command(status: ListedStatus | None, page: Page, form: str | None, no_pager: bool, db: str) -> int:
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
        return 0 if _show(chain([first], files), page, chosen_format(form), no_pager) else 1


def _show(files: Iterator[ListedFile], page: Page, form: str, no_pager: bool) -> bool:
    """Print a page of the files as a table or, one by one, in a format for programs. Returns whether there are any."""
    passed_over = sum(1 for _ in islice(files, page.offset))
    on_page = islice(files, page.limit)
    first = next(on_page, None)
    if first is None:
        note(pages.no_page("file", passed_over, page.number))
        return False
    if form == "table":
        from newsidx.terminal import console
        from newsidx.terminal import files as view

        listed = [first, *on_page]
        total = page.offset + len(listed) + sum(1 for _ in files)
        console.show(view.files(listed), use_pager=not no_pager)
        note(f"{pages.place('file', len(listed), total, page.number, page.offset)}.")
        return True
    from newsidx.cli.output import print_lines
    from newsidx.formats import figures
    from newsidx.formats.registry import output_format

    print_lines(output_format(form).rows(*figures.files(chain([first], on_page))))
    return True

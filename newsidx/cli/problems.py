"""`newsidx problems`: the files that gave no article or not all of theirs, and the removed articles left out."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from newsidx.cli.archive_option import archive_option
from newsidx.cli.options import chosen_format, format_option, pager_option
from newsidx.formats.registry import for_rows, names
from newsidx.terminal.messages import note
from newsidx.text.sanitize import one_line
from newsidx.text.whole import whole

if TYPE_CHECKING:
    from newsidx.formats.figures import Figures


@click.command("problems")
@click.option("--kind", metavar="KIND", help="Only problems of this kind, such as missing-extra or markup.")
@click.option("--removed", is_flag=True, help="List the removed articles that an ingest skips instead.")
@format_option(names(for_rows("path")))
@pager_option
@archive_option
def command(kind: str | None, removed: bool, form: str | None, no_pager: bool, db: str) -> int:
    """List the files that gave no article, or not all of theirs, by the kind of problem, each with its reason."""
    if removed:
        return _list_removed(db, chosen_format(form), no_pager)
    return _list_problems(db, kind, chosen_format(form), no_pager)


def _list_problems(db: str, kind: str | None, form: str, no_pager: bool) -> int:
    from newsidx.archive.opening import open_archive
    from newsidx.formats import figures
    from newsidx.text.plural import plural

    with open_archive(db) as archive, archive.snapshot():
        all_files = list(archive.problems())
        removed = archive.count_removed()
    files = [file for file in all_files if kind is None or file.kind == kind]
    if form != "table":
        _print_rows(figures.problems(files), form)
    elif files:
        from newsidx.terminal import console
        from newsidx.terminal import problems as view

        console.show(view.problems(files), use_pager=not no_pager)
    if not all_files:
        note("No problems: every file was read in full.")
    elif not files:
        kinds = ", ".join(sorted({file.kind for file in all_files}))
        note(f"No problems of kind {one_line(str(kind))}. Kinds with problems: {kinds}.")
    if removed:
        skipped = plural(removed, "removed article")
        note(f"{skipped} skipped; {whole('newsidx problems --removed')} lists what was removed.")
    return 0 if files else 1


def _list_removed(db: str, form: str, no_pager: bool) -> int:
    from newsidx.archive.opening import open_archive
    from newsidx.formats import figures

    with open_archive(db) as archive, archive.snapshot():
        articles = list(archive.removed_articles())
    if form != "table":
        _print_rows(figures.removed(articles), form)
    elif articles:
        from newsidx.terminal import console
        from newsidx.terminal import problems as view

        console.show(view.removed(articles), use_pager=not no_pager)
    if not articles:
        note("No removed article is skipped.")
        return 1
    note(f"{whole('newsidx ingest --again PATH')} reads them again.")
    return 0


def _print_rows(rows: Figures, form: str) -> None:
    from newsidx.cli.output import print_lines
    from newsidx.formats.registry import output_format

    print_lines(output_format(form).rows(*rows))

"""`newsidx problems`: the files that gave no article or not all of theirs, and the removed articles left out."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from newsidx.cli.archive_option import archive_option
from newsidx.cli.options import Page, chosen_format, format_option, paged, pager_option
from newsidx.formats.registry import for_rows, names
from newsidx.terminal import pages
from newsidx.terminal.messages import note
from newsidx.text.sanitize import one_line
from newsidx.text.whole import whole

if TYPE_CHECKING:
    from newsidx.formats.figures import Figures


@click.command(
    "problems",
    epilog="""\b
Examples:
  newsidx problems                        every file, by the kind of problem
  newsidx problems --kind missing-extra   what a library that is not installed would read
  newsidx problems --format paths -n 100
  newsidx problems --removed              the removed articles that an ingest skips
""",
)
@click.option("--kind", metavar="KIND", help="Only problems of this kind, such as missing-extra or markup.")
@click.option("--removed", is_flag=True, help="List the removed articles that an ingest skips instead.")
@paged(0)
@format_option(names(for_rows("path")))
@pager_option
@archive_option
def command(kind: str | None, removed: bool, page: Page, form: str | None, no_pager: bool, db: str) -> int:
    """List the files that gave no article, or not all of theirs, by the kind of problem, each with its reason."""
    if removed:
        return _list_removed(db, page, chosen_format(form), no_pager)
    return _list_problems(db, kind, page, chosen_format(form), no_pager)


def _list_problems(db: str, kind: str | None, page: Page, form: str, no_pager: bool) -> int:
    from newsidx.archive.opening import open_archive
    from newsidx.formats import figures
    from newsidx.text.plural import plural

    with open_archive(db) as archive, archive.snapshot():
        all_files = list(archive.problems())
        removed = archive.count_removed()
    of_kind = [file for file in all_files if kind is None or file.kind == kind]
    files = of_kind[page.offset :][: page.limit]
    if form != "table":
        _print_rows(figures.problems(files), form)
    elif files:
        from newsidx.terminal import console
        from newsidx.terminal import problems as view

        console.show(view.problems(files), use_pager=not no_pager)
    if not all_files:
        note("No problems: every file was read in full.")
    elif not of_kind:
        kinds = ", ".join(sorted({file.kind for file in all_files}))
        note(f"No problems of kind {one_line(str(kind))}. Kinds with problems: {kinds}.")
    elif not files:
        note(pages.no_page("file", len(of_kind), page.number))
    elif len(files) < len(of_kind) and form == "table":
        note(f"{pages.place('file', len(files), len(of_kind), page.number, page.offset)}.")
    if removed:
        skipped = plural(removed, "removed article")
        note(f"{skipped} skipped; {whole('newsidx problems --removed')} lists what was removed.")
    return 0 if files else 1


def _list_removed(db: str, page: Page, form: str, no_pager: bool) -> int:
    from newsidx.archive.opening import open_archive
    from newsidx.formats import figures

    with open_archive(db) as archive, archive.snapshot():
        all_articles = list(archive.removed_articles())
    articles = all_articles[page.offset :][: page.limit]
    if form != "table":
        _print_rows(figures.removed(articles), form)
    elif articles:
        from newsidx.terminal import console
        from newsidx.terminal import problems as view

        console.show(view.removed(articles), use_pager=not no_pager)
    if not all_articles:
        note("No removed article is skipped.")
        return 1
    if not articles:
        note(pages.no_page("file", len(all_articles), page.number))
        return 1
    if len(articles) < len(all_articles) and form == "table":
        note(f"{pages.place('file', len(articles), len(all_articles), page.number, page.offset)}.")
    note(f"{whole('newsidx ingest --again PATH')} reads them again.")
    return 0


def _print_rows(rows: Figures, form: str) -> None:
    from newsidx.cli.output import print_lines
    from newsidx.formats.registry import output_format

    print_lines(output_format(form).rows(*rows))

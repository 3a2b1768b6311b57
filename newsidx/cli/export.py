"""`newsidx export`: articles in the formats of other programs."""

from __future__ import annotations

import os
from collections.abc import Iterator
from typing import TYPE_CHECKING

import click

from newsidx.cli.options import DATES_HELP, QueryCommand, archive_option, asked, date_options

if TYPE_CHECKING:
    from newsidx.archive import Archive
    from newsidx.article import Article
    from newsidx.dates import DateRange
    from newsidx.query import Query

_FORMATS = ("jsonl", "json", "csv", "markdown", "ris", "bibtex", "csl-json", "files")


@click.command(
    "export",
    cls=QueryCommand,
    short_help="Articles in the formats of other programs.",
    epilog=f"""{DATES_HELP}

\b
Examples:
  newsidx export cocoa --to cocoa.jsonl
  newsidx export 'oil opec' --date 1987-03 --to opec.ris
  newsidx export --date 1987-10 --to october/          a plain file each
  newsidx export cocoa --to cocoa/ --format markdown
  newsidx export cocoa --to - --format bibtex
""",
)
@click.argument("question", nargs=-1, metavar="[QUESTION...]")
@date_options
@click.option("--to", "target", required=True, metavar="FILE", help="A file, a folder/, or - for stdout.")
@click.option(
    "--format", "form", type=click.Choice(_FORMATS), help="[default: by the ending of FILE; files in a folder/]"
)
@click.option("--overwrite", is_flag=True, help="Overwrite what is there.")
@archive_option
def command(
    question: tuple[str, ...],
    dates: DateRange,
    target: str,
    form: str | None,
    overwrite: bool,
    db: str,
) -> int:
    """Write the articles that answer a QUESTION, with all of its words, or all of some dates, oldest first.

    .jsonl, .json and .csv have whole articles; .md is for reading; .ris, .bib and csl-json are citations for reference
    managers. A folder gets a plain file an article, which newsidx ingest reads back as the same.
    """
    from newsidx.archive.opening import open_archive
    from newsidx.formats.files import ENDINGS, ONE_EACH, ONE_FILE, to_file, to_folder
    from newsidx.query import Query
    from newsidx.text.sanitize import without_line_breaks

    query = asked(question, dates) if question else Query(dates=dates)
    if query.is_blank:
        raise click.UsageError("There is no word, field or date in that to look for.")
    is_folder = target != "-" and (target.endswith(("/", os.sep)) or os.path.isdir(target) or form == "files")
    form = form or ("files" if is_folder else ENDINGS.get(os.path.splitext(target)[1].lower()))
    if form is None:
        raise click.UsageError(f"Which format? Name a file {', '.join(ENDINGS)}, a folder/, or give --format.")
    if form not in (ONE_EACH if is_folder else ONE_FILE):
        raise click.UsageError(f"{form} is not written to {'a folder' if is_folder else 'one file'}.")
    with open_archive(db) as archive, archive.snapshot():
        found = _found(archive, query)
        if target == "-":
            return _print(found, form)
        done = (to_folder if is_folder else to_file)(found, target, form, overwrite)
    if not done.articles:
        click.echo("Nothing found to export.", err=True)
        return 1
    click.echo(
        f"{done.articles:,} article{'s' if done.articles != 1 else ''} written to {without_line_breaks(target)}",
        err=True,
    )
    if done.otherwise:
        click.echo(f"Note: {done.otherwise:,} of them do not read back quite the same.", err=True)
    return 0


def _found(archive: Archive, query: Query) -> Iterator[Article]:
    """The articles one after another, oldest first."""
    from newsidx.archive.contract import Sort
    from newsidx.search.answer import answer
    from newsidx.search.request import Match, SearchRequest

    request = SearchRequest(query=query, sort=Sort.OLDEST, limit=None, match=Match.FULL, with_snippets=False)
    return (hit.article for hit in answer(archive, request).hits)


def _print(found: Iterator[Article], form: str) -> int:
    from itertools import chain

    from newsidx.cli.output import print_lines
    from newsidx.formats.files import ONE_FILE

    first = next(found, None)
    if first is None:
        click.echo("Nothing found to export.", err=True)
        return 1
    print_lines(ONE_FILE[form](chain([first], found)))
    return 0

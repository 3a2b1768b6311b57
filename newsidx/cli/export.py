"""`newsidx export`: articles as files of other programs."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING

import click

from newsidx.cli.archive_option import archive_option
from newsidx.cli.completing import query_words
from newsidx.cli.options import DATES_HELP, MOST, date_options
from newsidx.cli.query_arguments import QueryCommand, language_option, parse_query
from newsidx.cli.sources import from_sources, source_option
from newsidx.formats.registry import ARTICLES, FILES, FORMATS, OutputFormat, by_ending, for_export, names, output_format
from newsidx.query.sort import Sort
from newsidx.terminal.messages import note
from newsidx.text.whole import whole

if TYPE_CHECKING:
    from newsidx.archive.contract import Archive
    from newsidx.article import Article
    from newsidx.dates import DateRange
    from newsidx.formats.files import Exported
    from newsidx.query import Query
    from newsidx.search.answer import Answer

_ENDINGS = ", ".join(form.endings[0] for form in FORMATS if form.endings)
_STDOUT = "-"


@click.command(
    "export",
    cls=QueryCommand,
    epilog=f"""{DATES_HELP}

\b
Examples:
  newsidx export cocoa --to cocoa.jsonl
  newsidx export 'oil opec' --date 1987-03 --to opec.ris
  newsidx export --date 1987-10 --to october/    a text file for each article
  newsidx export cocoa --to cocoa/ --format markdown
  newsidx export cocoa --format bibtex          to stdout
  newsidx export 20220306-1..20220306-9 --to week.bib
  newsidx export oil --sort relevance --limit 50 --format apa
""",
)
@click.argument("words", nargs=-1, metavar="[QUERY...]", shell_complete=query_words)
@date_options
@source_option
@language_option
@click.option(
    "--to", "target", metavar="FILE", default=_STDOUT, help=f"A file ({_ENDINGS}) or a folder/. [default: stdout]"
)
@click.option(
    "--format",
    "form",
    type=click.Choice(names(for_export())),
    help="The format: see newsidx help formats. [default: by the ending of FILE; files in a folder/, jsonl on stdout]",
)
@click.option(
    "--sort",
    type=click.Choice([sort.value for sort in Sort]),
    default=Sort.OLDEST.value,
    show_default=True,
    help="What comes first.",
)
@click.option(
    "--limit",
    "-n",
    type=click.IntRange(0, MOST),
    metavar="N",
    default=0,
    help="At most N articles, 0 for all. [default: all]",
)
@click.option("--overwrite", is_flag=True, help="Overwrite files that exist.")
@archive_option
def command(
    words: tuple[str, ...],
    dates: DateRange,
    sources: tuple[str, ...],
    language: str | None,
    target: str,
    form: str | None,
    sort: str,
    limit: int,
    overwrite: bool,
    db: str,
) -> int:
    """Write the articles that match a QUERY, with all of its words, or all articles of some dates.

    The QUERY can be ids (20220306-1), ranges of them (20220306-1..20220306-9) and paths of files, too. Without --to the
    articles go to stdout.

    .jsonl, .json and .csv hold whole articles; .md is for reading; .ris, .bib and csl-json are citations for reference
    managers. A folder/ gets a text file for each article, which newsidx ingest reads back as the same article.
    """
    from newsidx.archive.opening import open_archive
    from newsidx.cli.archives import say_if_outdated
    from newsidx.cli.output import expected_hits
    from newsidx.formats.files import to_file, to_folder
    from newsidx.query import Query
    from newsidx.terminal.progress import counted

    query = parse_query(words, dates, language) if words else Query(dates=dates)
    if query.is_blank:
        raise click.UsageError("The query has no word, field or date to search for.")
    is_folder = _is_folder(target, form)
    chosen = _chosen_format(target, form, is_folder)
    with open_archive(db) as archive, archive.snapshot():
        query = from_sources(archive, query, sources)
        say_if_outdated(archive, query.tree is not None)
        matching = _answer(archive, query, Sort(sort), limit or None)
        articles = (hit.article for hit in matching.hits)
        if target == _STDOUT:
            return _print(articles, chosen, lambda: expected_hits(matching))
        write = to_folder if is_folder else to_file
        with counted(articles, "Writing", lambda: expected_hits(matching)) as watched:
            exported = write(watched, target, chosen, overwrite)
    return _report(exported, target)


def _is_folder(target: str, form: str | None) -> bool:
    """Whether each article becomes a file of its own."""
    if target == _STDOUT:
        return False
    is_only_for_folders = form is not None and ARTICLES not in output_format(form).holds
    return is_only_for_folders or target.endswith(("/", os.sep)) or os.path.isdir(target)


def _chosen_format(target: str, form: str | None, is_folder: bool) -> OutputFormat:
    """The format that was asked for, or that the target means. Raises click.UsageError."""
    if form is None and target == _STDOUT:
        form = "jsonl"
    chosen = output_format(form or "files") if form or is_folder else by_ending(target)
    if chosen is None:
        raise click.UsageError(f"Which format? Name a file {_ENDINGS}, a folder/, or give --format.")
    if (FILES if is_folder else ARTICLES) not in chosen.holds:
        if target == _STDOUT:
            raise click.UsageError(f"{chosen.name} needs a folder: give --to FOLDER/.")
        raise click.UsageError(f"{chosen.name} cannot be written to {'a folder' if is_folder else 'one file'}.")
    return chosen


def _answer(archive: Archive, query: Query, sort: Sort, limit: int | None) -> Answer:
    """The articles that match, in an order; a limit of None means all of them."""
    from newsidx.search.answer import answer
    from newsidx.search.request import Match, SearchRequest

    return answer(archive, SearchRequest(query=query, sort=sort, limit=limit, match=Match.FULL, with_snippets=False))


def _print(articles: Iterator[Article], chosen: OutputFormat, total: Callable[[], int]) -> int:
    """Print on stdout; nothing, not even a header, if there are no articles."""
    from itertools import chain

    from newsidx.cli.output import print_lines

    first = next(articles, None)
    if first is None:
        return _say_nothing_found()
    print_lines(chosen.articles(chain([first], articles)), total, "article")
    return 0


def _report(exported: Exported, target: str) -> int:
    """Say how many articles were written."""
    from newsidx.text.plural import plural
    from newsidx.text.sanitize import without_line_breaks

    if not exported.articles:
        return _say_nothing_found()
    note(f"{plural(exported.articles, 'article')} written to {whole(without_line_breaks(target))}")
    if exported.differ:
        files = plural(exported.differ, "file")
        same = "article" if exported.differ == 1 else "articles"
        note(f"Note: {files} would not read back as exactly the same {same}.")
    return 0


def _say_nothing_found() -> int:
    note("Nothing found to export.")
    return 1

"""`newsidx layout`: a layout of the user's own, tried on sample files."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from newsidx.cli.archive_option import group_archive_option
from newsidx.cli.options import chosen_format, format_option, pager_option
from newsidx.cli.reading import layout_text
from newsidx.formats.registry import for_rows, names
from newsidx.terminal.messages import note
from newsidx.text.whole import whole

if TYPE_CHECKING:
    from newsidx.readers.layouts.trial import Trial

_SHOWN = 5


@click.group(
    "layout",
    epilog="""\b
Example of a layout:
  begins = '^ARTICLE '                  # a line with which each article begins
  date = '^DATE: (?P<date>.+)$'
  date_format = "%d.%m.%y"              # only if newsidx does not know the form
  title = '^HEAD: (?P<title>.+)$'
  drop = ['^-- page [0-9]+ --$']        # lines that belong to no article
  files = ["*.hld"]
  [fields]
  byline = '^BY (?P<byline>.+)$'

\b
Examples:
  newsidx layout try herald.toml articles/1987.hld
""",
)
@group_archive_option
def command() -> None:
    """Try a layout of your own on sample files.

    A layout is a TOML file of regular expressions that say where the articles in a file begin, and where their dates,
    titles and other fields are. newsidx ingest --layout FILE reads files by it.
    """


@command.command(
    "try",
    epilog="""\b
Examples:
  newsidx layout try herald.toml articles/1987.hld
  newsidx layout try herald.toml articles/*.hld -n 1 --format jsonl
""",
)
@click.argument("path", metavar="FILE", type=click.Path())
@click.argument(
    "samples", nargs=-1, required=True, metavar="SAMPLE...", type=click.Path(exists=True, dir_okay=False, readable=True)
)
@click.option(
    "--limit",
    "-n",
    type=click.IntRange(min=0),
    metavar="N",
    help=f"At most N articles of each sample, 0 for all. [default: {_SHOWN} in a table, else all]",
)
@format_option(names(for_rows()))
@pager_option
@group_archive_option
def try_(path: str, samples: tuple[str, ...], limit: int | None, form: str | None, no_pager: bool) -> int:
    """Show what the layout in FILE would read from each SAMPLE, and how many lines each of its patterns matches."""
    from newsidx.dates.extract import DateReader
    from newsidx.disk.paths import path_text
    from newsidx.readers.layouts import parse_layout
    from newsidx.readers.layouts.trial import try_layout
    from newsidx.text.plural import part

    layout = parse_layout(layout_text(path), path_text(path))
    dates = DateReader()
    tried = []
    for sample in samples:
        with open(sample, "rb") as stream:
            tried.append(try_layout(layout, path_text(sample), stream.read(), dates))
    _print(tried, chosen_format(form), limit, use_pager=not no_pager)
    articles = [article for trial in tried for article in trial.articles]
    if undated := sum(article.date is None for article in articles):
        note(f"{part(undated, len(articles), 'article')} without a date.")
    if not articles:
        note("The layout finds no article.")
        return 1
    note(f"{whole(f'newsidx ingest --layout {path_text(path)} PATH')} reads files by it.")
    return 0


def _print(tried: list[Trial], form: str, limit: int | None, *, use_pager: bool) -> None:
    if form == "table":
        from newsidx.terminal import console
        from newsidx.terminal import layout as view

        most = _SHOWN if limit is None else limit or None
        console.show(view.trials(tried, most, console.console()), use_pager=use_pager)
        return
    from newsidx.cli.output import print_lines
    from newsidx.formats import figures
    from newsidx.formats.registry import output_format

    articles = ((trial.path, trial.articles[: limit or None]) for trial in tried)
    print_lines(output_format(form).rows(*figures.read_articles(articles)))

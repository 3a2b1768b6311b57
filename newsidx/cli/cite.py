"""`newsidx cite`: the reference to an article, to paste."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

import click

from newsidx.cli.archive_option import archive_option
from newsidx.cli.completing import article_ids
from newsidx.terminal.messages import note

if TYPE_CHECKING:
    from collections.abc import Sequence

    from newsidx.article import Article

_FORMATS = {
    "apa": "apa",
    "chicago": "chicago",
    "mla": "mla",
    "bibtex": "bibtex",
    "ris": "ris",
    "csl": "csl-json",
}
"""The output format that each style is written in."""

_GUIDES = ("apa", "chicago", "mla")
"""The styles of guides, which have italics."""


@click.command(
    "cite",
    epilog="""\b
Examples:
  newsidx cite 20220306-1
  newsidx cite 20220306-1..20220306-4 --style chicago
  newsidx cite articles/2022/03/06/oil.txt --style bibtex
  newsidx search oil --date 2022-03 | newsidx cite - --style mla
""",
)
@click.argument("names", nargs=-1, required=True, metavar="ID...", shell_complete=article_ids)
@click.option(
    "--style", type=click.Choice(list(_FORMATS)), default="apa", show_default=True, help="How the reference is written."
)
@archive_option
def command(names: tuple[str, ...], style: str, db: str) -> int:
    """Print a reference to each article, ready to paste into a list of references.

    An ID is what search and list show (20220306-1), a range of ids (20220306-1..20220306-4), or the path of a file.
    The ID - stands for ids on stdin, one a line. Styles: apa (7th edition), chicago (17th, bibliography), mla (9th),
    and bibtex, ris and csl (CSL-JSON) for programs. Titles stay as they are in the article.
    """
    from newsidx.archive.opening import open_archive
    from newsidx.cli.article_arguments import named_articles
    from newsidx.cli.output import print_lines
    from newsidx.formats.registry import output_format

    with open_archive(db) as archive, archive.snapshot():
        articles = list({article.id: article for article in named_articles(archive, names)}.values())
    if not articles:
        note("No IDs came in on standard input.")
        return 1
    if style in _GUIDES and sys.stdout.isatty():
        _print_with_italics(articles, style)
    else:
        print_lines(output_format(_FORMATS[style]).articles(articles))
    return 0


def _print_with_italics(articles: Sequence[Article], style: str) -> None:
    """Print references on a terminal. A long one stays one line, which the terminal folds: so it can be copied."""
    from importlib import import_module

    reference = import_module(f"newsidx.formats.styles.{style}").reference
    for article in articles:
        click.echo("".join(click.style(text, italic=is_italic or None) for text, is_italic in reference(article)))

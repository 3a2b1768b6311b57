"""`newsidx show`: read articles."""

from __future__ import annotations

import click

from newsidx.cli.archive_option import archive_option
from newsidx.cli.options import ARTICLE_FORMATS, pager_option
from newsidx.cli.query_arguments import parse_query


@click.command(
    "show",
    epilog="""\b
Examples:
  newsidx show 20220306-1
  newsidx show 20220306-1 --highlight 'sanctions oil'
  newsidx show articles/2022/03/06/oil.txt
  newsidx search oil --format ids -n 3 | xargs newsidx show --format json
""",
)
@click.argument("names", nargs=-1, required=True, metavar="ID...")
@click.option("--highlight", metavar="WORDS", default="", help="Highlight every form of these words.")
@click.option(
    "--format", "form", type=click.Choice(["text", *ARTICLE_FORMATS]), default="text", help="How to print it."
)
@pager_option
@archive_option
def command(names: tuple[str, ...], highlight: str, form: str, no_pager: bool, db: str) -> int:
    """Show articles as a person reads them.

    An ID is what search and list show (20220306-1), the number it stands for, or the path of a file.
    """
    from newsidx.archive.opening import open_archive

    with open_archive(db) as archive, archive.snapshot():
        articles = [article for name in names for article in archive.named(name)]
        if form != "text":
            from newsidx.cli.output import print_lines
            from newsidx.formats.registry import output_format

            print_lines(output_format(form).articles(articles))
            return 0
        from rich.console import Group

        from newsidx.search.answer import highlighted
        from newsidx.terminal import article as view
        from newsidx.terminal import console as terminal

        query, screen = parse_query([highlight]), terminal.console()
        shown = [
            view.article(article, archive.files_of(article.id), screen)
            for article in highlighted(archive, query, articles)
        ]
        archive.end_snapshot()
        terminal.show(Group(*shown), use_pager=not no_pager)
    return 0

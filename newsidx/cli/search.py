"""`newsidx search`: find articles by the words in them."""

from __future__ import annotations

import re

import click

from newsidx.cli.options import (
    DATES_HELP,
    archive_option,
    chosen_dates,
    chosen_format,
    chosen_page,
    date_options,
    format_option,
    page_options,
    pager_option,
)
from newsidx.query.compiling import SORTS
from newsidx.views.machine import FORMATS

_NEGATIVE = "\x00-"


class _WordsCommand(click.Command):
    """A command to which `-gas` is a word that must be absent, and no bundle of options."""

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        is_negative = re.compile(r"-(?!n\d+$)[^\s-].+", re.DOTALL)
        return super().parse_args(ctx, [f"\x00{one}" if is_negative.fullmatch(one) else one for one in args])


@click.command(
    "search",
    cls=_WordsCommand,
    short_help="Find articles by the words in them.",
    epilog=f"""{DATES_HELP}

\b
Examples:
  newsidx search oil venezuela
  newsidx search '"oil embargo" -gas' --since 2022-01
  newsidx search '(oil OR gas) title:venezuela source:herald'
  newsidx search sanctions --date 2022-03 --sort newest
  newsidx search maduro --format jsonl | jq .title
""",
)
@click.argument("words", nargs=-1, required=True, metavar="WORDS...")
@date_options
@click.option("--sort", type=click.Choice(SORTS), default="relevance", show_default=True, help="What comes first.")
@page_options
@format_option(FORMATS)
@pager_option
@archive_option
def command(
    words: tuple[str, ...],
    since: str | None,
    until: str | None,
    on: str | None,
    date: str | None,
    sort: str,
    limit: int | None,
    page: int,
    form: str | None,
    no_pager: bool,
    db: str,
) -> int:
    """Find the articles that have all the WORDS, in any form of them, the best first.

    A word counts more in a title. "Words in quotes" stand one after another, "oil embargo"~5 near each other.
    OR, NOT (or -) and brackets combine; title: body: by: source: section: place: lang: path: date: since: and
    until: narrow. Any text is a valid question.
    """
    from newsidx.archive import Archive
    from newsidx.cli.answers import print_answer
    from newsidx.query import Query
    from newsidx.search import count, search
    from newsidx.views.safe import one_line

    query = Query.parse(" ".join(words).replace(_NEGATIVE, "-"), chosen_dates(since, until, on, date))
    form = chosen_format(form)
    limit, offset = chosen_page(limit, page)
    for note in query.notes:
        click.echo(f"Note: {one_line(note)}.", err=True)
    with Archive.open(db) as archive:
        if query.is_blank:
            print_answer(iter(()), form, lambda: 0, limit, offset, no_pager)  # in JSON, nothing is []
            click.echo("There is no word to look for. To see articles by date: newsidx list", err=True)
            return 1
        hits = search(archive, query, sort, limit, offset, with_snippets=form not in ("ids", "paths"))
        if print_answer(hits, form, lambda: count(archive, query), limit, offset, no_pager):
            return 0
        total = count(archive, query)
    asked = one_line(query.text) + (f" ({query.dates})" if not query.dates.is_everything else "")
    if total:
        click.echo(f"There is no page {page}: {total:,} articles answer {asked}.", err=True)
    else:
        click.echo(f"Nothing found for {asked}.", err=True)
    return 1

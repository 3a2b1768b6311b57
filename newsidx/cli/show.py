"""`newsidx show`: read articles, by their ids or those of an answer one after another."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING

import click
from click.core import ParameterSource

from newsidx.cli.archive_option import archive_option
from newsidx.cli.completing import article_ids
from newsidx.cli.options import ARTICLE_FORMATS, DATES_HELP, Page, date_options, page_options, pager_option
from newsidx.cli.query_arguments import language_option, parse_query
from newsidx.cli.sources import from_sources, source_option
from newsidx.query.sort import Sort
from newsidx.terminal.messages import note

if TYPE_CHECKING:
    from newsidx.archive.contract import Archive
    from newsidx.article import Article
    from newsidx.dates import DateRange
    from newsidx.query import Query
    from newsidx.search.answer import Answer

_OF_QUERY_ONLY = ("since", "until", "on", "date", "sources", "language", "sort", "limit", "page")
"""The options that choose among the articles of a query."""


@click.command(
    "show",
    epilog=f"""{DATES_HELP}

\b
Examples:
  newsidx show 20220306-1
  newsidx show 20220306-1 --highlight 'sanctions oil'
  newsidx show articles/2022/03/06/oil.txt
  newsidx show --of 'oil venezuela' --since 2022-03    read the answer, article after article
  newsidx search oil --format ids -n 3 | newsidx show -
""",
)
@click.argument("names", nargs=-1, metavar="[ID...]", shell_complete=article_ids)
@click.option("--of", "query_text", metavar="QUERY", help="Show the articles that match this query, best first.")
@date_options
@source_option
@language_option
@click.option(
    "--sort",
    type=click.Choice([sort.value for sort in Sort]),
    default=Sort.RELEVANCE.value,
    help="With --of: what comes first.",
)
@page_options
@click.option("--highlight", metavar="WORDS", default="", help="Highlight every form of these words.")
@click.option(
    "--format", "form", type=click.Choice(["text", *ARTICLE_FORMATS]), default="text", help="How to print it."
)
@pager_option
@archive_option
def command(
    names: tuple[str, ...],
    query_text: str | None,
    dates: DateRange,
    sources: tuple[str, ...],
    language: str | None,
    sort: str,
    page: Page,
    highlight: str,
    form: str,
    no_pager: bool,
    db: str,
) -> int:
    """Show articles as a person reads them.

    An ID is what search and list show (20220306-1), a range of ids (20220306-1..20220306-4), or the path of a file; -
    reads them from standard input, a line each. With --of, all articles of a query are shown one after another, its
    words highlighted: on a terminal a page of them, in a pipe all.
    """
    from newsidx.archive.opening import open_archive

    words = parse_query([highlight])
    if query_text is None:
        _require_names(names)
        with open_archive(db) as archive, archive.snapshot():
            return _show_named(archive, names, words, form, use_pager=not no_pager)
    if names:
        raise click.UsageError("Give either IDs or --of QUERY: not both.")
    query = parse_query([query_text], dates, language)
    with open_archive(db) as archive, archive.snapshot():
        from newsidx.cli.archives import say_if_outdated

        query = from_sources(archive, query, sources)
        say_if_outdated(archive, query.tree is not None)
        found = _answer(archive, query, Sort(sort), page, form)
        return _show_answer(found, words, page, form, use_pager=not no_pager)


def _require_names(names: tuple[str, ...]) -> None:
    """Raise a usage error if no article is named, or an option was given that needs a query."""
    context = click.get_current_context()
    for option in context.command.params:
        if option.name in _OF_QUERY_ONLY and context.get_parameter_source(option.name) is ParameterSource.COMMANDLINE:
            raise click.UsageError(f"{option.opts[0]} chooses among the articles of a query: give it with --of QUERY.")
    if not names:
        raise click.UsageError("Which articles? Give an ID, - for IDs from standard input, or --of QUERY.")


def _show_named(archive: Archive, names: tuple[str, ...], words: Query, form: str, *, use_pager: bool) -> int:
    from newsidx.cli.article_arguments import named_articles
    from newsidx.search.answer import highlighted

    articles = named_articles(archive, names)
    if not articles:
        note("No IDs came in on standard input.")
        return 1
    if form != "text":
        _print_in_format(articles, form, lambda: len(articles))
    else:
        _read(archive, highlighted(archive, words, articles), 1, len(articles), len(articles), use_pager=use_pager)
    return 0


def _answer(archive: Archive, query: Query, sort: Sort, page: Page, form: str) -> Answer:
    """The answer that `newsidx search` gives to the same query."""
    from newsidx.search.answer import answer
    from newsidx.search.request import Match, SearchRequest

    is_read_by_people = form == "text" and sys.stdout.isatty()
    match = Match.FULL_THEN_PARTIAL if is_read_by_people else Match.FULL
    return answer(archive, SearchRequest(query, sort, page.limit, page.offset, match, with_snippets=False))


def _show_answer(answer: Answer, words: Query, page: Page, form: str, *, use_pager: bool) -> int:
    from newsidx.cli.output import expected_hits
    from newsidx.search.answer import highlighted_articles
    from newsidx.terminal import summary

    if form != "text":
        _print_in_format((hit.article for hit in answer.hits), form, lambda: expected_hits(answer))
    elif answer.total > page.offset:
        articles = highlighted_articles(answer, words if words.tree else None)
        _read(answer.archive, articles, page.offset + 1, answer.total, expected_hits(answer), use_pager=use_pager)
        if sys.stdout.isatty():
            note(summary.place(answer))
    if answer.shown:
        return 0
    for line in summary.nothing_found(answer, page.number, with_partial=False):
        note(line)
    return 1


def _print_in_format(articles: Iterable[Article], form: str, total: Callable[[], int]) -> None:
    from newsidx.cli.output import print_lines
    from newsidx.formats.registry import output_format

    print_lines(output_format(form).articles(articles), total, "article")


def _read(
    archive: Archive, articles: Iterable[Article], first: int, total: int, count: int, *, use_pager: bool
) -> None:
    """Print `count` articles as a person reads them, those that are one of several below a line that says which: the
    first is number `first` of `total`. In a pipe each is printed as soon as it is read.
    """
    from rich.console import Group

    from newsidx.terminal import article as view
    from newsidx.terminal import console as terminal
    from newsidx.terminal.progress import counted, written

    screen = terminal.console()
    drawn = (
        Group(
            *([view.place_line(number, total)] if total > 1 else []),
            view.article(article, archive.files_of(article.id), screen),
        )
        for number, article in enumerate(articles, first)
    )
    if not screen.is_terminal:
        with written(drawn, lambda: count, "article") as watched:
            for text in watched:
                terminal.show(text)
        return
    with counted(drawn, "Reading", lambda: count) as watched:
        everything = Group(*watched)
    archive.end_snapshot()
    terminal.show(everything, use_pager=use_pager)

"""`newsidx search`: find articles by the words in them."""

from __future__ import annotations

import shlex
import sys
from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

import click
from click.core import ParameterSource

from newsidx.archive.contract import Sort
from newsidx.cli.options import (
    DATES_HELP,
    FORMATS,
    PAGE,
    QueryCommand,
    archive_option,
    asked,
    chosen_dates,
    chosen_format,
    chosen_page,
    date_options,
    format_option,
    page_options,
    pager_option,
)
from newsidx.dates import EVERY_DAY

if TYPE_CHECKING:
    from newsidx.archive import Archive
    from newsidx.cli.output import Page
    from newsidx.dates import DateRange
    from newsidx.query import Query
    from newsidx.search.answer import Tier

_LONGEST_ECHO = 200
"""Letters of a question that are said back; somebody may have pasted a whole article."""


@click.command(
    "search",
    cls=QueryCommand,
    short_help="Find articles by the words in them.",
    epilog=f"""{DATES_HELP}

\b
Examples:
  newsidx search oil venezuela
  newsidx search '"oil embargo" -gas' --since 2022-01
  newsidx search '(oil OR gas) title:venezuela source:herald'
  newsidx search 'sanction*' --date 2022-03 --sort newest
  newsidx search guaidó maduro --fuzzy
  newsidx search maduro --format jsonl | jq .title
""",
)
@click.argument("words", nargs=-1, required=True, metavar="WORDS...")
@date_options
@click.option("--all", "only_all", is_flag=True, help="Only articles with all the words: in a pipe the default.")
@click.option("--any", "any_will_do", is_flag=True, help="Articles with any of the words, the best first.")
@click.option("--fuzzy", is_flag=True, help="Also words spelled nearly so: Guaid for Guaidó.")
@click.option("--group", is_flag=True, help="Of each story told twice only one article, and how many others.")
@click.option("--explain", is_flag=True, help="Show how the question is understood, and what each step takes.")
@click.option(
    "--sort",
    type=click.Choice([sort.value for sort in Sort]),
    default="relevance",
    show_default=True,
    help="What comes first.",
)
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
    only_all: bool,
    any_will_do: bool,
    fuzzy: bool,
    group: bool,
    explain: bool,
    sort: str,
    limit: int | None,
    page: int,
    form: str | None,
    no_pager: bool,
    db: str,
) -> int:
    """Find the articles that have all the WORDS, in any form of them, the best first; and below them on a terminal,
    if they fill less than a page, those that have some.

    A word counts more in a title. "Words in quotes" stand one after another, "oil embargo"~5 near each other.
    sanction* is a beginning, =sanctions just that form. OR, NOT (or -) and brackets combine; title: body: by:
    source: section: place: lang: path: date: since: and until: narrow. Any text is a valid question. The whole
    language: newsidx help query
    """
    from newsidx.archive.opening import open_archive
    from newsidx.cli.output import Page, print_answer
    from newsidx.search.answer import tiers

    if only_all and any_will_do:
        raise click.UsageError("--all and --any exclude each other: give one of them.")
    form = chosen_format(form)
    # A program cannot tell the articles with some of the words from those with all: lines, ids and paths have no mark.
    is_read_by_people = explain or (form == "table" and sys.stdout.isatty())
    wanted = "any" if any_will_do else "all" if only_all or not is_read_by_people else ""
    query = asked(words, chosen_dates(since, until, on, date))
    page_ = Page(sort, *chosen_page(limit, page))
    with open_archive(db) as archive, archive.snapshot():
        if explain:
            return _explain(archive, query, page_, wanted, fuzzy)
        answer = tiers(archive, query, sort, wanted, fuzzy)
        if group and _print_one_of_each(archive, answer, page_, form, no_pager):
            return 0
        if print_answer(archive, answer, page_, form, no_pager):
            if page == 1 and not fuzzy:
                _suggest(archive, query)
            return 0
        _say_nothing_found(archive, query, answer, page, has_partial=wanted == "all" and not only_all)
    return 1


def _print_one_of_each(archive: Archive, answer: Sequence[Tier], page: Page, form: str, no_pager: bool) -> int:
    from newsidx.cli.output import print_lines
    from newsidx.formats import records
    from newsidx.search.answer import one_of_each_story
    from newsidx.terminal import console, hits

    if number := archive.count_uncompared():
        console.note(f"Note: {number:,} articles were not compared yet; newsidx duplicates does that.")
    found, total = one_of_each_story(archive, answer, page.sort, page.limit, page.offset)
    if form != "table":
        print_lines(records.hits(found, form))
    elif found:
        archive.end_snapshot()
        console.show(hits.hits(found, console.console()), use_pager=not no_pager)
        next_page = f"; --page {page.offset // page.limit + 2} shows more" if page.limit else ""
        is_last = page.offset + len(found) >= total
        console.note(f"{len(found):,} of {total:,} stories{'' if is_last else next_page}")
    return len(found)


def _explain(archive: Archive, query: Query, page: Page, words: str, fuzzy: bool) -> int:
    from newsidx.search.explain import explained
    from newsidx.terminal import console
    from newsidx.terminal import explain as explanation

    console.show(explanation.tree(explained(archive, query, page.sort, page.limit or PAGE, words, fuzzy)))
    return 0


def _suggest(archive: Archive, query: Query) -> None:
    """Offer the question with the words of the archive, where those typed are not, or hardly, in it."""
    from newsidx.search.spelling import suggestion
    from newsidx.terminal import console
    from newsidx.text.sanitize import one_line

    if meant := suggestion(archive, query):
        command = " ".join(["newsidx search", *_options_typed(), _quoted(meant.query)])
        click.echo(one_line(f"Did you mean: {command}"), err=True)
        for word, number, other, others in meant.replaced:
            console.note(f"  {word} is in {_articles(number)}, {other} in {others:,}")


def _options_typed() -> list[str]:
    """The options of this command as they were typed, so that a question offered can be pasted with them; but for the
    page, for what is offered was found to have a first one.
    """
    typed: list[str] = []
    context: click.Context | None = click.get_current_context()
    while context:
        options = [one for one in context.command.params if isinstance(one, click.Option) and one.name]
        for option in options:
            name = option.name or ""
            if name != "page" and context.get_parameter_source(name) is ParameterSource.COMMANDLINE:
                value = shlex.quote(str(context.params[name]))
                typed += [option.opts[0]] if option.is_flag else [option.opts[0], value]
        context = context.parent
    return typed


def _quoted(question: str) -> str:
    """A question as one types it in a shell: bare words as they are, anything else quoted as a whole."""
    words = question.split()
    return question if all(word == shlex.quote(word) for word in words) else shlex.quote(question)


def _cut(text: str) -> str:
    return text if len(text) <= _LONGEST_ECHO else f"{text[:_LONGEST_ECHO]}…"


def _articles(number: int) -> str:
    return f"{number:,} article{'s' if number > 1 else ''}" if number else "no article"


def _count_all(archive: Archive, answer: Sequence[Tier], dates: DateRange) -> int:
    from newsidx.search.answer import count

    return sum(count(archive, replace(tier.query, dates=dates)) for tier in answer)


def _say_nothing_found(
    archive: Archive, query: Query, answer: Sequence[Tier], page: int, has_partial: bool = False
) -> None:
    """Say why there is nothing; `has_partial` if articles with some of the words were left out unasked."""
    from newsidx.query.rewrite import some_of
    from newsidx.search.answer import count
    from newsidx.text.sanitize import one_line

    if query.is_blank:
        click.echo("There is no word to look for. To see articles by date: newsidx list", err=True)
        return
    asked = _cut(one_line(query.text)) + (f" ({query.dates})" if not query.dates.is_everything else "")
    total = _count_all(archive, answer, query.dates)
    if total:
        click.echo(f"There is no page {page}: {total:,} articles answer {asked}.", err=True)
        return
    click.echo(f"Nothing found for {asked}.", err=True)
    if not query.dates.is_everything and (elsewhere := _count_all(archive, answer, EVERY_DAY)):
        click.echo(f"Of other dates there are {elsewhere:,}.", err=True)
    if has_partial and (some := some_of(query)) and (number := count(archive, some)):
        verb = "have" if number > 1 else "has"
        click.echo(f"{_articles(number)} {verb} some of the words: --any finds them.", err=True)
    _suggest(archive, query)

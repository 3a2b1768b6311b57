"""`newsidx search`: find articles by the words in them."""

from __future__ import annotations

import sys
from collections import deque
from typing import TYPE_CHECKING

import click
from click.core import ParameterSource

from newsidx.cli.archive_option import archive_option
from newsidx.cli.completing import query_words
from newsidx.cli.concordance import kwic_option, print_concordance, require_lines
from newsidx.cli.counting import by_option, print_counts, require_countable
from newsidx.cli.options import (
    DATES_HELP,
    FORMATS,
    PAGE,
    Page,
    chosen_format,
    date_options,
    format_option,
    page_options,
    pager_option,
)
from newsidx.cli.query_arguments import QueryCommand, language_option, parse_query
from newsidx.cli.sorting import sort_options
from newsidx.cli.sources import from_sources, source_option
from newsidx.query.sort import Sort
from newsidx.search.request import Match, SearchRequest
from newsidx.terminal.messages import note
from newsidx.text.whole import whole

if TYPE_CHECKING:
    from newsidx.archive.contract import Archive
    from newsidx.dates import DateRange
    from newsidx.search.answer import Answer


@click.command(
    "search",
    cls=QueryCommand,
    epilog=f"""{DATES_HELP}

\b
Examples:
  newsidx search oil venezuela
  newsidx search '"oil embargo" -gas' --since 2022-01
  newsidx search '(oil OR gas) title:venezuela' --source herald
  newsidx search 'sanction*' --since '30 days ago' --oldest
  newsidx search guaidó maduro --fuzzy
  newsidx search maduro --by source
  newsidx search '"oil embargo"' --kwic
  newsidx search maduro --format jsonl | jq .title
""",
)
@click.argument("words", nargs=-1, required=True, metavar="QUERY...", shell_complete=query_words)
@date_options
@source_option
@language_option
@click.option("--all", "only_all", is_flag=True, help="Only articles with all the words: the default in a pipe.")
@click.option("--any", "any_will_do", is_flag=True, help="Articles with any of the words, best first.")
@click.option("--fuzzy", is_flag=True, help="Also find words of similar spelling: Guaid for Guaidó.")
@click.option("--group", is_flag=True, help="Show one of each cluster of near-duplicates, and how many others.")
@click.option("--explain", is_flag=True, help="Show how the query is understood, and how long each step takes.")
@sort_options(Sort.RELEVANCE, Sort.NEWEST, Sort.OLDEST)
@kwic_option
@by_option
@page_options
@format_option(("compact", *FORMATS))
@pager_option
@archive_option
def command(
    words: tuple[str, ...],
    dates: DateRange,
    sources: tuple[str, ...],
    language: str | None,
    only_all: bool,
    any_will_do: bool,
    fuzzy: bool,
    group: bool,
    explain: bool,
    sort: Sort,
    kwic: bool,
    by: str | None,
    page: Page,
    form: str | None,
    no_pager: bool,
    db: str,
) -> int:
    """Find the articles that match a QUERY: they have all of its words, in any form. The best come first. On a
    terminal, if they fill less than a page, those that have some of the words follow.

    \b
      "oil embargo"    a phrase
      oil OR gas       either word; -gas or NOT gas leaves a word out
      sanction*        words that begin like this; =sanctions is this form only
      oil NEAR/5 gas   at most five other words between them
      title:oil        also body:
      by:smith         also source: section: place: lang: path: file: url:
      20220306-1       an article by its id; A..B is a range of ids
      since:2022-03    also until: on: date:

    A word counts more in a title, brackets group, and any text is a valid query. For all of the query language, see
    newsidx help query.
    """
    from newsidx.archive.opening import open_archive
    from newsidx.cli.archives import say_if_outdated
    from newsidx.cli.output import print_answer
    from newsidx.formats.registry import output_format

    if only_all and any_will_do:
        raise click.UsageError("--all and --any cannot be combined: give one of them.")
    form = chosen_format(form)
    if kwic:
        require_lines(form, by)
    if by:
        require_countable(by, form)
    # A program cannot tell partial matches from full ones: lines, ids and paths have no mark.
    is_read_by_people = explain or (form in ("table", "compact") and sys.stdout.isatty() and not (by or kwic))
    with_partial = is_read_by_people and not only_all
    request = SearchRequest(
        query=parse_query(words, dates, language),
        sort=Sort.NEWEST if by else sort,
        limit=page.limit or PAGE if explain else page.limit,
        offset=page.offset,
        match=Match.ANY if any_will_do else Match.FULL_THEN_PARTIAL if with_partial else Match.FULL,
        fuzzy=fuzzy,
        with_snippets=output_format(form).has_snippets and not kwic,
        with_concordance=kwic,
    )
    with open_archive(db) as archive, archive.snapshot():
        request = request._replace(query=from_sources(archive, request.query, sources))
        say_if_outdated(archive, request.query.tree is not None)
        if explain:
            return _explain(archive, request)
        if by:
            return _count(archive, request, by, page, form, use_pager=not no_pager)
        result = _answer(archive, request, group)
        for text in result.notes[len(request.query.notes) :]:
            note(f"Note: {text}.")
        print_hits = print_concordance if kwic else print_answer
        if print_hits(result, form, use_pager=not no_pager):
            if page.number == 1 and not (fuzzy or group):
                _suggest(result)
            return 0
        if result.shown:
            return 1
        _say_nothing_found(result, page.number, with_partial=not (only_all or any_will_do or is_read_by_people))
        if not result.total:
            _suggest(result)
    return 1


def _count(archive: Archive, request: SearchRequest, by: str, page: Page, form: str, *, use_pager: bool) -> int:
    """Print how many articles match, by a field or a period. Returns the exit status."""
    result = _answer(archive, request, group=False)

    def say_nothing() -> None:
        _say_nothing_found(result, 1, with_partial=request.match is not Match.ANY)
        _suggest(result)

    # By date, an answer has one part: full matches, or those of any word, or with similar spellings.
    query = result.parts[0].query if result.parts else result.query
    return print_counts(archive, query, by, page, form, use_pager=use_pager, say_nothing=say_nothing)


def _answer(archive: Archive, request: SearchRequest, group: bool) -> Answer:
    """The answer, where near-duplicates are grouped if they are to be."""
    if not group:
        from newsidx.search.answer import answer

        return answer(archive, request)
    from newsidx.analysis.grouping import grouped_answer
    from newsidx.text.plural import plural

    grouped = grouped_answer(archive, request)
    if grouped.uncompared:
        uncompared = plural(grouped.uncompared, "article was", "articles were")
        note(f"Note: {uncompared} not compared yet; {whole('newsidx duplicates')} does that.")
    return grouped


def _explain(archive: Archive, request: SearchRequest) -> int:
    from newsidx.search.answer import answer
    from newsidx.terminal import console, explain

    explained = answer(archive, request)
    deque(explained.hits, maxlen=0)
    console.show(explain.tree(explained))
    return 0


def _say_nothing_found(answer: Answer, page: int, *, with_partial: bool) -> None:
    from newsidx.terminal import summary

    for line in summary.nothing_found(answer, page, with_partial=with_partial):
        note(line)


def _suggest(answer: Answer) -> None:
    """Offer the query with words that the archive has, where those typed are missing or rare."""
    from newsidx.terminal import summary
    from newsidx.text.sanitize import one_line

    if suggestion := answer.suggestion:
        command = " ".join(["newsidx search", *_options_typed(), _quoted(suggestion.query)])
        note(f"Did you mean: {whole(one_line(command))}")
        for line in summary.replaced_words(suggestion):
            note(line)


def _options_typed() -> list[str]:
    """The options of this command as they were typed, so that a suggested query can be pasted with them; without the
    page, since only a first page is sure to exist.
    """
    typed: list[str] = []
    context: click.Context | None = click.get_current_context()
    while context:
        options = [param for param in context.command.params if isinstance(param, click.Option) and param.name]
        for option in options:
            name = option.name or ""
            if name != "page" and context.get_parameter_source(name) is ParameterSource.COMMANDLINE:
                # Only the group's --db is not among the parameters: its value is the context's object.
                value = context.params[name] if option.expose_value else context.obj
                typed += _typed(option, value)
        context = context.parent
    return typed


def _typed(option: click.Option, value: object) -> list[str]:
    """An option with its value as it is typed, as often as it was given."""
    import shlex

    if option.is_flag:
        return [option.opts[0]]
    values = value if isinstance(value, tuple) else (value,)
    return [part for each in values for part in (option.opts[0], shlex.quote(str(each)))]


def _quoted(query: str) -> str:
    """A query as one types it in a shell: bare words as they are, anything else quoted as a whole."""
    import shlex

    is_bare = all(word == shlex.quote(word) and not word.startswith("-") for word in query.split())
    return query if is_bare else shlex.quote(query)

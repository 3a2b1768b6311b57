"""`newsidx tag`: tags on articles."""

from __future__ import annotations

from itertools import takewhile
from typing import TYPE_CHECKING

import click

from newsidx.cli.archive_option import archive_option
from newsidx.cli.completing import tag_words
from newsidx.cli.options import DATES_HELP, ROW_FORMATS, Page, chosen_format, date_options, format_option, pager_option
from newsidx.cli.query_arguments import QueryCommand, language_option
from newsidx.cli.sources import from_sources, source_option
from newsidx.terminal.messages import note, say
from newsidx.text.whole import whole

if TYPE_CHECKING:
    from collections.abc import Sequence

    from newsidx.dates import DateRange

_HOW_TO_TAG = f"Tag articles with: {whole('newsidx tag +TAG QUERY')}"


class TagCommand(QueryCommand):
    """A command that takes tags before the query: `-read` is one of them there."""

    def is_change(self, words: list[str]) -> bool:
        """Whether nothing but tags has been typed yet."""
        return all(map(_is_change, words))


@click.command(
    "tag",
    cls=TagCommand,
    epilog=f"""{DATES_HELP}

\b
Examples:
  newsidx tag                               all tags, and how many articles have each
  newsidx tag +story 20220306-1             add a tag to an article
  newsidx tag +opec -unread oil opec        add one, and take another off all that match
  newsidx tag oil                           the tags of the articles that match
  newsidx search oil --format ids | newsidx tag +oil -
  newsidx search tag:story                  search in what has a tag
""",
)
@click.argument("what", nargs=-1, metavar="[+TAG|-TAG]... [ID...|QUERY]", shell_complete=tag_words)
@date_options
@source_option
@language_option
@format_option(ROW_FORMATS)
@pager_option
@archive_option
def command(
    what: tuple[str, ...],
    dates: DateRange,
    sources: tuple[str, ...],
    language: str | None,
    form: str | None,
    no_pager: bool,
    db: str,
) -> int:
    """Add tags to articles (+TAG), and take tags off them (-TAG), by their IDs, or all that match a QUERY.

    Tags come first, then the articles. Without tags the command lists those that the articles have. A tag is a word
    such as story or sources/smith, in any case. The query tag:story finds the articles that have it, tag:sources/*
    those with a tag that begins so, tag:* those with any. Tags stay when files are moved, edited or read again.
    newsidx undo takes the last change back.
    """
    from newsidx.archive.as_typed import tag_change
    from newsidx.cli.archives import open_to_change
    from newsidx.cli.chosen_articles import chosen_ids
    from newsidx.terminal.changes import tags_changed
    from newsidx.terminal.progress import progress

    signs = tuple(takewhile(_is_change, what))
    articles = what[len(signs) :]
    if not signs and (late := [argument for argument in articles if argument[:1] == "+"]):
        raise click.UsageError(f"Tags come before the articles: {whole(f'newsidx tag {late[0]} {articles[0]}')}")
    if not signs:
        return _list(articles, dates, sources, language, chosen_format(form), db, use_pager=not no_pager)
    change = tag_change(signs)
    with open_to_change(db) as archive:
        with archive.snapshot():
            ids = chosen_ids(archive, articles, dates, sources, language, "to tag")
        with progress("Tagging") as on_progress:
            changed = archive.change_tags(ids, change.add, change.remove, on_progress)
    if not ids:
        note("No article matches: no tag was changed.")
        return 1
    say(tags_changed(changed, len(ids), " ".join(signs)))
    return 0


def _is_change(argument: str) -> bool:
    """Whether an argument is `+TAG` or `-TAG`."""
    return len(argument) > 1 and argument[0] in "+-"


def _list(
    articles: Sequence[str],
    dates: DateRange,
    sources: Sequence[str],
    language: str | None,
    form: str,
    db: str,
    *,
    use_pager: bool,
) -> int:
    """Print the tags of some articles, or of all."""
    from newsidx.archive.opening import open_archive
    from newsidx.cli.counting import print_counts
    from newsidx.cli.query_arguments import parse_query
    from newsidx.query import Query

    with open_archive(db) as archive, archive.snapshot():
        query = parse_query(articles, dates, language) if articles else Query(dates=dates)
        query = from_sources(archive, query, sources)
        if not archive.tags():
            note(f"No article has a tag yet. {_HOW_TO_TAG}")
            return 1
        return print_counts(
            archive,
            query,
            "tag",
            Page(1, None, 0),
            form,
            use_pager=use_pager,
            say_nothing=lambda: note("No article matches."),
        )

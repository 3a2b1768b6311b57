"""The articles that a command is to change: named by ids, or all that match a query."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from newsidx.cli.article_arguments import STANDARD_INPUT, named_articles
from newsidx.cli.query_arguments import parse_query
from newsidx.cli.sources import from_sources

if TYPE_CHECKING:
    from collections.abc import Sequence

    from newsidx.archive.contract import Archive
    from newsidx.dates import DateRange


def chosen_ids(
    archive: Archive,
    arguments: Sequence[str],
    dates: DateRange,
    sources: Sequence[str],
    language: str | None,
    purpose: str,
) -> list[int]:
    """The ids of the articles that arguments name or that match them as a query, the newest first; `-` stands for ids
    from standard input, a line each.

    Raises UnknownArticle, BadDate, UnknownSource, and a usage error if there is nothing to choose articles by;
    `purpose` says what for.
    """
    from newsidx.article import id_of
    from newsidx.query import Query
    from newsidx.query.sort import Sort

    if not (arguments or sources) and dates.is_everything:
        raise click.UsageError(f"Which articles {purpose}? Give their IDs or a QUERY.")
    are_ids = all(name == STANDARD_INPUT or id_of(name) is not None for name in arguments)
    if arguments and are_ids and not sources and dates.is_everything:
        return list(dict.fromkeys(article.id for article in named_articles(archive, arguments)))
    query = parse_query(arguments, dates, language) if arguments else Query(dates=dates)
    if query.is_blank:
        raise click.UsageError(f"The query has no word, field or date to choose articles {purpose}.")
    query = from_sources(archive, query, sources)
    return [article_id for article_id, _ in archive.ids(query, sort=Sort.NEWEST)]

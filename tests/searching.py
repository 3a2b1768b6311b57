"""Asking an archive in one line, as tests do: the hits of a query, how many there are, and when."""

from __future__ import annotations

from collections.abc import Iterator

from newsidx import Archive, Query
from newsidx.article import Article
from newsidx.dates.periods import Period
from newsidx.query.sort import Sort
from newsidx.search import answer as answers
from newsidx.search.answer import Answer, Hit, highlighted
from newsidx.search.request import PAGE, Match, SearchRequest


def answer(
    archive: Archive,
    query: Query,
    sort: str = "relevance",
    limit: int | None = PAGE,
    offset: int = 0,
    *,
    match: Match = Match.FULL_THEN_PARTIAL,
    fuzzy: bool = False,
    with_snippets: bool = True,
) -> Answer:
    """The answer to a query."""
    request = SearchRequest(
        query=query,
        sort=Sort(sort),
        limit=limit,
        offset=offset,
        match=match,
        fuzzy=fuzzy,
        with_snippets=with_snippets,
    )
    return answers.answer(archive, request)


def search(
    archive: Archive,
    query: Query,
    sort: str = "relevance",
    limit: int | None = PAGE,
    offset: int = 0,
    *,
    match: Match = Match.FULL_THEN_PARTIAL,
    fuzzy: bool = False,
    with_snippets: bool = True,
) -> Iterator[Hit]:
    """The hits of a query."""
    found = answer(archive, query, sort, limit, offset, match=match, fuzzy=fuzzy, with_snippets=with_snippets)
    return found.hits


def count(archive: Archive, query: Query) -> int:
    """How many articles match fully."""
    return archive.count(query)


def histogram(archive: Archive, query: Query, period: str) -> list[tuple[str, int]]:
    """How many articles match fully in each period that has any."""
    return archive.histogram(query, Period(period))


def highlight(archive: Archive, article: Article, query: Query) -> Article:
    """An article with the matches of a query marked."""
    (marked,) = highlighted(archive, query, [article])
    return marked

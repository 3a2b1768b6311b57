"""Running queries: the ids of the articles that match, their number, histogram and facets."""

from __future__ import annotations

import datetime
from collections import Counter
from collections.abc import Iterator
from itertools import islice
from typing import TYPE_CHECKING

from newsidx.archive.sqlite import values
from newsidx.archive.sqlite.columns import NUMBER, TEXT
from newsidx.archive.sqlite.database import Database
from newsidx.archive.sqlite.fts5 import compile as compiling
from newsidx.archive.sqlite.fts5.expansion import Expansion, expansion_of
from newsidx.dates.periods import Period
from newsidx.query import Query
from newsidx.query.sort import Sort

if TYPE_CHECKING:
    from newsidx.archive.contract import Facet


def ids(
    database: Database, query: Query, sort: Sort, limit: int | None, offset: int, rerank: bool
) -> Iterator[tuple[int, float | None]]:
    """The ids of the articles that match a query, with scores. The first hundred of a ranked query are reranked."""
    if query.is_blank:
        return
    expansion = expansion_of(database, query)
    if rerank and sort == Sort.RELEVANCE and compiling.is_ranked(query, expansion):
        yield from _ranked_ids(database, query, expansion, limit, offset)
    else:
        for (article_id,) in database.rows(*compiling.ids(query, expansion, sort, limit, offset)):
            yield article_id, None


def _ranked_ids(
    database: Database, query: Query, expansion: Expansion, limit: int | None, offset: int
) -> Iterator[tuple[int, float | None]]:
    from newsidx.archive.sqlite.fts5.rerank import RERANKED, reranked
    from newsidx.archive.sqlite.fts5.texts import texts_of

    end = None if limit is None else offset + limit
    if offset >= RERANKED:
        for (article_id,) in database.rows(*compiling.ids(query, expansion, Sort.RELEVANCE, limit, offset)):
            yield article_id, None
        return
    row_limit = None if end is None else max(end, RERANKED)
    rows = (article_id for (article_id,) in database.rows(*compiling.ids(query, expansion, Sort.RELEVANCE, row_limit)))
    best = list(islice(rows, RERANKED))
    among_best = expansion.among(texts_of(database, best))
    in_order = reranked(database, query, among_best, best) if query.tree and best else []
    yield from in_order[offset:end]
    for article_id in islice(rows, None if end is None else max(0, end - RERANKED)):
        yield article_id, None


def count(database: Database, query: Query) -> int:
    """The exact number of articles that match a query."""
    return 0 if query.is_blank else int(database.value(*compiling.count(query, expansion_of(database, query))))


def histogram(database: Database, query: Query, period: Period) -> list[tuple[str, int]]:
    """The number of matches in each period that has any, such as ("1987-03", 41), oldest first. Weeks are ISO 8601."""
    if query.is_blank:
        return []
    if period is Period.WEEK:
        weeks: Counter[str] = Counter()
        for day, article_count in histogram(database, query, Period.DAY):
            weeks[Period.WEEK.name_of(datetime.date.fromisoformat(day))] += article_count
        return list(weeks.items())
    rows = database.rows(*compiling.counts_by(query, expansion_of(database, query), period))
    return [(values.period(database.path, number, period), article_count) for number, article_count in rows]


def facets(database: Database, query: Query, field: Facet, limit: int) -> list[tuple[str, int]]:
    """The most common values of a field in the articles that match, each with its number of articles."""
    if query.is_blank:
        return []
    rows = database.rows(*compiling.facets(query, expansion_of(database, query), field, limit))
    kinds = (TEXT, NUMBER)
    return [
        (value, article_count) for value, article_count in (values.typed(database.path, row, *kinds) for row in rows)
    ]

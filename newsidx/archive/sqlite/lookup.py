"""Running queries: the ids of the articles that match, their number and histogram."""

from __future__ import annotations

import datetime
from collections import Counter
from collections.abc import Iterator
from itertools import islice

from newsidx.archive.sqlite import values
from newsidx.archive.sqlite.database import Database
from newsidx.archive.sqlite.fts5 import compile as compiling
from newsidx.archive.sqlite.fts5.expansion import Expansion, expansion_of
from newsidx.dates.periods import Period
from newsidx.query import Query
from newsidx.query.sort import Sort


def ids(
    database: Database, query: Query, sort: Sort, limit: int | None, offset: int, rerank: bool
) -> Iterator[tuple[int, float | None]]:
    """The ids of the articles that match a query, with scores. The candidates of a ranked query are reranked."""
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
    """The candidates in the order of their own scores, then the rest in FTS5's order."""
    from newsidx.archive.sqlite.fts5.candidates import candidates
    from newsidx.archive.sqlite.fts5.rerank import reranked
    from newsidx.archive.sqlite.fts5.texts import texts_of

    end = None if limit is None else offset + limit
    best, rest = candidates(database, query, expansion, end)
    if offset < len(best):
        among_best = expansion.among(texts_of(database, best))
        yield from reranked(database, query, among_best, best)[offset:end]
    first, last = max(0, offset - len(best)), None if end is None else max(0, end - len(best))
    yield from ((article_id, None) for article_id in islice(rest, first, last))


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
    if kept := compiling.kept_counts_by(query, period):
        return values.counted_periods(database.path, database.rows(*kept), period)
    joined = database.value(*compiling.periods_of(query, expansion_of(database, query), period))
    counts = sorted(counted(joined, ",").items()) if joined else []
    rows = ((values.period_name(number), article_count) for number, article_count in counts)
    return values.counted_periods(database.path, rows, period)


def counted(joined: str, separator: str) -> Counter[str]:
    """How often each value is in a text of values: SQLite would sort them to count them, which takes longer."""
    counts: Counter[str] = Counter()
    end = -1
    while end < len(joined):  # in parts: a list of a million values takes 60 MB
        start = end + 1
        end = joined.find(separator, start + _PART)
        end = len(joined) if end < 0 else end
        counts.update(joined[start:end].split(separator))
    return counts


_PART = 100_000
"""How many characters of a text of values are split at a time."""

"""Running queries: the ids of the articles that match, their number and histogram."""

from __future__ import annotations

import datetime
from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import islice
from typing import TYPE_CHECKING

from newsidx.archive.matching.expansion import Expansion
from newsidx.archive.sqlite import values
from newsidx.archive.sqlite.database import Database
from newsidx.archive.sqlite.fts5 import compile as compiling
from newsidx.archive.sqlite.fts5.expansions import expansion_of
from newsidx.dates.periods import Period
from newsidx.query import Query
from newsidx.query.sort import Sort
from newsidx.query.tree import Dated, is_naming, leaves

if TYPE_CHECKING:
    from newsidx.archive.sqlite.frequencies.matching import Matching
    from newsidx.query.tree import Node


def ids(
    database: Database, query: Query, sort: Sort, limit: int | None, offset: int, rerank: bool
) -> Iterator[tuple[int, float | None]]:
    """The ids of the articles that match a query, with scores, if they are ranked."""
    if query.is_blank:
        return
    expansion = expansion_of(database, query)
    if not compiling.is_ranked(query, expansion):
        yield from ((article_id, None) for article_id in _by_date(database, query, expansion, sort, limit, offset))
    elif rerank and sort == Sort.RELEVANCE:
        from newsidx.archive.sqlite.fts5.ranking import ranked_ids

        yield from ranked_ids(database, query, expansion, limit, offset, lambda other: count(database, other))
    else:
        for (article_id,) in database.rows(*compiling.ids(query, expansion, sort, limit, offset)):
            yield article_id, None


def _by_date(
    database: Database, query: Query, expansion: Expansion, sort: Sort, limit: int | None, offset: int
) -> Iterator[int]:
    """The ids of the matches of a query that FTS5 alone cannot find, such as `-gas`, in the order of their dates."""
    if query.tree and (matching := _matching(database, query, expansion)):
        end = None if limit is None else offset + limit
        return islice(matching.ids(oldest_first=sort == Sort.OLDEST), offset, end)
    return (article_id for (article_id,) in database.rows(*compiling.ids(query, expansion, sort, limit, offset)))


def count(database: Database, query: Query) -> int:
    """The exact number of articles that match a query."""
    if query.is_blank:
        return 0
    expansion = expansion_of(database, query)
    if query.tree and database.has_frequencies and not _is_of_named(query.tree):
        from newsidx.archive.sqlite.frequencies.counting import count_by_frequencies

        known = count_by_frequencies(database, query, expansion)
        if known is not None:
            return known
    return int(database.value(*compiling.count(query, expansion)))


def _matching(database: Database, query: Query, expansion: Expansion) -> Matching | None:
    """The articles that match a query, if the archive has term frequencies that decide it."""
    if not database.has_frequencies or (query.tree and _is_of_named(query.tree)):
        return None
    from newsidx.archive.sqlite.frequencies.matching import matching_of

    return matching_of(database, query, expansion)


def _is_of_named(tree: Node) -> bool:
    """Whether a query has nothing but ids, files, tags, notes and dates: these articles are sooner looked up than the
    term frequencies are read.
    """
    return all(is_naming(leaf) or isinstance(leaf, Dated) for leaf in leaves(tree))


def histogram(database: Database, query: Query, period: Period) -> list[tuple[str, int]]:
    """The number of matches in each period that has any, such as ("1987-03", 41), oldest first. Weeks are ISO 8601."""
    if query.is_blank:
        return []
    if period is Period.WEEK:
        kept = compiling.kept_counts_by(query, period)
        return _by_week(_kept(database, kept, Period.DAY) if kept else histogram(database, query, Period.DAY))
    if kept := compiling.kept_counts_by(query, period):
        return _kept(database, kept, period)
    expansion = expansion_of(database, query)
    counts: Sequence[tuple[int | str, int]]
    if matching := _matching(database, query, expansion):
        counts = matching.counts_by(compiling.UNITS[period])
    else:
        joined = database.value(*compiling.periods_of(query, expansion, period))
        counts = sorted(counted(joined, ",").items()) if joined else []
    rows = ((values.period_name(str(number)), article_count) for number, article_count in counts)
    return values.counted_periods(database.path, rows, period)


def _kept(database: Database, statement: compiling.Statement, period: Period) -> list[tuple[str, int]]:
    return values.joined_periods(database.path, next(database.rows(*statement)), period)


def _by_week(days: Sequence[tuple[str, int]]) -> list[tuple[str, int]]:
    """The sums of days in each week, in order of time."""
    weeks: Counter[int] = Counter()  # by number: there are ten thousand days, and day 1 is a Monday
    for day, article_count in days:
        weeks[(datetime.date.fromisoformat(day).toordinal() - 1) // 7] += article_count
    mondays = (datetime.date.fromordinal(7 * week + 1) for week in weeks)
    return list(zip(map(Period.WEEK.name_of, mondays), weeks.values(), strict=True))


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

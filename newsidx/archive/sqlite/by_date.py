"""The articles of some dates, or all of them: a query without words, as `newsidx list` asks it.

An id contains its date, so that ids are all that is needed. What reads the words of a query is not even imported.
"""

from __future__ import annotations

import datetime
from collections.abc import Iterator

from newsidx.archive.sqlite import values
from newsidx.archive.sqlite.database import Database
from newsidx.archive.sqlite.id_ranges import ids_within
from newsidx.archive.sqlite.schema import SCHEMA_OF_COUNTS
from newsidx.article import FIRST_DATED_ID, PER_DAY, first_id, last_id
from newsidx.query import Query
from newsidx.query.sort import Sort

_FAR = 5_000
"""So many articles before a page are sooner passed over by the counts of their days than one by one."""

_UNDATED = "SELECT articles FROM days WHERE date = ''"


def ids(
    database: Database, query: Query, sort: Sort, limit: int | None, offset: int
) -> Iterator[tuple[int, float | None]]:
    """The ids of the articles of a query without words, newest first unless `sort` is oldest, each without a score.

    They are read from the index's short rows of lengths, which is faster than reading past the texts of articles.
    """
    if query.is_blank:
        return
    first, last = ids_within(query)
    if offset > _FAR and database.schema_version >= SCHEMA_OF_COUNTS and not (query.undated or query.dates.every_year):
        first, last, offset = _from_day(database, query, sort, offset)
    conditions, parameters = "id BETWEEN ? AND ?", [first, last]
    if query.dates.every_year:
        month, day = query.dates.every_year
        conditions += f" AND id / {PER_DAY} % 10000 = ?"
        parameters.append(month * 100 + day)
    order = "ASC" if sort is Sort.OLDEST else "DESC"
    sql = f"SELECT id FROM articles_fts_docsize WHERE {conditions} ORDER BY id {order} LIMIT ? OFFSET ?"
    for (article_id,) in database.rows(sql, [*parameters, -1 if limit is None else limit, offset]):
        yield article_id, None


def _from_day(database: Database, query: Query, sort: Sort, offset: int) -> tuple[int, int, int]:
    """The lowest and the highest id from the day on in which a page far down the list begins, and how many articles of
    that day come before it. The days before it are passed over by their counts.
    """
    from newsidx.archive.sqlite.fts5.compile import kept_counts_by

    first, last = ids_within(query)
    statement = kept_counts_by(query, "day")
    days = values.joined_periods(database.path, next(database.rows(*statement)), "day") if statement else []
    undated = database.value(_UNDATED) or 0 if query.dates.is_everything else 0
    is_oldest_first = sort is Sort.OLDEST
    for day, article_count in [("", undated), *days] if is_oldest_first else [*reversed(days), ("", undated)]:
        if offset < article_count:
            date = datetime.date.fromisoformat(day) if day else None
            if is_oldest_first:
                return (first_id(date) if date else first), last, offset
            return first, (last_id(date) if date else FIRST_DATED_ID - 1), offset
        offset -= article_count
    return 1, 0, 0  # past the last article

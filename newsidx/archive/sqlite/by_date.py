"""The articles of some dates, or all of them: a query without words, as `newsidx list` asks it.

An id contains its date, so that ids are all that is needed. What reads the words of a query is not even imported.
"""

from __future__ import annotations

from collections.abc import Iterator

from newsidx.archive.sqlite.database import Database
from newsidx.archive.sqlite.id_ranges import ids_within
from newsidx.article import PER_DAY
from newsidx.query import Query
from newsidx.query.sort import Sort


def ids(
    database: Database, query: Query, sort: Sort, limit: int | None, offset: int
) -> Iterator[tuple[int, float | None]]:
    """The ids of the articles of a query without words, newest first unless `sort` is oldest, each without a score.

    They are read from the index's short rows of lengths, which is faster than reading past the texts of articles.
    """
    if query.is_blank:
        return
    first, last = ids_within(query)
    conditions, parameters = "id BETWEEN ? AND ?", [first, last]
    if query.dates.every_year:
        month, day = query.dates.every_year
        conditions += f" AND id / {PER_DAY} % 10000 = ?"
        parameters.append(month * 100 + day)
    order = "ASC" if sort is Sort.OLDEST else "DESC"
    sql = f"SELECT id FROM articles_fts_docsize WHERE {conditions} ORDER BY id {order} LIMIT ? OFFSET ?"
    for (article_id,) in database.rows(sql, [*parameters, -1 if limit is None else limit, offset]):
        yield article_id, None

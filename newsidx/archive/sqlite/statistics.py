"""Statistics of an archive: articles, days, gaps, sources, files, size. All are looked up, and no article is read."""

from __future__ import annotations

import datetime
import os
from collections.abc import Iterator
from itertools import pairwise

from newsidx.archive.records import Description, Gap
from newsidx.archive.sqlite import values
from newsidx.archive.sqlite.columns import NUMBER, TEXT
from newsidx.archive.sqlite.database import Database
from newsidx.archive.sqlite.facets import facets
from newsidx.archive.sqlite.lookup import count
from newsidx.archive.sqlite.removed import count_removed
from newsidx.query import Query


def describe(database: Database, most: int = 5) -> Description:
    """Describe an archive, with up to `most` busiest days, longest gaps and largest sources."""
    with database.snapshot():
        days, dated = next(database.rows(_DAYS))
        undated = count(database, Query(undated=True))
        first, last = _day(database, _FIRST), _day(database, _LAST)
        has_gaps = first and last and days <= (last - first).days
        return Description(
            path=database.path,
            articles=dated + undated,
            undated=undated,
            first=first,
            last=last,
            days=days,
            busiest=tuple(_busiest(database, most)),
            gaps=tuple(_longest_gaps(database, most)) if has_gaps else (),
            sources=facets(database, Query(), ["source"], most)["source"].values,
            files=database.value("SELECT count(*) FROM files"),
            missing=database.value(_MISSING),
            problems=database.value(_PROBLEMS) - database.value(_MISSING_PROBLEMS),
            removed=count_removed(database),
            bytes=sum(_size(database.path + ending) for ending in ("", "-wal")),
            schema=database.value("PRAGMA user_version"),
            engine=f"SQLite {database.value('SELECT sqlite_version()')}",
        )


_DAYS = "SELECT count(*), CAST(total(articles) AS INTEGER) FROM days WHERE date > ''"
_FIRST = "SELECT min(date) FROM days WHERE date > ''"
_LAST = "SELECT max(date) FROM days WHERE date > ''"
_BUSIEST = "SELECT date, articles FROM days WHERE date > '' ORDER BY articles DESC, date LIMIT ?"
# Each of these reads only an index of the rare files.
_MISSING = "SELECT count(*) FROM files WHERE missing_since IS NOT NULL"
_PROBLEMS = "SELECT count(*) FROM files WHERE status <> 'read'"
_MISSING_PROBLEMS = "SELECT count(*) FROM files WHERE missing_since IS NOT NULL AND status <> 'read'"


def _day(database: Database, sql: str) -> datetime.date | None:
    text = database.value(sql)
    return None if text is None else values.day(database.path, text)


def _busiest(database: Database, most: int) -> Iterator[tuple[datetime.date, int]]:
    for row in database.rows(_BUSIEST, [most]):
        date, articles = values.typed(database.path, row, TEXT, NUMBER)
        yield values.day(database.path, date), articles


def _longest_gaps(database: Database, most: int) -> list[Gap]:
    dates = (date for (date,) in database.rows("SELECT date FROM days WHERE date > '' ORDER BY date"))
    # As numbers, since there are ten thousand days.
    days = [day.toordinal() for day in values.days(database.path, dates)]
    edges = [(before + 1, after - 1) for before, after in pairwise(days) if after - before > 1]
    longest = sorted(edges, key=lambda edge: (edge[0] - edge[1], edge))[:most]
    return [Gap(*map(datetime.date.fromordinal, edge)) for edge in longest]


def _size(path: str) -> int:
    return os.path.getsize(path) if os.path.exists(path) else 0

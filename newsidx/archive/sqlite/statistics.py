"""Statistics of an archive: articles, days, gaps, sources, files, size. All are looked up, and no article is read."""

from __future__ import annotations

import datetime
import os
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
        busiest = [_day(database, row) for row in database.rows(_BUSIEST, [most])]
        first, last = _first_and_last(database)
        days = database.value("SELECT count(*) FROM days WHERE date <> ''")
        return Description(
            path=database.path,
            articles=count(database, Query()),
            undated=count(database, Query(undated=True)),
            first=first,
            last=last,
            days=days,
            busiest=tuple(busiest),
            gaps=tuple(_longest_gaps(database, most)) if first and last and days <= (last - first).days else (),
            sources=facets(database, Query(), "source", most).values,
            files=database.value("SELECT count(*) FROM files"),
            missing=database.value(_MISSING),
            problems=database.value(_PROBLEMS) - database.value(_MISSING_PROBLEMS),
            removed=count_removed(database),
            bytes=sum(_size(database.path + ending) for ending in ("", "-wal")),
            schema=database.value("PRAGMA user_version"),
            sqlite=database.value("SELECT sqlite_version()"),
        )


_BUSIEST = "SELECT date, articles FROM days WHERE date <> '' ORDER BY articles DESC, date LIMIT ?"
# Each of these reads only an index of the rare files.
_MISSING = "SELECT count(*) FROM files WHERE missing_since IS NOT NULL"
_PROBLEMS = "SELECT count(*) FROM files WHERE status <> 'read'"
_MISSING_PROBLEMS = "SELECT count(*) FROM files WHERE missing_since IS NOT NULL AND status <> 'read'"


def _day(database: Database, row: tuple[object, ...]) -> tuple[datetime.date, int]:
    date, articles = values.typed(database.path, row, TEXT, NUMBER)
    return values.day(database.path, date), articles


def _first_and_last(database: Database) -> tuple[datetime.date, datetime.date] | tuple[None, None]:
    first, last = next(database.rows("SELECT min(date), max(date) FROM days WHERE date <> ''"))
    return (values.day(database.path, first), values.day(database.path, last)) if first else (None, None)


def _longest_gaps(database: Database, most: int) -> list[Gap]:
    one_day = datetime.timedelta(days=1)
    dates = database.rows("SELECT date FROM days WHERE date <> '' ORDER BY date")
    days = [values.day(database.path, date) for (date,) in dates]
    gaps = [Gap(before + one_day, after - one_day) for before, after in pairwise(days) if after - before > one_day]
    return sorted(gaps, key=lambda gap: (-gap.days, gap.first))[:most]


def _size(path: str) -> int:
    return os.path.getsize(path) if os.path.exists(path) else 0

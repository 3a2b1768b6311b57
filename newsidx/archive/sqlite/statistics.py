"""Statistics of an archive: articles, days, gaps, sources, files, size."""

from __future__ import annotations

import datetime
import os
from itertools import pairwise

from newsidx.archive.records import Description, Gap
from newsidx.archive.sqlite import values
from newsidx.archive.sqlite.database import Database
from newsidx.archive.sqlite.facets import facets
from newsidx.archive.sqlite.removed import count_removed
from newsidx.query import Query


def describe(database: Database, most: int = 5) -> Description:
    """Describe an archive, with up to `most` busiest days, longest gaps and largest sources."""
    counts = [
        (values.day(database.path, day), articles)
        for day, articles in database.rows(
            "SELECT date, count(*) FROM articles WHERE date IS NOT NULL GROUP BY date ORDER BY date"
        )
    ]
    files, missing, problems = next(
        database.rows(
            """
            SELECT count(*), coalesce(sum(missing_since IS NOT NULL), 0),
              coalesce(sum(status <> 'read' AND missing_since IS NULL), 0)
            FROM files
            """
        )
    )
    undated = database.value("SELECT count(*) FROM articles WHERE date IS NULL")
    return Description(
        path=database.path,
        articles=undated + sum(articles for _, articles in counts),
        undated=undated,
        first=counts[0][0] if counts else None,
        last=counts[-1][0] if counts else None,
        days=len(counts),
        busiest=tuple(sorted(counts, key=lambda day: (-day[1], day[0]))[:most]),
        gaps=tuple(_longest_gaps([day for day, _ in counts], most)),
        sources=facets(database, Query(), "source", most).values,
        files=files,
        missing=missing,
        problems=problems,
        removed=count_removed(database),
        bytes=sum(_size(database.path + ending) for ending in ("", "-wal")),
        schema=database.value("PRAGMA user_version"),
        sqlite=database.value("SELECT sqlite_version()"),
    )


def _longest_gaps(days: list[datetime.date], most: int) -> list[Gap]:
    one_day = datetime.timedelta(days=1)
    gaps = [Gap(before + one_day, after - one_day) for before, after in pairwise(days) if after - before > one_day]
    return sorted(gaps, key=lambda gap: (-gap.days, gap.first))[:most]


def _size(path: str) -> int:
    return os.path.getsize(path) if os.path.exists(path) else 0

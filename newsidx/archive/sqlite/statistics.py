"""What an archive holds, in figures: articles, days, gaps, sources, files, size."""

from __future__ import annotations

import datetime
import os
from dataclasses import dataclass
from itertools import pairwise

from newsidx.archive.sqlite import values
from newsidx.archive.sqlite.database import Archive
from newsidx.archive.sqlite.removed import count_passed_over


@dataclass(frozen=True)
class Gap:
    """Days in a row without an article; `first` and `last` are the empty days at its ends."""

    first: datetime.date
    last: datetime.date

    @property
    def days(self) -> int:
        """How many days it lasts."""
        return (self.last - self.first).days + 1


@dataclass(frozen=True)
class Description:
    """The figures of an archive. `removed` articles are passed over by an ingest. `bytes` is the size of its
    files on the disk.
    """

    path: str
    articles: int
    undated: int
    first: datetime.date | None
    last: datetime.date | None
    days: int
    busiest: tuple[tuple[datetime.date, int], ...]
    gaps: tuple[Gap, ...]
    sources: tuple[tuple[str, int], ...]
    files: int
    missing: int
    problems: int
    removed: int
    bytes: int
    schema: int
    sqlite: str


def describe(archive: Archive, most: int = 5) -> Description:
    """Describe an archive, with at most `most` busiest days, longest gaps and largest sources."""
    counts = [
        (values.day(archive.path, day), articles)
        for day, articles in archive.rows(
            "SELECT date, count(*) FROM articles WHERE date IS NOT NULL GROUP BY date ORDER BY date"
        )
    ]
    files, missing, problems = next(
        archive.rows(
            """
            SELECT count(*), coalesce(sum(missing_since IS NOT NULL), 0),
              coalesce(sum(status <> 'read' AND missing_since IS NULL), 0)
            FROM files
            """
        )
    )
    undated = archive.value("SELECT count(*) FROM articles WHERE date IS NULL")
    return Description(
        path=archive.path,
        articles=undated + sum(articles for _, articles in counts),
        undated=undated,
        first=counts[0][0] if counts else None,
        last=counts[-1][0] if counts else None,
        days=len(counts),
        busiest=tuple(sorted(counts, key=lambda day: (-day[1], day[0]))[:most]),
        gaps=tuple(_longest_gaps([day for day, _ in counts], most)),
        sources=_sources(archive, most),
        files=files,
        missing=missing,
        problems=problems,
        removed=count_passed_over(archive),
        bytes=sum(_size(archive.path + ending) for ending in ("", "-wal")),
        schema=archive.value("PRAGMA user_version"),
        sqlite=archive.value("SELECT sqlite_version()"),
    )


def _sources(archive: Archive, most: int) -> tuple[tuple[str, int], ...]:
    rows = archive.rows(
        """
        SELECT source, count(*) AS articles FROM articles
        WHERE source IS NOT NULL GROUP BY source ORDER BY articles DESC, source LIMIT ?
        """,
        [most],
    )
    return tuple(
        (source, articles)
        for source, articles in (values.typed(archive.path, row, values.TEXT, values.NUMBER) for row in rows)
    )


def _longest_gaps(days: list[datetime.date], most: int) -> list[Gap]:
    one = datetime.timedelta(days=1)
    gaps = [Gap(before + one, after - one) for before, after in pairwise(days) if after - before > one]
    return sorted(gaps, key=lambda gap: (-gap.days, gap.first))[:most]


def _size(path: str) -> int:
    return os.path.getsize(path) if os.path.exists(path) else 0

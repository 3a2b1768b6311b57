"""What an archive says of itself and its articles, whatever kind of archive it is."""

from __future__ import annotations

import datetime
from dataclasses import dataclass, field
from typing import NamedTuple


class QueryPlan(NamedTuple):
    """How an archive looks a query up: `expression` is what its index is asked, None if it cannot help.

    `is_complete` says that the index finds every article that answers and no other, so that none need be looked at.
    """

    expression: str | None
    is_complete: bool


class SourceFile(NamedTuple):
    """A file an article was read from. `missing_since` (UTC) is set when an ingest no longer found it."""

    path: str
    encoding: str | None
    reader: str | None
    missing_since: str | None


class Problem(NamedTuple):
    """A file with no article in it, and why. `seen` is when it was last tried, UTC."""

    path: str
    problem: str
    seen: str


class PassedOver(NamedTuple):
    """A removed article, and a file that holds it. `removed` is when (UTC).

    All but the path is empty where it was removed from an archive of schema 4, which noted none of it.
    """

    ref: str
    title: str
    path: str
    removed: str


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


@dataclass(frozen=True)
class Alert:
    """A saved query. Times are UTC, ISO 8601.

    `seen` is None, but for an alert that was not run since the archive had schema 6: the highest id of a file then.
    """

    name: str
    question: str
    seen: int | None
    added: str
    last_run: str | None = None


class Text(NamedTuple):
    """An article's text as it was read; `fingerprint` tells whether the archive has the same text still."""

    article: int
    title: str
    body: str
    fingerprint: int


class Pair(NamedTuple):
    """Two articles, the one with the lower id `earlier`, and the share of the shorter one's shingles in the other."""

    article: int
    earlier: int
    share: float


@dataclass(frozen=True)
class Soundness:
    """What is wrong with an archive; all of it is empty or None where nothing is.

    `file` is what SQLite finds wrong with the file, `index` what FTS5 says of the full-text index. `spoiled` are the
    refs of articles that cannot be read, or are not what was put in: their text has another fingerprint, their row
    another checksum, their id another day. `strays` counts notes about articles, files or alerts that are not there.
    `foreign` are tables, views and triggers that newsidx never made: they are reported, and nothing else is done about
    them.
    """

    file: tuple[str, ...] = ()
    index: str | None = None
    spoiled: tuple[str, ...] = ()
    strays: int = 0
    foreign: tuple[str, ...] = ()

    @property
    def is_sound(self) -> bool:
        """Whether there is nothing to repair."""
        return not (self.file or self.index or self.spoiled or self.strays)


@dataclass
class Optimized:
    """What putting an archive in order gained.

    `segments` of the full-text index, `terms` of the vocabulary and `bytes` of the file are (before, after).
    `empty` is the share of empty pages, from 0 to 1, that were found; `no_room` says that they stay for want of
    room on the disk. `steps` are (name, seconds).
    """

    segments: tuple[int, int] = (0, 0)
    terms: tuple[int, int] = (0, 0)
    bytes: tuple[int, int] = (0, 0)
    empty: float = 0.0
    no_room: bool = False
    steps: list[tuple[str, float]] = field(default_factory=list)


@dataclass(frozen=True)
class Repaired:
    """What a repair did. `lost` are the refs of articles that were spoiled; the files they came from are
    forgotten, so that the next ingest reads them again. `kept` is where a copy of the damaged file is, or None.
    """

    articles: int
    lost: tuple[str, ...] = ()
    kept: str | None = None

"""The records that every kind of archive returns besides its articles."""

from __future__ import annotations

import datetime
from dataclasses import dataclass, field
from typing import Literal, NamedTuple


class QueryPlan(NamedTuple):
    """How an archive looks up a query: `expression` is the query for its `engine`, or None if its index cannot help.

    `is_complete` says that the index finds exactly the articles that match, so that no article has to be read.
    `languages` are those in whose forms its words are looked for. `as_written` are the words and phrases that would
    have too many forms and are looked for as they are written.
    """

    expression: str | None
    is_complete: bool
    languages: tuple[str, ...] = ()
    as_written: tuple[str, ...] = ()
    engine: str = "FTS5"


class Facets(NamedTuple):
    """The values of a field in the articles that match a query, as they are written, each with its number of articles.

    `values` has the most common ones, first those with the most articles, up to the limit asked for. `distinct` is how
    many values there are in all, `without` how many of the articles have none, and `articles` how many match.
    """

    values: tuple[tuple[str, int], ...] = ()
    distinct: int = 0
    without: int = 0
    articles: int = 0


Column = Literal["title", "body"]
"""The texts of an article."""


class ConcordanceLine(NamedTuple):
    """A match of a query in the `column` of an article, in its context: keyword in context.

    `left`, `match` and `right` follow one another in the text, with single spaces for its white space. `position` is
    the number of letters before the match in the whole text.
    """

    column: Column
    position: int
    left: str
    match: str
    right: str


class SourceFile(NamedTuple):
    """A file an article was read from. `missing_since` (UTC) is set if the last ingest did not find it.

    `size` in bytes and `mtime_ns` are those of the file when it was read. The article is number `part`, from 0, of the
    `articles` in the file.
    """

    path: str
    encoding: str | None
    reader: str | None
    missing_since: str | None
    size: int = 0
    mtime_ns: int = 0
    part: int = 0
    articles: int = 1


class Problem(NamedTuple):
    """A file of which a part, or all, gave no article, and the reason. `seen` is when it was last read, UTC.

    `kind` is that of the problem, such as `empty` or `missing-extra`; it is `unknown` if the file was last read by a
    newsidx that did not record it. `articles` is how many articles it gave all the same.
    """

    path: str
    problem: str
    seen: str
    kind: str
    articles: int


ListedStatus = Literal["new", "changed", "moved", "duplicate", "problem", "undated", "ambiguous", "missing"]
"""What files can be listed by.

New, changed and moved are those of the last ingest that read any; the others are so now. Of a duplicate, all articles
are also in other files, which came first. Undated files have an article without a date, ambiguous ones an article whose
date could be read two ways.
"""


class ListedFile(NamedTuple):
    """A file that the archive knows: how many articles it has, and how it was read the last time, UTC.

    `reader` is the layout, `problem` why there is not more in it, `missing_since` when an ingest no longer found it.
    """

    path: str
    articles: int
    reader: str | None
    encoding: str | None
    problem: str | None
    read: str
    missing_since: str | None


class RemovedArticle(NamedTuple):
    """A removed article, and a file that still holds it. `removed` is the time of the removal (UTC).

    If it was removed from an archive of schema 4 or older, everything but the path is empty: it was not recorded then.
    """

    ref: str
    title: str
    path: str
    removed: str


@dataclass(frozen=True)
class Gap:
    """A run of days without articles, from `first` to `last`."""

    first: datetime.date
    last: datetime.date

    @property
    def days(self) -> int:
        """The number of days."""
        return (self.last - self.first).days + 1


@dataclass(frozen=True)
class Description:
    """Statistics of an archive. `path` is where it is: the path of its file, or its address on a server. `removed`
    articles are skipped by an ingest. `bytes` is its size on the disk, `engine` what it is stored in: SQLite 3.45.
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
    engine: str


class Alert(NamedTuple):
    """A saved query. Times are UTC, ISO 8601.

    `seen` is None, except for an alert last run with schema 5 or older: then it is the highest file id at that time.
    """

    name: str
    query_text: str
    seen: int | None
    added: str
    last_run: str | None = None


ChangeKind = Literal["removal", "prune", "ingest", "tags", "note", "alert-added", "alert-deleted", "alert-run"]
"""What a command changed. An ingest is recorded if articles with tags or a note went with the text of their files."""


class Change(NamedTuple):
    """A change that can be taken back. `made` is the time, UTC; `subject` the name of the alert, or the tags that were
    added and removed; `articles` how many articles were deleted, tagged, or shown as new by an alert.
    """

    id: int
    kind: ChangeKind
    made: str
    subject: str
    articles: int


class Undone(NamedTuple):
    """A change that was taken back, with the number of articles that are in the archive again.

    `left_out` are the names of alerts that could not be restored, since there are others with these names.
    """

    change: Change
    restored: int = 0
    left_out: tuple[str, ...] = ()


class Text(NamedTuple):
    """The text of an article. Its `fingerprint` shows later whether the archive still has the same text."""

    article: int
    title: str
    body: str
    fingerprint: int


class Pair(NamedTuple):
    """Two articles (`earlier` has the lower id), and the share of the shorter one's shingles that the other one has."""

    article: int
    earlier: int
    share: float


@dataclass(frozen=True)
class Integrity:
    """The result of an integrity check. Every field is empty, 0, False or None if nothing is wrong.

    `corrupt` has the refs of corrupt articles: they cannot be read, or the fingerprint of the text, the checksum of the
    article or the day of the id is wrong, or another article has the same id. `unknown` has what is stored in the
    archive and newsidx did not create: it is reported and left alone. `notes` are sentences about what needs no repair.

    Only of an archive in a file: `file` has SQLite's errors about it, `index` FTS5's error about the full-text index.
    `orphans` counts rows about articles, files or alerts that do not exist, `counts` the days and the values of fields
    whose number of articles is wrong. `frequencies` says that the term frequencies are not those of the articles; it is
    False if the file or an article is corrupt, since a repair then makes them anew.
    """

    file: tuple[str, ...] = ()
    index: str | None = None
    corrupt: tuple[str, ...] = ()
    orphans: int = 0
    counts: int = 0
    frequencies: bool = False
    unknown: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()

    @property
    def is_intact(self) -> bool:
        """Whether the archive needs no repair."""
        return not (self.file or self.index or self.corrupt or self.orphans or self.counts or self.frequencies)


@dataclass
class Optimized:
    """The result of optimizing an archive.

    `segments` of the full-text index, `words` that have forms and the size in `bytes` are (before, after). `empty` is
    the share of empty pages of a file before, from 0 to 1; `disk_too_full` says that the disk had no room to remove
    them. `steps` are (name, seconds). `undoable` is how many changes could be taken back before and cannot be now.
    """

    segments: tuple[int, int] = (0, 0)
    words: tuple[int, int] = (0, 0)
    bytes: tuple[int, int] = (0, 0)
    empty: float = 0.0
    disk_too_full: bool = False
    steps: list[tuple[str, float]] = field(default_factory=list)
    undoable: int = 0


class Repaired(NamedTuple):
    """The result of a repair. `lost` has the refs of the corrupt articles; their files are deleted from the archive, so
    that the next ingest reads them again. `copy` is the path of the copy of the corrupt file, or None.
    """

    articles: int
    lost: tuple[str, ...] = ()
    copy: str | None = None

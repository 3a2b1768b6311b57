"""The files of an ingest: found on the disk, to be read, read, and missing."""

from __future__ import annotations

import datetime
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal, NamedTuple

if TYPE_CHECKING:
    from newsidx.article import Article
    from newsidx.disk.spool import SpoolFile


_FEW_FILES = 10


class FoundFile(NamedTuple):
    """A file found on the disk.

    `path` is written as the archive stores it (see `newsidx.disk.paths`). `problem` says why the file must not be
    opened (a pipe, a folder without permission).
    """

    path: str
    size: int
    mtime_ns: int
    ctime_ns: int
    problem: str | None = None


def stored_time(nanoseconds: int) -> int:
    """A file's time as the archive stores it: SQLite's integers end in the year 2262, those of file systems later."""
    if -(2**63) <= nanoseconds < 2**63:
        return nanoseconds
    return 2**63 - 1 if nanoseconds > 0 else -(2**63)


class FileToRead(NamedTuple):
    """A new or changed file, and how it is to be read.

    `options` is what the user said of it, now or when it was read before, as JSON (see newsidx.readers.options).
    `order` is month-first or day-first if one of its dates can be read both ways; `from_mtime` says that an article
    got its date from the modification time.
    """

    path: str
    size: int
    problem: str | None
    order: str | None
    from_mtime: bool
    options: str | None = None


class ScanRules(NamedTuple):
    """The options that decide which files a scan counts as changed, though they are the same on the disk.

    `order` (month-first or day-first) and `from_mtime` count files as changed that get other dates with these options;
    `check` counts all files as changed, as does `reread`, and `again` those with removed articles. `options` are what
    the user says now of how to read, as JSON: files that were read otherwise count as changed. A file that had a date
    in the future when it was read counts as changed once that date is no longer in the future on `today`.
    """

    today: datetime.date
    order: str | None = None
    from_mtime: bool = False
    check: bool = False
    again: bool = False
    reread: bool = False
    options: str | None = None


FileStatus = Literal["read", "problem", "unreadable"]
"""What became of a file that was read: it has articles; it has none; or it could not be read, and is tried again."""


class FileRead(NamedTuple):
    """A file after reading. The fields are columns of the table `files`; `options` is the text of `reading_options`.

    The articles of a large file are in a temporary file.
    """

    path: str
    size: int
    mtime_ns: int
    ctime_ns: int
    digest: bytes | None
    reader: str | None
    encoding: str | None
    status: FileStatus
    problem: str | None
    ambiguous: str | None
    undated: int
    articles: tuple[Article, ...] | SpoolFile[Article]
    read_again: str | None = None
    problem_kind: str | None = None
    options: str | None = None

    def discard(self) -> None:
        """Delete the articles if they are in a temporary file: the archive has them, or they were read for nothing."""
        if not isinstance(self.articles, tuple):
            self.articles.delete()


def problem_text(error: Exception) -> str:
    """The problem text for a file on which newsidx itself failed, with the cause."""
    detail = f": {error}" if str(error) else ""
    return f"newsidx failed on it ({type(error).__name__}{detail})".encode(errors="backslashreplace").decode()


def unreadable_file(
    path: str, size: int, problem: str, kind: str = "unreadable", options: str | None = None
) -> FileRead:
    """A file that could not be read. Every ingest tries it again, and its articles stay in the archive."""
    return FileRead(path, size, 0, 0, None, None, None, "unreadable", problem, None, 0, (), None, kind, options)


@dataclass(frozen=True)
class Removal:
    """How many articles were removed, and the ids of those not removed because they changed after they were shown."""

    removed: int
    left: tuple[int, ...] = ()


class MissingFiles(NamedTuple):
    """The missing files that a prune would delete, as (id, path), and how many of the archive's articles with them;
    `annotated` of these have tags or a note.
    """

    files: tuple[tuple[int, str], ...]
    articles: int
    total_articles: int
    annotated: int = 0

    @property
    def is_large(self) -> bool:
        """Whether these are more than ten files and a tenth of all articles, as if a disk were not mounted."""
        return len(self.files) > _FEW_FILES and self.articles * 10 > self.total_articles

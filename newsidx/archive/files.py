"""Files on their way into an archive: as the walk finds them, as they are to be read, as they were read, and gone."""

from __future__ import annotations

import datetime
from dataclasses import dataclass
from typing import NamedTuple

from newsidx.article import Article

_A_HANDFUL = 10


class FoundFile(NamedTuple):
    """A file seen on the disk.

    `path` is the text the archive keeps (see `newsidx.disk.paths`). `problem` says why it must not be
    opened (a pipe, a folder without permission).
    """

    path: str
    size: int
    mtime_ns: int
    ctime_ns: int
    problem: str | None = None


def kept_time(nanoseconds: int) -> int:
    """A file's time as the archive keeps it: SQLite's integers end in the year 2262, and file systems do not."""
    return max(-(2**63), min(nanoseconds, 2**63 - 1))


class FileToRead(NamedTuple):
    """A file found that is new or changed, and how the archive's dates of it were settled when it was last read.

    `order` is month-first or day-first if one of its dates has two readings; `from_mtime` says that its
    modification time dates it.
    """

    path: str
    size: int
    problem: str | None
    order: str | None
    from_mtime: bool


class Settled(NamedTuple):
    """When a file that has not changed need not be read again: what the user asked for besides.

    `order` (month-first or day-first) and `from_mtime`, where they were asked for, make files that would be dated
    otherwise by them count as changed; `check` makes all of them, and `again` those of which something was removed.
    A file with a date that lay in the future when it was read counts as changed from the day on which it does so no
    longer: what day it is says `today`.
    """

    today: datetime.date
    order: str | None = None
    from_mtime: bool = False
    check: bool = False
    again: bool = False


class FileRead(NamedTuple):
    """One file as it was read. `status` is read, problem or unreadable; the columns are those of `files`."""

    path: str
    size: int
    mtime_ns: int
    ctime_ns: int
    digest: bytes | None
    reader: str | None
    encoding: str | None
    status: str
    problem: str | None
    ambiguous: str | None
    undated: int
    articles: tuple[Article, ...]
    read_again: str | None = None


def problem_of(error: Exception) -> str:
    """What to say of a file for which newsidx itself failed: enough to find out why."""
    said = f": {error}" if str(error) else ""
    return f"newsidx failed on it ({type(error).__name__}{said})".encode(errors="backslashreplace").decode()


def unread(path: str, size: int, problem: str) -> FileRead:
    """A file that was not read. It is tried again by every ingest, and what it held before stays."""
    return FileRead(path, size, 0, 0, None, None, None, "unreadable", problem, None, 0, ())


@dataclass(frozen=True)
class Removal:
    """How many articles were removed, and the ids of those left because they are not as they were shown."""

    removed: int
    left: tuple[int, ...] = ()


class Gone(NamedTuple):
    """The missing files that a prune would delete, as (id, path), and how many articles only they hold, of how many."""

    files: tuple[tuple[int, str], ...]
    articles: int
    of_articles: int

    @property
    def is_much(self) -> bool:
        """Whether that is more than a handful and a tenth of the archive, as where a disk is not mounted."""
        return len(self.files) > _A_HANDFUL and self.articles * 10 > self.of_articles

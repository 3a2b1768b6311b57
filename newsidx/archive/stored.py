"""What an archive keeps, as records that one kind of archive hands on to another.

Paths are as the user of this machine is shown them: a file of another machine has its name before the path, `desk2:/a`.
"""

from __future__ import annotations

from typing import NamedTuple

from newsidx.archive.files import FileStatus
from newsidx.archive.records import Alert
from newsidx.archive.removals import RemovedPart
from newsidx.article import Article


class StoredCopy(NamedTuple):
    """A copy of an article: number `part`, from 0, of the file at `path`."""

    path: str
    part: int


class StoredArticle(NamedTuple):
    """An article with its id, tags and note, and where its copies are. The article's own `files` are empty."""

    article: Article
    copies: tuple[StoredCopy, ...]


class StoredFile(NamedTuple):
    """A file that an archive knows, as `newsidx.archive.files.FileRead` has it, and what became of it. Times are UTC,
    but for those that end with `_ns`, which are the file's own. `dated_by_mtime` says that an article has its date from
    the modification time.
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
    first_seen: str
    last_read: str
    missing_since: str | None
    read_again: str | None
    problem_kind: str | None
    outcome: str | None
    options: str | None
    dated_by_mtime: bool = False


class StoredRemoval(NamedTuple):
    """A removed article, and one of the files that it must not come back from."""

    digest: bytes
    part: int
    path: str
    removal: RemovedPart


class StoredAlert(NamedTuple):
    """An alert, with the ids of the articles that matched when it was last run."""

    alert: Alert
    answers: tuple[int, ...]

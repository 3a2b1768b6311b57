"""What an ingest found on the disk, compared with what the archive knows: what is new, changed or gone.

The files found stand in a temporary table, so that a million of them cost no memory and SQL does the comparing.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from newsidx.archive import Archive
from newsidx.archive.opening import plain_errors


class FoundFile(NamedTuple):
    """A file seen on the disk.

    `path` is the text the archive keeps (see `newsidx.archive.paths`). `problem` says why it must not be
    opened (a pipe, a folder without permission).
    """

    path: str
    size: int
    mtime_ns: int
    ctime_ns: int
    problem: str | None = None


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


class Found:
    """The files one ingest found, in path order, in a temporary table of the archive's connection."""

    def __init__(self, archive: Archive) -> None:
        self._archive = archive
        with plain_errors(archive.path):
            archive.connection.execute("DROP TABLE IF EXISTS temp.found")
            archive.connection.execute(
                """
                CREATE TEMP TABLE found (
                  path TEXT PRIMARY KEY, size INTEGER, mtime_ns INTEGER, ctime_ns INTEGER, problem TEXT,
                  unchanged INTEGER DEFAULT 0
                ) WITHOUT ROWID
                """
            )

    def add(self, files: Iterable[FoundFile]) -> None:
        """Take in files; one that two overlapping folders both hold counts once."""
        connection = self._archive.connection
        with plain_errors(self._archive.path):
            outer = connection.in_transaction
            if not outer:  # a plain one: only the temporary table is written, so no other process need wait
                connection.execute("BEGIN")
            connection.executemany(
                "INSERT OR IGNORE INTO temp.found (path, size, mtime_ns, ctime_ns, problem) VALUES (?, ?, ?, ?, ?)",
                files,
            )
            if not outer:
                connection.execute("COMMIT")

    def set_aside_unchanged(self, order: str | None, from_mtime: bool) -> int:
        """Set aside the files the archive has read before and that have not changed, and say how many.

        `order` (month-first or day-first) and `from_mtime`, where the user asked for them, make files that
        would be dated otherwise by them count as changed.
        """
        with plain_errors(self._archive.path):
            return self._archive.connection.execute(
                """
                UPDATE temp.found SET unchanged = 1
                WHERE problem IS NULL AND EXISTS (
                  SELECT 1 FROM files
                  WHERE files.path = found.path AND files.size = found.size
                    AND files.mtime_ns = found.mtime_ns AND files.ctime_ns = found.ctime_ns
                    AND files.status <> 'unreadable'
                    AND (files.ambiguous IS NULL OR files.ambiguous = coalesce(:order, files.ambiguous))
                    AND NOT (files.undated AND :from_mtime)
                )
                """,
                {"order": order, "from_mtime": from_mtime},
            ).rowcount

    def totals(self) -> tuple[int, int]:
        """How many files are to be read, and how many bytes they have."""
        sql = "SELECT count(*), coalesce(sum(size), 0) FROM temp.found WHERE NOT unchanged"
        files, size = next(self._archive.rows(sql))
        return files, size

    def to_read(self) -> Iterator[FileToRead]:
        """The files to be read, in path order."""
        last = ""
        # A page at a time: an open cursor would not outlive a batch that is rolled back.
        while page := list(self._archive.rows(_TO_READ, [last])):
            yield from map(FileToRead._make, page)
            last = page[-1][0]

    def mark_missing(self, roots: Sequence[str], unreadable: Sequence[str], now: str) -> int:
        """Mark the archive's files below `roots` that were not found, and say how many are newly missing.

        Nothing is known of what lies in the `unreadable` folders, so nothing there counts as missing.
        """
        connection = self._archive.connection
        count = 0
        with plain_errors(self._archive.path):
            # From a list, for the rows change while they are gone through.
            for path, was_missing in list(self._archive.rows(_MISSING, _below(roots))):
                if any(path.startswith(folder.rstrip("/") + "/") for folder in unreadable) or was_missing:
                    continue
                connection.execute("UPDATE files SET missing_since = ? WHERE path = ?", (now, path))
                count += 1
            connection.execute(
                """
                UPDATE files SET missing_since = NULL
                WHERE missing_since IS NOT NULL AND path IN (SELECT path FROM temp.found)
                """
            )
        return count


_TO_READ = """
SELECT found.path, found.size, found.problem, files.ambiguous,
  EXISTS (
    SELECT 1 FROM copies JOIN articles ON articles.id = copies.article
    WHERE copies.file = files.id AND articles.date_from = 'mtime'
  )
FROM temp.found LEFT JOIN files ON files.path = found.path
WHERE found.path > ? AND NOT found.unchanged ORDER BY found.path LIMIT 5000
"""
_MISSING = """
SELECT files.path, files.missing_since IS NOT NULL
FROM json_each(?) AS root
JOIN files ON files.path = root.value OR files.path > root.value || '/' AND files.path < root.value || '0'
WHERE NOT EXISTS (SELECT 1 FROM temp.found WHERE found.path = files.path)
"""


def knows_below(archive: Archive, root: str) -> bool:
    """Whether the archive knows a file at or below a path."""
    folder = root.rstrip("/")
    sql = "SELECT 1 FROM files WHERE path = ? OR path > ? AND path < ?"
    return archive.value(sql, [folder, f"{folder}/", f"{folder}0"]) is not None


def _below(roots: Sequence[str]) -> list[str]:
    """The one parameter of a query for files below folders: `0` comes right after `/`, so a range finds them."""
    return [json.dumps([root.rstrip("/") for root in roots])]

"""What an ingest found on the disk, compared with what the archive knows: what is new, changed or gone.

What is to be read stands in a temporary table, so that a million files cost no memory.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator

from newsidx.archive.files import FileToRead, FoundFile, Settled
from newsidx.archive.sqlite.database import Database
from newsidx.archive.sqlite.sqlite_errors import plain_errors
from newsidx.disk.paths import is_gone


class Found:
    """What one ingest found on the disk and has to read, in a temporary table of the archive's connection.

    The files found and those known are gone through side by side, both in the order of their paths, so that an
    unchanged file costs one comparison. A file out of that order, whose name is not UTF-8 perhaps, is read again.
    """

    def __init__(self, database: Database) -> None:
        self._archive = database
        with plain_errors(database.path):
            for statement in _TABLES:
                database.connection.execute(statement)

    def add(self, files: Iterable[FoundFile], root: str | None, settled: Settled) -> int:
        """Take in the files found below a root, and say how many the archive has read before and are unchanged.

        With no root none counts as unchanged. A file found twice is read once.
        """
        connection = self._archive.connection
        sql = _KNOWN_AGAIN if settled.again else _KNOWN
        known = self._archive.rows(sql, _known_below(root, settled)) if root is not None else iter(())
        unchanged = 0

        def to_read() -> Iterator[tuple[str, int, str | None]]:
            nonlocal unchanged
            one = next(known, None)
            for file in files:
                while one is not None and one[0] < file.path:
                    connection.execute("INSERT OR IGNORE INTO temp.unseen (path) VALUES (?)", one[:1])
                    one = next(known, None)
                if one is not None and one[0] == file.path:
                    is_unchanged = one[1:] == (*file[1:4], True)
                    one = next(known, None)
                    if is_unchanged:
                        unchanged += 1
                        continue
                yield file.path, file.size, file.problem
            while one is not None:
                connection.execute("INSERT OR IGNORE INTO temp.unseen (path) VALUES (?)", one[:1])
                one = next(known, None)

        with plain_errors(self._archive.path):
            outer = connection.in_transaction
            if not outer:  # a plain one: only temporary tables are written, so no other process need wait
                connection.execute("BEGIN")
            connection.executemany("INSERT OR IGNORE INTO temp.found (path, size, problem) VALUES (?, ?, ?)", to_read())
            if not outer:
                connection.execute("COMMIT")
        return unchanged

    def totals(self) -> tuple[int, int]:
        """How many files are to be read, and how many bytes they have."""
        files, size = next(self._archive.rows("SELECT count(*), coalesce(sum(size), 0) FROM temp.found"))
        return files, size

    def to_read(self) -> Iterator[FileToRead]:
        """The files to be read, in path order."""
        last = ""
        # A page at a time: an open cursor would not outlive a batch that is rolled back.
        while page := list(self._archive.rows(_TO_READ, [last])):
            yield from map(FileToRead._make, page)
            last = page[-1][0]

    def beside(self, database: Database) -> Found:
        """The same for another archive, which has the files and articles of this one. It learns which of those to be
        read again are dated by a modification time.
        """
        other = Found(database)
        with database.transaction() as connection:
            rows = self._archive.rows("SELECT path, size, problem FROM temp.found")
            connection.executemany("INSERT INTO temp.found (path, size, problem) VALUES (?, ?, ?)", rows)
            rows = self._archive.rows("SELECT path FROM temp.unseen")
            connection.executemany("INSERT INTO temp.unseen (path) VALUES (?)", rows)
            rows = self._archive.rows(_DATED_BY_MTIME)
            connection.executemany("UPDATE articles SET date_from = 'mtime' WHERE id = ?", rows)
        return other

    def mark_missing(self, now: str) -> int:
        """Mark the archive's files that are gone, and say how many newly are; one that is back loses the mark.

        A walk passes over much that is there (what is hidden, linked, or in a folder that cannot be read), so each
        file that it did not come by is looked for under its own path.
        """
        newly_missing = 0
        last = ""
        while page := [path for (path,) in self._archive.rows(_NOT_SEEN, [last])]:
            last = page[-1]
            gone = {path: is_gone(path) for path in page}
            away = json.dumps([path for path in page if gone[path]])
            there = json.dumps([path for path in page if gone[path] is False])
            with self._archive.transaction() as connection:
                newly_missing += connection.execute(_MARK_MISSING, [now, away]).rowcount
                connection.execute(_MARK_FOUND, [there])
        return newly_missing


_TABLES = (
    "DROP TABLE IF EXISTS temp.found",
    "DROP TABLE IF EXISTS temp.unseen",
    "CREATE TEMP TABLE found (path TEXT PRIMARY KEY, size INTEGER, problem TEXT) WITHOUT ROWID",
    "CREATE TEMP TABLE unseen (path TEXT PRIMARY KEY) WITHOUT ROWID",
)
_KNOWN = """
SELECT path, size, mtime_ns, ctime_ns,
  status <> 'unreadable' AND missing_since IS NULL
    AND (ambiguous IS NULL OR ambiguous = coalesce(:order, ambiguous))
    AND NOT (undated AND :from_mtime) AND NOT :check
    AND (read_again IS NULL OR read_again > :today)
FROM files
WHERE path BETWEEN :folder AND :folder || '0' AND (path = :folder OR substr(path, length(:folder) + 1, 1) = '/')
ORDER BY path
"""
# A query of its own: to look at one more condition for each file would be seen in the time an unchanged folder takes.
_KNOWN_AGAIN = _KNOWN.replace(
    "NOT :check", "NOT :check AND NOT EXISTS (SELECT 1 FROM removed WHERE removed.digest = files.digest)"
)
_TO_READ = """
SELECT found.path, found.size, found.problem, files.ambiguous,
  EXISTS (
    SELECT 1 FROM copies JOIN articles ON articles.id = copies.article
    WHERE copies.file = files.id AND articles.date_from = 'mtime'
  )
FROM temp.found LEFT JOIN files ON files.path = found.path
WHERE found.path > ? ORDER BY found.path LIMIT 5000
"""
_DATED_BY_MTIME = """
SELECT DISTINCT articles.id
FROM temp.found JOIN files ON files.path = found.path JOIN copies ON copies.file = files.id
JOIN articles ON articles.id = copies.article
WHERE articles.date_from = 'mtime'
"""
_NOT_SEEN = """
SELECT path FROM temp.unseen
WHERE path > ? AND path NOT IN (SELECT path FROM temp.found) ORDER BY path LIMIT 5000
"""
_MARK_MISSING = """
UPDATE files SET missing_since = ?
WHERE path IN (SELECT value FROM json_each(?)) AND missing_since IS NULL
"""
_MARK_FOUND = """
UPDATE files SET missing_since = NULL
WHERE path IN (SELECT value FROM json_each(?)) AND missing_since IS NOT NULL
"""


def _known_below(root: str, settled: Settled) -> dict[str, object]:
    """The parameters of `_KNOWN`: `0` comes right after `/`, so a range of paths holds all that is in a folder."""
    return {
        "folder": root.rstrip("/"),
        "order": settled.order,
        "from_mtime": settled.from_mtime,
        "check": settled.check,
        "today": settled.today.isoformat(),
    }


def knows_below(database: Database, root: str) -> bool:
    """Whether the archive knows a file at or below a path."""
    folder = root.rstrip("/")
    sql = "SELECT 1 FROM files WHERE path = ? OR path > ? AND path < ?"
    return database.value(sql, [folder, f"{folder}/", f"{folder}0"]) is not None

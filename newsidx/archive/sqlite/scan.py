"""The files that an ingest found on the disk, compared with those in the archive: which are new, changed or missing.

The files to read are in a temporary table, so that a million of them take no memory.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator

from newsidx.archive.files import FileToRead, FoundFile, ScanRules
from newsidx.archive.sqlite.database import Database
from newsidx.archive.sqlite.sqlite_errors import plain_errors
from newsidx.disk.paths import is_gone


class SqliteScan:
    """The files that one ingest found on the disk and has to read, in a temporary table of the archive's connection.

    The files on the disk and those in the archive are merged, both sorted by path, so that an unchanged file takes one
    comparison. A file out of order, perhaps because its name is not UTF-8, is read again.
    """

    def __init__(self, database: Database) -> None:
        self._database = database
        self._options: str | None = None
        with plain_errors(database.path):
            for statement in _TABLES:
                database.connection.execute(statement)

    def add(self, files: Iterable[FoundFile], root: str | None, settled: ScanRules) -> int:
        """Add the files found below a root. Returns how many are unchanged.

        Without a root, all files count as changed. A file that is added twice is read once.
        """
        connection = self._database.connection
        self._options = settled.options
        sql = _KNOWN
        for is_asked, (condition, more) in zip((settled.again, settled.options), (_AGAIN, _OTHERWISE), strict=True):
            sql = sql.replace(condition, f"{condition} {more}") if is_asked else sql
        known = self._database.rows(sql, _known_below(root, settled)) if root is not None else iter(())
        unchanged = 0

        def to_read() -> Iterator[tuple[str, int, str | None]]:
            nonlocal unchanged
            known_file = next(known, None)
            for file in files:
                if known_file == file[:4] + _SETTLED:  # as nearly all files are
                    known_file = next(known, None)
                    unchanged += 1
                    continue
                while known_file is not None and known_file[0] < file.path:
                    connection.execute(_INSERT_UNSEEN, known_file[:1])
                    known_file = next(known, None)
                if known_file is not None and known_file[0] == file.path:
                    known_file = next(known, None)
                yield file.path, file.size, file.problem
            while known_file is not None:
                connection.execute(_INSERT_UNSEEN, known_file[:1])
                known_file = next(known, None)

        with plain_errors(self._database.path):
            is_nested = connection.in_transaction
            if not is_nested:  # not IMMEDIATE: it only writes temporary tables, and must not block other processes
                connection.execute("BEGIN")
            connection.executemany("INSERT OR IGNORE INTO temp.found (path, size, problem) VALUES (?, ?, ?)", to_read())
            if not is_nested:
                connection.execute("COMMIT")
        return unchanged

    def totals(self) -> tuple[int, int]:
        """The number of files to read, and their size in bytes."""
        files, size = next(self._database.rows("SELECT count(*), coalesce(sum(size), 0) FROM temp.found"))
        return files, size

    def to_read(self) -> Iterator[FileToRead]:
        """The files to read, sorted by path."""
        last = ""
        # In pages, because rolling back a batch would close an open cursor.
        while page := list(self._database.rows(_TO_READ, {"last": last, "options": self._options})):
            yield from map(FileToRead._make, page)
            last = page[-1][0]

    def copy_to(self, database: Database) -> SqliteScan:
        """A copy of the scan for another archive, which has the same files and articles. Also marks there which of the
        articles to be read again have their date from a modification time.
        """
        other = SqliteScan(database)
        other._options = self._options
        with database.transaction() as connection:
            rows = self._database.rows("SELECT path, size, problem FROM temp.found")
            connection.executemany("INSERT INTO temp.found (path, size, problem) VALUES (?, ?, ?)", rows)
            rows = self._database.rows("SELECT path FROM temp.unseen")
            connection.executemany("INSERT INTO temp.unseen (path) VALUES (?)", rows)
            rows = self._database.rows(_DATED_BY_MTIME)
            connection.executemany("UPDATE articles SET date_from = 'mtime' WHERE id = ?", rows)
        return other

    def mark_missing(self, now: str) -> int:
        """Mark the archive's missing files and unmark those that are back. Returns how many are newly missing.

        A walk skips some files that exist (hidden, behind a link, in an unreadable folder), so each file that it did
        not find is checked by its own path.
        """
        newly_missing = 0
        for missing, existing in self.unseen():
            with self._database.transaction() as connection:
                newly_missing += connection.execute(_MARK_MISSING, [now, json.dumps(missing)]).rowcount
                connection.execute(_UNMARK_MISSING, [json.dumps(existing)])
        return newly_missing

    def unseen(self) -> Iterator[tuple[list[str], list[str]]]:
        """The paths of the archive's files that were not found, in pages: those that are missing, and those that exist
        all the same.
        """
        last = ""
        while page := [path for (path,) in self._database.rows(_SELECT_UNSEEN, [last])]:
            last = page[-1]
            gone = {path: is_gone(path) for path in page}
            yield [path for path in page if gone[path]], [path for path in page if gone[path] is False]


_SETTLED = (True,)
"""The last column of `_KNOWN` for a file that nothing but a change on the disk makes worth reading again."""

_INSERT_UNSEEN = "INSERT OR IGNORE INTO temp.unseen (path) VALUES (?)"
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
# Only where they are asked for: one more condition for each file makes the scan of an unchanged folder slower.
_CHECK = "AND NOT :check"
_AGAIN = (_CHECK, "AND NOT EXISTS (SELECT 1 FROM removed WHERE removed.digest = files.digest)")
_OTHERWISE = (
    _CHECK,
    """
    AND (SELECT options FROM reading_options WHERE id = files.options) IS nullif(
      json_patch(coalesce((SELECT options FROM reading_options WHERE id = files.options), '{}'), :options), '{}'
    )
    """,
)
_TO_READ = """
SELECT found.path, found.size, found.problem, files.ambiguous,
  EXISTS (
    SELECT 1 FROM copies JOIN articles ON articles.id = copies.article
    WHERE copies.file = files.id AND articles.date_from = 'mtime'
  ),
  CASE
    WHEN :options IS NULL THEN reading_options.options
    ELSE nullif(json_patch(coalesce(reading_options.options, '{}'), :options), '{}')
  END
FROM temp.found
LEFT JOIN files ON files.path = found.path
LEFT JOIN reading_options ON reading_options.id = files.options
WHERE found.path > :last ORDER BY found.path LIMIT 5000
"""
_DATED_BY_MTIME = """
SELECT DISTINCT articles.id
FROM temp.found JOIN files ON files.path = found.path JOIN copies ON copies.file = files.id
JOIN articles ON articles.id = copies.article
WHERE articles.date_from = 'mtime'
"""
_SELECT_UNSEEN = """
SELECT path FROM temp.unseen
WHERE path > ? AND path NOT IN (SELECT path FROM temp.found) ORDER BY path LIMIT 5000
"""
_MARK_MISSING = """
UPDATE files SET missing_since = ?
WHERE path IN (SELECT value FROM json_each(?)) AND missing_since IS NULL
"""
_UNMARK_MISSING = """
UPDATE files SET missing_since = NULL
WHERE path IN (SELECT value FROM json_each(?)) AND missing_since IS NOT NULL
"""


def _known_below(root: str, settled: ScanRules) -> dict[str, object]:
    """The parameters of `_KNOWN`. `0` comes right after `/`, so a range of paths covers everything in a folder."""
    return {
        "folder": root.rstrip("/"),
        "order": settled.order,
        "from_mtime": settled.from_mtime,
        "check": settled.check or settled.reread,
        "options": settled.options,
        "today": settled.today.isoformat(),
    }


def has_files_below(database: Database, root: str) -> bool:
    """Whether the archive has a file at or below a path."""
    folder = root.rstrip("/")
    sql = "SELECT 1 FROM files WHERE path = ? OR path > ? AND path < ?"
    return database.value(sql, [folder, f"{folder}/", f"{folder}0"]) is not None

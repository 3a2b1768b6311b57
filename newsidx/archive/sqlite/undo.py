"""Taking a change back: what was kept of it is put where it was.

An article gets its id again. Where the archive has the same text of the same day by now, that article takes its place.
A copy goes back to its file; if the file was read anew since, the next ingest of it decides what it holds.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Container, Iterator
from itertools import islice
from typing import Any

from newsidx.archive.known_files import BEYOND_ALL_PARTS
from newsidx.archive.progress import OnProgress, nothing
from newsidx.archive.records import Change, Undone
from newsidx.archive.sqlite import changes
from newsidx.archive.sqlite.changes import ROW_TYPES
from newsidx.archive.sqlite.checksums import save_checksums
from newsidx.archive.sqlite.columns import ARTICLE_COLUMNS, COLUMNS
from newsidx.archive.sqlite.counts import ArticleCounts, add_pending
from newsidx.archive.sqlite.database import Database
from newsidx.archive.sqlite.frequencies.deleting import TakenOut, put_back
from newsidx.archive.sqlite.fts5.index import add_to_index
from newsidx.archive.sqlite.numbering import DayIsFull, Numbering
from newsidx.archive.sqlite.rows import INSERT_COPY, INSERT_UNLISTED, insert_articles, unlisted_row
from newsidx.archive.sqlite.sqlite_errors import corrupt
from newsidx.archive.undoable import article_gone, chosen, day_full, later_change
from newsidx.article import date_of
from newsidx.errors import ArchiveCorrupt

_BATCH = 500
"""Articles, or rows about them, that are restored at a time."""

_INSERT_FILE = """
INSERT INTO files (
  id, path, size, mtime_ns, ctime_ns, digest, reader, encoding, status, problem, ambiguous, undated,
  first_seen, last_read, missing_since, read_again, problem_kind, outcome, options
) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
"""
_FREE_PART = f"SELECT max({BEYOND_ALL_PARTS}, coalesce(max(part) + 1, 0)) FROM copies WHERE file = ?"
_READ_AGAIN = "UPDATE files SET ctime_ns = -1 WHERE id = ?"  # no file has this time
_READ_COPIES_AGAIN = """
UPDATE files SET ctime_ns = -1
WHERE path IN (SELECT path FROM removed WHERE removed = ?1)
  AND id NOT IN (SELECT value FROM json_each(?2))
"""
_SAME_FILE = """
SELECT id, digest FROM files WHERE path = ?1 OR id = ?2 AND digest = ?3 ORDER BY path = ?1 DESC
"""
"""The file at a path, else the one that has been moved to another since."""

_LATER_OF_ALERT = "SELECT min(id) FROM kept_changes WHERE id > ? AND kind LIKE 'alert-%' AND subject = ?"
_LATER = {
    "note": """
        SELECT min(change) FROM kept_rows
        WHERE change > ?1 AND kind IN ('note', 'note-added')
          AND article IN (SELECT article FROM kept_rows WHERE change = ?1) AND ?2 IS NOT NULL
    """,
    "tags": """
        SELECT min(change) FROM kept_rows AS later
        WHERE change > ?1 AND kind IN ('tag', 'tag-added') AND article IS NOT NULL
          AND EXISTS (SELECT 1 FROM kept_rows WHERE change = ?1 AND kept_rows.row = later.row) AND ?2 IS NOT NULL
    """,
}
_ARTICLES_OF_CHANGE = """
SELECT min(article), max(EXISTS (SELECT 1 FROM articles WHERE articles.id = kept_rows.article))
FROM kept_rows WHERE change = ?
"""
_RESTORE = {
    "tag": "INSERT OR IGNORE INTO article_tags (tag, article) SELECT ?, id FROM articles WHERE id = ?",
    "note": """
        INSERT OR IGNORE INTO article_notes (article, note, written) SELECT id, ?2, ?3 FROM articles WHERE id = ?1
    """,
    "alert_answer": """
        INSERT OR IGNORE INTO alert_answers (alert, article)
        SELECT name, id FROM alerts JOIN articles WHERE name = ? AND id = ?
    """,
    "tag-added": "DELETE FROM article_tags WHERE tag = ? AND article = ?",
    "note-added": "DELETE FROM article_notes WHERE article = ?",
    "alert_answer-added": "DELETE FROM alert_answers WHERE alert = ? AND article = ?",
}
"""How a kept row of a kind is restored, or one that was added is deleted."""

_AMOUNT = f"""
SELECT coalesce(
  (SELECT nullif(count(*), 0) FROM kept_articles WHERE change = :change),
  (
    SELECT count(*) FROM kept_rows
    WHERE change = :change AND kind IN (SELECT value FROM json_each('{json.dumps(list(_RESTORE))}'))
  )
)
"""

_PLACES = {name: place for place, name in enumerate(ARTICLE_COLUMNS)}
_DATE, _FINGERPRINT = _PLACES["date"], _PLACES["fingerprint"]


def undo(database: Database, change_id: int | None = None, on_progress: OnProgress = nothing) -> Undone:
    """Take back the last change, or the one with a number, in one transaction. Raises NothingToUndo."""
    with database.transaction() as connection:
        change = chosen(changes.changes(database), change_id)
        undoing = _Undoing(database, connection, change, on_progress)
        undone = undoing.run()
        changes.delete(connection, change.id)
        add_pending(connection)
    return undone


class _Undoing:
    """Takes back one change, inside a transaction."""

    def __init__(
        self, database: Database, connection: sqlite3.Connection, change: Change, on_progress: OnProgress
    ) -> None:
        self._database = database
        self._connection = connection
        self._change = change
        self._on_progress = on_progress
        self._done = 0
        self._total = self._amount()
        self._numbering = Numbering(connection)
        self._ids: dict[int, int] = {}
        self._restored: set[int] = set()
        self._files: dict[int, tuple[int, bool]] = {}

    def run(self) -> Undone:
        """Restore articles first, since all else is about them. Raises CannotUndo."""
        self._require_no_later_change()
        self._require_articles()
        self._advance(0)
        self._restore_files()
        restored = self._restore_articles()
        self._restore_frequencies()
        self._restore_copies()
        left_out = self._restore_alerts()
        self._restore_rows(left_out)
        if self._change.kind == "removal":
            restored_files = json.dumps([file_id for file_id, _ in self._files.values()])
            self._connection.execute(_READ_COPIES_AGAIN, (self._change.made, restored_files))
            self._connection.execute("DELETE FROM removed WHERE removed = ?", [self._change.made])
        return Undone(self._change, restored, left_out)

    def _amount(self) -> int:
        """How many articles the change deleted, or else how many rows about articles it has."""
        return int(self._connection.execute(_AMOUNT, {"change": self._change.id}).fetchone()[0])

    def _advance(self, count: int) -> None:
        """Report that so many more of these are done."""
        if self._total:
            self._done += count
            self._on_progress(self._done, self._total)

    def _require_no_later_change(self) -> None:
        """Refuse if a later change is about the same note, tag or alert: it would be lost."""
        sql = _LATER.get(self._change.kind, _LATER_OF_ALERT if self._change.kind.startswith("alert-") else None)
        later = sql and self._connection.execute(sql, (self._change.id, self._change.subject)).fetchone()[0]
        if later:
            raise later_change(later, self._change.id)

    def _require_articles(self) -> None:
        """Refuse if none of the articles whose tags or note are to be taken back is there."""
        if self._change.kind in ("tags", "note"):
            row = self._connection.execute(_ARTICLES_OF_CHANGE, [self._change.id]).fetchone()
            if row[0] is not None and not row[1]:
                raise article_gone(row[0])

    def _restore_files(self) -> None:
        """The files as they were, where the archive does not know their paths. Notes for each its id now, and whether
        the archive knows the same bytes.
        """
        for row in self._rows("file", (int, str)):
            file_id, path, digest = row[0], row[1], self._digest(row)
            known = self._connection.execute(_SAME_FILE, (path, file_id, digest)).fetchone()
            if known:
                self._files[file_id] = (known[0], known[1] == digest)
                continue
            is_taken = self._connection.execute("SELECT 1 FROM files WHERE id = ?", [file_id]).fetchone()
            new_id = None if is_taken else file_id
            cursor = self._connection.execute(_INSERT_FILE, (new_id, *row[1:5], digest or None, *row[6:]))
            self._files[file_id] = (cursor.lastrowid or file_id, True)

    def _digest(self, row: tuple[Any, ...]) -> bytes:
        try:
            return bytes.fromhex(row[5])
        except (IndexError, TypeError, ValueError) as error:
            raise self._invalid() from error

    def _restore_articles(self) -> int:
        rows = self._connection.execute(
            f"SELECT {COLUMNS} FROM kept_articles WHERE change = ? ORDER BY id", [self._change.id]
        )
        restored = 0
        while batch := list(islice(rows, _BATCH)):
            restored += self._insert([tuple("" if value is None else value for value in row) for row in batch])
            self._advance(len(batch))
        return restored

    def _insert(self, rows: list[tuple[Any, ...]]) -> int:
        """Insert those of the articles whose texts the archive does not have. Returns how many."""
        new = [self._numbered(row) for row in rows if not self._is_present(row)]
        insert_articles(self._connection, new)
        save_checksums(self._connection, new)
        add_to_index(self._connection, new)
        self._connection.executemany(INSERT_UNLISTED, map(unlisted_row, new))
        counts = ArticleCounts()
        counts.add(new)
        counts.save(self._connection)
        self._restored.update(row[0] for row in new)
        return len(new)

    def _is_present(self, row: tuple[Any, ...]) -> bool:
        """Whether an article has the same day and text now. Its id is noted."""
        sql = "SELECT id FROM articles WHERE date IS nullif(?, '') AND fingerprint = ?"
        present = self._connection.execute(sql, (row[_DATE], row[_FINGERPRINT])).fetchone()
        if present:
            self._ids[row[0]] = present[0]
        return present is not None

    def _numbered(self, row: tuple[Any, ...]) -> tuple[Any, ...]:
        """The row with its own id, or another one if that was given away, as it is on a day that is full."""
        if not self._exists(row[0]):
            return row
        try:
            new_id = self._numbering.next_id(date_of(row[0]))
        except DayIsFull as error:
            raise day_full(error) from error
        self._ids[row[0]] = new_id
        return (new_id, *row[1:])

    def _restore_frequencies(self) -> None:
        """Put the restored articles back into the blocks of term frequencies that they were taken out of. Those whose
        blocks are no more, or have others, are counted when the terms are refreshed.
        """
        for row in self._rows("frequencies", (int, str, list, list, list)):
            if len(row) != len(TakenOut._fields) or not all(type(number) is int for part in row[2:] for number in part):
                raise self._invalid()
            taken_out = TakenOut(*row)
            if self._restored.issuperset(taken_out.ids) and put_back(self._connection, taken_out):
                ids = ((article_id,) for article_id in taken_out.ids)
                self._connection.executemany("DELETE FROM unlisted WHERE article = ?", ids)

    def _restore_copies(self) -> None:
        for file_id, part, article in self._rows("copy", ROW_TYPES["copy"]):
            now_in, is_same = self._files.get(file_id, (None, False))
            article_now = self._ids.get(article, article)
            if now_in is not None and self._exists(article_now):
                self._restore_copy(now_in, part, article_now, is_same=is_same)

    def _exists(self, article: int) -> bool:
        return self._connection.execute("SELECT 1 FROM articles WHERE id = ?", [article]).fetchone() is not None

    def _restore_copy(self, file_id: int, part: int, article: int, *, is_same: bool) -> None:
        """Restore a copy in its place. If the file has another article there, or was changed, it is read again."""
        sql = "SELECT 1 FROM copies WHERE file = ? AND {} = ?"
        is_taken = self._connection.execute(sql.format("part"), (file_id, part)).fetchone()
        if part < BEYOND_ALL_PARTS and is_same and not is_taken:
            self._connection.execute(INSERT_COPY, (file_id, part, article))
            return
        if self._connection.execute(sql.format("article"), (file_id, article)).fetchone():
            return
        if part < BEYOND_ALL_PARTS:
            self._connection.execute(_READ_AGAIN, [file_id])
        (free_part,) = self._connection.execute(_FREE_PART, [file_id]).fetchone()
        self._connection.execute(INSERT_COPY, (file_id, free_part, article))

    def _restore_alerts(self) -> tuple[str, ...]:
        """Restore alerts as they were, or delete one that was added. Returns the names of those that exist again."""
        left_out = []
        for name, query_text, seen, added, last_run in self._rows("alert", (str, str)):
            if self._change.kind == "alert-run":
                sql = "UPDATE alerts SET seen = ?, last_run = ? WHERE name = ?"
                self._connection.execute(sql, (seen, last_run, name))
            elif self._connection.execute("SELECT 1 FROM alerts WHERE name = ?", [name]).fetchone():
                left_out.append(name)
            else:
                sql = "INSERT INTO alerts (name, question, seen, added, last_run) VALUES (?, ?, ?, ?, ?)"
                self._connection.execute(sql, (name, query_text, seen, added, last_run))
        for (name,) in self._rows("alert-added", (str,)):
            self._connection.execute("DELETE FROM alerts WHERE name = ?", [name])
            self._connection.execute("DELETE FROM alert_answers WHERE alert = ?", [name])
        return tuple(left_out)

    def _restore_rows(self, left_out: Container[str]) -> None:
        """Restore what belongs to articles, and delete what was added to them."""
        if self._change.kind == "note":  # the earlier note takes the place of the present one
            rows = [(row[0],) for row in self._rows("note", ROW_TYPES["note"])]
            self._connection.executemany("DELETE FROM article_notes WHERE article = ?", rows)
        for kind, sql in _RESTORE.items():
            types = ROW_TYPES[kind]
            place = types.index(int)
            kept = self._rows(kind, types)
            while batch := list(islice(kept, _BATCH)):
                self._connection.executemany(
                    sql,
                    (
                        (*row[:place], self._ids.get(row[place], row[place]), *row[place + 1 :])
                        for row in batch
                        if not (kind == "alert_answer" and row[0] in left_out)
                    ),
                )
                if self._done < self._total:  # those of deleted articles have been counted with these
                    self._advance(len(batch))

    def _rows(self, kind: str, types: tuple[type, ...]) -> Iterator[tuple[Any, ...]]:
        """The rows of a kind that were kept, after checking the types of their first columns."""
        sql = "SELECT row FROM kept_rows WHERE change = ? AND kind = ? ORDER BY id"
        for (text,) in self._connection.execute(sql, (self._change.id, kind)):
            try:
                row = tuple(json.loads(text))
                is_right = tuple(map(type, row[: len(types)])) == types
            except (TypeError, ValueError, RecursionError):
                is_right = False
            if not is_right:
                raise self._invalid()
            yield row

    def _invalid(self) -> ArchiveCorrupt:
        return corrupt(self._database.path, "what was kept of a change is invalid")

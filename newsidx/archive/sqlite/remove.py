"""Removing from the archive: copies, articles without copies, and missing files."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterable, Mapping

from newsidx.archive.files import MissingFiles, Removal
from newsidx.archive.progress import OnProgress, nothing, watched
from newsidx.archive.sqlite.alerts import delete_answers
from newsidx.archive.sqlite.articles import fingerprints
from newsidx.archive.sqlite.changes import ChangeRecord
from newsidx.archive.sqlite.checksums import delete_checksum
from newsidx.archive.sqlite.counts import ArticleCounts, add_pending
from newsidx.archive.sqlite.database import Database
from newsidx.archive.sqlite.frequencies.deleting import DeletedArticles
from newsidx.archive.sqlite.fts5.index import remove_from_index
from newsidx.archive.sqlite.notes import delete_note
from newsidx.archive.sqlite.removed import record_removal
from newsidx.archive.sqlite.tags import delete_tags
from newsidx.disk.paths import is_gone


def remove_copies(
    connection: sqlite3.Connection,
    files: Iterable[int],
    articles: Iterable[int],
    record: ChangeRecord,
    on_progress: OnProgress = nothing,
) -> int:
    """Remove the copies in these files. Then remove those of their articles, and of `articles`, that have no copy left.

    What is removed is kept in the `record`. Returns how many articles were removed. Runs inside the caller's
    transaction.
    """
    candidates = set(articles)
    for file_id in files:
        rows = connection.execute("SELECT article FROM copies WHERE file = ?", [file_id])
        candidates.update(article_id for (article_id,) in rows)
        record.keep_copies_in(file_id)
        connection.execute("DELETE FROM copies WHERE file = ?", [file_id])
    removal = _Removing(connection, record)
    for article_id in watched(sorted(candidates), on_progress):
        if not connection.execute("SELECT 1 FROM copies WHERE article = ?", [article_id]).fetchone():
            removal.remove(article_id)
    removal.save()
    return removal.count


class _Removing:
    """Articles that are removed, with everything that belongs to them, in the order of their ids. What is removed is
    kept in the `record`.
    """

    def __init__(self, connection: sqlite3.Connection, record: ChangeRecord) -> None:
        self._connection = connection
        self._record = record
        self._counts = ArticleCounts()
        self._deleted = DeletedArticles()
        self.count = 0

    def remove(self, article_id: int) -> None:
        """Remove an article that has no copies."""
        connection = self._connection
        self._record.keep_article(article_id)
        self._counts.remove(connection, article_id)
        self._deleted.add(connection, article_id)
        remove_from_index(connection, article_id)
        delete_comparison(connection, article_id)
        delete_answers(connection, article_id)
        delete_checksum(connection, article_id)
        delete_tags(connection, article_id)
        delete_note(connection, article_id)
        self.count += connection.execute("DELETE FROM articles WHERE id = ?", [article_id]).rowcount

    def save(self) -> None:
        """Take the articles out of the counts and term frequencies, once all of them are removed."""
        self._counts.save(self._connection)
        self._record.keep_frequencies(self._deleted.save(self._connection))


def remove_articles(
    database: Database,
    ids: Iterable[int],
    as_shown: Mapping[int, int] | None = None,
    on_progress: OnProgress = nothing,
) -> Removal:
    """Remove articles and their copies. An ingest skips them until the bytes of their files change.

    `as_shown` has the fingerprint of each article as it was shown to the user: an article that has changed since, or no
    longer exists, is not removed.
    """
    chosen = list(dict.fromkeys(ids))
    with database.transaction() as connection:
        left: tuple[int, ...] = ()
        if as_shown is not None:
            current = fingerprints(database, chosen)
            unchanged = {article_id for article_id, value in current.items() if value == as_shown.get(article_id)}
            left = tuple(article_id for article_id in chosen if article_id not in unchanged)
            chosen = [article_id for article_id in chosen if article_id in unchanged]
        record = ChangeRecord(connection, "removal")
        removal = _Removing(connection, record)
        for article_id in watched(sorted(chosen), on_progress):
            record_removal(connection, article_id, record.made)
            record.keep_copies_of(article_id)
            connection.execute("DELETE FROM copies WHERE article = ?", [article_id])
            removal.remove(article_id)
        removal.save()
        add_pending(connection)
        return Removal(removal.count, left)


def delete_comparison(connection: sqlite3.Connection, article_id: int) -> None:
    """Delete the near-duplicates of a removed or changed article, so that it counts as never compared."""
    connection.execute("DELETE FROM compared WHERE article = ?", [article_id])
    connection.execute("DELETE FROM near_duplicates WHERE article = ? OR earlier = ?", [article_id, article_id])


def find_missing(database: Database, roots: Iterable[str]) -> MissingFiles:
    """The files at and below `roots` that are marked as missing and still do not exist."""
    files: dict[int, str] = {}
    for root in roots:
        folder = root.rstrip("/")
        rows = database.rows(
            "SELECT id, path FROM files WHERE missing_since IS NOT NULL AND (path = ? OR path > ? AND path < ?)",
            (folder, f"{folder}/", f"{folder}0"),
        )
        files.update((file_id, path) for file_id, path in rows if is_gone(path))
    if not files:
        return MissingFiles((), 0, 0)
    file_ids = json.dumps(list(files))
    articles, annotated = (database.value(sql, [file_ids]) for sql in (_ONLY_IN, _ONLY_IN + _ANNOTATED))
    every_article = database.value("SELECT CAST(total(articles) AS INTEGER) FROM days")
    return MissingFiles(tuple(files.items()), articles, every_article, annotated)


def prune(database: Database, gone: MissingFiles, on_progress: OnProgress = nothing) -> tuple[int, int]:
    """Delete missing files, and the articles that no other file holds. A file that is back is not deleted.

    Returns how many files and how many articles were deleted.
    """
    still_gone = [(file_id, path) for file_id, path in gone.files if is_gone(path)]
    with database.transaction() as connection:
        sql = "SELECT id FROM files WHERE id = ? AND path = ? AND missing_since IS NOT NULL"
        missing = [file_id for file_id, path in still_gone if connection.execute(sql, (file_id, path)).fetchone()]
        articles = remove_copies(connection, missing, [], ChangeRecord(connection, "prune"), on_progress)
        add_pending(connection)
        connection.executemany("DELETE FROM files WHERE id = ?", ((file_id,) for file_id in missing))
        # The next file gets the highest id plus one, and must be new to every alert.
        connection.execute("UPDATE alerts SET seen = min(seen, (SELECT coalesce(max(id), 0) FROM files))")
    return len(missing), articles


_ONLY_IN = """
WITH gone AS (SELECT value AS id FROM json_each(?))
SELECT count(DISTINCT article) FROM copies
WHERE file IN (SELECT id FROM gone)
  AND NOT EXISTS (
    SELECT 1 FROM copies AS other WHERE other.article = copies.article AND other.file NOT IN (SELECT id FROM gone)
  )
"""
_ANNOTATED = """
  AND (article IN (SELECT article FROM article_tags) OR article IN (SELECT article FROM article_notes))
"""

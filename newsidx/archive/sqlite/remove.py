"""Taking out of the archive: copies, the articles that no copy is left of, and the files that are gone."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterable, Mapping

from newsidx.archive.files import Gone, Removal
from newsidx.archive.sqlite.alerts import forget_answers
from newsidx.archive.sqlite.articles import fingerprints
from newsidx.archive.sqlite.checksums import forget_checksum
from newsidx.archive.sqlite.database import Database
from newsidx.archive.sqlite.removed import note_removal
from newsidx.disk.paths import is_gone


def remove_copies(connection: sqlite3.Connection, files: Iterable[int], articles: Iterable[int] = ()) -> int:
    """Remove the copies in these files, then of their articles, and of `articles`, those with no copy left.

    Returns how many articles went. Runs inside the caller's transaction.
    """
    orphans = set(articles)
    for file_id in files:
        found = connection.execute("SELECT article FROM copies WHERE file = ?", [file_id])
        orphans.update(article_id for (article_id,) in found)
        connection.execute("DELETE FROM copies WHERE file = ?", [file_id])
    removed = 0
    for article_id in sorted(orphans):
        if connection.execute("SELECT 1 FROM copies WHERE article = ?", [article_id]).fetchone():
            continue
        remove_from_index(connection, article_id)
        forget_comparison(connection, article_id)
        forget_answers(connection, article_id)
        forget_checksum(connection, article_id)
        removed += connection.execute("DELETE FROM articles WHERE id = ?", [article_id]).rowcount
    return removed


def remove_articles(database: Database, ids: Iterable[int], as_shown: Mapping[int, int] | None = None) -> Removal:
    """Remove articles and their copies. An ingest passes them over until their files have other bytes.

    `as_shown` has the fingerprint that each had when it was shown to whoever wants them removed: an article that says
    something else by now, or is gone, is left.
    """
    chosen = list(dict.fromkeys(ids))
    with database.transaction() as connection:
        left: tuple[int, ...] = ()
        if as_shown is not None:
            now = fingerprints(database, chosen)
            left = tuple(one for one in chosen if one not in now or now[one] != as_shown.get(one))
            chosen = [one for one in chosen if one in now and now[one] == as_shown.get(one)]
        note_removal(connection, chosen)
        connection.executemany("DELETE FROM copies WHERE article = ?", ((one,) for one in chosen))
        return Removal(remove_copies(connection, [], chosen), left)


def forget_comparison(connection: sqlite3.Connection, article_id: int) -> None:
    """Let an article that is gone, or says something else now, count as never compared with others."""
    connection.execute("DELETE FROM compared WHERE article = ?", [article_id])
    connection.execute("DELETE FROM near_duplicates WHERE article = ? OR earlier = ?", [article_id, article_id])


def remove_from_index(connection: sqlite3.Connection, article_id: int) -> None:
    """Take an article out of the full-text index, which must be told the very text it holds.

    The `delete` command: https://www.sqlite.org/fts5.html, section 4.4.3.
    """
    connection.execute(
        """
        INSERT INTO articles_fts (articles_fts, rowid, title, body)
        SELECT 'delete', id, title, body FROM articles WHERE id = ?
        """,
        [article_id],
    )


def find_gone(database: Database, roots: Iterable[str]) -> Gone:
    """The files at and below `roots` that are marked as missing, and that are looked for now and not there."""
    files: dict[int, str] = {}
    for root in roots:
        folder = root.rstrip("/")
        rows = database.rows(
            "SELECT id, path FROM files WHERE missing_since IS NOT NULL AND (path = ? OR path > ? AND path < ?)",
            (folder, f"{folder}/", f"{folder}0"),
        )
        files.update((file_id, path) for file_id, path in rows if is_gone(path))
    if not files:
        return Gone((), 0, 0)
    articles = database.value(_ONLY_IN, [json.dumps(list(files))])
    return Gone(tuple(files.items()), articles, database.value("SELECT count(*) FROM articles_fts_docsize"))


def prune(database: Database, gone: Gone) -> tuple[int, int]:
    """Delete files that are gone, and the articles that no other file holds. A file that is back by now stays.

    Returns how many files and how many articles were deleted.
    """
    still_gone = [(file_id, path) for file_id, path in gone.files if is_gone(path)]
    with database.transaction() as connection:
        sql = "SELECT id FROM files WHERE id = ? AND path = ? AND missing_since IS NOT NULL"
        missing = [file_id for file_id, path in still_gone if connection.execute(sql, (file_id, path)).fetchone()]
        articles = remove_copies(connection, missing)
        connection.executemany("DELETE FROM files WHERE id = ?", ((file_id,) for file_id in missing))
        # The next file gets the highest id's successor, and is new to every alert.
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

"""The records of removed articles: see `newsidx.archive.removals`."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING

from newsidx.archive import removals
from newsidx.archive.removals import RemovedPart
from newsidx.archive.sqlite import values
from newsidx.archive.sqlite.columns import MAYBE_NUMBER, TEXT
from newsidx.archive.sqlite.database import Database
from newsidx.article import ref_of

if TYPE_CHECKING:
    from newsidx.archive.files import FileRead
    from newsidx.archive.records import RemovedArticle


def record_removal(connection: sqlite3.Connection, article: int, now: str) -> None:
    """Record the removal of an article at a time. Must be called while it and its copies are still in the archive."""
    connection.execute(
        """
        INSERT OR REPLACE INTO removed (digest, part, path, article, title, removed, fingerprint)
        SELECT files.digest, copies.part, files.path, articles.id, articles.title, ?, articles.fingerprint
        FROM copies JOIN files ON files.id = copies.file JOIN articles ON articles.id = copies.article
        WHERE copies.article = ? AND files.digest IS NOT NULL
        """,
        (now, article),
    )


def removals_in(connection: sqlite3.Connection, file: FileRead, held: Mapping[int, int]) -> dict[int, RemovedPart]:
    """The parts of a file whose articles were removed, and must not be added again.

    `held` has the fingerprints of the articles that the archive has for these very bytes, by their parts.
    """
    rows = connection.execute(_REMOVED_FROM, (file.digest, file.path))
    known = ((bool(is_same_file), part, RemovedPart(*rest)) for is_same_file, part, *rest in rows)
    return removals.removals_in(file, known, held)


def record_copy(connection: sqlite3.Connection, file: FileRead, part: int, removal: RemovedPart) -> None:
    """Record another file that holds a removed article, so that it is counted and listed with this file too."""
    connection.execute(_INSERT_COPY, (file.digest, part, file.path, *removal))


def record_move(connection: sqlite3.Connection, digest: bytes | None, old: str, new: str) -> None:
    """Record the new path of a file that may hold removed articles."""
    connection.execute("UPDATE OR REPLACE removed SET path = ? WHERE digest = ? AND path = ?", (new, digest, old))


def emptied_files(connection: sqlite3.Connection, digest: bytes | None) -> list[tuple[int, str]]:
    """The (id, path) of every file with this digest and without articles, sorted by path."""
    return connection.execute(
        """
        SELECT DISTINCT files.id, files.path
        FROM removed CROSS JOIN files ON files.path = removed.path AND files.digest = removed.digest
        WHERE removed.digest = ? AND NOT EXISTS (SELECT 1 FROM copies WHERE copies.file = files.id)
        ORDER BY files.path
        """,
        [digest],
    ).fetchall()


def restore(connection: sqlite3.Connection, files: Sequence[FileRead]) -> None:
    """Delete the record of removed articles in these files, and of all their copies.

    All files with such a copy count as changed, so that this ingest, or the next one of their folder, reads them again.
    """
    digests = [file.digest.hex().upper() for file in files if file.digest]
    paths = [file.path for file in files]
    rows = connection.execute(_WITH_COPIES, (json.dumps(digests), json.dumps(paths))).fetchall()
    connection.executemany("DELETE FROM removed WHERE digest = ? AND part = ? AND path = ?", rows)
    connection.executemany(
        "UPDATE files SET ctime_ns = -1 WHERE digest = ? AND path = ?", ((digest, path) for digest, _, path in rows)
    )


def count_removed(database: Database, roots: Sequence[str] | None = None) -> int:
    """The number of removed articles that files still hold; with `roots`, only of files at or below these paths."""
    if roots is None:
        return int(database.value(f"SELECT {_COUNT} {_IN_FILES}"))
    folders = json.dumps([root.rstrip("/") for root in roots])
    return int(database.value(f"SELECT {_COUNT} {_IN_FILES} AND {_BELOW}", [folders]))


def removed_articles(database: Database) -> Iterator[RemovedArticle]:
    """Every removed article with each file that still holds it, the latest removal first."""
    from newsidx.archive.records import RemovedArticle

    rows = database.rows(
        f"""
        SELECT removed.article, coalesce(removed.title, ''), removed.path, coalesce(removed.removed, '') {_IN_FILES}
        ORDER BY removed.removed DESC, removed.article, removed.path
        """
    )
    kinds = (MAYBE_NUMBER, TEXT, TEXT, TEXT)
    return (
        RemovedArticle("" if article is None else ref_of(article), *rest)
        for article, *rest in (values.typed(database.path, row, *kinds) for row in rows)
    )


_REMOVED_FROM = """
SELECT digest = ?1, part, article, title, removed, fingerprint FROM removed
WHERE digest = ?1 OR path = ?2 AND fingerprint IS NOT NULL
ORDER BY removed
"""
_INSERT_COPY = """
INSERT OR IGNORE INTO removed (digest, part, path, article, title, removed, fingerprint) VALUES (?, ?, ?, ?, ?, ?, ?)
"""
# CROSS JOIN fixes the order: the table of removed articles is small, and files are looked up by path.
_IN_FILES = """
FROM removed CROSS JOIN files ON files.path = removed.path AND files.digest = removed.digest
WHERE files.status <> 'unreadable' AND files.missing_since IS NULL
  AND NOT EXISTS (SELECT 1 FROM copies WHERE copies.file = files.id AND copies.part = removed.part)
"""
_COUNT = "count(DISTINCT coalesce(removed.article || ' ' || removed.removed, removed.part || ' ' || removed.path))"
_BELOW = """
EXISTS (
  SELECT 1 FROM json_each(?) AS root
  WHERE removed.path = root.value OR removed.path > root.value || '/' AND removed.path < root.value || '0'
)
"""
_WITH_COPIES = """
WITH again AS (
  SELECT digest, article, removed FROM removed
  WHERE hex(digest) IN (SELECT value FROM json_each(?)) OR path IN (SELECT value FROM json_each(?))
)
SELECT digest, part, path FROM removed
WHERE digest IN (SELECT digest FROM again) OR (article, removed) IN (SELECT article, removed FROM again)
"""

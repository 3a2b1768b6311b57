"""What was removed from the archive: every later ingest passes it over, until its file has other bytes.

A removed article is known by the bytes of each file that held it (`digest`) and its place in them (`part`), so that a
file that is moved, copied, touched or dated otherwise does not bring it back.
"""

from __future__ import annotations

import datetime
import json
import sqlite3
from collections.abc import Iterable, Iterator, Sequence

from newsidx.archive.records import PassedOver
from newsidx.archive.sqlite import values
from newsidx.archive.sqlite.database import Database
from newsidx.article import ref_of


def note_removal(connection: sqlite3.Connection, articles: Iterable[int]) -> None:
    """Note that articles, which are still there with their copies, are being removed."""
    now = datetime.datetime.now(datetime.timezone.utc).isoformat(timespec="microseconds")
    connection.executemany(
        """
        INSERT OR REPLACE INTO removed (digest, part, path, article, title, removed)
        SELECT files.digest, copies.part, files.path, articles.id, articles.title, ?
        FROM copies JOIN files ON files.id = copies.file JOIN articles ON articles.id = copies.article
        WHERE copies.article = ? AND files.digest IS NOT NULL
        """,
        ((now, article) for article in articles),
    )


def removed_parts(connection: sqlite3.Connection, digest: bytes | None) -> frozenset[int]:
    """The places in a file of these bytes whose articles were removed."""
    rows = connection.execute("SELECT DISTINCT part FROM removed WHERE digest = ?", [digest])
    return frozenset(part for (part,) in rows)


def note_passed_over(connection: sqlite3.Connection, digest: bytes | None, part: int, path: str) -> None:
    """Note that a removed article stands also in the file at a path, so that it is counted and listed there."""
    connection.execute(
        """
        INSERT OR IGNORE INTO removed (digest, part, path, article, title, removed)
        SELECT digest, part, ?3, article, title, removed FROM removed
        WHERE digest = ?1 AND part = ?2 ORDER BY removed DESC LIMIT 1
        """,
        (digest, part, path),
    )


def note_move(connection: sqlite3.Connection, digest: bytes | None, old: str, new: str) -> None:
    """Note that a file that may hold removed articles lies elsewhere now."""
    connection.execute("UPDATE OR REPLACE removed SET path = ? WHERE digest = ? AND path = ?", (new, digest, old))


def emptied_files(connection: sqlite3.Connection, digest: bytes | None) -> list[tuple[int, str]]:
    """The (id, path) of every file of these bytes of which nothing is left, in the order of their paths."""
    return connection.execute(
        """
        SELECT DISTINCT files.id, files.path
        FROM removed CROSS JOIN files ON files.path = removed.path AND files.digest = removed.digest
        WHERE removed.digest = ? AND NOT EXISTS (SELECT 1 FROM copies WHERE copies.file = files.id)
        ORDER BY files.path
        """,
        [digest],
    ).fetchall()


def take_back(connection: sqlite3.Connection, digests: Sequence[bytes]) -> None:
    """Let the removed articles in files of these bytes, with all their copies, count as never removed.

    The files that hold such a copy are read anew, whatever they were when they were last read: those that this ingest
    does not come by, by the next that does.
    """
    rows = connection.execute(_WITH_COPIES, [json.dumps([digest.hex().upper() for digest in digests])]).fetchall()
    connection.executemany("DELETE FROM removed WHERE digest = ? AND part = ? AND path = ?", rows)
    connection.executemany(
        "UPDATE files SET ctime_ns = -1 WHERE digest = ? AND path = ?", ((digest, path) for digest, _, path in rows)
    )


def count_passed_over(database: Database, roots: Sequence[str] | None = None) -> int:
    """How many removed articles stand in files that are there, at and below `roots` if these are given."""
    if roots is None:
        return int(database.value(f"SELECT {_COUNT} {_PASSED_OVER}"))
    folders = json.dumps([root.rstrip("/") for root in roots])
    return int(database.value(f"SELECT {_COUNT} {_PASSED_OVER} AND {_BELOW}", [folders]))


def passed_over(database: Database) -> Iterator[PassedOver]:
    """Every removed article with each file that holds it, what was removed last first."""
    rows = database.rows(
        f"""
        SELECT removed.article, coalesce(removed.title, ''), removed.path, coalesce(removed.removed, '') {_PASSED_OVER}
        ORDER BY removed.removed DESC, removed.article, removed.path
        """
    )
    kinds = (values.MAYBE_NUMBER, values.TEXT, values.TEXT, values.TEXT)
    return (
        PassedOver("" if article is None else ref_of(article), *rest)
        for article, *rest in (values.typed(database.path, row, *kinds) for row in rows)
    )


# The table of what was removed is small, and files are found by their path: CROSS JOIN keeps SQLite to that order.
_PASSED_OVER = """
FROM removed CROSS JOIN files ON files.path = removed.path AND files.digest = removed.digest
WHERE files.status = 'read' AND files.missing_since IS NULL
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
  SELECT digest, article, removed FROM removed WHERE hex(digest) IN (SELECT value FROM json_each(?))
)
SELECT digest, part, path FROM removed
WHERE digest IN (SELECT digest FROM again) OR (article, removed) IN (SELECT article, removed FROM again)
"""

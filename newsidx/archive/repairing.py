"""Mending an archive: the index made anew from the articles, or a new archive of all that can be read of the old one.

Nothing is taken from the damaged file: it is kept beside the new one.
"""

from __future__ import annotations

import contextlib
import os
import sqlite3
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from newsidx.archive import Archive
from newsidx.archive.checking import Soundness, readable, whole_articles
from newsidx.archive.vocabulary import renew
from newsidx.article import ref_of

_INSERT_ARTICLE = """
INSERT INTO articles (
  id, date, published, title, byline, source, section, place, url, language,
  words, date_from, title_from, meta, fingerprint, body
) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
"""
_FILE = """
SELECT
  id, path, size, mtime_ns, ctime_ns, digest, reader, encoding, status, problem, ambiguous, undated,
  first_seen, last_read, missing_since, read_again
FROM files WHERE id = ?
"""
_INSERT_FILE = """
INSERT INTO files (
  id, path, size, mtime_ns, ctime_ns, digest, reader, encoding, status, problem, ambiguous, undated,
  first_seen, last_read, missing_since, read_again
) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
"""


@dataclass(frozen=True)
class Repaired:
    """What a repair did. `lost` are the refs of articles that were spoiled; the files they came from are
    forgotten, so that the next ingest reads them again. `kept` is where the damaged file is now, or None.
    """

    articles: int
    lost: tuple[str, ...] = ()
    kept: str | None = None


def repair(path: str, found: Soundness) -> Repaired:
    """Mend what `check` found wrong with the archive at a path."""
    if found.file or found.spoiled:
        return _salvage(path)
    with Archive.open(path, write=True) as archive:
        with archive.transaction() as connection:
            connection.execute(
                """
                DELETE FROM copies
                WHERE article NOT IN (SELECT id FROM articles) OR file NOT IN (SELECT id FROM files)
                """
            )
        _make_index(archive)
        return Repaired(archive.value("SELECT count(*) FROM articles"))


def _make_index(archive: Archive) -> None:
    """Make the index and the vocabulary anew from the articles."""
    with archive.transaction() as connection:
        connection.execute("INSERT INTO articles_fts (articles_fts) VALUES ('rebuild')")
        renew(archive)


def _salvage(path: str) -> Repaired:
    new, kept = f"{path}.repaired", _unused(f"{path}.damaged")
    _remove(new)
    with Archive.open(path, write=True) as old, Archive.open(new, write=True) as archive:
        lost = _copy(old, archive)
        _make_index(archive)
        articles = archive.value("SELECT count(*) FROM articles")
    for ending in ("-wal", "-shm", ""):
        if os.path.exists(path + ending):
            os.replace(path + ending, kept + ending)
    os.replace(new, path)
    return Repaired(articles, tuple(map(ref_of, lost)), kept)


def _copy(old: Archive, new: Archive) -> list[int]:
    """Copy all that can be read, and return the ids of the articles that cannot."""
    lost: list[int] = []
    with new.transaction() as connection:
        connection.executemany(_INSERT_ARTICLE, whole_articles(old, lost))
        files = {
            one for sql in ("SELECT id FROM files", "SELECT file FROM copies") for one in readable(old.connection, sql)
        }
        connection.executemany(_INSERT_FILE, _files(old, files))
        for file in sorted(files):
            with contextlib.suppress(sqlite3.DatabaseError):  # a copy that cannot be read is found again by an ingest
                connection.executemany(
                    "INSERT INTO copies (file, part, article) VALUES (?, ?, ?)",
                    old.connection.execute("SELECT file, part, article FROM copies WHERE file = ?", [file]).fetchall(),
                )
        # A file one of whose articles is lost, or nobody knows which it holds, is to be read again.
        connection.execute(
            """
            DELETE FROM files
            WHERE id IN (SELECT file FROM copies WHERE article NOT IN (SELECT id FROM articles))
              OR (status = 'read' AND id NOT IN (SELECT file FROM copies))
            """
        )
        connection.execute("DELETE FROM copies WHERE file NOT IN (SELECT id FROM files)")
        with contextlib.suppress(sqlite3.DatabaseError):
            alerts = old.connection.execute("SELECT name, question, seen, added, last_run FROM alerts").fetchall()
            connection.executemany("INSERT INTO alerts VALUES (?, ?, ?, ?, ?)", alerts)
            connection.execute("UPDATE alerts SET seen = min(seen, (SELECT coalesce(max(id), 0) FROM files))")
    return lost


def _files(archive: Archive, ids: Iterable[int]) -> Iterator[tuple[object, ...]]:
    """The rows of the files that can be read; an ingest finds the others again."""
    for one in sorted(ids):
        with contextlib.suppress(sqlite3.DatabaseError):
            if row := archive.connection.execute(_FILE, [one]).fetchone():
                yield row


def _unused(path: str) -> str:
    """The path, with a number behind it if there is such a file already."""
    number = 1
    chosen = path
    while os.path.lexists(chosen):
        number += 1
        chosen = f"{path}-{number}"
    return chosen


def _remove(path: str) -> None:
    """Remove what an interrupted repair left."""
    for ending in ("-wal", "-shm", ""):
        with contextlib.suppress(FileNotFoundError):
            os.unlink(path + ending)

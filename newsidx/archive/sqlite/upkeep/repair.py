"""Repairing an archive: its index is made anew from its articles, or all of it from what can be read of them.

Nobody else reads or writes it meanwhile. What is made anew is put into the archive's own file in one transaction, so
that there is never a moment without an archive, nor one at which others write to a file that is not the archive any
more. The damaged file is copied first.
"""

from __future__ import annotations

import contextlib
import itertools
import os
import shutil
import sqlite3
import tempfile
from collections.abc import Iterator, Sequence

from newsidx.archive.records import Repaired, Soundness
from newsidx.archive.sqlite.checksums import note_all
from newsidx.archive.sqlite.database import Database
from newsidx.archive.sqlite.fts5.vocabulary import renew
from newsidx.archive.sqlite.schema import REMOVED_BEFORE
from newsidx.archive.sqlite.sqlite_errors import plain_errors
from newsidx.archive.sqlite.upkeep.check import UNREADABLE, readable, whole_articles
from newsidx.article import ref_of
from newsidx.disk.new_file import new_file
from newsidx.errors import ArchiveBusy, CannotWrite, NewsidxError

_PATIENCE = 5.0
"""Seconds to wait for others to close the archive."""

_INSERT_ARTICLE = """
INSERT INTO articles (
  id, date, published, title, byline, source, section, place, url, language,
  words, meta, date_from, title_from, fingerprint, body
) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
"""
_FILE = """
SELECT
  id, path, size, mtime_ns, ctime_ns, digest, reader, encoding, status, problem, ambiguous, undated,
  first_seen, last_read, missing_since, read_again
FROM files WHERE id = ?
"""
_LATER_COLUMNS = {"ctime_ns": "-1", "read_again": "NULL"}
"""What stands for a column of files that an old archive lacks; -1 is the ctime of no file: each is read again.
"""

_INSERT_FILE = """
INSERT INTO files (
  id, path, size, mtime_ns, ctime_ns, digest, reader, encoding, status, problem, ambiguous, undated,
  first_seen, last_read, missing_since, read_again
) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
"""
_INSERT_COPY = "INSERT INTO copies (file, part, article) VALUES (?, ?, ?)"
_REMOVED = (  # from both ends, up to a page that cannot be read
    "SELECT digest, part, path, article, title, removed FROM removed ORDER BY digest, part, path",
    "SELECT digest, part, path, article, title, removed FROM removed ORDER BY digest DESC, part DESC, path DESC",
)
_INSERT_REMOVED = """
INSERT OR IGNORE INTO removed (digest, part, path, article, title, removed) VALUES (?, ?, ?, ?, ?, ?)
"""
_ALERTS = "SELECT name, question, seen, added, last_run FROM alerts"
_INSERT_ALERT = "INSERT INTO alerts (name, question, seen, added, last_run) VALUES (?, ?, ?, ?, ?)"
_ALERT_ANSWERS = "SELECT alert, article FROM alert_answers"
_INSERT_ALERT_ANSWER = "INSERT INTO alert_answers (alert, article) VALUES (?, ?)"
_REBUILD = "INSERT INTO articles_fts (articles_fts) VALUES ('rebuild')"
# A file one of whose articles is lost, or of which nobody knows what it holds, is to be read again. One without any
# article is as it was if what it held was removed.
_FORGET_LOST = (
    """
    DELETE FROM files
    WHERE id IN (SELECT file FROM copies WHERE article NOT IN (SELECT id FROM articles))
      OR status = 'read' AND id NOT IN (SELECT file FROM copies)
        AND (digest IS NULL OR digest NOT IN (SELECT digest FROM removed))
    """,
    "DELETE FROM copies WHERE file NOT IN (SELECT id FROM files)",
)
_DELETE_STRAYS = (
    """
    DELETE FROM copies
    WHERE article NOT IN (SELECT id FROM articles) OR file NOT IN (SELECT id FROM files)
    """,
    """
    DELETE FROM alert_answers
    WHERE article NOT IN (SELECT id FROM articles) OR alert NOT IN (SELECT name FROM alerts)
    """,
    "DELETE FROM article_checksums WHERE article NOT IN (SELECT id FROM articles)",
)
_CHUNK = 1 << 20


def repair(path: str, found: Soundness) -> Repaired:
    """Repair what `check` found wrong with the archive at a path.

    Raises ArchiveBusy where others have it open, and CannotWrite; it is then as it was.
    """
    if found.file or found.spoiled:
        return _salvage(path)
    with Database.open(path, write=True, migrate=False) as database, database.transaction() as connection:
        connection.execute(_REBUILD)
    with Database.open(path, write=True) as database:  # a schema is brought up to date by an index that is in order
        with database.transaction() as connection:
            for statement in _DELETE_STRAYS:
                connection.execute(statement)
            renew(database)
        return Repaired(database.value("SELECT count(*) FROM articles"))


def _salvage(path: str) -> Repaired:
    """Put what can be read of an archive in the place of all that is in it."""
    folder, name = os.path.split(os.path.abspath(path))
    with (
        contextlib.ExitStack() as at_last,
        Database.open(path, write=True, migrate=False) as old,
        tempfile.TemporaryDirectory(prefix=f".{name[:40]}.unfinished-", dir=folder) as beside,
        Database.open(os.path.join(beside, "news.db"), write=True) as new,
    ):
        new.path = path  # what is said of it is said of the archive
        _take_alone(old)
        lost = _copy(old, new)
        articles = new.value("SELECT count(*) FROM articles")
        kept = _keep(old, at_last)
        try:
            _put_into(new, old)
        except NewsidxError:  # the archive is as it was; when interrupted it may already be the new one
            os.unlink(kept)
            raise
    return Repaired(articles, tuple(map(ref_of, lost)), kept)


def _take_alone(database: Database) -> None:
    """Keep everybody else out of an archive until it is closed, and have all of it in its file.

    https://www.sqlite.org/pragma.html#pragma_locking_mode
    """
    database.patience = _PATIENCE
    database.connection.execute("PRAGMA locking_mode = exclusive")
    try:
        with database.transaction():
            pass
    except ArchiveBusy as error:
        raise ArchiveBusy(
            f"Another program has {database.path} open",
            "Wait for it to finish, or close it, then run newsidx check --repair again. Nothing was changed.",
        ) from error
    with plain_errors(database.path):
        database.connection.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchall()


def _keep(database: Database, at_last: contextlib.ExitStack) -> str:
    """Copy the file of an archive that nobody else has open, and return the path of the copy.

    The file is closed only `at_last`, after SQLite has closed it: to close it while SQLite has it open would take
    SQLite's locks away (https://www.sqlite.org/howtocorrupt.html, section 2.2).
    """
    file = at_last.enter_context(open(database.path, "rb"))  # noqa: SIM115
    kept = next(path for path in _names(f"{database.path}.damaged") if not os.path.lexists(path))
    try:
        with new_file(kept) as copy:
            shutil.copymode(database.path, copy.name)
            shutil.copyfileobj(file, copy.buffer, _CHUNK)
    except OSError as error:
        raise CannotWrite(
            f"{kept} cannot be written ({error.strerror})",
            "Make room for a copy of the damaged file, then run the command again. Nothing was changed.",
        ) from error
    return kept


def _names(path: str) -> Iterator[str]:
    """The path, and then with a number behind it."""
    yield path
    yield from (f"{path}-{number}" for number in itertools.count(2))


def _put_into(new: Database, old: Database) -> None:
    """Put one archive into the file of another, in one transaction of it."""
    with plain_errors(old.path):
        if old.value("PRAGMA page_size") != new.value("PRAGMA page_size"):  # which cannot change below a log
            old.connection.execute("PRAGMA journal_mode = delete").fetchall()
        new.connection.backup(old.connection)


def _copy(old: Database, new: Database) -> list[int]:
    """Copy all that can be read, and return the ids of the articles that cannot."""
    lost: list[int] = []
    with new.transaction() as connection:
        for row in whole_articles(old, lost):
            if not _insert(connection, _INSERT_ARTICLE, row):
                lost.append(row[0])  # noqa: PERF401 - the list is also filled by the iteration
        note_all(connection)
        is_complete = _copy_files(old.connection, connection)
        tables = {name for (name,) in old.connection.execute("SELECT name FROM sqlite_master")}
        if "removed" in tables:
            for query in _REMOVED:
                _copy_rows(old.connection, query, connection, _INSERT_REMOVED)
        elif is_complete:
            connection.execute(REMOVED_BEFORE)
        for statement in _FORGET_LOST:
            connection.execute(statement)
        if "alerts" in tables:
            _copy_rows(old.connection, _ALERTS, connection, _INSERT_ALERT)
            connection.execute("UPDATE alerts SET seen = min(seen, (SELECT coalesce(max(id), 0) FROM files))")
        if "alert_answers" in tables:
            _copy_rows(old.connection, _ALERT_ANSWERS, connection, _INSERT_ALERT_ANSWER)
        connection.execute(_REBUILD)
        for statement in _DELETE_STRAYS:
            connection.execute(statement)
        renew(new)
    return sorted(lost)


def _copy_files(old: sqlite3.Connection, new: sqlite3.Connection) -> bool:
    """Copy the files, and which articles they hold; whether all of that could be read. An ingest finds the others."""
    columns = {row[1] for row in old.execute("PRAGMA table_info(files)")}
    sql = _FILE
    for column, value in _LATER_COLUMNS.items():
        if column not in columns:
            sql = sql.replace(column, value)
    places = ("SELECT id FROM files", "SELECT file FROM copies")
    ids = {one for place in places for one in readable(old, place) if isinstance(one, int)}
    is_complete = True
    for one in sorted(ids):
        try:
            file = old.execute(sql, [one]).fetchone()
            copies = old.execute("SELECT file, part, article FROM copies WHERE file = ?", [one]).fetchall()
        except UNREADABLE:
            is_complete = False
            continue
        if file is None or not _insert(new, _INSERT_FILE, file):
            is_complete = False
        elif sum(_insert(new, _INSERT_COPY, copy) for copy in copies) < len(copies):
            new.execute("DELETE FROM copies WHERE file = ?", [one])
            is_complete = False
    return is_complete


def _copy_rows(old: sqlite3.Connection, query: str, new: sqlite3.Connection, insert: str) -> None:
    """Copy the rows that a query gives until it comes upon a page that cannot be read."""
    with contextlib.suppress(*UNREADABLE):
        for row in old.execute(query):
            _insert(new, insert, row)


def _insert(connection: sqlite3.Connection, sql: str, row: Sequence[object]) -> bool:
    """Insert a row, unless it is one that newsidx never wrote: a column is empty, or of another kind."""
    try:
        connection.execute(sql, row)
    except sqlite3.IntegrityError:
        return False
    return True

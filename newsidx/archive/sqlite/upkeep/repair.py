"""Repairing an archive: rebuild its index from its articles, or all of it from everything that can be read.

No other program can read or write the archive during a rebuild. The new content replaces the old one in the same file
and in one transaction: so the archive always exists, and no program can still write to a replaced file. The corrupt
file is copied first.
"""

from __future__ import annotations

import contextlib
import itertools
import os
import shutil
import sqlite3
import tempfile
from collections.abc import Callable, Iterator, Sequence

from newsidx.archive.progress import OnProgress, nothing
from newsidx.archive.records import Integrity, Repaired
from newsidx.archive.sqlite.checksums import save_all_checksums
from newsidx.archive.sqlite.columns import ARTICLE_COLUMNS, COLUMNS, PLACEHOLDERS
from newsidx.archive.sqlite.counts import count_all
from newsidx.archive.sqlite.database import Database
from newsidx.archive.sqlite.fts5 import index
from newsidx.archive.sqlite.schema import REMOVED_BEFORE, SCHEMA_OF_WORDS
from newsidx.archive.sqlite.sqlite_errors import plain_errors
from newsidx.archive.sqlite.terms import renew
from newsidx.archive.sqlite.upkeep.check import (
    ARTICLES_AT_ONCE,
    UNREADABLE,
    indexed_articles,
    intact_articles,
    readable,
)
from newsidx.article import ref_of
from newsidx.disk.new_file import new_file
from newsidx.errors import ArchiveBusy, CannotWrite, NewsidxError
from newsidx.text.whole import whole

_MAX_WAIT = 5.0
"""How many seconds to wait for other programs to close the archive."""

_INSERT_ARTICLE = f"INSERT INTO articles ({COLUMNS}) VALUES ({PLACEHOLDERS})"
_FILE = """
SELECT
  id, path, size, mtime_ns, ctime_ns, digest, reader, encoding, status, problem, ambiguous, undated,
  first_seen, last_read, missing_since, read_again, problem_kind, outcome, options
FROM files WHERE id = ?
"""
_LATER_COLUMNS = dict.fromkeys(("read_again", "problem_kind", "outcome", "options"), "NULL") | {"ctime_ns": "-1"}
"""Values for columns of files that an old archive lacks. No file has the ctime -1, so each will be read again."""

_INSERT_FILE = """
INSERT INTO files (
  id, path, size, mtime_ns, ctime_ns, digest, reader, encoding, status, problem, ambiguous, undated,
  first_seen, last_read, missing_since, read_again, problem_kind, outcome, options
) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
"""
_INSERT_COPY = "INSERT INTO copies (file, part, article) VALUES (?, ?, ?)"
_REMOVED = (  # read from both ends up to a page that cannot be read
    "SELECT digest, part, path, article, title, removed, fingerprint FROM removed ORDER BY digest, part, path",
    """
    SELECT digest, part, path, article, title, removed, fingerprint FROM removed
    ORDER BY digest DESC, part DESC, path DESC
    """,
)
_INSERT_REMOVED = """
INSERT OR IGNORE INTO removed (digest, part, path, article, title, removed, fingerprint) VALUES (?, ?, ?, ?, ?, ?, ?)
"""
_COPIED_TABLES = {
    "reading_options": ("id", "options"),
    "alerts": ("name", "question", "seen", "added", "last_run"),
    "alert_answers": ("alert", "article"),
    "article_tags": ("tag", "article"),
    "article_notes": ("article", "note", "written"),
    "kept_changes": ("id", "kind", "made", "subject"),
    "kept_articles": ("change", *ARTICLE_COLUMNS),
    "kept_rows": ("id", "change", "kind", "article", "row"),
}
_REBUILD = "INSERT INTO articles_fts (articles_fts) VALUES ('rebuild')"
# Deletes files with a lost article and those without articles, so that they are read again. A file without articles is
# left alone if its articles were removed.
_DELETE_LOST = (
    """
    DELETE FROM files
    WHERE id IN (SELECT file FROM copies WHERE article NOT IN (SELECT id FROM articles))
      OR status = 'read' AND id NOT IN (SELECT file FROM copies)
        AND (digest IS NULL OR digest NOT IN (SELECT digest FROM removed))
    """,
    "DELETE FROM copies WHERE file NOT IN (SELECT id FROM files)",
)
_DELETE_ORPHANS = (
    """
    DELETE FROM copies
    WHERE article NOT IN (SELECT id FROM articles) OR file NOT IN (SELECT id FROM files)
    """,
    """
    DELETE FROM alert_answers
    WHERE article NOT IN (SELECT id FROM articles) OR alert NOT IN (SELECT name FROM alerts)
    """,
    "DELETE FROM article_checksums WHERE article NOT IN (SELECT id FROM articles)",
    "DELETE FROM article_tags WHERE article NOT IN (SELECT id FROM articles)",
    "DELETE FROM article_notes WHERE article NOT IN (SELECT id FROM articles)",
    "DELETE FROM kept_articles WHERE change NOT IN (SELECT id FROM kept_changes)",
    "DELETE FROM kept_rows WHERE change NOT IN (SELECT id FROM kept_changes)",
    # No file has the ctime -1, so that each of these will be read again.
    """
    UPDATE files SET options = NULL, ctime_ns = -1
    WHERE options IS NOT NULL AND options NOT IN (SELECT id FROM reading_options)
    """,
)
_CHUNK_BYTES = 1 << 20
_INDEXING, _COUNTING = "making the index anew", "rebuilding word forms and frequencies"
"""Steps that both ways to repair have."""


def repair(
    path: str, damage: Integrity, on_step: Callable[[str], None] = lambda step: None, on_progress: OnProgress = nothing
) -> Repaired:
    """Repair what `check` found wrong with the archive at a path. `on_step` is called with the name of each step, and
    `on_progress` with how many articles are done, and of how many.

    Raises ArchiveBusy if another program has it open, and CannotWrite. It is then unchanged.
    """
    if damage.file or damage.corrupt:
        return _salvage(path, on_step, on_progress)
    if damage.index:
        _rebuild_index(path, on_step, on_progress)
    with Database.open(path, write=True, on_upgrade=_in_step(_INDEXING, on_step, on_progress)) as database:
        with database.transaction() as connection:  # once the migrations, which need an intact index, are done
            for statement in _DELETE_ORPHANS:
                connection.execute(statement)
            on_step(_COUNTING)
            renew(database, on_progress)
            count_all(connection)
        return Repaired(database.value("SELECT count(*) FROM articles"))


def _in_step(name: str, on_step: Callable[[str], None], on_progress: OnProgress) -> OnProgress:
    """What begins a step before it reports its first progress."""
    has_begun = False

    def begin_and_report(done: int, total: int) -> None:
        nonlocal has_begun
        if not has_begun:
            has_begun = True
            on_step(name)
        on_progress(done, total)

    return begin_and_report


def _rebuild_index(path: str, on_step: Callable[[str], None], on_progress: OnProgress) -> None:
    with Database.open(path, write=True, migrate=False) as database, database.transaction() as connection:
        on_step(_INDEXING)
        if database.schema_version < SCHEMA_OF_WORDS:
            connection.execute(_REBUILD)
        else:
            index.rebuild(connection, on_progress)


def _salvage(path: str, on_step: Callable[[str], None], on_progress: OnProgress) -> Repaired:
    """Replace the content of an archive with everything in it that can be read."""
    folder, name = os.path.split(os.path.abspath(path))
    with (
        contextlib.ExitStack() as at_end,
        Database.open(path, write=True, migrate=False) as old,
        tempfile.TemporaryDirectory(prefix=f".{name[:40]}.unfinished-", dir=folder) as temporary_folder,
        Database.open(os.path.join(temporary_folder, "news.db"), write=True) as new,
    ):
        new.path = path  # for error messages
        _lock(old)
        lost = _copy(old, new, on_step, on_progress)
        articles = new.value("SELECT count(*) FROM articles")
        on_step("saving a copy of the corrupt file")
        copy_path = _save_copy(old, at_end)
        on_step("writing what could be read to the archive")
        try:
            _replace(old, new)
        except NewsidxError:  # the archive is unchanged (after Ctrl-C it may not be)
            os.unlink(copy_path)
            raise
    return Repaired(articles, tuple(map(ref_of, lost)), copy_path)


def _lock(database: Database) -> None:
    """Lock an archive exclusively until it is closed, and write its whole log to its file.

    https://www.sqlite.org/pragma.html#pragma_locking_mode
    """
    database.patience = _MAX_WAIT
    database.connection.execute("PRAGMA locking_mode = exclusive")
    try:
        with database.transaction():
            pass
    except ArchiveBusy as error:
        raise ArchiveBusy(
            f"Another program has {database.path} open",
            f"Wait for it to finish, or close it, then run {whole('newsidx check --repair')} again. "
            "Nothing was changed.",
        ) from error
    with plain_errors(database.path):
        database.connection.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchall()


def _save_copy(database: Database, at_end: contextlib.ExitStack) -> str:
    """Copy the file of an exclusively locked archive, and return the path of the copy.

    The file is closed `at_end`, after SQLite has closed it: closing it earlier would drop SQLite's locks
    (https://www.sqlite.org/howtocorrupt.html, section 2.2).
    """
    file = at_end.enter_context(open(database.path, "rb"))  # noqa: SIM115
    copy_path = next(path for path in _numbered_paths(f"{database.path}.damaged") if not os.path.lexists(path))
    try:
        with new_file(copy_path) as copy:
            shutil.copymode(database.path, copy.name)
            shutil.copyfileobj(file, copy.buffer, _CHUNK_BYTES)
    except OSError as error:
        raise CannotWrite(
            f"{copy_path} cannot be written ({error.strerror})",
            "Free some space for a copy of the corrupt file, then run the command again. Nothing was changed.",
        ) from error
    return copy_path


def _numbered_paths(path: str) -> Iterator[str]:
    """The path, then the path with the suffixes -2, -3 and so on."""
    yield path
    yield from (f"{path}-{number}" for number in itertools.count(2))


def _replace(old: Database, new: Database) -> None:
    """Replace the content of the old archive with that of the new one, in one transaction."""
    with plain_errors(old.path):
        if old.value("PRAGMA page_size") != new.value("PRAGMA page_size"):  # which cannot change while there is a log
            old.connection.execute("PRAGMA journal_mode = delete").fetchall()
        new.connection.backup(old.connection)


def _copy(old: Database, new: Database, on_step: Callable[[str], None], on_progress: OnProgress) -> list[int]:
    """Copy everything that can be read. Returns the ids of the articles that cannot be read."""
    lost: list[int] = []
    on_step("reading what can be read")
    total = indexed_articles(old)
    with new.transaction() as connection:
        for done, row in enumerate(intact_articles(old, lost)):
            if done % ARTICLES_AT_ONCE == 0:
                on_progress(min(done, total), total)
            if not _insert(connection, _INSERT_ARTICLE, row):
                lost.append(row[0])
        save_all_checksums(connection)
        count_all(connection)
        tables = {name for (name,) in old.connection.execute("SELECT name FROM sqlite_master")}
        for table in _COPIED_TABLES.keys() & tables:
            _copy_table(old.connection, connection, table)
        is_complete = _copy_files(old.connection, connection)
        if "removed" in tables:
            has_texts = "fingerprint" in _columns(old.connection, "removed")
            for query in _REMOVED:
                sql = query if has_texts else query.replace("fingerprint", "NULL")
                _copy_rows(old.connection, sql, connection, _INSERT_REMOVED)
        elif is_complete:
            connection.execute(REMOVED_BEFORE)
        for statement in _DELETE_LOST:
            connection.execute(statement)
        connection.execute("UPDATE alerts SET seen = min(seen, (SELECT coalesce(max(id), 0) FROM files))")
        on_step(_INDEXING)
        index.rebuild(connection, on_progress)
        for statement in _DELETE_ORPHANS:
            connection.execute(statement)
        on_step(_COUNTING)
        renew(new, on_progress)
    return sorted(lost)


def _columns(connection: sqlite3.Connection, table: str) -> set[str]:
    return {name for (name,) in connection.execute("SELECT name FROM pragma_table_info(?)", [table])}


def _copy_files(old: sqlite3.Connection, new: sqlite3.Connection) -> bool:
    """Copy the files and their copies. Returns whether all of them could be read; an ingest finds the others again."""
    columns = _columns(old, "files")
    sql = _FILE
    for column, value in _LATER_COLUMNS.items():
        if column not in columns:
            sql = sql.replace(column, value)
    queries = ("SELECT id FROM files", "SELECT file FROM copies")
    ids = {value for query in queries for value in readable(old, query) if isinstance(value, int)}
    is_complete = True
    for file_id in sorted(ids):
        try:
            file = old.execute(sql, [file_id]).fetchone()
            copies = old.execute("SELECT file, part, article FROM copies WHERE file = ?", [file_id]).fetchall()
        except UNREADABLE:
            is_complete = False
            continue
        if file is None or not _insert(new, _INSERT_FILE, file):
            is_complete = False
        elif sum(_insert(new, _INSERT_COPY, copy) for copy in copies) < len(copies):
            new.execute("DELETE FROM copies WHERE file = ?", [file_id])
            is_complete = False
    return is_complete


def _copy_table(old: sqlite3.Connection, new: sqlite3.Connection, table: str) -> None:
    """Copy the rows of a table that can be read; a row with an id that the new one has is left out."""
    columns = _COPIED_TABLES[table]
    names, places = ", ".join(columns), ", ".join("?" for _ in columns)
    _copy_rows(old, f"SELECT {names} FROM {table}", new, f"INSERT OR IGNORE INTO {table} ({names}) VALUES ({places})")


def _copy_rows(old: sqlite3.Connection, query: str, new: sqlite3.Connection, insert: str) -> None:
    """Copy the rows of a query, up to the first page that cannot be read."""
    with contextlib.suppress(*UNREADABLE):
        for row in old.execute(query):
            _insert(new, insert, row)


def _insert(connection: sqlite3.Connection, sql: str, row: Sequence[object]) -> bool:
    """Insert a row. Returns False for a row that newsidx never writes: a column is NULL or has the wrong type."""
    try:
        connection.execute(sql, row)
    except sqlite3.IntegrityError:
        return False
    return True

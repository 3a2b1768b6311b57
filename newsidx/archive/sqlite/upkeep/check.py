"""The integrity check of an archive: SQLite checks the file, FTS5 the index, and newsidx its own rules.

The check only reads the archive, so it needs no write access, and works with any schema and while other programs write.
"""

from __future__ import annotations

import json
import sqlite3
from array import array
from collections.abc import Callable, Iterator, Sequence
from typing import Any

from newsidx.archive.progress import OnProgress, nothing
from newsidx.archive.records import Integrity
from newsidx.archive.sqlite.checksums import ROW, checksum_as_read, has_checksums
from newsidx.archive.sqlite.counts import ArticleCounts, wrong_counts
from newsidx.archive.sqlite.database import Database
from newsidx.archive.sqlite.frequencies.checking import require_right
from newsidx.archive.sqlite.frequencies.document_frequencies import is_complete
from newsidx.archive.sqlite.fts5.index import INDEXED_AS_ROWS
from newsidx.archive.sqlite.schema import (
    EARLIER_TABLES,
    SCHEMA_OF_COUNTS,
    SCHEMA_OF_FREQUENCIES,
    SCHEMA_OF_WORDS,
    index_copy,
)
from newsidx.archive.sqlite.sqlite_errors import plain_errors
from newsidx.article import PER_DAY, ref_of
from newsidx.errors import CannotRead, CannotWrite, NotAnArchive
from newsidx.text.fingerprint import fingerprint
from newsidx.text.whole import whole

_OWN = frozenset(
    """
    articles files copies articles_fts articles_fts_data articles_fts_idx articles_fts_docsize
    articles_fts_config forms languages unlisted alerts alert_answers removed near_duplicates compared comparison
    article_files _sqlite_migrations articles_by_day articles_by_source copies_by_article files_with_problems
    frequency_terms frequency_words document_frequencies frequency_blocks frequencies frequency_basis uncounted
    sqlite_autoindex_frequency_terms_2
    reading_options forms_by_term article_checksums near_duplicates_by_earlier removed_by_path
    days field_counts field_counts_by_articles pending_counts files_by_undated files_missing articles_by_id
    article_tags article_tags_by_article article_notes kept_changes kept_articles kept_articles_by_text
    kept_rows kept_rows_by_change kept_rows_by_article
    idx__sqlite_migrations_migration_set_name sqlite_stat1 sqlite_stat4
    """.split()  # noqa: SIM905 - easier to read than a list of strings
)
"""Every table, view and index of the present schema, and those that SQLite creates for it."""

UNREADABLE = (sqlite3.DatabaseError, UnicodeDecodeError)
"""The errors for a page that cannot be read. The second is raised if SQLite's own message cannot be decoded."""

ARTICLES_AT_ONCE = 1_000
"""Articles after which the progress is shown."""

_INTEGRITY_CHECK = "PRAGMA integrity_check(20)"
_CHECK_INDEX = (
    "DELETE FROM temp.index_copy_config",
    "DELETE FROM temp.index_copy_data",
    "DELETE FROM temp.index_copy_docsize",
    "DELETE FROM temp.index_copy_idx",
    "INSERT INTO temp.index_copy_config SELECT * FROM main.articles_fts_config",
    "INSERT INTO temp.index_copy_data SELECT * FROM main.articles_fts_data",
    "INSERT INTO temp.index_copy_docsize SELECT * FROM main.articles_fts_docsize",
    "INSERT INTO temp.index_copy_idx SELECT * FROM main.articles_fts_idx",
    "INSERT INTO temp.index_copy (index_copy, rank) VALUES ('integrity-check', 1)",
    "DROP TABLE temp.index_copy",
    "DROP VIEW temp.copied_articles",
)
_COUNT_ORPHANS = {
    "copies": """
        SELECT count(*) FROM copies
        WHERE article NOT IN (SELECT id FROM articles) OR file NOT IN (SELECT id FROM files)
    """,
    "reading_options": """
        SELECT count(*) FROM files
        WHERE options IS NOT NULL AND options NOT IN (SELECT id FROM reading_options)
    """,
    "alert_answers": """
        SELECT count(*) FROM alert_answers
        WHERE article NOT IN (SELECT id FROM articles) OR alert NOT IN (SELECT name FROM alerts)
    """,
    "article_checksums": "SELECT count(*) FROM article_checksums WHERE article NOT IN (SELECT id FROM articles)",
    "article_tags": "SELECT count(*) FROM article_tags WHERE article NOT IN (SELECT id FROM articles)",
    "article_notes": "SELECT count(*) FROM article_notes WHERE article NOT IN (SELECT id FROM articles)",
    "kept_articles": "SELECT count(*) FROM kept_articles WHERE change NOT IN (SELECT id FROM kept_changes)",
    "kept_rows": "SELECT count(*) FROM kept_rows WHERE change NOT IN (SELECT id FROM kept_changes)",
}
"""For some tables, a query that counts the rows about an article, a file, an alert or a change that does not exist."""


def check(
    database: Database,
    on_step: Callable[[str], None] = lambda step: None,
    on_progress: OnProgress = nothing,
) -> Integrity:
    """Check the whole archive as it is at one moment. `on_step` is called with the name of each step, and `on_progress`
    with how many articles are done, and of how many.

    Raises ArchiveBusy if another program has it locked, and CannotWrite if the folder for temporary files has no space
    for a copy of the index.
    """
    with database.snapshot():
        database.value("SELECT count(*) FROM sqlite_master")  # the snapshot starts with the first read
        on_step("checking the file")
        file = _file_errors(database)
        on_step("checking each article")
        corrupt_ids: list[int] = []
        ids = array("q")
        counts = ArticleCounts()
        total = indexed_articles(database)
        for row in intact_articles(database, corrupt_ids):
            if len(ids) % ARTICLES_AT_ONCE == 0:
                on_progress(min(len(ids), total), total)
            ids.append(row[0])
            counts.add([row])
        if ids:
            on_progress(total, total)
        # A repair of the file or of articles makes the counts and the term frequencies anew.
        are_intact = not file and not corrupt_ids
        wrong = wrong_counts(database.connection, counts) if are_intact and _has(database, SCHEMA_OF_COUNTS) else 0
        orphans, foreign = _orphans(database), tuple(_foreign(database))
        on_step("checking the index")
        index = _index_error(database)
        has_wrong_frequencies = False
        if are_intact and _has(database, SCHEMA_OF_FREQUENCIES):
            on_step("checking the term frequencies")
            has_wrong_frequencies = _has_wrong_frequencies(database, ids, on_progress)
    database.require_unchanged()
    return Integrity(file, index, tuple(map(ref_of, corrupt_ids)), orphans, wrong, has_wrong_frequencies, foreign)


def _has(database: Database, schema: int) -> bool:
    """Whether the archive has what a schema added."""
    return database.schema_version >= schema


def _has_wrong_frequencies(database: Database, ids: array[int], on_progress: OnProgress) -> bool:
    """Whether queries would be answered by term frequencies that are not those of the articles."""
    if not is_complete(database):  # since an ingest was interrupted: the next one makes them
        return False
    return _error_of(database, lambda: require_right(database.connection, ids, on_progress)) is not None


def intact_articles(database: Database, corrupt_ids: list[int]) -> Iterator[tuple[Any, ...]]:
    """The rows of all intact articles. The ids of the others are appended to `corrupt_ids`."""
    has_checksum_table = has_checksums(database.connection)
    for article_id in sorted(_known_ids(database)):
        try:
            row = database.connection.execute(ROW, [article_id]).fetchone()
        except UNREADABLE:
            corrupt_ids.append(article_id)
            continue
        if row is None:
            continue
        if _is_intact(row) and (not has_checksum_table or _has_right_checksum(database.connection, row)):
            yield row
        else:
            corrupt_ids.append(article_id)


def indexed_articles(database: Database) -> int:
    """The number of articles by the index, as far as it can be read: about as many as there are."""
    return next(readable(database.connection, "SELECT count(*) FROM articles_fts_docsize"), 0)


def _is_intact(row: tuple[Any, ...]) -> bool:
    """Whether the date of an article is the day of its id, its fingerprint is right, and its metadata is JSON."""
    article_id, date, _, title, *_, meta, _, _, saved_fingerprint, body = row
    day = str(date or "0").replace("-", "")
    return str(article_id // PER_DAY) == day and saved_fingerprint == fingerprint(title, body) and _is_object(meta)


def _is_object(meta: object) -> bool:
    try:
        return meta == "{}" or isinstance(json.loads(str(meta)), dict)
    except (ValueError, RecursionError):
        return False


def _has_right_checksum(connection: sqlite3.Connection, row: tuple[Any, ...]) -> bool:
    """Whether the checksum of a row is right. A missing checksum counts as right."""
    checksums = readable(connection, "SELECT checksum FROM article_checksums WHERE article = ?", [row[0]])
    return next(iter(checksums), None) in (None, checksum_as_read(row))


def _known_ids(database: Database) -> set[int]:
    """The id of every article that any readable table or index mentions."""
    queries = (
        "SELECT id FROM articles_fts_docsize",
        "SELECT id FROM articles INDEXED BY articles_by_day WHERE date >= ''",
        "SELECT article FROM copies",
        "SELECT id FROM articles",
    )
    return {value for sql in queries for value in readable(database.connection, sql) if isinstance(value, int)}


def readable(connection: sqlite3.Connection, sql: str, parameters: Sequence[object] = ()) -> Iterator[Any]:
    """The first column of the rows of a query, up to the first page that cannot be read."""
    try:
        for row in connection.execute(sql, parameters):
            yield row[0]
    except UNREADABLE:
        return


def _file_errors(database: Database) -> tuple[str, ...]:
    errors: list[str] = []
    error = _error_of(
        database, lambda: errors.extend(text for (text,) in database.connection.execute(_INTEGRITY_CHECK))
    )
    if error:
        return (*errors, error)
    return () if errors == ["ok"] else tuple(line for text in errors for line in text.splitlines())


def _index_error(database: Database) -> str | None:
    """Run FTS5's own check against the texts of the articles: https://www.sqlite.org/fts5.html, section 6.4.

    The check is an INSERT: it writes nothing, but needs write access. So it runs on a copy of the index in a temporary
    table of this connection, which reads the articles through a view.
    """
    try:
        return _error_of(database, lambda: _check_copy(database))
    except CannotWrite as error:
        raise CannotWrite(
            f"The index cannot be checked: there is no space for a temporary copy of it ({error.__cause__})",
            "Free some space in the temporary folder, or use another one: "
            + whole("SQLITE_TMPDIR=FOLDER newsidx check"),
        ) from error


def _check_copy(database: Database) -> None:
    version = database.schema_version
    texts = INDEXED_AS_ROWS if version >= SCHEMA_OF_WORDS else "SELECT id, title, body FROM main.articles"
    for statement in (
        "DROP TABLE IF EXISTS temp.index_copy",
        "DROP VIEW IF EXISTS temp.copied_articles",
        f"CREATE TEMP VIEW copied_articles AS {texts}",
        index_copy(version),
        *_CHECK_INDEX,
    ):
        database.connection.execute(statement)


def _error_of(database: Database, work: Callable[[], object]) -> str | None:
    """SQLite's error about the archive during `work`, or None. Raises ArchiveBusy and CannotWrite."""
    try:
        with plain_errors(database.path):
            work()
    except NotAnArchive as error:
        return str(error.__cause__)
    except CannotRead:  # a corrupt index asks for more memory than there is
        return "memory ran out"
    return None


def _orphans(database: Database) -> int:
    """The number of rows about an article, a file, an alert, a change or options that do not exist."""
    tables = {name for (name,) in database.connection.execute("SELECT name FROM sqlite_master")}
    return sum(sum(readable(database.connection, _COUNT_ORPHANS[table])) for table in _COUNT_ORPHANS if table in tables)


def _foreign(database: Database) -> list[str]:
    rows = database.rows("SELECT type, name FROM sqlite_master ORDER BY type, name")
    own = _OWN.union(table for table, versions in EARLIER_TABLES.items() if database.schema_version in versions)
    return [f"{kind} {name}" for kind, name in rows if name not in own and not name.startswith("sqlite_autoindex_")]

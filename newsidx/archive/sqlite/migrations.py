"""The migrations that create the tables of an archive, or update those of an older schema.

They run with sqlite-utils' own mechanism, each in one transaction with its record; in a new archive they all run at
once, and without it. The number of the last one is also in SQLite's `user_version`, so that opening an archive does not
have to import sqlite-utils.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Callable
from typing import TYPE_CHECKING

from newsidx.archive.progress import OnProgress, nothing
from newsidx.archive.sqlite import new_archive
from newsidx.archive.sqlite.checksums import save_all_checksums
from newsidx.archive.sqlite.counts import count_all
from newsidx.archive.sqlite.fts5.forms import make_all
from newsidx.archive.sqlite.fts5.index import index_all
from newsidx.archive.sqlite.schema import (
    ALERT_ANSWERS,
    ALERTS,
    ALERTS_WITH_ANSWERS,
    APPLICATION_ID,
    ARTICLE_CHECKSUMS,
    ARTICLES,
    ARTICLES_BY_ID,
    CHANGES,
    COMPARED,
    COMPARISON,
    COPIES,
    DAYS,
    DOCUMENT_FREQUENCIES,
    FIELD_COUNTS,
    FIELD_COUNTS_BY_ARTICLES,
    FILE_COLUMNS,
    FILES,
    FILES_BY_UNDATED,
    FILES_MISSING,
    FORMS,
    FORMS_BY_TERM,
    FREQUENCIES,
    FREQUENCY_BASIS,
    FREQUENCY_BLOCKS,
    FREQUENCY_TERMS,
    FREQUENCY_WORDS,
    INDEX,
    INDEX_OF_STEMS,
    KEPT_ARTICLES,
    KEPT_ARTICLES_BY_TEXT,
    KEPT_ROWS,
    KEPT_ROWS_BY_ARTICLE,
    KEPT_ROWS_BY_CHANGE,
    LANGUAGES,
    NEAR_DUPLICATES,
    NOTES,
    PENDING_COUNTS,
    READ_AGAIN,
    READING_OPTIONS,
    REMOVED,
    REMOVED_BEFORE,
    REMOVED_TEXTS,
    SCHEMA_OF_WORDS,
    TAGS,
    TAGS_BY_ARTICLE,
    UNCOUNTED,
    UNLISTED,
    UNLISTED_WITH_LANGUAGES,
    VIEW,
    VOCABULARY,
)

if TYPE_CHECKING:
    from sqlite_utils import Database, Migrations


_SET = "newsidx"
"""The name under which sqlite-utils records them."""


def migrate(connection: sqlite3.Connection, on_progress: OnProgress = nothing, *, with_index: bool = True) -> None:
    """Migrate an archive, or an empty file, to the present schema. A migration that fails is rolled back.

    `on_progress` is called while the index is made anew, which takes a minute for a million articles. Without
    `with_index` that is left out: the archive then has the present tables of files and articles, and is no archive to
    search in.
    """
    if new_archive.is_new(connection):
        new_archive.create(connection, _SET, _steps(on_progress))
        return
    from sqlite_utils import Database

    columns = {name for _, name, *_ in connection.execute("PRAGMA main.table_info (files)")}
    if columns and "ctime_ns" not in columns:
        # The first archives of schema 1 lack this column. No file has the time 0, so the next ingest reads them again.
        connection.execute("ALTER TABLE files ADD COLUMN ctime_ns INTEGER NOT NULL DEFAULT 0")
    database = Database(connection)
    has_index = connection.execute("PRAGMA user_version").fetchone()[0] >= SCHEMA_OF_WORDS
    if with_index or has_index:
        migrations(on_progress).apply(database)
    else:
        migrations(on_progress).apply(database, stop_before=_WORDS_AS_WRITTEN)
        _add_reading_options(database)
        _add_removed_texts(database)
        _add_counts(database)
        _add_term_frequencies(database)
        _add_collections_and_changes(database)


def migrations(on_progress: OnProgress = nothing) -> Migrations:
    """Every step from an empty file to the present schema, oldest first."""
    from sqlite_utils import Migrations

    steps = Migrations(_SET)
    for name, step in _steps(on_progress):
        steps(name=name)(step)
    return steps


def _steps(on_progress: OnProgress) -> tuple[tuple[str, Callable[[Database], None]], ...]:
    return (
        *_STEPS,
        (_WORDS_AS_WRITTEN, lambda database: _index_words_as_written(database, on_progress)),
        ("0010_reading_options", _add_reading_options),
        ("0011_removed_texts", _add_removed_texts),
        ("0012_counts", _add_counts),
        ("0013_term_frequencies", _add_term_frequencies),
        ("0014_collections_and_changes", _add_collections_and_changes),
    )


def _add_articles_files_copies(database: Database) -> None:
    for statement in (ARTICLES, FILES, COPIES, INDEX_OF_STEMS, VIEW):
        database.execute(statement)
    # Finds duplicates, and counts articles by day without reading them.
    database.execute("CREATE INDEX articles_by_day ON articles (date, fingerprint)")
    database.execute("CREATE INDEX articles_by_source ON articles (source) WHERE source IS NOT NULL")
    database.execute("CREATE INDEX copies_by_article ON copies (article)")
    database.execute("CREATE INDEX files_with_problems ON files (path) WHERE status <> 'read'")
    database.execute(_LARGE_HASH)
    database.execute(f"PRAGMA application_id = {APPLICATION_ID}")
    database.execute("PRAGMA user_version = 1")


def _add_vocabulary(database: Database) -> None:
    database.execute(VOCABULARY)
    database.execute(UNLISTED)
    database.execute("CREATE VIRTUAL TABLE temp.indexed USING fts5vocab (main, articles_fts, row)")
    database.execute("INSERT INTO vocabulary SELECT term FROM temp.indexed WHERE length(term) <= 64")
    database.execute("DROP TABLE temp.indexed")
    database.execute("PRAGMA user_version = 2")


def _add_alerts(database: Database) -> None:
    database.execute(ALERTS)
    database.execute("PRAGMA user_version = 3")


def _add_near_duplicates(database: Database) -> None:
    for statement in (NEAR_DUPLICATES, COMPARED, COMPARISON):
        database.execute(statement)
    database.execute("CREATE INDEX near_duplicates_by_earlier ON near_duplicates (earlier)")
    database.execute("PRAGMA user_version = 4")


def _add_removed(database: Database) -> None:
    database.execute(REMOVED)
    database.execute(REMOVED_BEFORE)
    database.execute("PRAGMA user_version = 5")


def _add_alert_answers(database: Database) -> None:
    # Not ALTER TABLE, which fails if the archive has a broken view that the user created.
    database.execute("CREATE TEMP TABLE earlier_alerts AS SELECT * FROM alerts")
    database.execute("DROP TABLE alerts")
    database.execute(ALERTS_WITH_ANSWERS)
    database.execute(
        """
        INSERT INTO alerts (name, question, seen, added, last_run)
        SELECT name, question, seen, added, last_run FROM temp.earlier_alerts
        """
    )
    database.execute("DROP TABLE temp.earlier_alerts")
    database.execute(ALERT_ANSWERS)
    database.execute("PRAGMA user_version = 6")


def _add_article_checksums(database: Database) -> None:
    database.execute(ARTICLE_CHECKSUMS)
    save_all_checksums(database.conn)
    database.execute("PRAGMA user_version = 7")


def _add_read_again(database: Database) -> None:
    database.execute(READ_AGAIN)
    database.execute("PRAGMA user_version = 8")


def _index_words_as_written(database: Database, on_progress: OnProgress) -> None:
    for statement in (
        *("DROP TABLE articles_fts", "DROP TABLE vocabulary", "DROP TABLE unlisted"),
        *(INDEX, FORMS, FORMS_BY_TERM, LANGUAGES, UNLISTED_WITH_LANGUAGES),
    ):
        database.execute(statement)
    database.execute(_LARGE_HASH)
    database.execute(_FEWER_MERGES)
    index_all(database.conn, on_progress)
    make_all(database.conn)
    database.execute("PRAGMA user_version = 9")


def _add_reading_options(database: Database) -> None:
    for statement in (READING_OPTIONS, *FILE_COLUMNS):
        database.execute(statement)
    # With this schema come formats that can read many of these files: the next ingest is to try them again.
    database.execute("UPDATE files SET read_again = '0001-01-01' WHERE status = 'problem'")
    database.execute("PRAGMA user_version = 10")


def _add_removed_texts(database: Database) -> None:
    for statement in REMOVED_TEXTS:
        database.execute(statement)
    database.execute("PRAGMA user_version = 11")


def _add_counts(database: Database) -> None:
    for statement in (
        *(DAYS, FIELD_COUNTS, FIELD_COUNTS_BY_ARTICLES, PENDING_COUNTS),
        *(FILES_BY_UNDATED, FILES_MISSING, ARTICLES_BY_ID, "DROP INDEX IF EXISTS articles_by_source"),
    ):
        database.execute(statement)
    count_all(database.conn)
    database.execute("PRAGMA user_version = 12")


def _add_term_frequencies(database: Database) -> None:
    # The next ingest fills them: see newsidx.archive.sqlite.frequencies.building.
    for statement in (
        *(FREQUENCY_TERMS, FREQUENCY_WORDS, DOCUMENT_FREQUENCIES, FREQUENCY_BLOCKS, FREQUENCIES, FREQUENCY_BASIS),
        UNCOUNTED,
    ):
        database.execute(statement)
    database.execute("PRAGMA user_version = 13")


def _add_collections_and_changes(database: Database) -> None:
    for statement in (
        *(TAGS, TAGS_BY_ARTICLE, NOTES),
        *(CHANGES, KEPT_ARTICLES, KEPT_ARTICLES_BY_TEXT),
        *(KEPT_ROWS, KEPT_ROWS_BY_CHANGE, KEPT_ROWS_BY_ARTICLE),
    ):
        database.execute(statement)
    database.execute("PRAGMA user_version = 14")


# FTS5 then writes the postings of a whole batch at once, sorted: 25 % faster than in pieces.
_LARGE_HASH = "INSERT INTO articles_fts (articles_fts, rank) VALUES ('hashsize', 8000000)"

# FTS5 then merges eight parts of the index at a time and not four, and so writes each posting less often.
_FEWER_MERGES = "INSERT INTO articles_fts (articles_fts, rank) VALUES ('automerge', 8)"

_STEPS: tuple[tuple[str, Callable[[Database], None]], ...] = (
    ("0001_articles_files_copies", _add_articles_files_copies),
    ("0002_vocabulary", _add_vocabulary),
    ("0003_alerts", _add_alerts),
    ("0004_near_duplicates", _add_near_duplicates),
    ("0005_removed", _add_removed),
    ("0006_alert_answers", _add_alert_answers),
    ("0007_article_checksums", _add_article_checksums),
    ("0008_read_again", _add_read_again),
)
"""The steps with their names, which are saved in archives. A step sets `user_version` to its number."""

_WORDS_AS_WRITTEN = "0009_words_as_written"

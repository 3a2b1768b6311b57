"""Archives of older schemas, made from archives of the present one."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path

from newsidx.archive.sqlite.schema import FILES, FIRST_INDEX, INDEX_OF_STEMS, READ_AGAIN, TABLES, UNLISTED, VOCABULARY


def downgrade(path: Path, version: int, *, has_ctime: bool = True) -> None:
    """Turn a closed archive into one of an older schema, and write all of it to its file.

    The first archives of schema 1 had no `ctime_ns` column, and another text for their index: these are made without
    `has_ctime`.
    """
    with closing(sqlite3.connect(path, isolation_level=None)) as connection:
        if version < 9:
            _index_stems(connection, INDEX_OF_STEMS if has_ctime else FIRST_INDEX)
        if version < 12:
            for index in ("files_by_undated", "files_missing", "articles_by_id"):
                connection.execute(f"DROP INDEX {index}")
            connection.execute("CREATE INDEX articles_by_source ON articles (source) WHERE source IS NOT NULL")
        for table, since in TABLES.items():
            if since > version:
                connection.execute(f"DROP TABLE {table}")
        if 2 <= version < 9:
            _list_stems(connection)
        if version < 11:
            connection.execute("DROP INDEX IF EXISTS removed_by_path")
        if 5 <= version < 11:
            connection.execute("ALTER TABLE removed DROP COLUMN fingerprint")
        if version < 10:
            _drop_later_columns(connection)
        if version < 8:
            connection.execute("ALTER TABLE files DROP COLUMN read_again")
        if not has_ctime:
            connection.execute("ALTER TABLE files DROP COLUMN ctime_ns")
        connection.execute("DELETE FROM _sqlite_migrations WHERE substr(name, 1, 4) > ?", [f"{version:04}"])
        connection.execute(f"PRAGMA user_version = {version}")
        connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")


def _drop_later_columns(connection: sqlite3.Connection) -> None:
    """Make `files` as it was in schema 9. SQLite cannot drop a column that refers to another table."""
    (index,) = connection.execute("SELECT sql FROM sqlite_master WHERE name = 'files_with_problems'").fetchone()
    (view,) = connection.execute("SELECT sql FROM sqlite_master WHERE name = 'article_files'").fetchone()
    connection.execute("CREATE TEMP TABLE kept AS SELECT * FROM files")
    connection.execute("DROP VIEW article_files")
    connection.execute("DROP TABLE files")
    for statement in (FILES, READ_AGAIN, index, view):
        connection.execute(statement)
    columns = ", ".join(name for _, name, *_ in connection.execute("PRAGMA main.table_info (files)"))
    connection.execute(f"INSERT INTO files ({columns}) SELECT {columns} FROM temp.kept")
    connection.execute("DROP TABLE temp.kept")


def _index_stems(connection: sqlite3.Connection, index: str) -> None:
    """Index the texts by their English stems, in place of the words as they are written."""
    connection.execute("DROP TABLE articles_fts")
    connection.execute(index)
    connection.execute("INSERT INTO articles_fts (articles_fts) VALUES ('rebuild')")


def _list_stems(connection: sqlite3.Connection) -> None:
    """Make the tables that forms replaced."""
    connection.execute("DROP TABLE unlisted")
    connection.execute(UNLISTED)
    connection.execute(VOCABULARY)
    connection.execute("CREATE VIRTUAL TABLE temp.stems USING fts5vocab (main, articles_fts, row)")
    connection.execute("INSERT INTO vocabulary SELECT term FROM temp.stems WHERE length(term) <= 64")
    connection.execute("DROP TABLE temp.stems")

"""Archives of older schemas, made from archives of the present one."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path

from newsidx.archive.sqlite.schema import TABLES


def downgrade(path: Path, version: int, *, has_ctime: bool = True) -> None:
    """Turn a closed archive into one of an older schema, and write all of it to its file.

    The first archives of schema 1 had no `ctime_ns` column: these are made without `has_ctime`.
    """
    with closing(sqlite3.connect(path, isolation_level=None)) as connection:
        for table, since in TABLES.items():
            if since > version:
                connection.execute(f"DROP TABLE {table}")
        if version < 8:
            connection.execute("ALTER TABLE files DROP COLUMN read_again")
        if not has_ctime:
            connection.execute("ALTER TABLE files DROP COLUMN ctime_ns")
        connection.execute("DELETE FROM _sqlite_migrations WHERE substr(name, 1, 4) > ?", [f"{version:04}"])
        connection.execute(f"PRAGMA user_version = {version}")
        connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")

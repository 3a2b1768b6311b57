"""A new archive, made without sqlite-utils, is what sqlite-utils would make."""

from __future__ import annotations

import sqlite3
import subprocess
import sys
from contextlib import closing
from datetime import datetime, timezone
from pathlib import Path

import sqlite_utils

from newsidx.archive import open_archive
from newsidx.archive.sqlite.migrations import migrations

OBJECTS = "SELECT type, name, tbl_name, sql FROM sqlite_master ORDER BY type, name"
RECORDS = "SELECT id, migration_set, name FROM _sqlite_migrations"
SETTINGS = ("PRAGMA user_version", "PRAGMA application_id", "SELECT * FROM articles_fts_config ORDER BY k")


def rows(path: Path, *queries: str) -> list[list[tuple[object, ...]]]:
    with closing(sqlite3.connect(path)) as connection:
        return [connection.execute(query).fetchall() for query in queries]


def test_it_has_the_tables_and_the_records_that_sqlite_utils_makes(tmp_path: Path) -> None:
    new, made = tmp_path / "new.db", tmp_path / "made.db"
    open_archive(str(new), write=True).close()
    with closing(sqlite3.connect(made)) as connection:
        migrations().apply(sqlite_utils.Database(connection))
    assert rows(new, OBJECTS, RECORDS, *SETTINGS) == rows(made, OBJECTS, RECORDS, *SETTINGS)


def test_sqlite_utils_finds_nothing_left_to_apply(tmp_path: Path) -> None:
    open_archive(str(tmp_path / "new.db"), write=True).close()
    with closing(sqlite3.connect(tmp_path / "new.db")) as connection:
        database = sqlite_utils.Database(connection)
        assert migrations().pending(database) == []
        applied = [datetime.fromisoformat(step.applied_at) for step in migrations().applied(database)]
    assert applied == sorted(applied)
    assert 0 <= (datetime.now(timezone.utc) - applied[-1]).total_seconds() < 3600


def test_a_first_ingest_does_not_load_sqlite_utils(tmp_path: Path) -> None:
    """Nor NumPy, which sqlite-utils loads where it is installed: both take longer than a small ingest."""
    (tmp_path / "a.txt").write_text("date 2022-03-06 Snow fell.", encoding="utf-8")
    script = """
import sys
from newsidx.archive import open_archive
from newsidx.ingest import ingest
with open_archive(sys.argv[1], write=True) as archive:
    ingest(archive, [sys.argv[2]])
print({"sqlite_utils", "numpy"} & set(sys.modules))
"""
    command = [sys.executable, "-c", script, str(tmp_path / "news.db"), str(tmp_path / "a.txt")]
    assert subprocess.run(command, capture_output=True, text=True, check=True).stdout == "set()\n"

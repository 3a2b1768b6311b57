"""An archive of every schema there has been is read by all, written by its owner, and loses nothing."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from pathlib import Path

import pytest

from newsidx.archive import open_archive
from newsidx.archive.sqlite.schema import SCHEMA_VERSION, TABLES
from tests.archive.checks import assert_whole
from tests.faults.processes import finish
from tests.other_user import needs_a_reader, not_writable, reachable, read

READING = (
    *("list --format ids", "search oil --format ids", "search oyl --fuzzy --format ids", "show 20220301-1", "info"),
    *("list --by week", "timeline oil", "related 20220301-1", "words --date 2022", "export --to - --format csv"),
    *("alert list", "alert run --peek", "problems", "search oil --group --format ids", "search -- -gas"),
)


def aged(path: Path, version: int, is_early: bool = False) -> None:
    """Make of an archive what it was at an older schema; an early one lacks a column that came without a number."""
    connection = sqlite3.connect(path, isolation_level=None)
    for table, since in TABLES.items():
        if since > version:
            connection.execute(f"DROP TABLE {table}")
    if version < 8:
        connection.execute("ALTER TABLE files DROP COLUMN read_again")
    if is_early:
        connection.execute("ALTER TABLE files DROP COLUMN ctime_ns")
    connection.execute("DELETE FROM _sqlite_migrations WHERE substr(name, 1, 4) > ?", [f"{version:04}"])
    connection.execute(f"PRAGMA user_version = {version}")
    connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    connection.close()


SCHEMAS = [(1, True), *((version, False) for version in range(1, SCHEMA_VERSION + 1))]


@pytest.fixture
def tmp_path(tmp_path: Path) -> Iterator[Path]:
    with reachable(tmp_path) as folder:
        yield folder


@pytest.fixture
def db(tmp_path: Path) -> Path:
    folder = tmp_path / "articles"
    folder.mkdir()
    for n in range(1, 6):
        (folder / f"{n}.txt").write_text(f"date 2022-03-{n:02} Oil story {n}\n\nOil and gas number {n} for all.")
    path = tmp_path / "shelf" / "news.db"
    path.parent.mkdir()
    assert finish(path, "ingest", str(folder)).returncode == 0
    return path


@needs_a_reader
@pytest.mark.parametrize(("version", "is_early"), SCHEMAS)
def test_a_reader_who_may_not_write_reads_every_schema_as_the_present_one(
    db: Path, tmp_path: Path, version: int, is_early: bool
) -> None:
    chosen = READING if version < SCHEMA_VERSION else READING[:2]
    expected = [finish(db, *command.split()).stdout for command in chosen]
    aged(db, version, is_early)
    before = db.read_bytes()
    (tmp_path / "articles" / "new.txt").write_text("date 2022-03-09 New story")
    with not_writable(db.parent):
        for command, stdout in zip(chosen, expected, strict=True):
            answer = read(db, *command.split())
            assert answer.returncode in (0, 1), (command, answer.stderr)
            assert command == "info" or answer.stdout == stdout, command
        tried = read(db, "ingest", "--dry-run", str(tmp_path / "articles"))
        assert tried.returncode == 0, tried.stderr
        assert tried.stdout.splitlines()[1].split() == ["1", "new"]
        checked = read(db, "check")
        assert (checked.returncode, checked.stdout) == (0, "No errors found.\n")
        assert list(db.parent.iterdir()) == [db]
        assert db.read_bytes() == before


@pytest.mark.parametrize(("version", "is_early"), SCHEMAS)
def test_an_archive_of_every_schema_takes_in_what_is_new(
    db: Path, tmp_path: Path, version: int, is_early: bool
) -> None:
    aged(db, version, is_early)
    (tmp_path / "articles" / "new.txt").write_text("date 2022-03-09 New story")
    answer = finish(db, "ingest", str(tmp_path / "articles"))
    assert answer.returncode == 0, answer.stderr
    assert answer.stdout.splitlines()[1].split() == ["1", "new"]
    with open_archive(str(db), write=True) as archive:
        assert archive.value("SELECT count(*) FROM articles") == 6
        assert archive.value("SELECT count(*) FROM files WHERE ctime_ns = 0") == 0
        assert_whole(archive)

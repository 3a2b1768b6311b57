"""SQLite's errors become messages with a remedy, chosen by their codes and never by their texts."""

from __future__ import annotations

import os
import socket
import sqlite3
import subprocess
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path

import pytest

from newsidx import Archive
from newsidx.archive import open_archive
from newsidx.archive.sqlite.sqlite_errors import Code, code_of, plain_errors
from newsidx.errors import ArchiveBusy, ArchiveCorrupt, CannotWrite, NewsidxError, NotAnArchive, TooComplex, TooLarge
from newsidx.ingest.pipeline import Report

DEEP = "SELECT " + " OR ".join(["1"] * 3000)


def caught(archive: Archive, sql: str, *parameters: object) -> NewsidxError:
    with pytest.raises(NewsidxError) as error:
        list(archive.rows(sql, parameters))
    return error.value


@pytest.mark.parametrize("sql", [DEEP, "SELECT 1 FROM nowhere", "SELECT nothing FROM articles", "SELECT json('{')"])
def test_a_statement_that_sqlite_cannot_run_does_not_call_the_archive_corrupt(archive: Archive, sql: str) -> None:
    error = caught(archive, sql)
    assert isinstance(error, TooComplex)
    assert "corrupt" not in error.message


def test_a_text_that_is_too_large_does_not_call_the_archive_corrupt(archive: Archive) -> None:
    assert isinstance(caught(archive, "SELECT zeroblob(2000000000)"), TooLarge)


def test_a_column_name_like_an_error_text_makes_no_difference(archive: Archive) -> None:
    archive.connection.execute("CREATE TEMP TABLE t (disk_is_full_locked_readonly TEXT UNIQUE)")
    archive.connection.execute("INSERT INTO t VALUES ('x')")
    assert isinstance(caught(archive, "INSERT INTO t VALUES ('x')"), ArchiveCorrupt)
    assert isinstance(caught(archive, "SELECT locked_and_full FROM t"), TooComplex)


@pytest.mark.parametrize(
    "damage",
    [
        "UPDATE articles_fts_config SET v = 99 WHERE k = 'version'",
        "UPDATE articles_fts_data SET block = CAST(printf('%050d', 7) AS BLOB)",  # random bytes may ask for all memory
        "DROP TABLE articles_fts_config",
        "DROP TABLE files",
    ],
)
def test_an_unusable_index_or_table_is_called_corrupt(
    archive: Archive, add: Callable[..., Report], damage: str
) -> None:
    add({"a.txt": "date 2022-03-06 Oil and gas."})
    connection = sqlite3.connect(archive.path, isolation_level=None)
    connection.execute(damage)
    connection.close()
    with pytest.raises(ArchiveCorrupt) as error, open_archive(archive.path) as reader:  # noqa: PT012 - either query may raise
        list(reader.rows("SELECT rowid FROM articles_fts WHERE articles_fts MATCH 'oil'"))
        list(reader.rows("SELECT path FROM files"))
    assert "newsidx check" in error.value.remedy


def test_a_schema_that_is_not_utf8_is_called_corrupt(archive: Archive, add: Callable[..., Report]) -> None:
    path = Path(archive.path)
    archive.close()
    raw = bytearray(path.read_bytes())
    raw[raw.find(b"CREATE TABLE alerts") + 40] = 0xFF
    path.write_bytes(raw)
    for write in (False, True):
        with pytest.raises(ArchiveCorrupt):
            open_archive(str(path), write=write)


def test_a_text_in_a_row_that_is_not_utf8_is_called_corrupt(archive: Archive) -> None:
    assert isinstance(caught(archive, "SELECT CAST(x'ff00ff' AS TEXT)"), ArchiveCorrupt)


@pytest.mark.parametrize(
    ("error", "code"),
    [
        (sqlite3.OperationalError("database is locked"), Code.BUSY),
        (sqlite3.OperationalError("database or disk is full"), Code.FULL),
        (sqlite3.DatabaseError("database disk image is malformed"), Code.CORRUPT),
        (sqlite3.DatabaseError("file is not a database"), Code.NOTADB),
        (sqlite3.DataError("string or blob too big"), Code.TOOBIG),
    ],
)
def test_errors_without_codes_in_python_3_10_are_recognized_by_sqlites_texts(
    error: sqlite3.DatabaseError, code: Code
) -> None:
    assert code_of(error) == code


@pytest.mark.parametrize(
    ("code", "kind"),
    [
        (Code.BUSY | 2 << 8, ArchiveBusy), (Code.LOCKED, ArchiveBusy), (Code.FULL, CannotWrite),
        (Code.READONLY, CannotWrite), (Code.READONLY | 5 << 8, ArchiveBusy), (Code.CANTOPEN, CannotWrite),
        (Code.IOERR | 3 << 8, CannotWrite), (Code.CORRUPT | 1 << 8, ArchiveCorrupt), (Code.NOTADB, NotAnArchive),
    ],
)  # fmt: skip
def test_each_code_has_its_own_error_with_any_text(code: int, kind: type[NewsidxError]) -> None:
    error = sqlite3.OperationalError("full, locked, readonly, not a database")
    error.sqlite_errorcode = code
    with pytest.raises(kind), plain_errors("news.db"):
        raise error


_WITH_LITTLE_MEMORY = """
import sys
from newsidx.archive import open_archive
from newsidx.errors import NewsidxError
with open_archive(sys.argv[1]) as archive:
    archive.value("PRAGMA hard_heap_limit = 4000000")
    try:
        print(list(archive.rows("SELECT hex(zeroblob(5000000)), count(*) FROM articles")))
    except NewsidxError as error:
        print(type(error).__name__)
"""


def test_memory_that_runs_out_is_an_error_with_a_remedy(archive: Archive, add: Callable[..., Report]) -> None:
    add({"a.txt": "date 2022-03-06 Oil"})
    command = [sys.executable, "-c", _WITH_LITTLE_MEMORY, archive.place]
    done = subprocess.run(command, capture_output=True, text=True, check=True)
    assert done.stdout == "CannotRead\n"


@pytest.mark.parametrize("write", [False, True])
@pytest.mark.parametrize("kind", ["pipe", "socket", "device", "folder"])
def test_anything_but_a_regular_file_is_refused_by_kind(kind: str, write: bool) -> None:
    with tempfile.TemporaryDirectory() as folder, socket.socket(socket.AF_UNIX) as listening:
        path = os.path.join(folder, "news.db")
        if kind == "pipe":
            os.mkfifo(path)
        elif kind == "socket":
            listening.bind(path)
        elif kind == "device":
            os.symlink("/dev/zero", path)
        else:
            os.mkdir(path)
        with pytest.raises(NotAnArchive, match=f"is a {kind}, not an archive"):
            open_archive(path, write=write)

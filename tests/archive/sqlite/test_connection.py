"""Opening creates an archive if there is none, and refuses other files and newer archives without changing them."""

from __future__ import annotations

import sqlite3
from pathlib import Path

import pytest

from newsidx.archive import open_archive
from newsidx.archive.sqlite.schema import SCHEMA_VERSION
from newsidx.errors import ArchiveBusy, ArchiveMissing, ArchiveTooNew, CannotWrite, NotAnArchive


def other_database(path: Path) -> None:
    with sqlite3.connect(path) as connection:
        connection.execute("CREATE TABLE recipes (name TEXT)")
    connection.close()


def test_opening_for_writing_creates_the_archive_and_its_folder(tmp_path: Path) -> None:
    path = tmp_path / "new" / "folder" / "news.db"
    with open_archive(str(path), write=True) as archive:
        assert archive.value("PRAGMA user_version") == SCHEMA_VERSION
        assert archive.value("PRAGMA journal_mode") == "wal"
    with open_archive(str(path)) as archive:
        assert archive.value("SELECT count(*) FROM articles") == 0


def test_an_archive_opened_for_reading_cannot_be_written(tmp_path: Path) -> None:
    open_archive(str(tmp_path / "news.db"), write=True).close()
    with open_archive(str(tmp_path / "news.db")) as archive, pytest.raises(CannotWrite):
        list(archive.rows("DELETE FROM articles"))


def test_opening_for_reading_does_not_create_an_archive(tmp_path: Path) -> None:
    with pytest.raises(ArchiveMissing, match="news.db") as caught:
        open_archive(str(tmp_path / "news.db"))
    assert "newsidx ingest" in caught.value.remedy
    assert list(tmp_path.iterdir()) == []


def test_an_archive_that_is_still_being_created_is_called_empty(tmp_path: Path) -> None:
    with sqlite3.connect(tmp_path / "news.db") as beginning:
        beginning.execute("BEGIN IMMEDIATE")
        with pytest.raises(ArchiveMissing, match="is empty"):
            open_archive(str(tmp_path / "news.db"))
    beginning.close()


@pytest.mark.parametrize("write", [False, True])
@pytest.mark.parametrize("kind", ["text", "other database"])
def test_a_file_that_is_not_an_archive_is_refused_and_not_changed(tmp_path: Path, kind: str, write: bool) -> None:
    path = tmp_path / "file.db"
    if kind == "text":
        path.write_text("Dear diary, " * 100)
    else:
        other_database(path)
    before = path.read_bytes()
    with pytest.raises(NotAnArchive, match="file.db"):
        open_archive(str(path), write=write)
    assert path.read_bytes() == before
    assert list(tmp_path.iterdir()) == [path]


@pytest.mark.parametrize("write", [False, True])
def test_an_archive_of_a_newer_newsidx_is_refused_and_not_changed(tmp_path: Path, write: bool) -> None:
    path = tmp_path / "news.db"
    with open_archive(str(path), write=True) as archive:
        archive.connection.execute(f"PRAGMA user_version = {SCHEMA_VERSION + 1}")
    before = path.read_bytes()
    with pytest.raises(ArchiveTooNew, match="newer newsidx"):
        open_archive(str(path), write=write)
    assert path.read_bytes() == before


def test_a_folder_is_not_an_archive(tmp_path: Path) -> None:
    with pytest.raises(NotAnArchive, match="folder"):
        open_archive(str(tmp_path), write=True)


def test_a_path_that_cannot_be_written_is_an_error_with_a_remedy(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("x")
    with pytest.raises(CannotWrite) as caught:
        open_archive(str(tmp_path / "file" / "news.db"), write=True)
    assert "--db" in caught.value.remedy


def test_an_archive_that_stays_locked_is_busy(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("newsidx.archive.sqlite.connection._BUSY_SECONDS", 0.05)
    path = str(tmp_path / "news.db")
    with open_archive(path, write=True) as first, open_archive(path, write=True) as second:
        first.connection.execute("BEGIN IMMEDIATE")
        with pytest.raises(ArchiveBusy, match="locked"):
            list(second.rows("BEGIN IMMEDIATE"))


def test_readers_can_read_while_another_process_writes(tmp_path: Path) -> None:
    path = str(tmp_path / "news.db")
    with open_archive(path, write=True) as writer, open_archive(path) as reader:
        writer.connection.execute("BEGIN IMMEDIATE")
        assert reader.value("SELECT count(*) FROM articles") == 0


def test_other_tools_find_self_explanatory_tables_columns_and_a_view(tmp_path: Path) -> None:
    import sqlite_utils

    path = str(tmp_path / "news.db")
    open_archive(path, write=True).close()
    database = sqlite_utils.Database(path)
    try:
        assert {"articles", "files", "copies", "articles_fts"} <= set(database.table_names())
        assert "article_files" in database.view_names()
        assert database["articles"].detect_fts() == "articles_fts"
        assert "-- YYYYMMDD * 1000000 + n" in database["articles"].schema
    finally:
        database.close()

"""Opening: an archive is made where there is none, and what is none, or too new, is refused and left alone."""

from __future__ import annotations

import sqlite3
from pathlib import Path

import pytest

from newsidx import Archive
from newsidx.archive.sqlite.schema import SCHEMA_VERSION
from newsidx.errors import ArchiveBusy, ArchiveMissing, ArchiveTooNew, CannotWrite, NotAnArchive


def other_database(path: Path) -> None:
    with sqlite3.connect(path) as connection:
        connection.execute("CREATE TABLE recipes (name TEXT)")
    connection.close()


def test_opening_for_writing_makes_the_archive_and_its_folder(tmp_path: Path) -> None:
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


def test_a_missing_archive_is_not_made_by_reading(tmp_path: Path) -> None:
    with pytest.raises(ArchiveMissing, match="news.db") as caught:
        open_archive(str(tmp_path / "news.db"))
    assert "newsidx ingest" in caught.value.remedy
    assert list(tmp_path.iterdir()) == []


def test_an_archive_that_is_only_just_being_made_is_said_to_be_empty(tmp_path: Path) -> None:
    with sqlite3.connect(tmp_path / "news.db") as beginning:
        beginning.execute("BEGIN IMMEDIATE")
        with pytest.raises(ArchiveMissing, match="empty as yet"):
            open_archive(str(tmp_path / "news.db"))
    beginning.close()


@pytest.mark.parametrize("write", [False, True])
@pytest.mark.parametrize("kind", ["text", "other database"])
def test_a_file_that_is_no_archive_is_refused_and_left_as_it_was(tmp_path: Path, kind: str, write: bool) -> None:
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
def test_an_archive_of_a_newer_newsidx_is_refused_and_left_as_it_was(tmp_path: Path, write: bool) -> None:
    path = tmp_path / "news.db"
    with open_archive(str(path), write=True) as archive:
        archive.connection.execute(f"PRAGMA user_version = {SCHEMA_VERSION + 1}")
    before = path.read_bytes()
    with pytest.raises(ArchiveTooNew, match="newer newsidx"):
        open_archive(str(path), write=write)
    assert path.read_bytes() == before


def test_a_folder_is_no_archive(tmp_path: Path) -> None:
    with pytest.raises(NotAnArchive, match="folder"):
        open_archive(str(tmp_path), write=True)


def test_a_place_that_cannot_be_written_is_named(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("x")
    with pytest.raises(CannotWrite) as caught:
        open_archive(str(tmp_path / "file" / "news.db"), write=True)
    assert "--db" in caught.value.remedy


def test_an_archive_that_stays_locked_is_said_to_be_busy(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("newsidx.archive.sqlite.connection._BUSY_SECONDS", 0.05)
    path = str(tmp_path / "news.db")
    with open_archive(path, write=True) as one, open_archive(path, write=True) as two:
        one.connection.execute("BEGIN IMMEDIATE")
        with pytest.raises(ArchiveBusy, match="locked"):
            list(two.rows("BEGIN IMMEDIATE"))


def test_readers_go_on_while_another_writes(tmp_path: Path) -> None:
    path = str(tmp_path / "news.db")
    with open_archive(path, write=True) as writer, open_archive(path) as reader:
        writer.connection.execute("BEGIN IMMEDIATE")
        assert reader.value("SELECT count(*) FROM articles") == 0


def test_other_tools_find_tables_columns_and_a_view_that_explain_themselves(tmp_path: Path) -> None:
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

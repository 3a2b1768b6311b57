"""The integrity check finds an index that does not fit the articles, whatever changed it; a repair makes it anew."""

from __future__ import annotations

import sqlite3
import subprocess
import sys
from contextlib import closing
from pathlib import Path

import pytest

from newsidx import Query
from newsidx.archive import open_archive
from newsidx.archive.opening import repair_archive
from newsidx.archive.records import Integrity
from newsidx.ingest.pipeline import ingest
from tests.archive.checks import assert_whole
from tests.archive.old_schemas import downgrade

ARTICLES = {
    "oil": "Date: 2022-03-01\nTitle: Oil prices\nBy: Ann Smith\n\nCompanies and a company.",
    "title": "date 2022-03-02 Snow fell in the north. Nothing else happened there.",
    "tokyo": "Date: 2022-03-03\nTitle: 東京の株価\nLanguage: ja\n\n東京都で株価が上がった。",
}
REBUILD = "INSERT INTO articles_fts (articles_fts) VALUES ('rebuild')"
DAMAGES = {
    "FTS5's own rebuild": (REBUILD,),
    "an empty index": ("INSERT INTO articles_fts (articles_fts) VALUES ('delete-all')",),
    "an article that is not in the index": (
        "INSERT INTO articles_fts (articles_fts, rowid, title, body, byline, source, section, place, language)"
        " VALUES ('delete', 20220301000001, 'Oil prices', 'Companies and a company.', 'Ann Smith', '', '', '', '')",
    ),
    "an article indexed without its byline": (
        "INSERT INTO articles_fts (articles_fts, rowid, title, body, byline, source, section, place, language)"
        " VALUES ('delete', 20220301000001, 'Oil prices', 'Companies and a company.', 'Ann Smith', '', '', '', '')",
        "INSERT INTO articles_fts (rowid, title, body)"
        " VALUES (20220301000001, 'Oil prices', 'Companies and a company.')",
    ),
    "a page of random bytes": ("UPDATE articles_fts_data SET block = randomblob(length(block)) WHERE id > 10",),
    "no lengths": ("DELETE FROM articles_fts_docsize WHERE id = 20220303000001",),
}  # fmt: skip


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """An archive that is closed."""
    (tmp_path / "articles").mkdir()
    for name, text in ARTICLES.items():
        (tmp_path / "articles" / f"{name}.txt").write_text(text, encoding="utf-8")
    with open_archive(str(tmp_path / "news.db"), write=True) as archive:
        ingest(archive, [str(tmp_path / "articles")])
    return tmp_path / "news.db"


def assert_found_and_repaired(path: Path) -> None:
    with open_archive(str(path)) as archive:
        damage = archive.check()
    assert damage.index is not None
    assert (damage.file, damage.corrupt) == ((), ())
    repair_archive(str(path), damage)
    with open_archive(str(path), write=True) as archive:
        assert archive.check().is_intact
        assert_whole(archive)
        for text in ("company by:smith", "title:東京", "株価", "companies", "lang:ja"):
            assert archive.count(Query.parse(text)) == 1, text
        assert archive.count(Query.parse("title:snow")) == 0  # it was cut from the text


@pytest.mark.parametrize("statements", DAMAGES.values(), ids=DAMAGES)
def test_a_damaged_index_is_found_and_repaired(path: Path, statements: tuple[str, ...]) -> None:
    with closing(sqlite3.connect(path, isolation_level=None)) as connection:
        for statement in statements:
            connection.execute(statement)
    assert_found_and_repaired(path)


def test_an_index_that_sqlite_utils_rebuilt_is_found_and_repaired(path: Path) -> None:
    subprocess.run([sys.executable, "-m", "sqlite_utils", "rebuild-fts", str(path), "articles"], check=True)
    assert_found_and_repaired(path)


def test_an_article_changed_by_another_program_is_found_in_its_index_too(path: Path) -> None:
    with closing(sqlite3.connect(path, isolation_level=None)) as connection:
        connection.execute("UPDATE articles SET byline = 'Bo Jones' WHERE id = 20220301000001")
    with open_archive(str(path)) as archive:
        state = archive.check()
    assert (state.index is not None, state.corrupt) == (True, ("20220301-1",))


@pytest.mark.parametrize("version", [1, 4, 8])
def test_a_damaged_index_of_stems_is_repaired_to_one_of_words(path: Path, version: int) -> None:
    downgrade(path, version)
    with open_archive(str(path)) as archive:
        assert archive.check().is_intact
    with closing(sqlite3.connect(path, isolation_level=None)) as connection:
        connection.execute("INSERT INTO articles_fts (articles_fts) VALUES ('delete-all')")
    assert_found_and_repaired(path)


def test_the_progress_of_a_repair_is_reported(path: Path) -> None:
    with closing(sqlite3.connect(path, isolation_level=None)) as connection:
        connection.execute(REBUILD)
    progress: list[str | tuple[int, int]] = []
    with open_archive(str(path)) as archive:
        damage = archive.check()
    repair_archive(str(path), damage, progress.append, lambda done, of: progress.append((done, of)))
    assert progress == ["making the index anew", (0, 3), (3, 3), "rebuilding word forms and frequencies"]


def test_the_progress_of_a_repair_of_what_can_be_read_is_reported(path: Path) -> None:
    progress: list[str | tuple[int, int]] = []
    damage = Integrity(file=("a page is missing",))
    repair_archive(str(path), damage, progress.append, lambda done, of: progress.append((done, of)))
    assert progress == [
        *("reading what can be read", (0, 3)),
        *("making the index anew", (0, 3), (3, 3)),
        "rebuilding word forms and frequencies",
        "saving a copy of the corrupt file",
        "writing what could be read to the archive",
    ]


@pytest.mark.parametrize("version", [1, 8])
def test_the_progress_of_a_repair_that_migrates_the_archive_is_reported(path: Path, version: int) -> None:
    downgrade(path, version)
    progress: list[str | tuple[int, int]] = []
    repair_archive(str(path), Integrity(), progress.append, lambda done, of: progress.append((done, of)))
    assert progress == ["making the index anew", (0, 3), (3, 3), "rebuilding word forms and frequencies"]


def test_a_check_writes_nothing(path: Path) -> None:
    before = path.read_bytes()
    with open_archive(str(path)) as archive:
        assert archive.check().is_intact
    assert path.read_bytes() == before

"""Articles that an earlier newsidx removed stay removed."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path

from newsidx.archive import open_archive
from newsidx.archive.sqlite.migrations import migrations
from newsidx.archive.sqlite.removed import count_removed, removed_articles
from newsidx.archive.sqlite.upkeep.check import check
from newsidx.ingest.pipeline import IngestOptions, ingest
from tests.archive.checks import refs

OIL = "date 2022-03-06 Oil rose.\n"
TWO_WAYS = "Date: 03/04/2022\n\nA date that reads two ways.\n"


def test_articles_removed_from_an_archive_of_schema_4_stay_removed(tmp_path: Path, folder: Path) -> None:
    import sqlite_utils

    for name, text in (("a.txt", TWO_WAYS), ("b.txt", OIL)):
        (folder / name).write_text(text)
    path = str(tmp_path / "old.db")
    with open_archive(path, write=True) as archive:
        ingest(archive, [str(folder)])
        files = [row[:15] for row in archive.rows("SELECT * FROM files")]  # the columns of schema 4
    Path(path).unlink()
    with closing(sqlite3.connect(path, isolation_level=None)) as connection:
        migrations().apply(sqlite_utils.Database(connection), stop_before="0005_removed")
        marks = ", ".join("?" * len(files[0]))  # an older newsidx left such rows for removed articles
        connection.executemany(f"INSERT INTO files VALUES ({marks})", files)
        connection.execute("INSERT INTO alerts VALUES ('oil', 'oil', 7, '2022-03-06', NULL)")
    with open_archive(path, write=True) as archive:
        assert ingest(archive, [str(folder)], IngestOptions(dayfirst=True)).removed == 2
        assert refs(archive) == []
        assert [removed.ref for removed in removed_articles(archive)] == ["", ""]
        assert list(archive.rows("SELECT * FROM alerts")) == [("oil", "oil", 7, "2022-03-06", None)]
        assert check(archive).unknown == ()
        ingest(archive, [str(folder)], IngestOptions(again=True))
        assert refs(archive) == ["20220306-1", "20220403-1"]
        assert count_removed(archive) == 0

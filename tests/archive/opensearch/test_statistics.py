"""The statistics of an archive on servers are right, and of many days as of few."""

from __future__ import annotations

import datetime
from pathlib import Path

import pytest

from newsidx.archive.opensearch import statistics
from newsidx.archive.opensearch.writable import WritableOpenSearchArchive
from newsidx.archive.records import Gap
from tests.archive.opensearch.conftest import ingested


def day(text: str) -> datetime.date:
    return datetime.date.fromisoformat(text)


def test_an_empty_archive_can_be_described(archive: WritableOpenSearchArchive, place: str) -> None:
    described = archive.describe()
    assert (described.articles, described.first, described.busiest, described.gaps) == (0, None, (), ())
    assert (described.path, described.schema) == (place, 1)
    assert described.engine.startswith("OpenSearch ")
    assert described.bytes > 0


def test_articles_days_gaps_sources_and_files_are_counted(
    archive: WritableOpenSearchArchive, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(statistics, "_DAYS_AT_ONCE", 2)
    dates = ["2022-03-01", "2022-03-02", "2022-03-02", "2022-03-10", "2022-03-12", "1887-03-12"]
    files = {
        f"{number}.txt": f"Date: {date}\nSource: Paper {number % 2}\n\nText {number}."
        for number, date in enumerate(dates)
    }
    for name, text in {**files, "undated.txt": "No date here.", "copy.txt": files["0.txt"], "empty.txt": ""}.items():
        (folder / name).write_text(text)
    ingested(archive, folder)
    (folder / "4.txt").unlink()
    ingested(archive, folder)
    described = archive.describe()
    assert (described.articles, described.undated, described.days) == (7, 1, 5)
    assert (described.first, described.last) == (day("1887-03-12"), day("2022-03-12"))
    assert described.busiest[0] == (day("2022-03-02"), 2)
    assert described.gaps[1:] == (
        Gap(day("2022-03-03"), day("2022-03-09")),
        Gap(day("2022-03-11"), day("2022-03-11")),
    )
    assert described.sources == (("Paper 0", 3), ("Paper 1", 3))
    assert (described.files, described.missing, described.problems) == (9, 1, 1)
    assert [len(archive.describe(most).busiest) for most in (0, 2, 50)] == [0, 2, 5]

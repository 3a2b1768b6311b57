"""The statistics of an archive are right."""

from __future__ import annotations

import datetime
from collections.abc import Callable
from pathlib import Path

from newsidx import Archive
from newsidx.archive.records import Gap
from newsidx.archive.sqlite.statistics import describe
from newsidx.ingest.pipeline import Report

Add = Callable[..., Report]


def day(text: str) -> datetime.date:
    return datetime.date.fromisoformat(text)


def test_an_empty_archive_can_be_described(archive: Archive) -> None:
    described = describe(archive)
    assert (described.articles, described.first, described.busiest, described.gaps) == (0, None, (), ())
    assert described.bytes > 0


def test_articles_days_gaps_sources_and_files_are_counted(archive: Archive, add: Add, folder: Path) -> None:
    dates = ["2022-03-01", "2022-03-02", "2022-03-02", "2022-03-10", "2022-03-12"]
    files = {
        f"{number}.txt": f"Date: {date}\nSource: Paper {number % 2}\n\nText {number}."
        for number, date in enumerate(dates)
    }
    add({**files, "undated.txt": "No date here.", "copy.txt": files["0.txt"], "empty.txt": ""})
    (folder / "4.txt").unlink()
    add()
    described = describe(archive)
    assert (described.articles, described.undated, described.days) == (6, 1, 4)
    assert (described.first, described.last) == (day("2022-03-01"), day("2022-03-12"))
    assert described.busiest[0] == (day("2022-03-02"), 2)
    assert described.gaps == (Gap(day("2022-03-03"), day("2022-03-09")), Gap(day("2022-03-11"), day("2022-03-11")))
    assert [gap.days for gap in described.gaps] == [7, 1]
    assert described.sources == (("Paper 0", 3), ("Paper 1", 2))
    assert (described.files, described.missing, described.problems) == (8, 1, 1)

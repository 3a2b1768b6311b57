"""A date in the future is not used, and the file is read again on that day."""

from __future__ import annotations

import datetime
from collections.abc import Callable
from pathlib import Path
from types import SimpleNamespace

import pytest

from newsidx import Archive
from newsidx.archive import open_archive
from newsidx.archive.records import Integrity
from newsidx.archive.sqlite.upkeep import repair
from newsidx.dates.extract import DateReader
from newsidx.ingest.pipeline import Report, ingest
from tests.archive.checks import assert_whole, refs

Add = Callable[..., Report]
SetDay = Callable[[str], None]


@pytest.fixture
def set_day(monkeypatch: pytest.MonkeyPatch) -> SetDay:
    """Set the date that an ingest takes for today."""

    def set_clock(text: str) -> None:
        class Clock(datetime.date):
            @classmethod
            def today(cls) -> datetime.date:
                return datetime.date.fromisoformat(text)

        clock = SimpleNamespace(date=Clock, datetime=datetime.datetime, timezone=datetime.timezone)
        monkeypatch.setattr("newsidx.ingest.pipeline.datetime", clock)

    return set_clock


def test_a_date_in_the_future_is_used_from_that_day_on_and_no_other_file_is_read_again(
    archive: Archive, add: Add, set_day: SetDay
) -> None:
    set_day("2022-03-01")
    files = {
        "a.txt": "date 2022-03-06 Oil rose.",
        "b.txt": "Date: 8 March 2022\nTitle: Gas\n\nGas fell.",
        "c.txt": "Snow fell on an unknown day.",
        "2022-03-02-d.txt": "date 2022-03-06 Dated by its name until then.",
        "e.txt": "date 2022-03-02 Tomorrow's paper.",
    }
    add(files)
    assert refs(archive) == ["0-1", "0-2", "0-3", "20220302-1", "20220302-2"]
    set_day("2022-03-04")
    assert add().outcome["unchanged"] == 5
    archive.connection.execute("UPDATE files SET last_read = 'before'")
    set_day("2022-03-05")  # the 6th is tomorrow
    report = add()
    assert (report.outcome["changed"], report.outcome["unchanged"]) == (2, 3)
    assert refs(archive) == ["0-2", "0-3", "20220302-2", "20220306-1", "20220306-2"]
    assert archive.value("SELECT count(*) FROM files WHERE last_read = 'before'") == 3
    set_day("2022-03-20")
    assert add().outcome["changed"] == 1
    assert add().outcome["unchanged"] == 5
    assert refs(archive)[-1] == "20220308-1"
    assert_whole(archive)


def test_a_repaired_archive_still_knows_which_files_to_read_again(
    tmp_path: Path, folder: Path, set_day: SetDay
) -> None:
    db = str(tmp_path / "damaged.db")
    set_day("2022-03-01")
    (folder / "a.txt").write_text("date 2022-03-06 Oil rose.")
    with open_archive(db, write=True) as archive:
        ingest(archive, [str(folder)])
    repair.repair(db, Integrity(file=("a page is missing",)))
    set_day("2022-03-06")
    with open_archive(db, write=True) as archive:
        ingest(archive, [str(folder)])
        assert refs(archive) == ["20220306-1"]


def test_a_refused_date_says_from_which_day_on_it_will_be_used() -> None:
    dates = DateReader(False, datetime.date(2022, 3, 1))
    assert dates.whole("2999-12-31") is None
    assert dates.refused_until == datetime.date(2999, 12, 30)

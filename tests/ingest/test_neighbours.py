"""What the files of a folder on the disk tell about each other."""

from __future__ import annotations

import datetime
import os
from collections.abc import Callable
from pathlib import Path

import pytest

from newsidx import Archive
from newsidx.archive.files import FileToRead
from newsidx.ingest.neighbours import neighbours_at
from newsidx.ingest.pipeline import Report
from newsidx.ingest.workers import ReadingRules, read_in_order
from tests.archive.checks import assert_whole, refs

Add = Callable[..., Report]
TODAY = datetime.date(2022, 3, 9)
DAY_FIRST = {"13-04-2021.txt": "Snow fell.", "14-04-2021.txt": "Rain fell."}
OPEN = {"03-04-2021.txt": "Hail fell."}


def write(folder: Path, files: dict[str, str]) -> Path:
    folder.mkdir(parents=True, exist_ok=True)
    for name, text in files.items():
        (folder / name).write_text(text)
    return folder


def test_a_folder_is_read_once_for_each_run(tmp_path: Path) -> None:
    path = str(write(tmp_path, DAY_FIRST) / "a.txt")
    assert neighbours_at(path, 1, TODAY).order == "day-first"
    write(tmp_path, {"04-15-2021.txt": "Fog."})
    assert neighbours_at(path, 1, TODAY).order == "day-first"
    assert neighbours_at(path, 2, TODAY).order is None


def test_an_order_against_the_user_is_not_proven(tmp_path: Path) -> None:
    path = str(write(tmp_path, DAY_FIRST) / "a.txt")
    assert neighbours_at(path, 3, TODAY, "day-first").order == "day-first"
    assert neighbours_at(path, 3, TODAY, "month-first").order is None


def test_what_cannot_be_read_is_no_evidence(tmp_path: Path) -> None:
    text = "HARBOUR COUNCIL\n\n13/04/2021\n\n14/04/2021\n"
    outside = write(tmp_path / "outside", {"secret.txt": text})
    folder = write(tmp_path / "in", {".hidden.txt": text, "nul.txt": "\0" + text})
    os.mkfifo(folder / "pipe.txt")
    for name in ("a.txt", "b.txt", "c.txt"):
        (folder / name).symlink_to(outside / "secret.txt")
    (folder / "folder.txt").mkdir()
    for path in (folder / "a.txt", tmp_path / "gone" / "a.txt"):
        told = neighbours_at(str(path), 4, TODAY)
        assert (told.letterheads, told.order, told.two_digit_years) == (frozenset(), None, None)


def test_other_encodings_are_read(tmp_path: Path) -> None:
    folder = write(tmp_path, {})
    for index in range(4):
        (folder / f"{index}.txt").write_bytes(f"MINIST\xc8RE\n\nTexte {'abcd'[index]}.\n".encode("cp1252"))
    assert "ministère" in neighbours_at(str(folder / "0.txt"), 5, TODAY).letterheads


def test_only_some_files_of_a_large_folder_are_looked_into(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    folder = write(tmp_path, {f"{number:04}.txt": f"MEDIA RELEASE\n\n{number}\n" for number in range(200)})
    opened: list[str] = []
    really_open = os.open
    monkeypatch.setattr(os, "open", lambda path, flags: opened.append(str(path)) or really_open(path, flags))
    assert neighbours_at(str(folder / "0001.txt"), 6, TODAY).letterheads == {"media release"}
    assert len(opened) == 33
    assert opened[0].endswith("0000.txt")
    assert opened[-1].endswith("0193.txt")


def test_the_folder_settles_dates_in_names(archive: Archive, add: Add) -> None:
    report = add({**DAY_FIRST, **OPEN})
    assert refs(archive) == ["20210403-1", "20210413-1", "20210414-1"]
    assert report.outcome["ambiguous"] == 0
    assert_whole(archive)


def test_files_that_the_archive_knows_are_evidence_too(archive: Archive, add: Add) -> None:
    add(DAY_FIRST)
    add(OPEN)
    assert "20210403-1" in refs(archive)


def test_the_user_decides_against_the_folder_also_later(archive: Archive, add: Add) -> None:
    add({**DAY_FIRST, **OPEN})
    report = add(dayfirst=False)
    assert (report.outcome["changed"], report.outcome["unchanged"]) == (1, 2)
    assert refs(archive) == ["20210304-1", "20210413-1", "20210414-1"]
    assert report.outcome["ambiguous"] == 1
    assert add().outcome["unchanged"] == 3
    add({"03-04-2021.txt": "Hail fell again."})
    assert refs(archive)[0] == "20210304-1"


def test_a_file_read_in_the_order_that_the_folder_proves_stays_settled(archive: Archive, add: Add) -> None:
    add({**DAY_FIRST, **OPEN})
    report = add({"03-04-2021.txt": "Hail fell again."})
    assert (refs(archive)[0], report.outcome["ambiguous"]) == ("20210403-1", 0)


@pytest.mark.parametrize("jobs", [0, 2])
def test_the_number_of_workers_changes_nothing(tmp_path: Path, jobs: int) -> None:
    names = [f"{day:02}-{month:02}-2021.txt" for month in range(1, 13) for day in range(1, 29)]
    folders = [write(tmp_path / str(number), dict.fromkeys(names, "Snow.")) for number in range(4)]
    files = [FileToRead(str(folder / name), 5, None, None, False) for folder in folders for name in sorted(names)]
    rules = ReadingRules(None, False, 1000, TODAY)
    dates = [
        article.date
        for chunk in read_in_order(files, len(files), rules, jobs)
        for file in chunk
        for article in file.articles
    ]
    expected = [datetime.date(2021, int(name[3:5]), int(name[:2])) for name in sorted(names)] * 4
    assert dates == expected

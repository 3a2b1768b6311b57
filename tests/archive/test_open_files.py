"""An open archive stays locked for other programs, whatever else its process does."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from newsidx import Archive
from newsidx.archive import open_archive
from newsidx.archive.open_files import is_open
from newsidx.ingest.pipeline import IngestOptions, Report, ingest
from newsidx.ingest.walk import walk
from tests.archive.checks import assert_whole
from tests.faults.processes import finish

if sys.platform == "win32":
    pytest.skip("tests POSIX locks", allow_module_level=True)

HAS_LOCK = """
import fcntl, sys
with open(sys.argv[1], "r+b") as file:
    try:
        fcntl.lockf(file, fcntl.LOCK_EX | fcntl.LOCK_NB, 510, 0x40000002)
    except OSError:
        sys.exit(0)
sys.exit(1)
"""
"""Exits with 0 if another process has locked the bytes with which SQLite marks a database as in use."""


def is_locked(path: str) -> bool:
    return subprocess.run([sys.executable, "-c", HAS_LOCK, path], check=False).returncode == 0


def write(folder: Path, names: str) -> str:
    folder.mkdir(exist_ok=True)
    for name in names.split():
        (folder / f"{name}.txt").write_text(f"date 2022-03-06 Story {name}.")
    return str(folder)


def test_an_open_archive_stays_locked_after_it_is_opened_and_closed_a_second_time(archive: Archive) -> None:
    assert is_locked(archive.path)
    for write_too in (False, True):
        with open_archive(archive.path, write=write_too) as second:
            assert second.value("SELECT count(*) FROM articles") == 0
        assert is_locked(archive.path)


def test_no_article_is_lost_if_two_programs_write_and_one_has_the_archive_open_twice(tmp_path: Path) -> None:
    db = tmp_path / "news.db"
    options = IngestOptions(jobs=0)
    with open_archive(str(db), write=True) as archive:
        ingest(archive, [write(tmp_path / "a", "a1 a2")], options)
        with open_archive(str(db)) as reader:
            assert reader.value("SELECT count(*) FROM articles") == 2
        for mine, others in (("c", "b"), ("e", "d")):
            assert finish(db, "ingest", write(tmp_path / others, f"{others}1 {others}2")).returncode == 0
            ingest(archive, [write(tmp_path / mine, f"{mine}1 {mine}2")], options)
    assert finish(db, "ingest", write(tmp_path / "f", "f1 f2")).returncode == 0
    with open_archive(str(db), write=True) as archive:
        assert archive.value("SELECT count(*) FROM articles") == 12
        assert_whole(archive)


@pytest.mark.parametrize("kind", ["hard link", "link", "linked folder"])
@pytest.mark.parametrize("jobs", [0, 1])
def test_an_ingest_skips_its_own_archive_under_any_name(tmp_path: Path, kind: str, jobs: int) -> None:
    folder = tmp_path / "folder"
    write(folder, "a b")
    if kind == "linked folder":
        (tmp_path / "link").symlink_to(folder)
        db = tmp_path / "link" / "news.db"
    else:
        db = tmp_path / "news.db"
    with open_archive(str(db), write=True) as archive:
        for ending in ("", "-wal", "-shm") if kind != "linked folder" else ():
            make = os.link if kind == "hard link" else os.symlink
            make(f"{db}{ending}", folder / f"0other.db{ending}")
        report = ingest(archive, [str(folder)], IngestOptions(jobs=jobs))
        assert (report.outcome["new"], report.outcome["problem"]) == (2, 0)
        assert is_locked(str(db))


def test_an_ingest_skips_every_archive_that_its_process_has_open(
    archive: Archive, add: Callable[..., Report], folder: Path
) -> None:
    with open_archive(str(folder / "other.db"), write=True) as other:
        assert add({"a.txt": "date 2022-03-06 One."}).outcome["problem"] == 0
        assert is_locked(other.path)
    assert add().outcome["problem"] == 1  # now it is an ordinary file


def test_an_archive_given_to_ingest_by_name_is_a_problem(archive: Archive) -> None:
    report = ingest(archive, [archive.path], IngestOptions(jobs=0))
    assert report.outcome["problem"] == 1
    assert is_locked(archive.path)


def test_a_file_that_became_a_link_to_the_archive_after_it_was_found_is_not_opened(
    archive: Archive, add: Callable[..., Report], folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def walk_and_swap(*arguments: object) -> object:
        for file in walk(*arguments):  # type: ignore[arg-type]
            os.unlink(file.path)
            os.link(archive.path, file.path)
            yield file

    monkeypatch.setattr("newsidx.ingest.pipeline.walk", walk_and_swap)
    assert add({"a.txt": "date 2022-03-06 One."}).outcome["problem"] == 1
    assert is_locked(archive.path)


def test_a_file_counts_as_open_until_its_archive_is_closed_as_often_as_it_was_opened(archive: Archive) -> None:
    second = open_archive(archive.path)
    status = os.stat(archive.path)
    second.close()
    second.close()
    assert is_open(status)
    archive.close()
    assert not is_open(status)

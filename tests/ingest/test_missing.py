"""Which files count as missing, and what --prune deletes: only files that do not exist at their own path."""

from __future__ import annotations

import contextlib
import os
import shutil
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from newsidx.archive.contract import WritableArchive as Archive
from newsidx.ingest.pipeline import IngestOptions, Report, ingest, prune_anyway
from tests.archive.any_kind import assert_whole, copies, refs
from tests.archive.kinds import ONLY_IN_FILE, archive_of_each_kind_at_length  # noqa: F401

Add = Callable[..., Report]

PRUNE = IngestOptions(prune=True, jobs=0)
OIL = "date 2022-03-06 Oil rose.\n"


def missing(archive: Archive) -> list[str]:
    """The names of the files that are marked as missing."""
    return [os.path.basename(file.path) for file in archive.files("missing")]


@pytest.fixture
def open_folder() -> Iterator[Path]:
    """A folder that every user can enter."""
    with tempfile.TemporaryDirectory() as name:
        os.chmod(name, 0o755)
        yield Path(name)


@contextlib.contextmanager
def closed(folder: Path) -> Iterator[None]:
    """No user can open the folder, and this process does not run as root."""
    folder.chmod(0o000)
    user = os.geteuid()
    if user == 0:
        os.seteuid(65534)
    try:
        yield
    finally:
        os.seteuid(user)
        folder.chmod(0o755)


def test_a_file_ingested_by_name_is_not_pruned_by_a_walk_that_skips_it(archive: Archive, folder: Path) -> None:
    elsewhere = folder.parent / "elsewhere"
    for path in (folder / ".drafts/a.txt", folder / ".d.txt", folder / "b.txt", elsewhere / "c.txt"):
        path.parent.mkdir(exist_ok=True)
        path.write_text(f"date 2022-03-06 Story of {path.name}\n")
    (folder / "link").symlink_to(elsewhere)
    ingest(archive, [str(folder), *(str(folder / name) for name in (".drafts", ".d.txt", "link"))])
    assert len(refs(archive)) == 4
    report = ingest(archive, [str(folder)], PRUNE)
    assert (report.missing, report.pruned, len(refs(archive))) == (0, (0, 0), 4)
    for path in (folder / ".drafts/a.txt", folder / ".d.txt", elsewhere / "c.txt"):
        path.unlink()
    assert ingest(archive, [str(folder)], PRUNE).pruned == (3, 3)
    assert_whole(archive)


def test_nothing_below_a_folder_that_cannot_be_opened_is_missing(archive: Archive, open_folder: Path) -> None:
    (open_folder / "sub").mkdir()
    (open_folder / "sub/oil.txt").write_text(OIL)
    ingest(archive, [str(open_folder)])
    with closed(open_folder / "sub"):
        report = ingest(archive, [str(open_folder)], PRUNE)
    assert (report.missing, report.pruned, refs(archive)) == (0, (0, 0), ["20220306-1"])


def test_a_returned_file_in_a_folder_that_cannot_be_opened_is_not_pruned(
    archive: Archive, open_folder: Path, tmp_path: Path
) -> None:
    (open_folder / "sub").mkdir()
    (open_folder / "sub/oil.txt").write_text(OIL)
    ingest(archive, [str(open_folder)])
    shutil.move(open_folder / "sub/oil.txt", tmp_path / "oil.txt")
    assert ingest(archive, [str(open_folder)]).missing == 1
    shutil.move(tmp_path / "oil.txt", open_folder / "sub/oil.txt")
    with closed(open_folder / "sub"):
        assert ingest(archive, [str(open_folder)], PRUNE).pruned == (0, 0)
    ingest(archive, [str(open_folder)])
    assert "oil.txt" not in missing(archive)
    assert refs(archive) == ["20220306-1"]


def test_a_copy_of_a_file_in_a_folder_that_cannot_be_opened_is_not_a_move(archive: Archive, open_folder: Path) -> None:
    (open_folder / "sub").mkdir()
    (open_folder / "sub/oil.txt").write_text(OIL)
    ingest(archive, [str(open_folder)])
    (open_folder / "copy.txt").write_text(OIL)
    with closed(open_folder / "sub"):
        assert ingest(archive, [str(open_folder)]).outcome["duplicate"] == 1
    assert len(copies(archive)) == 2


def test_a_hidden_file_that_is_back_is_no_longer_missing(archive: Archive, folder: Path) -> None:
    (folder / ".oil.txt").write_text(OIL)
    (folder / "gas.txt").write_text("date 2022-03-06 Gas fell.\n")
    ingest(archive, [str(folder), str(folder / ".oil.txt")])
    (folder / ".oil.txt").rename(folder.parent / "away.txt")
    assert ingest(archive, [str(folder)]).missing == 1
    (folder.parent / "away.txt").rename(folder / ".oil.txt")
    assert ingest(archive, [str(folder)]).missing == 0
    assert missing(archive) == []


def test_a_file_that_was_replaced_by_a_folder_is_missing(archive: Archive, add: Add, folder: Path) -> None:
    add({"oil": OIL, "sub/gas": "date 2022-03-06 Gas fell.\n"})
    (folder / "oil").unlink()
    shutil.rmtree(folder / "sub")
    assert add({"oil/snow": "date 2022-03-06 Snow fell.\n", "sub": "date 2022-03-06 Rain fell.\n"}).missing == 2
    assert missing(archive) == ["oil", "gas"]


def test_a_prune_of_more_than_a_tenth_of_the_archive_waits_for_confirmation(
    archive: Archive, add: Add, folder: Path
) -> None:
    add({f"{number:03}.txt": f"date 2022-03-06 Story {number}\n" for number in range(110)})
    for number in range(11):
        (folder / f"{number:03}.txt").unlink()
    assert add(prune=True).pruned == (11, 11)  # a tenth
    for number in range(11, 22):
        (folder / f"{number:03}.txt").unlink()
    report = add({"new.txt": OIL}, prune=True)  # eleven of a hundred
    assert (report.pruned, report.outcome["new"], len(refs(archive))) == ((0, 0), 1, 100)
    assert report.unpruned is not None
    assert (len(report.unpruned.files), report.unpruned.articles, report.unpruned.total_articles) == (11, 11, 100)
    (folder / "011.txt").write_text("date 2022-03-06 Story 11\n")  # back before the confirmation
    prune_anyway(archive, report)
    assert (report.pruned, report.unpruned, len(refs(archive))) == ((10, 10), None, 90)
    assert_whole(archive)


def test_a_large_prune_that_is_confirmed_in_advance_is_done(archive: Archive, add: Add, folder: Path) -> None:
    add({f"{number:03}.txt": f"date 2022-03-06 Story {number}\n" for number in range(20)})
    shutil.rmtree(folder)
    folder.mkdir()
    assert add(prune=True, dry_run=True).pruned == (20, 20)
    assert add(prune=True).pruned == (0, 0)
    assert add(prune=True, prune_much=True).pruned == (20, 20)


def test_missing_copies_of_other_files_do_not_count_as_deleted_articles(
    archive: Archive, add: Add, folder: Path
) -> None:
    add({f"{name}/{number:03}.txt": f"date 2022-03-06 Story {number}\n" for name in "ab" for number in range(20)})
    shutil.rmtree(folder / "b")
    assert add(prune=True).pruned == (20, 0)

"""The ledger of a machine says which files are unchanged. It is never the truth, and can be lost at any time."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from newsidx.archive import open_archive
from newsidx.archive.opensearch.machine import VARIABLE
from newsidx.archive.opensearch.writable import WritableOpenSearchArchive
from newsidx.archive.opensearch.writing import WritableStore
from newsidx.errors import CannotWrite
from tests.archive.any_kind import articles, assert_whole, refs
from tests.archive.opensearch.conftest import ingested
from tests.archive.opensearch.test_two_writers import STORY


@pytest.fixture
def stories(folder: Path) -> Path:
    """A folder with three files."""
    for number in range(3):
        (folder / f"{number}.txt").write_text(STORY.format(number))
    return folder


def test_unchanged_files_are_neither_read_nor_sent(
    archive: WritableOpenSearchArchive, stories: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    ingested(archive, stories)
    monkeypatch.delattr("newsidx.ingest.pipeline._add_found")
    monkeypatch.delattr(WritableStore, "write")
    assert ingested(archive, stories).outcome["unchanged"] == 3


def test_a_ledger_that_was_deleted_is_made_anew_and_nothing_is_sent_again(
    place: str, stories: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with open_archive(place, write=True) as archive:
        ingested(archive, stories)
    shutil.rmtree(tmp_path / "data")
    monkeypatch.delattr("newsidx.ingest.pipeline._add_found")
    with open_archive(place, write=True) as archive:
        assert ingested(archive, stories).outcome["unchanged"] == 3


def test_a_ledger_that_is_no_database_is_replaced(place: str, stories: Path, tmp_path: Path) -> None:
    with open_archive(place, write=True) as archive:
        ingested(archive, stories)
    (ledger,) = (tmp_path / "data" / "newsidx" / "ledgers").glob("*.db")
    ledger.write_bytes(b"no ledger at all" * 1000)
    with open_archive(place, write=True) as archive:
        assert ingested(archive, stories).outcome["unchanged"] == 3


def test_another_archive_of_the_same_name_has_a_ledger_of_its_own(
    place: str, stories: Path, delete: Callable[[str], None]
) -> None:
    with open_archive(place, write=True) as archive:
        ingested(archive, stories)
    delete(place)
    with open_archive(place, write=True) as archive:
        assert ingested(archive, stories).outcome["new"] == 3
        assert len(refs(archive)) == 3


def test_each_machine_has_a_ledger_of_its_own(place: str, stories: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for machine, outcome in (("desk", "new"), ("newsroom", "duplicate"), ("desk", "unchanged")):
        monkeypatch.setenv(VARIABLE, machine)
        with open_archive(place, write=True) as archive:
            assert ingested(archive, stories).outcome[outcome] == 3


def test_a_file_that_another_machine_wants_read_again_is_read_again(
    place: str, stories: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv(VARIABLE, "desk")
    with open_archive(place, write=True) as archive:
        ingested(archive, stories)
        archive.remove([20220306000001])
        assert ingested(archive, stories).removed == 1
    monkeypatch.setenv(VARIABLE, "newsroom")
    with open_archive(place, write=True) as archive:
        archive.undo()
        archive.remove([20220306000002])
    monkeypatch.setenv(VARIABLE, "desk")
    with open_archive(place, write=True) as archive:
        ingested(archive, stories)
        assert refs(archive) == ["20220306-1", "20220306-3"]
        assert_whole(archive)


def test_files_of_a_batch_that_was_killed_are_known_to_be_missing(
    place: str, stories: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with open_archive(place, write=True) as archive:
        with monkeypatch.context() as killed:
            killed.delattr("newsidx.archive.opensearch.batch.Batch.write_files")
            with pytest.raises(AttributeError):
                ingested(archive, stories)
        assert len(articles(archive)) == 3
    (stories / "1.txt").unlink()
    with open_archive(place, write=True) as archive:
        report = ingested(archive, stories)
        assert (report.missing, len(refs(archive))) == (1, 3)
        assert (report.outcome["new"], report.outcome["changed"]) == (2, 0)
        assert [Path(file.path).name for file in archive.files("missing")] == ["1.txt"]
        assert_whole(archive)


def test_a_folder_for_ledgers_that_cannot_be_made_is_named(
    place: str, stories: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "file").write_text("")
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "file"))
    with open_archive(place, write=True) as archive, pytest.raises(CannotWrite, match="ledgers"):
        ingested(archive, stories)


def test_what_was_taken_back_of_a_transaction_is_not_in_the_ledger(
    archive: WritableOpenSearchArchive, stories: Path
) -> None:
    ingested(archive, stories)
    (stories / "1.txt").unlink()
    with pytest.raises(RuntimeError), archive.transaction():  # noqa: PT012 - the block itself raises
        assert ingested(archive, stories).missing == 1
        raise RuntimeError
    assert list(archive.files("missing")) == []
    assert ingested(archive, stories).missing == 1
    assert len(list(archive.files("missing"))) == 1

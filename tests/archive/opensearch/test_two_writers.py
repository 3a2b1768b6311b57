"""Several programs write to an archive on servers at once: none fails, nothing is lost, and nothing is there twice."""

from __future__ import annotations

import threading
from collections import Counter
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import pytest

from newsidx.archive import open_archive
from newsidx.archive.opensearch.machine import VARIABLE
from newsidx.archive.opensearch.writable import WritableOpenSearchArchive
from newsidx.archive.opensearch.writing import Reference, WritableStore
from newsidx.ingest import IngestOptions, ingest
from tests.archive.any_kind import articles, assert_whole, refs
from tests.archive.opensearch.conftest import ingested
from tests.archive.opensearch.processes import finish
from tests.faults.corpus import write_corpus

STORY = "date 2022-03-06 Story {0}\n\nThe text of story {0}, which goes on.\n"


def at_once(*works: Callable[[], object]) -> None:
    """Do several things at the same time. None may fail."""
    barrier = threading.Barrier(len(works))

    def begin(work: Callable[[], object]) -> None:
        barrier.wait()
        work()

    with ThreadPoolExecutor(len(works)) as pool:
        for future in [pool.submit(begin, work) for work in works]:
            future.result()


@pytest.mark.long
@pytest.mark.parametrize("is_same", [True, False], ids=["the same files", "different files"])
def test_two_ingests_at_once_leave_what_one_after_the_other_leaves(
    places: Callable[[], str], tmp_path: Path, is_same: bool
) -> None:
    early, late = tmp_path / "early", tmp_path / "late"
    write_corpus(early, 20)
    write_corpus(late, 20, first=10)
    folders = (early, early) if is_same else (early, late)
    found = []
    for is_at_once in (True, False):
        place = places()
        works = [
            lambda folder=folder, number=number, place=place: finish(  # type: ignore[misc]
                place, "ingest", str(folder), data=str(tmp_path / ("data" if is_same else f"data{number}"))
            )
            for number, folder in enumerate(folders)
        ]
        if is_at_once:
            at_once(*works)
        else:
            for work in works:
                work()
        with open_archive(place, write=True) as archive:
            assert_whole(archive)
            found.append(Counter((article.date, article.body, article.files) for article in articles(archive)))
    assert found[0] == found[1]
    assert max(found[0].values()) == 1


def test_machines_that_send_the_same_text_have_one_article_with_a_copy_of_each(
    place: str, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (folder / "a.txt").write_text(STORY.format(1))
    for machine in ("desk", "newsroom"):
        monkeypatch.setenv(VARIABLE, machine)
        with open_archive(place, write=True) as archive:
            outcome = ingested(archive, folder).outcome
            assert (outcome["new"], outcome["duplicate"]) == ((1, 0) if machine == "desk" else (0, 1))
    with open_archive(place, write=True) as archive:
        (article,) = articles(archive)
        here, there = str(folder / "a.txt"), f"desk:{folder / 'a.txt'}"
        assert sorted(article.files) == [here, there]
        assert [file.path for file in archive.files("duplicate")] == [here]
        (folder / "a.txt").unlink()
        ingest(archive, [str(folder)], IngestOptions(jobs=0, prune=True, prune_much=True))
        (article,) = articles(archive)
        assert article.files == (there,)
        assert_whole(archive)


def test_a_file_that_is_gone_from_another_machine_is_not_taken_for_moved(
    place: str, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (folder / "a.txt").write_text(STORY.format(1))
    monkeypatch.setenv(VARIABLE, "desk")
    with open_archive(place, write=True) as archive:
        ingested(archive, folder)
    (folder / "a.txt").rename(folder / "b.txt")
    monkeypatch.setenv(VARIABLE, "newsroom")
    with open_archive(place, write=True) as archive:
        assert ingested(archive, folder).outcome["duplicate"] == 1
        assert len(list(archive.files())) == 2
        assert archive.has_files_below(str(folder))
        report = ingest(archive, [str(folder)], IngestOptions(jobs=0, prune=True, prune_much=True))
        assert (report.missing, report.pruned) == (0, (0, 0))


def test_changes_of_one_article_at_once_are_all_made(place: str, folder: Path) -> None:
    (folder / "a.txt").write_text(STORY.format(1))
    with open_archive(place, write=True) as archive:
        ingested(archive, folder)

    def tag(name: str) -> None:
        with open_archive(place, write=True) as opened:
            for number in range(5):
                assert opened.change_tags([20220306000001], [f"{name}-{number}"]) == 1

    at_once(*(lambda name=name: tag(name) for name in "abc"))  # type: ignore[misc]
    with open_archive(place) as archive:
        assert {tag for tag, _ in archive.tags()} == {f"{name}-{number}" for name in "abc" for number in range(5)}


def test_ids_drawn_at_once_are_never_the_same(place: str, tmp_path: Path) -> None:
    def add(name: str) -> None:
        folder = tmp_path / name
        folder.mkdir()
        for number in range(20):
            (folder / f"{number}.txt").write_text(STORY.format(f"{name} {number}"))
        with open_archive(place, write=True) as archive:
            ingested(archive, folder)

    add("a")
    at_once(*(lambda name=name: add(name) for name in "bcd"))  # type: ignore[misc]
    with open_archive(place, write=True) as archive:
        assert len(set(refs(archive))) == len(refs(archive)) == 80
        assert_whole(archive)


def test_an_article_that_another_machine_comes_to_hold_while_its_text_is_edited_keeps_no_id_of_another(
    archive: WritableOpenSearchArchive, place: str, folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (folder / "a.txt").write_text(STORY.format(1))
    ingested(archive, folder)
    desk = tmp_path / "desk"
    desk.mkdir()
    (desk / "b.txt").write_text(STORY.format(1))
    (folder / "a.txt").write_text(STORY.format("1 again"))
    change = WritableStore.change

    def change_late(store: WritableStore, documents: list[Reference], *arguments: Any) -> int:
        if not documents:
            return 0
        with monkeypatch.context() as elsewhere:
            elsewhere.setattr(WritableStore, "change", change)
            elsewhere.setenv(VARIABLE, "desk")
            with open_archive(place, write=True) as other:
                ingested(other, desk)
        return change(store, documents, *arguments)

    with monkeypatch.context() as late:
        late.setattr(WritableStore, "change", change_late)
        ingested(archive, folder)
    assert len(set(refs(archive))) == len(articles(archive)) == 2
    assert_whole(archive)


def test_an_article_that_another_machine_comes_to_hold_after_an_edit_was_killed_keeps_no_id_of_another(
    archive: WritableOpenSearchArchive, place: str, folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (folder / "a.txt").write_text(STORY.format(1))
    ingested(archive, folder)
    (folder / "a.txt").write_text(STORY.format("1 again"))
    change = WritableStore.change

    def end(store: WritableStore, documents: list[Reference], *arguments: Any) -> int:
        if documents:  # the new text is written, and the old one not yet taken from the file
            raise KeyboardInterrupt
        return change(store, documents, *arguments)

    with monkeypatch.context() as killed:
        killed.setattr(WritableStore, "change", end)
        with pytest.raises(KeyboardInterrupt):
            ingested(archive, folder)
    assert refs(archive) == ["20220306-1", "20220306-1"]
    desk = tmp_path / "desk"
    desk.mkdir()
    (desk / "b.txt").write_text(STORY.format(1))
    with monkeypatch.context() as elsewhere:
        elsewhere.setenv(VARIABLE, "desk")
        with open_archive(place, write=True) as other:
            ingested(other, desk)
    ingested(archive, folder)
    assert len(set(refs(archive))) == len(articles(archive)) == 2
    assert_whole(archive)


def test_an_article_that_another_program_removes_while_a_file_is_linked_to_it_is_added_anew(
    archive: WritableOpenSearchArchive, place: str, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (folder / "a.txt").write_text(STORY.format(1))
    ingested(archive, folder)
    (folder / "copy.txt").write_text(STORY.format(1) + "\n")
    change = archive.change

    def removed_before(*arguments: object, **named: object) -> int:
        monkeypatch.undo()
        with open_archive(place, write=True) as other:
            assert other.remove([20220306000001]).removed == 1
        return change(*arguments, **named)  # type: ignore[arg-type]

    monkeypatch.setattr(archive, "change", removed_before)
    ingested(archive, folder)
    assert [article.files for article in articles(archive)] == [(str(folder / "copy.txt"),)]
    assert_whole(archive)

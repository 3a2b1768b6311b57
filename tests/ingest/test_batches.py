"""An article keeps its id in whichever batch its file is read, and after an interrupted batch."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from newsidx.archive import spool
from newsidx.archive.contract import WritableArchive as Archive
from newsidx.archive.files import FileRead
from newsidx.archive.sqlite.fts5.index import rebuild
from newsidx.article import Article
from newsidx.ingest.pipeline import Report, ingest
from tests.archive.any_kind import articles, assert_whole, copies, refs, titles
from tests.archive.kinds import ONLY_IN_FILE, archive_of_each_kind_at_length  # noqa: F401

Add = Callable[..., Report]


def swap(first: Path, second: Path) -> None:
    """Swap the names of two files."""
    temporary = first.with_name("temporary")
    first.rename(temporary)
    second.rename(first)
    temporary.rename(second)


@pytest.fixture
def small_batches(monkeypatch: pytest.MonkeyPatch) -> None:
    """One file per chunk and two or three per batch, as with large or many files."""
    monkeypatch.setattr("newsidx.ingest.pipeline._FIRST_BATCH_FILES", 2)
    monkeypatch.setattr("newsidx.ingest.pipeline._BATCH_FILES", 3)
    monkeypatch.setattr("newsidx.ingest.workers._CHUNK_FILES", 1)


def test_two_large_files_that_swap_names_keep_their_ids(archive: Archive, add: Add, folder: Path) -> None:
    add({f"{word}.txt": f"date 2022-03-06 Story {word}\n\n{f'{word} ' * 800_000}" for word in ("apple", "banana")})
    before = titles(archive)
    swap(folder / "apple.txt", folder / "banana.txt")
    assert add().outcome["changed"] == 2
    assert titles(archive) == before
    assert archive.named("20220306-1")[0].files == (str(folder / "banana.txt"),)
    assert_whole(archive)


def test_many_files_renamed_in_reverse_keep_their_ids(archive: Archive, add: Add, folder: Path) -> None:
    add({f"{number:04}.txt": f"date 2022-03-06 Story number {number}.\n" for number in range(1500)})
    before = titles(archive)
    for number in range(750):
        swap(folder / f"{number:04}.txt", folder / f"{1499 - number:04}.txt")
    assert add().outcome["changed"] == 1500
    assert titles(archive) == before
    assert_whole(archive)


@pytest.mark.usefixtures("small_batches")
def test_files_renamed_in_a_row_keep_their_ids_and_a_new_one_gets_its_own(
    archive: Archive, add: Add, folder: Path
) -> None:
    add({f"s{number}.txt": f"date 2022-03-06 Story {number}\n\nThe text." for number in range(1, 9)})
    for number in range(8, 0, -1):
        (folder / f"s{number}.txt").rename(folder / f"s{number + 1}.txt")
    add({"s1.txt": "date 2022-03-06 Story 0\n\nThe text."})
    assert titles(archive) == {f"20220306-{number}": f"Story {number % 9}" for number in range(1, 10)}
    assert_whole(archive)


@pytest.mark.usefixtures("small_batches")
def test_an_edit_keeps_its_id_unless_another_file_now_has_the_old_text(archive: Archive, add: Add) -> None:
    stories = {f"{number}.txt": f"date 2022-03-06 Story {number}\n\nThe text." for number in range(1, 8)}
    add(stories)
    add({"1.txt": "date 2022-03-06 Edited\n\nThe text.", "7.txt": stories["1.txt"] + "\n", "6.txt": ""})
    *others, last = titles(archive).items()
    assert dict(others) == {f"20220306-{number}": f"Story {number}" for number in range(1, 6)}
    assert last in (("20220306-7", "Edited"), ("20220306-8", "Edited"))  # whether or not the kind gives 7 away again
    assert [problem.problem for problem in archive.problems()] == ["empty"]
    assert_whole(archive)


@pytest.mark.usefixtures("small_batches")
def test_an_ingest_interrupted_between_its_batches_leaves_no_article_without_a_file(
    archive: Archive, add: Add, folder: Path
) -> None:
    add({f"{number}.txt": f"date 2022-03-06 Story {number}\n" for number in range(10)})
    before = titles(archive)
    for number in range(1, 5):
        swap(folder / f"{number}.txt", folder / f"{9 - number}.txt")
    (folder / "0.txt").write_text("date 2022-03-06 Edited\n")
    (folder / "9.txt").write_text("date 2022-03-07 Another day\n")
    calls = 0
    while True:
        calls += 1
        remaining = calls

        def interrupt(progress: object) -> None:
            nonlocal remaining
            remaining -= 1
            if not remaining:
                raise KeyboardInterrupt

        try:
            ingest(archive, [str(folder)], on_progress=interrupt)
        except KeyboardInterrupt:
            assert_whole(archive)
        else:
            break
    assert calls > 2
    after = {**before, "20220306-1": "Edited", "20220307-1": "Another day"}
    del after["20220306-10"]
    assert titles(archive) == after
    assert_whole(archive)


def test_many_changed_files_are_added_in_order(archive: Archive, add: Add, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(spool, "_MOST_IN_MEMORY", 100)
    add({f"{number:02}.txt": f"date 2022-03-06 Story {number}\n" for number in range(40)})
    before = refs(archive)
    add({f"{number:02}.txt": f"date 2022-03-06 Story {number}, corrected\n" for number in range(40)})
    assert titles(archive) == {ref: f"Story {number}, corrected" for number, ref in enumerate(before)}


def several(*texts: str) -> FileRead:
    """A file with several articles."""
    articles = tuple(
        Article(0, None, None, text, text, None, None, None, None, None, None, 1, {}, None, "line", hash(text))
        for text in texts
    )
    digest = str(hash(texts)).encode()
    return FileRead("/several", 1, 1, 1, digest, "plain", "utf-8", "read", None, None, len(texts), articles)


def test_articles_that_move_within_and_between_files_keep_their_ids(archive: Archive) -> None:
    def add(*files: FileRead) -> None:
        with archive.adding("2026-01-01T00:00:00") as addition:
            for file in files:
                addition.add([file])
            addition.link()
            for file in addition.changed():
                addition.change([file])

    def bodies() -> dict[int, str]:
        return {article.id: article.body for article in articles(archive)}

    add(several("a", "b", "c"), several("x", "y")._replace(path="/other"))
    assert bodies() == {1: "a", 2: "b", 3: "c", 4: "x", 5: "y"}
    add(several("b", "new", "a"), several("x", "c")._replace(path="/other"))
    assert bodies() == {1: "a", 2: "b", 3: "c", 4: "x", 6: "new"}
    add(several("c", "b"), several("a", "new", "x", "z")._replace(path="/other"))
    assert bodies() == {1: "a", 2: "b", 3: "c", 4: "x", 6: "new", 7: "z"}
    assert copies(archive) == [
        *(("/other", part, f"0-{article}") for part, article in enumerate((1, 6, 4, 7))),
        *(("/several", part, f"0-{article}") for part, article in enumerate((3, 2))),
    ]


def fill(archive: Any) -> None:
    """Give the only article of 2022-03-06 the second-highest id of a day."""
    archive.connection.execute("UPDATE articles SET id = 20220306999998")
    archive.connection.execute("UPDATE copies SET article = 20220306999998")
    rebuild(archive.connection)


@ONLY_IN_FILE
def test_files_of_a_full_day_are_problems_and_tried_again_until_there_is_an_id(
    archive: Archive, add: Add, folder: Path
) -> None:
    add({"a.txt": "date 2022-03-06 First.\n"})
    fill(archive)
    report = add(
        {f"{name}.txt": f"date 2022-03-06 Story {name}.\n" for name in "bcd"} | {"e.txt": "date 2022-03-07 E."}
    )
    assert (report.outcome["new"], report.outcome["problem"]) == (2, 2)
    for _ in range(2):
        assert {problem.problem for problem in archive.problems()} == {
            "2022-03-06 has no ids left (the highest is 20220306-999999)"
        }
        assert add(check=True).outcome["problem"] == 2
    (folder / "b.txt").unlink()
    add(prune=True)  # its article had the highest id
    assert [Path(problem.path).name for problem in archive.problems()] == ["c.txt", "d.txt"]
    assert add().outcome["changed"] == 1
    assert [Path(problem.path).name for problem in archive.problems()] == ["d.txt"]
    assert titles(archive)["20220306-999999"] == "Story c."
    assert_whole(archive)


@ONLY_IN_FILE
def test_an_article_moved_to_a_full_day_keeps_its_old_date_until_there_is_an_id(
    archive: Archive, add: Add, folder: Path
) -> None:
    add({"a.txt": "date 2022-03-06 First.\n"})
    fill(archive)
    add({"b.txt": "date 2022-03-06 Second.\n", "c.txt": "date 2022-03-07 Third.\n"})
    assert add({"c.txt": "date 2022-03-06 Third.\n"}).outcome["problem"] == 1
    assert titles(archive)["20220307-1"] == "Third."
    (folder / "b.txt").unlink()
    add(prune=True)
    assert add().outcome["changed"] == 1
    assert refs(archive) == ["20220306-999998", "20220306-999999"]
    assert_whole(archive)

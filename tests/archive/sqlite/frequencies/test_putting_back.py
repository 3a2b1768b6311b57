"""Articles that an undo restores are in their blocks again as if they had never gone, without being counted anew."""

from __future__ import annotations

import json
import random
from collections.abc import Callable, Iterator
from contextlib import suppress
from pathlib import Path

import pytest

from newsidx.archive.contract import WritableArchive
from newsidx.archive.sqlite.frequencies import building
from newsidx.archive.sqlite.frequencies.blocks import blocks_of
from newsidx.errors import ArchiveCorrupt, NothingToUndo
from tests.archive.checks import assert_frequencies, assert_whole
from tests.archive.sqlite.frequencies.articles import change_files, write_articles
from tests.archive.sqlite.frequencies.small_blocks import small_blocks

Add = Callable[..., object]


@pytest.fixture(autouse=True)
def constants() -> Iterator[None]:
    with small_blocks(size=60, common=8, small=10, enough=50):
        yield


@pytest.fixture
def counted(archive: WritableArchive, add: Add, folder: Path) -> WritableArchive:
    """An archive of 200 articles in several blocks."""
    write_articles(folder, 200, seed=1)
    add()
    assert len(blocks_of(archive.connection)) > 3
    return archive


def frequencies(archive: WritableArchive) -> list[tuple[object, ...]]:
    """All that is kept of term frequencies."""
    tables = ("frequency_blocks", "document_frequencies", "frequencies", "unlisted", "uncounted", "languages")
    return [row for table in tables for row in archive.rows(f"SELECT * FROM {table}")]


def some(archive: WritableArchive, chance: random.Random, count: int) -> list[int]:
    return chance.sample([article_id for (article_id,) in archive.rows("SELECT id FROM articles ORDER BY id")], count)


def forbid_counting(monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*arguments: object) -> None:
        raise AssertionError("articles are counted anew")

    monkeypatch.setattr(building, "_make_blocks", fail)


@pytest.mark.parametrize("count", [1, 30, 150])
def test_after_an_undo_all_is_as_before_the_removal(
    counted: WritableArchive, monkeypatch: pytest.MonkeyPatch, count: int
) -> None:
    before = frequencies(counted)
    counted.remove(some(counted, random.Random(1), count))
    assert frequencies(counted) != before
    assert counted.undo().restored == count
    assert frequencies(counted) == before
    forbid_counting(monkeypatch)
    counted.refresh_terms()
    assert_whole(counted)


def test_after_an_undo_all_is_as_before_the_prune(
    counted: WritableArchive, add: Add, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = frequencies(counted)
    for path in sorted(folder.rglob("*.txt"))[::4]:
        path.unlink()
    add(prune=True, prune_much=True)
    assert counted.undo().restored == 50
    assert frequencies(counted) == before
    forbid_counting(monkeypatch)
    counted.refresh_terms()
    assert_whole(counted)


def test_removals_are_undone_in_any_order(counted: WritableArchive) -> None:
    before = frequencies(counted)
    chance = random.Random(2)
    for _ in range(3):
        counted.remove(some(counted, chance, 20))
    for change_id in chance.sample([change.id for change in counted.changes()], 3):
        counted.undo(change_id)
        assert_frequencies(counted)
    assert frequencies(counted) == before


def test_articles_whose_block_was_made_anew_meanwhile_are_counted_anew(
    counted: WritableArchive, add: Add, folder: Path
) -> None:
    removed = some(counted, random.Random(3), 120)  # more than half of each block
    counted.remove(removed)
    write_articles(folder, 5, seed=2)
    add()
    assert counted.undo().restored == 120
    counted.refresh_terms()
    assert counted.value("SELECT count(*) FROM unlisted") == counted.value("SELECT count(*) FROM uncounted") == 0
    assert_whole(counted)


def test_an_article_that_came_back_by_itself_is_in_one_block_once(
    counted: WritableArchive, add: Add, folder: Path
) -> None:
    removed = some(counted, random.Random(4), 10)
    counted.remove(removed)
    add(again=True)
    assert counted.undo().restored == 0
    counted.refresh_terms()
    assert_whole(counted)


def test_an_edited_article_is_put_back_with_its_last_text(counted: WritableArchive, add: Add, folder: Path) -> None:
    change_files(folder, random.Random(5), 0.3)
    add()
    before = frequencies(counted)
    counted.remove(some(counted, random.Random(5), 50))
    counted.undo()
    assert frequencies(counted) == before
    assert_whole(counted)


def test_an_undo_of_what_was_not_counted_yet_lets_it_be_counted(
    counted: WritableArchive, folder: Path, add: Add, monkeypatch: pytest.MonkeyPatch
) -> None:
    write_articles(folder, 20, seed=6)
    with monkeypatch.context() as patch:
        patch.setattr(type(counted), "refresh_terms", lambda *_, **__: None)
        add()
    counted.remove(some(counted, random.Random(6), 100))
    counted.undo()
    counted.refresh_terms()
    assert_whole(counted)


@pytest.mark.long
@pytest.mark.parametrize("seed", range(6))
def test_whatever_is_removed_edited_and_taken_back_the_frequencies_are_those_of_the_articles(
    counted: WritableArchive, add: Add, folder: Path, seed: int
) -> None:
    chance = random.Random(seed)
    for number in range(12):
        match chance.choice(["remove", "remove", "undo", "undo", "edit", "add", "prune"]):
            case "remove":
                left = counted.article_count()
                counted.remove(some(counted, chance, chance.randint(1, max(1, left // 2))) if left else [])
            case "undo":
                with suppress(NothingToUndo):
                    counted.undo(chance.choice([change.id for change in counted.changes()] or [None]))
            case "edit":
                change_files(folder, chance, 0.1)
                add()
            case "prune":
                change_files(folder, chance, 0.1)
                add(prune=True, prune_much=True)
            case "add":
                write_articles(folder, chance.randint(1, 40), seed=100 * seed + number)
                add(again=chance.random() < 0.3)
        assert_frequencies(counted)
        if chance.random() < 0.5:
            counted.refresh_terms()
            assert_frequencies(counted)
    counted.refresh_terms()
    assert_whole(counted)


@pytest.mark.parametrize(
    "forge",
    [
        lambda row: [*row[:3], [10**30, *row[3][1:]], row[4]],
        lambda row: [*row[:3], row[3][1:], row[4]],
        lambda row: [*row[:4], [10**30, *row[4][1:]]],
        lambda row: [*row[:2], ["x"], *row[3:]],
        lambda row: row[:3],
        lambda row: [*row, []],
        lambda row: ["1", *row[1:]],
    ],
)
def test_what_was_kept_is_refused_if_newsidx_did_not_keep_it(
    counted: WritableArchive, forge: Callable[[list[object]], object]
) -> None:
    counted.remove(some(counted, random.Random(7), 20))
    kept = json.loads(counted.value("SELECT row FROM kept_rows WHERE kind = 'frequencies'"))
    with counted.transaction() as connection:
        connection.execute("UPDATE kept_rows SET row = ? WHERE kind = 'frequencies'", [json.dumps(forge(kept))])
    before = frequencies(counted)
    with pytest.raises(ArchiveCorrupt):
        counted.undo()
    assert frequencies(counted) == before
    assert counted.articles(kept[2]) == []

"""Term frequencies are made when an archive is large enough, and are those of its articles after every ingest."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from newsidx import Archive
from newsidx.archive.contract import WritableArchive
from newsidx.archive.sqlite.frequencies import building, checking
from newsidx.archive.sqlite.frequencies.blocks import Block, blocks_of, lengths_of
from newsidx.archive.sqlite.frequencies.reading import frequencies_of
from newsidx.archive.sqlite.terms import renew
from tests.archive.checks import assert_frequencies
from tests.archive.sqlite.frequencies.small_blocks import small_blocks

Add = Callable[..., object]


@pytest.fixture(autouse=True)
def constants() -> Iterator[None]:
    with small_blocks(size=8, common=3, small=2, enough=10):
        yield


def stories(first: int, count: int, text: str = "Oil and gas.") -> dict[str, str]:
    """So many files of one day each, with consecutive numbers."""
    return {
        f"{number:03}.txt": f"Date: 2022-03-{number % 28 + 1:02}\nTitle: Story {number}\n\n{text} Number n{number}."
        for number in range(first, first + count)
    }


def blocks(archive: Archive) -> list[Block]:
    return blocks_of(archive.connection)


def terms_of(archive: Archive) -> set[str]:
    return {term for (term,) in archive.rows("SELECT term FROM frequency_terms")}


def test_a_small_archive_has_no_blocks(archive: Archive, add: Add) -> None:
    add(stories(0, 9))
    assert blocks(archive) == []
    assert frequencies_of(archive) is None


def test_an_archive_that_has_become_large_enough_has_all_articles_in_blocks(archive: Archive, add: Add) -> None:
    add(stories(0, 9))
    add(stories(9, 10))
    assert [block.size for block in blocks(archive)] == [8, 8, 3]
    assert_frequencies(archive)


def test_the_terms_of_enough_articles_are_stored(archive: Archive, add: Add) -> None:
    add(stories(0, 10) | {"two.txt": "Date: 2022-03-06\nTitle: Coal\n\nCoal.", "more.txt": "Coal without a date."})
    assert terms_of(archive) == {"story", "oil", "and", "gas", "number"}
    add(stories(10, 30, "Coal."))  # more than twice as many: other terms have become common
    assert "coal" in terms_of(archive)
    assert_frequencies(archive)


def test_titles_count_apart_and_a_title_cut_from_the_text_counts_once(archive: Archive, add: Add) -> None:
    add(
        stories(0, 10, "Story, story.")
        | {"cut.txt": "date 2022-04-01 Oil story after story of the rising price of oil."}
    )
    assert "story" in terms_of(archive)
    assert_frequencies(archive)


def test_an_article_that_has_a_term_more_often_than_a_byte_says_is_counted_as_often(archive: Archive, add: Add) -> None:
    files = {f"{count}.txt": f"Date: 2022-04-01\nTitle: T\n\n{'oil ' * count}" for count in (62, 63, 64, 255, 256, 300)}
    add(stories(0, 10) | files | {"title.txt": f"Date: 2022-04-01\nTitle: {'oil ' * 70}\n\nText."})
    assert_frequencies(archive)


def test_a_book_is_counted_as_a_whole(archive: Archive, add: Add, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(building, "_PART", 1_000)
    add(stories(0, 10) | {"long.txt": f"Date: 2022-04-01\nTitle: T\n\n{'oil and gas ' * 50_000}"})
    assert lengths_of(archive.connection, blocks(archive)[-1])[-1] == 150_000
    assert_frequencies(archive)


def test_a_small_ingest_adds_a_block_and_leaves_the_large_ones(archive: Archive, add: Add) -> None:
    add(stories(0, 16))
    before = {block.number for block in blocks(archive)}
    add(stories(16, 3))
    assert before < {block.number for block in blocks(archive)}
    assert sorted(block.size for block in blocks(archive)) == [3, 8, 8]
    assert_frequencies(archive)


def test_small_blocks_are_made_anew_together(archive: Archive, add: Add) -> None:
    add(stories(0, 16))
    sizes = []
    for first in (16, 18, 20):
        add(stories(first, 2))
        sizes.append(sorted(block.size for block in blocks(archive)))
    assert sizes == [[2, 8, 8], [4, 8, 8], [2, 4, 8, 8]]
    assert_frequencies(archive)


def test_an_edited_article_is_counted_with_its_new_text(archive: Archive, add: Add) -> None:
    add(stories(0, 16))
    add(stories(5, 1, "Gas and gas and oil and oil."))
    assert sum(len(block.deleted) for block in blocks(archive)) == 1
    assert_frequencies(archive)


def test_a_removed_article_is_in_no_block(archive: WritableArchive, add: Add) -> None:
    add(stories(0, 16))
    archive.remove([20220306000001, 20220308000001])
    assert sum(len(block.deleted) for block in blocks(archive)) == 2
    assert_frequencies(archive)


def test_a_pruned_article_is_in_no_block_and_a_block_that_has_lost_half_is_made_anew(
    archive: Archive, add: Add, folder: Path
) -> None:
    add(stories(0, 24))
    for number in (*range(6), 9):
        (folder / f"{number:03}.txt").unlink()
    add(prune=True, prune_much=True)
    assert_frequencies(archive)
    add(stories(30, 1))
    assert sum(len(block.deleted) for block in blocks(archive)) == 1
    assert_frequencies(archive)


def test_an_id_that_was_freed_and_given_to_another_article_is_counted_for_that(
    archive: Archive, add: Add, folder: Path
) -> None:
    add(stories(0, 16))
    (folder / "005.txt").unlink()
    add({"other.txt": "Date: 2022-03-06\nTitle: Other\n\nGas, gas and gas."}, prune=True)
    add({"again.txt": "Date: 2022-03-06\nTitle: Again\n\nOil, oil and gas."}, prune=True)
    assert_frequencies(archive)


def test_an_archive_that_has_become_small_loses_its_blocks_with_the_next_ingest(
    archive: WritableArchive, add: Add
) -> None:
    add(stories(0, 12))
    archive.remove([article_id for (article_id,) in archive.rows("SELECT id FROM articles LIMIT 6")])
    assert_frequencies(archive)
    add(stories(20, 1))
    assert blocks(archive) == []
    assert archive.value("SELECT count(*) FROM frequencies") == 0


def test_an_ingest_with_nothing_new_makes_no_blocks_anew(archive: Archive, add: Add) -> None:
    add(stories(0, 16))
    before = list(archive.connection.iterdump())
    add()
    assert list(archive.connection.iterdump()) == before


def test_an_archive_of_an_earlier_newsidx_gets_blocks_with_the_next_ingest(archive: Archive, add: Add) -> None:
    add(stories(0, 16))
    with archive.transaction() as connection:
        building.delete_all(connection)
    add()
    assert len(blocks(archive)) == 2
    assert_frequencies(archive)


def test_progress_is_reported_up_to_the_last_article(archive: Archive, add: Add) -> None:
    add(stories(0, 16))
    progress: list[tuple[int, int]] = []
    renew(archive, lambda done, total: progress.append((done, total)))
    assert progress[-1] == (16, 16)
    assert all(done <= total == 16 for done, total in progress)


def test_progress_of_comparing_them_is_reported_from_block_to_block(
    archive: WritableArchive, add: Add, monkeypatch: pytest.MonkeyPatch
) -> None:
    add(stories(0, 24))
    archive.remove([20220306000001, 20220308000001])
    monkeypatch.setattr(checking, "_ARTICLES_AT_ONCE", 5)
    progress: list[tuple[int, int]] = []
    ids = [article_id for (article_id,) in archive.rows("SELECT id FROM articles ORDER BY id")]
    checking.require_right(archive.connection, ids, lambda done, total: progress.append((done, total)))
    assert progress == [(5, 22), (11, 22), (19, 22), (22, 22)]

"""The words of new articles are kept by the end of an ingest, or of the next one if it was interrupted."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from newsidx import Archive, Query
from newsidx.archive.contract import WritableArchive
from newsidx.archive.sqlite import terms
from newsidx.archive.sqlite.frequencies.reading import frequencies_of
from newsidx.ingest import IngestOptions, Progress, ingest
from tests.archive.checks import assert_whole
from tests.archive.sqlite.frequencies.small_blocks import small_blocks

Add = Callable[..., object]


@pytest.fixture(autouse=True)
def constants() -> Iterator[None]:
    with small_blocks(size=8, common=3, small=2, enough=10):
        yield


def stories(first: int, count: int, text: str = "Oil.") -> dict[str, str]:
    return {f"{number}.txt": f"date 2022-03-06 Story\n\n{text} n{number}" for number in range(first, first + count)}


def pending(archive: Archive) -> tuple[int, int]:
    """How many articles are not yet in the forms, and not yet in the term frequencies."""
    listed, counted = (archive.value(f"SELECT count(*) FROM {table}") for table in ("unlisted", "uncounted"))
    return listed, counted


def interrupted(archive: Archive, folder: Path) -> None:
    """An ingest that is interrupted after its first batch."""

    def interrupt(progress: Progress) -> None:
        if progress.articles:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        ingest(archive, [str(folder)], IngestOptions(jobs=0), interrupt)


def test_an_interrupted_ingest_leaves_the_frequencies_to_the_next_one(archive: Archive, add: Add, folder: Path) -> None:
    add(stories(0, 20))
    assert pending(archive) == (0, 0)
    for name, text in stories(20, 3, "Gas.").items():
        (folder / name).write_text(text)
    interrupted(archive, folder)
    assert pending(archive) == (0, 3)
    assert "gas" in archive.terms()
    assert archive.count(Query.parse("gas OR oil")) == 23
    add()
    assert pending(archive) == (0, 0)
    assert frequencies_of(archive) is not None
    assert archive.count(Query.parse("gas OR oil")) == 23
    assert_whole(archive)


def test_a_first_ingest_that_was_interrupted_gets_its_frequencies_with_the_next_one(
    archive: Archive, add: Add, folder: Path
) -> None:
    for name, text in stories(0, 20).items():
        (folder / name).write_text(text)
    interrupted(archive, folder)
    assert pending(archive) == (0, 0)  # none had been counted, so that there is nothing to note
    assert frequencies_of(archive) is None
    add()
    assert frequencies_of(archive) is not None
    assert_whole(archive)


def test_an_article_that_was_removed_before_it_was_counted_is_counted_no_more(
    archive: WritableArchive, add: Add, folder: Path
) -> None:
    add(stories(0, 20))
    (folder / "20.txt").write_text("date 2022-03-07 Gas")
    interrupted(archive, folder)
    archive.remove([20220307000001])
    add()
    assert pending(archive) == (0, 0)
    assert_whole(archive)


def test_an_edit_that_was_interrupted_is_counted_as_it_is_now(archive: Archive, add: Add, folder: Path) -> None:
    add(stories(0, 20))
    for name, text in stories(4, 2, "Gas, gas.").items():
        (folder / name).write_text(text)
    ingest(archive, [str(folder)], IngestOptions(jobs=0, dry_run=True))
    assert pending(archive) == (0, 0)
    interrupted_after_the_last_batch(archive, folder)
    assert archive.count(Query.parse("gas")) == 2
    assert archive.count(Query.parse("oil")) == 18
    add()
    assert pending(archive) == (0, 0)
    assert (archive.count(Query.parse("gas")), archive.count(Query.parse("oil"))) == (2, 18)
    assert_whole(archive)


def interrupted_after_the_last_batch(archive: Archive, folder: Path) -> None:
    """An ingest that is interrupted while it counts words."""

    def interrupt(progress: Progress) -> None:
        if progress.to_count:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        ingest(archive, [str(folder)], IngestOptions(jobs=0), interrupt)
    assert pending(archive) == (0, 2)


def test_nothing_is_written_if_there_is_nothing_to_do(archive: Archive, add: Add) -> None:
    add(stories(0, 20))
    before = archive.connection.total_changes
    terms.refresh(archive)
    assert archive.connection.total_changes == before


def test_renewing_counts_everything_that_is_pending(archive: Archive, add: Add, folder: Path) -> None:
    add(stories(0, 20))
    for name, text in stories(20, 3).items():
        (folder / name).write_text(text)
    interrupted(archive, folder)
    terms.renew(archive)
    assert pending(archive) == (0, 0)
    assert frequencies_of(archive) is not None
    assert_whole(archive)

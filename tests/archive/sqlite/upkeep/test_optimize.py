"""An archive put in order answers as it did, in one piece, and without what pruning left."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from newsidx import Archive, Query
from newsidx.archive.sqlite.fts5.vocabulary import terms
from newsidx.archive.sqlite.upkeep.optimize import optimize
from tests.archive.checks import assert_whole
from tests.searching import search

Add = Callable[..., object]
QUESTIONS = ("oil", "oil -gas", "snow*", "=snows", "oil snow", "date:2022-03", '"oil and gas"')


@pytest.fixture
def many(archive: Archive, add: Add) -> Archive:
    """An archive made in several batches, so that its index has several segments, and pruned of its larger half."""
    for day in range(1, 7):
        add({f"{day}.txt": f"date 2022-03-{day:02} Day {day}\n\nOil and gas. Snow{day} snows.\n"})
    return archive


def answers(archive: Archive) -> Iterator[list[tuple[str, float | None]]]:
    for text in QUESTIONS:
        yield [(hit.article.ref, hit.score) for hit in search(archive, Query.parse(text))]


def test_the_index_becomes_one_segment_and_answers_as_before(many: Archive) -> None:
    before = list(answers(many))
    done = optimize(many)
    assert done.segments[0] > 1
    assert done.segments[1] == 1
    assert list(answers(many)) == before
    assert_whole(many)
    assert optimize(many).segments == (1, 1)


def test_words_that_no_article_has_any_more_leave_the_vocabulary(many: Archive, add: Add, folder: Path) -> None:
    (folder / "3.txt").unlink()
    add(prune=True, prune_much=True)
    assert "snow3" in terms(many)
    done = optimize(many)
    assert "snow3" not in terms(many)
    assert done.terms[0] - done.terms[1] == 2  # the 3 of its title, too
    assert_whole(many)


def test_the_room_that_pruning_left_is_given_back(archive: Archive, add: Add, folder: Path) -> None:
    filler = " ".join(f"word{number}" for number in range(2000))
    add({f"{number}.txt": f"date 2022-03-06 Number {number}\n\n{filler}\n" for number in range(200)})
    for number in range(1, 200):
        (folder / f"{number}.txt").unlink()
    add(prune=True, prune_much=True)
    said: list[str] = []
    done = optimize(archive, said.append)
    assert done.empty > 0.5
    assert done.bytes[1] < done.bytes[0] / 2
    assert said == [name for name, _ in done.steps]
    assert said[-1] == "leaving out empty pages"
    assert_whole(archive)


def test_where_the_disk_has_no_room_for_a_copy_the_empty_pages_stay(
    archive: Archive, add: Add, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    filler = " ".join(f"word{number}" for number in range(2000))
    add({f"{number}.txt": f"date 2022-03-06 Number {number}\n\n{filler}\n" for number in range(50)})
    for number in range(1, 50):
        (folder / f"{number}.txt").unlink()
    add(prune=True, prune_much=True)
    usage = shutil.disk_usage(folder)
    monkeypatch.setattr("shutil.disk_usage", lambda path: usage._replace(free=1000))
    done = optimize(archive)
    assert done.no_room
    assert done.bytes[1] >= done.bytes[0]
    assert_whole(archive)


def test_an_empty_archive_can_be_put_in_order(archive: Archive) -> None:
    assert optimize(archive).terms == (0, 0)
    assert_whole(archive)

"""An optimized archive has the same search results, one index segment, and no empty pages."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from newsidx import Archive, Query
from newsidx.archive.sqlite.fts5.forms import terms
from newsidx.archive.sqlite.upkeep.optimize import optimize
from tests.archive.checks import assert_whole
from tests.searching import search

Add = Callable[..., object]
QUERIES = ("oil", "oil -gas", "snow*", "=snows", "oil snow", "date:2022-03", '"oil and gas"')


@pytest.fixture
def many(archive: Archive, add: Add) -> Archive:
    """An archive made in several batches, so that its index has several segments."""
    for day in range(1, 7):
        add({f"{day}.txt": f"date 2022-03-{day:02} Day {day}\n\nOil and gas. Snow{day} snows.\n"})
    return archive


def results(archive: Archive) -> Iterator[list[tuple[str, float | None]]]:
    for text in QUERIES:
        yield [(hit.article.ref, hit.score) for hit in search(archive, Query.parse(text))]


def test_the_index_becomes_one_segment_with_the_same_results(many: Archive) -> None:
    before = list(results(many))
    result = optimize(many)
    assert result.segments[0] > 1
    assert result.segments[1] == 1
    assert list(results(many)) == before
    assert_whole(many)
    assert optimize(many).segments == (1, 1)


def test_words_without_articles_lose_their_forms(many: Archive, add: Add, folder: Path) -> None:
    add({"3.txt": "date 2022-03-03 Day 3\n\nHail fell."})
    (folder / "3.txt").unlink()
    add(prune=True, prune_much=True)
    assert "hail" in terms(many)
    result = optimize(many)
    assert "hail" not in terms(many)
    assert result.words[0] - result.words[1] == 2
    assert_whole(many)


def test_the_space_of_pruned_articles_is_freed(archive: Archive, add: Add, folder: Path) -> None:
    filler = " ".join(f"word{number}" for number in range(2000))
    add({f"{number}.txt": f"date 2022-03-06 Number {number}\n\n{filler}\n" for number in range(200)})
    for number in range(1, 200):
        (folder / f"{number}.txt").unlink()
    add(prune=True, prune_much=True)
    steps: list[str] = []
    result = optimize(archive, steps.append)
    assert result.empty > 0.5
    assert result.bytes[1] < result.bytes[0] / 2
    assert steps == [name for name, _ in result.steps]
    assert steps[-1] == "removing empty pages"
    assert_whole(archive)


def test_empty_pages_stay_if_the_disk_has_no_space_for_a_copy(
    archive: Archive, add: Add, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    filler = " ".join(f"word{number}" for number in range(2000))
    add({f"{number}.txt": f"date 2022-03-06 Number {number}\n\n{filler}\n" for number in range(50)})
    for number in range(1, 50):
        (folder / f"{number}.txt").unlink()
    add(prune=True, prune_much=True)
    usage = shutil.disk_usage(folder)
    monkeypatch.setattr("shutil.disk_usage", lambda path: usage._replace(free=1000))
    result = optimize(archive)
    assert result.disk_too_full
    assert result.bytes[1] >= result.bytes[0]
    assert_whole(archive)


def test_an_empty_archive_can_be_optimized(archive: Archive) -> None:
    assert optimize(archive).words == (0, 0)
    assert_whole(archive)

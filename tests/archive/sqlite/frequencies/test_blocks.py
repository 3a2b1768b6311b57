"""A block of articles knows the position of each id and the id of each position, and is refused if it was damaged."""

from __future__ import annotations

import sqlite3
from array import array
from collections.abc import Iterator
from contextlib import closing
from itertools import groupby

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from newsidx.archive.sqlite.frequencies.blocks import (
    PER_TERM,
    SIZE,
    Block,
    blocks_of,
    classes_in,
    classes_of,
    lengths_of,
    runs_of,
    stored_larger,
    sum_of,
)
from newsidx.archive.sqlite.frequencies.codes import packed, positions_in, stored_numbers
from newsidx.archive.sqlite.schema import FREQUENCY_BLOCKS

PER_DAY = 10
IDS = st.sets(st.integers(0, 90), min_size=1).map(sorted)


def block_of(ids: list[int], deleted: frozenset[int] = frozenset()) -> Block:
    firsts, starts = runs_of(ids)
    return Block(1, len(ids), 30.0, firsts, starts, deleted)


@st.composite
def ids_and_block(draw: st.DrawFn) -> tuple[list[int], Block]:
    """Sorted ids with gaps between them, and a block of these articles, some of which are deleted."""
    ids = draw(IDS)
    return ids, block_of(ids, frozenset(draw(st.sets(st.integers(0, len(ids) - 1)))))


BLOCKS = ids_and_block()


@given(IDS)
def test_runs_are_ids_that_follow_one_another(ids: list[int]) -> None:
    firsts, starts = runs_of(ids)
    runs = [[ids[at] for at, _ in run] for _, run in groupby(enumerate(ids), lambda pair: pair[1] - pair[0])]
    assert list(firsts) == [run[0] for run in runs]
    assert list(starts) == [ids.index(run[0]) for run in runs]


@given(BLOCKS)
def test_each_position_has_an_id_and_each_id_a_position(case: tuple[list[int], Block]) -> None:
    ids, block = case
    assert [block.id_at(position) for position in range(block.size)] == ids
    assert (block.first, block.last) == (ids[0], ids[-1])
    positions = {article_id: position for position, article_id in enumerate(ids)}
    for article_id in range(100):
        assert block.position(article_id) == positions.get(article_id)
        assert block.position_from(article_id) == sum(other < article_id for other in ids)


@given(BLOCKS)
def test_the_live_articles_are_those_that_are_not_deleted(case: tuple[list[int], Block]) -> None:
    ids, block = case
    live = [position for position in range(len(ids)) if position not in block.deleted]
    assert list(block.ids()) == [ids[position] for position in live]
    assert positions_in(block.live(), block.size) == live


@given(BLOCKS, st.lists(st.integers(0, 99), max_size=200).map(sorted))
@example(([5], block_of([5])), [])
@example(([5], block_of([5])), [4, 5, 5, 5, 6])
def test_positions_are_of_the_ids_that_the_block_has_each_as_often_as_it_is_asked_for(
    case: tuple[list[int], Block], asked: list[int]
) -> None:
    ids, block = case
    live = {article_id: at for at, article_id in enumerate(ids) if at not in block.deleted}
    expected = [live[article_id] for article_id in asked if article_id in live]
    assert list(block.positions(asked)) == expected
    assert list(block.positions(array("q", asked))) == expected
    assert positions_in(block.mask_of(asked), block.size) == sorted(set(expected))


@given(BLOCKS)
def test_the_runs_of_each_day_together_are_all_positions(case: tuple[list[int], Block]) -> None:
    ids, block = case
    found = [(day, position) for day, start, end in block.runs_by_day(PER_DAY) for position in range(start, end)]
    assert found == [(article_id // PER_DAY, position) for position, article_id in enumerate(ids)]


@given(st.lists(st.integers(0, 200_000), min_size=1))
def test_the_class_of_a_length_starts_at_no_more_than_it(lengths: list[int]) -> None:
    starts = [0, 10, 20, 50, 1_000]
    for length, number in zip(lengths, classes_of(lengths, starts), strict=True):
        assert starts[number] <= length
        assert number == len(starts) - 1 or length < starts[number + 1]


# As they are stored


@pytest.fixture
def connection() -> Iterator[sqlite3.Connection]:
    with closing(sqlite3.connect(":memory:", isolation_level=None)) as opened:
        opened.execute(FREQUENCY_BLOCKS.replace("STRICT", "").replace(" NOT NULL", ""))
        yield opened


RUNS = stored_numbers(array("q", [100, 200, 0, 2]))  # the ids 100, 101 and 200


def save(connection: sqlite3.Connection, **changed: object) -> None:
    """Store a block of three articles, with some columns changed."""
    columns = {
        "block": 7,
        "first": 100,
        "articles": 3,
        "average": 30.0,
        "runs": RUNS,
        "lengths": stored_numbers(array("I", [3, 70_000, 0])),
        "classes": packed(bytes([1, 15, 0])),
        "deleted": None,
    } | changed
    names, places = ", ".join(columns), ", ".join("?" * len(columns))
    connection.execute(f"INSERT INTO frequency_blocks ({names}) VALUES ({places})", list(columns.values()))


def test_a_block_is_read_as_it_was_stored(connection: sqlite3.Connection) -> None:
    save(connection, deleted=stored_numbers(array("I", [1])))
    save(connection, block=8, first=5, articles=1, runs=stored_numbers(array("q", [5, 0])))
    earlier, block = blocks_of(connection)
    assert (earlier.number, list(earlier.ids())) == (8, [5])
    assert (block.number, list(block.ids()), block.deleted, block.average) == (7, [100, 200], {1}, 30.0)
    assert list(lengths_of(connection, block)) == [3, 70_000, 0]
    assert classes_in(connection, block) == bytes([1, 15, 0])


@pytest.mark.parametrize(
    "changed",
    [
        {"articles": 0}, {"articles": -3}, {"articles": SIZE + 1}, {"articles": "three"}, {"articles": 2},
        {"articles": None}, {"block": 0}, {"block": -1}, {"block": PER_TERM},
        {"average": None}, {"average": "text"}, {"average": float("inf")}, {"average": -1.0}, {"average": 1e300},
        {"runs": b""}, {"runs": None}, {"runs": "text"}, {"runs": RUNS[:-1]}, {"runs": RUNS[:-8]},
        {"runs": stored_numbers(array("q", [200, 100, 0, 2]))}, {"runs": stored_numbers(array("q", [100, 101, 0, 2]))},
        {"runs": stored_numbers(array("q", [100, 200, 1, 2]))}, {"runs": stored_numbers(array("q", [100, 200, 0, 3]))},
        {"runs": stored_numbers(array("q", [100, 200, 0, 0]))}, {"runs": stored_numbers(array("q", [-9, 200, 0, 2]))},
        {"runs": stored_numbers(array("q", [-(2**63), 2**63 - 1, 0, 2]))},
        {"deleted": b"123"}, {"deleted": "text"}, {"deleted": stored_numbers(array("I", [3]))},
    ],
)  # fmt: skip
def test_a_block_that_newsidx_did_not_store_so_is_refused(
    connection: sqlite3.Connection, changed: dict[str, object]
) -> None:
    save(connection, **changed)
    with pytest.raises(sqlite3.DatabaseError, match="term frequencies"):
        blocks_of(connection)


@pytest.mark.parametrize("lengths", [b"", b"12345", b"1234567890123456", "123456789012", None, 12])
def test_lengths_of_another_size_or_type_are_refused(connection: sqlite3.Connection, lengths: object) -> None:
    save(connection, lengths=lengths)
    (block,) = blocks_of(connection)
    with pytest.raises(sqlite3.DatabaseError, match="term frequencies"):
        lengths_of(connection, block)


@pytest.mark.parametrize("classes", [b"", packed(b"\1\1"), packed(b"\1\1\1\1"), packed(b"\1\x10\1"), "ddd", None, 3])
def test_classes_of_another_size_or_type_are_refused(connection: sqlite3.Connection, classes: object) -> None:
    save(connection, classes=classes)
    (block,) = blocks_of(connection)
    with pytest.raises(sqlite3.DatabaseError, match="term frequencies"):
        classes_in(connection, block)


@pytest.mark.parametrize("blob", [b"", b"x", packed(b"\1"), "text", 3])
def test_a_vector_of_another_size_or_type_is_refused(connection: sqlite3.Connection, blob: object) -> None:
    save(connection)
    (block,) = blocks_of(connection)
    with pytest.raises(sqlite3.DatabaseError, match="term frequencies"):
        sum_of([(blob, None)], (), block)


@pytest.mark.parametrize("larger", [b"1234", "12345678", 8])
def test_larger_frequencies_of_another_size_or_type_are_refused(connection: sqlite3.Connection, larger: object) -> None:
    save(connection)
    (block,) = blocks_of(connection)
    with pytest.raises(sqlite3.DatabaseError, match="term frequencies"):
        sum_of([(packed(b"\1\0\2"), larger)], (), block)


def test_larger_frequencies_are_read_as_they_were_stored(connection: sqlite3.Connection) -> None:
    save(connection)
    (block,) = blocks_of(connection)
    total = sum_of([(packed(b"\1\0\x3f"), stored_larger({2: 700})), (packed(b"\0\0\2"), None)], [2], block)
    assert total == (b"\1\0\x3f", {2: 703})

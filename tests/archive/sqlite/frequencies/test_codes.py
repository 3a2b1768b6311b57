"""A packed vector of term frequencies is read back as it was, sums and minima are those of each frequency, and damaged
bytes are refused."""

from __future__ import annotations

import contextlib
import random
import tracemalloc
import zlib
from array import array
from collections import Counter

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from newsidx.archive.sqlite.frequencies.codes import (
    LARGEST,
    lowest,
    packed,
    packed_counts,
    positions_in,
    presence,
    stored,
    stored_numbers,
    summed,
    unpacked,
)

SIZES = st.integers(1, 2_000)
_MANY_ZEROS = bytes((0, 0, 0, 1, 2, 3, 62, LARGEST)[number % 8] for number in range(256))


@st.composite
def occurrences_and_size(draw: st.DrawFn) -> tuple[list[int], int]:
    """The sorted positions of the articles that have a term, each as often as it has it, and the size of the block."""
    size = draw(SIZES)
    positions = draw(st.sets(st.integers(0, size - 1), max_size=draw(st.sampled_from((3, 30, size)))))
    often = st.sampled_from((1, 1, 1, 2, 3, 62, 63, 64, 255, 256, 700))
    return [position for position in sorted(positions) for _ in range(draw(often))], size


def vectors(size: int) -> st.SearchStrategy[bytes]:
    """Vectors of a size, with many zeros."""
    return st.binary(min_size=size, max_size=size).map(lambda numbers: numbers.translate(_MANY_ZEROS))


def capped(numbers: Counter[int], size: int) -> bytes:
    return bytes(min(numbers[position], LARGEST) for position in range(size))


@given(occurrences_and_size())
@example(([], 1))
@example(([0], 1))
@example(([254], 65_536))
@example(([255], 65_536))
@example(([0, 256, 766, 767], 65_536))
@example(([65_535], 65_536))
@example(([*range(0, 65_536, 16)], 65_536))
@example(([*range(0, 65_536, 15)], 65_536))
@example(([7] * 300, 8))
@example(([7] * 300, 65_536))
def test_the_vector_of_a_term_says_how_often_each_article_has_it(case: tuple[list[int], int]) -> None:
    occurrences, size = case
    vector = packed_counts(array("H", occurrences), size)
    assert vector == packed_counts(occurrences, size)
    if not occurrences:
        assert vector is None
        return
    assert vector is not None
    counts = Counter(occurrences)
    assert unpacked(vector.blob, size) == capped(counts, size)
    assert vector.larger == {position: count for position, count in counts.items() if count > LARGEST}


@given(SIZES.flatmap(vectors))
def test_a_vector_is_unpacked_as_it_was_packed(vector: bytes) -> None:
    assert unpacked(packed(vector), len(vector)) == vector


@given(st.lists(occurrences_and_size(), max_size=12), SIZES, st.booleans())
def test_a_sum_of_vectors_and_occurrences_says_how_often_each_article_has_any_of_the_terms(
    cases: list[tuple[list[int], int]], size: int, has_others: bool
) -> None:
    terms = [[position for position in occurrences if position < size] for occurrences, _ in cases]
    others = terms.pop() if terms and has_others else []
    total = summed([vector for term in terms if (vector := packed_counts(term, size))], others, size)
    expected = Counter(position for occurrences in (*terms, others) for position in occurrences)
    if not expected:
        assert total is None
        return
    assert total is not None
    assert total.vector == capped(expected, size)
    assert total.larger == {position: count for position, count in expected.items() if count >= LARGEST}


@given(SIZES.flatmap(lambda size: st.tuples(vectors(size), vectors(size))))
def test_the_lowest_of_two_vectors_is_that_of_each_two_frequencies(pair: tuple[bytes, bytes]) -> None:
    one, other = pair
    assert lowest(one, other) == bytes(map(min, one, other))


def test_a_word_that_no_article_has_makes_the_lowest_nothing() -> None:
    assert lowest(None, b"\1\2") is None
    assert lowest(b"\1\2", None) is None


@given(SIZES.flatmap(vectors))
def test_presence_and_positions_are_of_the_articles_with_a_frequency(vector: bytes) -> None:
    mask = presence(vector)
    expected = [position for position, frequency in enumerate(vector) if frequency]
    assert positions_in(mask, len(vector)) == expected
    assert mask.bit_count() == len(expected)


def test_a_word_that_no_article_has_is_present_nowhere() -> None:
    assert presence(None) == 0
    assert positions_in(0, 10) == []


@given(st.lists(st.integers(0, 2**63 - 1)), st.lists(st.integers(0, 2**16 - 1)))
def test_numbers_are_read_back_as_they_were_stored(ids: list[int], lengths: list[int]) -> None:
    assert list(stored(stored_numbers(array("q", ids)), "q")) == ids
    assert list(stored(stored_numbers(array("H", lengths)), "H")) == lengths
    assert stored_numbers(array("H", [1, 258])) == b"\1\0\2\1"


@given(st.binary(max_size=60), SIZES)
@example(b"", 1)
@example(b"s", 1)
@example(b"d", 1)
@example(b"x" + packed(b"\1" * 9)[1:], 9)
def test_any_bytes_are_refused_or_are_a_vector_of_the_right_size(blob: bytes, size: int) -> None:
    with contextlib.suppress(ValueError):
        vector = unpacked(blob, size)
        assert len(vector) == size
        assert max(vector) <= LARGEST


def deflated(content: bytes) -> bytes:
    compressor = zlib.compressobj(9, zlib.DEFLATED, -zlib.MAX_WBITS)
    return compressor.compress(content) + compressor.flush()


@given(st.sampled_from((b"s", b"d")), st.binary(max_size=300), st.integers(1, 300))
@example(b"s", b"\0\5", 3)  # at position -1
@example(b"s", b"\4\5", 3)  # beyond the vector
@example(b"s", b"\1\1\5\6", 3)
@example(b"s", b"\xff\5", 3)  # a long gap without an end
@example(b"s", b"\1\xff", 3)
@example(b"d", b"\xff\xff\xff", 3)
def test_any_deflated_bytes_are_refused_or_are_a_vector_of_the_right_size(
    kind: bytes, content: bytes, size: int
) -> None:
    with contextlib.suppress(ValueError):
        vector = unpacked(kind + deflated(content), size)
        assert len(vector) == size
        assert max(vector) <= LARGEST


@pytest.mark.parametrize("size", [1, 299, 301, 65_536])
def test_a_dense_vector_of_another_size_is_refused(size: int) -> None:
    with pytest.raises(ValueError, match="not a vector of this length"):
        unpacked(packed(b"\1" * 300), size)


def test_a_sparse_vector_of_a_larger_block_is_refused() -> None:
    vector = packed_counts([1, 300], 1_000)
    assert vector
    with pytest.raises(ValueError, match="beyond the vector"):
        unpacked(vector.blob, 300)


@pytest.mark.parametrize("kind", [b"s", b"d"])
def test_a_vector_that_would_take_far_more_memory_than_its_block_is_refused_before_that(kind: bytes) -> None:
    bomb = deflated(bytes(32 << 20))
    tracemalloc.start()
    try:
        with pytest.raises(ValueError, match="not"):
            unpacked(kind + bomb, 1_000)
        assert tracemalloc.get_traced_memory()[1] < 1 << 20
    finally:
        tracemalloc.stop()


def test_a_cut_off_or_changed_vector_is_refused_or_has_the_right_size() -> None:
    chance = random.Random(1)
    for occurrences, size in (([3, 3, 400], 1_000), (list(range(0, 1_000, 2)), 1_000)):
        vector = packed_counts(occurrences, size)
        assert vector
        blob = vector.blob
        for _ in range(500):
            damaged = bytearray(blob[: chance.randrange(len(blob))] if chance.random() < 0.3 else blob)
            if damaged:
                damaged[chance.randrange(len(damaged))] = chance.randrange(256)
            with contextlib.suppress(ValueError):
                assert len(unpacked(bytes(damaged), size)) == size

"""What two texts have in common, word by word, in time and memory that grow with their length and not with its square.

The longest common subsequence of two texts takes a bit for each pair of their words: eleven gigabytes for two books.
So it is computed for short pieces only. Long texts are first cut at sequences of a few words that both have exactly
once, in the same order, as B. Cohen's patience diff does with lines.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from rapidfuzz.distance import Indel

_MAX_CELLS = 25_000_000
"""The most pairs of words compared at a time, the words of one piece times those of the other: 10 ms and 3 MB."""

_RUN_LENGTHS = (5, 3, 1)
"""The length of the sequences at which long texts are cut, and then the pieces that are still too long."""


class Common(NamedTuple):
    """A passage of `words` words that both texts have: where it starts in the one, and in the other."""

    one: int
    other: int
    words: int


def common(one: Sequence[str], other: Sequence[str]) -> list[Common]:
    """The passages that two texts have in common, in order; adjacent passages are joined.

    They have as many words as possible if the texts are short, or long and similar. Of two long pieces with no words
    in common, or with only words that are repeated many times, they have none.
    """
    passages: list[Common] = []
    for passage in _passages(one, other, (0, 0), (len(one), len(other)), _RUN_LENGTHS):
        last = passages[-1] if passages else None
        if last and (last.one + last.words, last.other + last.words) == passage[:2]:
            passages[-1] = last._replace(words=last.words + passage.words)
        else:
            passages.append(passage)
    return passages


_Place = tuple[int, int]
"""A position in the one text, and one in the other."""


def _passages(
    one: Sequence[str], other: Sequence[str], start: _Place, end: _Place, run_lengths: tuple[int, ...]
) -> Iterator[Common]:
    """The passages that the texts have in common between two places."""
    (a, b), (a_end, b_end) = start, end
    while a < a_end and b < b_end and one[a] == other[b]:
        a, b = a + 1, b + 1
    if a > start[0]:
        yield Common(*start, a - start[0])
    while a < a_end and b < b_end and one[a_end - 1] == other[b_end - 1]:
        a_end, b_end = a_end - 1, b_end - 1
    if (a_end - a) * (b_end - b) <= _MAX_CELLS:
        for edit in Indel.opcodes(one[a:a_end], other[b:b_end]):
            if edit.tag == "equal":
                yield Common(a + edit.src_start, b + edit.dest_start, edit.src_end - edit.src_start)
    elif run_lengths:
        cuts = _cuts(one[a:a_end], other[b:b_end], run_lengths[0])
        for cut in (*((a + i, b + j) for i, j in cuts), (a_end, b_end)):
            if cut != (a, b):
                yield from _passages(one, other, (a, b), cut, run_lengths[1:])
            if cut != (a_end, b_end):
                yield Common(*cut, 1)
            a, b = cut[0] + 1, cut[1] + 1
    if a_end < end[0]:
        yield Common(a_end, b_end, end[0] - a_end)


def _cuts(one: Sequence[str], other: Sequence[str], run_length: int) -> list[_Place]:
    """The places of runs of words that each text has exactly once: as many of them as are in order in both."""
    positions, other_positions = _unique_runs(one, run_length), _unique_runs(other, run_length)
    return _longest_in_order(
        (position, other_positions[run]) for run, position in positions.items() if run in other_positions
    )


def _unique_runs(words: Sequence[str], run_length: int) -> dict[tuple[str, ...], int]:
    """The runs of `run_length` words that occur only once, and their positions."""
    positions: dict[tuple[str, ...], int] = {}
    repeated: set[tuple[str, ...]] = set()
    for position, run in enumerate(zip(*(words[start:] for start in range(run_length)), strict=False)):
        if run in positions:
            repeated.add(run)
        else:
            positions[run] = position
    for run in repeated:
        del positions[run]
    return positions


def _longest_in_order(places: Iterable[_Place]) -> list[_Place]:
    """As many as possible of some places, given in the order of the one text, that are in the other's order too.

    C. Schensted, Longest increasing and decreasing subsequences, 1961.
    """
    all_places = list(places)
    lowest: list[int] = []  # for each length of a chain, the lowest position in the other text at which one can end
    chain_ends: list[int] = []
    predecessors: list[int] = []
    for number, (_, position) in enumerate(all_places):
        length = bisect_left(lowest, position)
        lowest[length : length + 1] = [position]
        chain_ends[length : length + 1] = [number]
        predecessors.append(chain_ends[length - 1] if length else -1)
    chain: list[_Place] = []
    number = chain_ends[-1] if chain_ends else -1
    while number >= 0:
        chain.append(all_places[number])
        number = predecessors[number]
    return chain[::-1]

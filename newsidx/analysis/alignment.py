"""What two texts have in common, word by word, in time and memory that grow with their length and not its square.

The longest common subsequence of two texts costs as many bits as the one has words times the other: eleven gigabytes
for two books. So it is taken of short pieces only. Long texts are first cut where both have the same few words in a
row, once each and in the same order, as B. Cohen's patience diff does with lines.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from rapidfuzz.distance import Indel

_MOST_CELLS = 25_000_000
"""Words of one piece times words of the other that are compared each with each: 10 ms and 3 MB."""

_IN_A_ROW = (5, 3, 1)
"""Words in a row at which long texts are cut, and then what is still too long between two cuts."""


class Common(NamedTuple):
    """So many words that both texts have: where they begin in the one, and in the other."""

    one: int
    other: int
    words: int


def common(one: Sequence[str], other: Sequence[str]) -> list[Common]:
    """The passages that two texts have in common, in their order; none follows right upon another in both.

    As many words as can be where the texts are short, or long and much alike; of two long pieces with no
    word in common, or only words that are repeated over and over, none.
    """
    passages: list[Common] = []
    for found in _in_common(one, other, (0, 0), (len(one), len(other)), _IN_A_ROW):
        last = passages[-1] if passages else None
        if last and (last.one + last.words, last.other + last.words) == found[:2]:
            passages[-1] = last._replace(words=last.words + found.words)
        else:
            passages.append(found)
    return passages


_Place = tuple[int, int]
"""A word of the one text, and one of the other."""


def _in_common(
    one: Sequence[str], other: Sequence[str], start: _Place, end: _Place, in_a_row: tuple[int, ...]
) -> Iterator[Common]:
    """What the texts have in common between two places."""
    (a, b), (a_end, b_end) = start, end
    while a < a_end and b < b_end and one[a] == other[b]:
        a, b = a + 1, b + 1
    if a > start[0]:
        yield Common(*start, a - start[0])
    while a < a_end and b < b_end and one[a_end - 1] == other[b_end - 1]:
        a_end, b_end = a_end - 1, b_end - 1
    if (a_end - a) * (b_end - b) <= _MOST_CELLS:
        for edit in Indel.opcodes(one[a:a_end], other[b:b_end]):
            if edit.tag == "equal":
                yield Common(a + edit.src_start, b + edit.dest_start, edit.src_end - edit.src_start)
    elif in_a_row:
        cuts = _cuts(one[a:a_end], other[b:b_end], in_a_row[0])
        for cut in (*((a + i, b + j) for i, j in cuts), (a_end, b_end)):
            if cut != (a, b):
                yield from _in_common(one, other, (a, b), cut, in_a_row[1:])
            if cut != (a_end, b_end):
                yield Common(*cut, 1)
            a, b = cut[0] + 1, cut[1] + 1
    if a_end < end[0]:
        yield Common(a_end, b_end, end[0] - a_end)


def _cuts(one: Sequence[str], other: Sequence[str], in_a_row: int) -> list[_Place]:
    """Where both texts have so many words in a row that neither has twice: of these as many as are in order in both."""
    places, others = _only_once(one, in_a_row), _only_once(other, in_a_row)
    return _longest_in_order((place, others[key]) for key, place in places.items() if key in others)


def _only_once(words: Sequence[str], in_a_row: int) -> dict[tuple[str, ...], int]:
    """Where the words in a row stand that stand only once."""
    places: dict[tuple[str, ...], int] = {}
    repeated: set[tuple[str, ...]] = set()
    for place, key in enumerate(zip(*(words[start:] for start in range(in_a_row)), strict=False)):
        if key in places:
            repeated.add(key)
        else:
            places[key] = place
    for key in repeated:
        del places[key]
    return places


def _longest_in_order(places: Iterable[_Place]) -> list[_Place]:
    """The most of some places, which are in the order of the one text, that are in the order of the other too.

    C. Schensted, Longest increasing and decreasing subsequences, 1961.
    """
    lowest: list[int] = []  # for each length, the lowest place in the other text at which so many can end
    ends: list[int] = []
    known: list[_Place] = []
    before: list[int] = []
    for number, place in enumerate(places):
        length = bisect_left(lowest, place[1])
        lowest[length : length + 1] = [place[1]]
        ends[length : length + 1] = [number]
        known.append(place)
        before.append(ends[length - 1] if length else -1)
    chain: list[_Place] = []
    number = ends[-1] if ends else -1
    while number >= 0:
        chain.append(known[number])
        number = before[number]
    return chain[::-1]

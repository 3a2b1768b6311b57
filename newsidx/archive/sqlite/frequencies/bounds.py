"""Bounds of scores: what the score of an article cannot exceed, from the frequencies of the words of a query.

A bound is a byte, made and added up for a whole block at once.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from functools import reduce
from typing import NamedTuple, TypeVar

from newsidx.archive.matching.terms import Terms
from newsidx.archive.sqlite.frequencies.blocks import Block
from newsidx.archive.sqlite.frequencies.codes import CLASS_RATIOS, LARGEST, lowest
from newsidx.archive.sqlite.frequencies.reading import Frequencies, Vectors
from newsidx.archive.sqlite.fts5.scoring import ScoredWord, length_norm, score

_STEPS = (*range(11), 12, 15, 20, math.inf)
"""Frequencies in the body as they are bounded: each by the next of these that is not lower."""

_CLASSES = len(CLASS_RATIOS)
_BODY_DIGITS = bytes(
    _CLASSES * next(number for number, step in enumerate(_STEPS) if (value if value < LARGEST else math.inf) <= step)
    for value in range(256)
)
"""Translates frequencies in the body to the number of the step that bounds each, times the number of classes."""

_ONCE, _TWICE = bytes([0, *[255] * 255]), bytes([0, 0, *[255] * 254])
"""Translate frequencies in the title to a mask of those that are at least 1, and at least 2."""

_ADDED_UP = 16
"""The bounds of so many words are added up at once; of more, those of groups, so that rounding up matters less."""

_MARGIN = 1e-9
"""For what adding up numbers in another order changes."""


Item = TypeVar("Item")


class _Bounds(NamedTuple):
    """What translates the steps of a word's frequency and the class of length to a bound, in units: for articles that
    do not have the word in the title, that have it there once, and more often.
    """

    not_in_title: bytes
    once_in_title: bytes
    more_in_title: bytes


class ScoreBounds:
    """The bounds of the scores of articles. `average` is the average body, in terms."""

    def __init__(self, frequencies: Frequencies, words: Sequence[ScoredWord], average: float) -> None:
        self._frequencies = frequencies
        self._words = words
        self._average = average
        self._tables: dict[tuple[float, int], _Bounds] = {}
        self._unit = _unit([word.most for word in words])

    def of(self, block: Block) -> bytes:
        """The bound of the score of each article of a block, in units."""
        vectors = [self._vectors(word.terms, block) for word in self._words]
        return self._sum_of_bounds(block, list(enumerate(vectors))).to_bytes(block.size, "little")

    def of_score(self, lowest_score: float) -> int:
        """The lowest bound, in units, of an article that can have at least this score."""
        return max(0, math.ceil((lowest_score - _MARGIN) / self._unit)) if lowest_score > 0 else 0

    def _vectors(self, terms: Terms, block: Block) -> Vectors:
        """How often each article has a word; for one of several terms, how often it can have it at most."""
        of_places = [self._frequencies.vectors(place, block) for place in terms.by_place]
        if len(of_places) == 1:
            return of_places[0]
        return Vectors(
            reduce(lowest, [vectors.title for vectors in of_places]),
            reduce(lowest, [vectors.body for vectors in of_places]),
        )

    def _sum_of_bounds(self, block: Block, numbered: Sequence[tuple[int, Vectors]]) -> int:
        """The sum of the bounds of some words, given by their numbers, in the unit for these words."""
        unit = _unit([self._words[number].most for number, _ in numbered])
        if len(numbered) <= _ADDED_UP:
            return sum(self._bound(block, number, vectors, unit) for number, vectors in numbered)
        total = 0
        for group in _groups(numbered):
            in_unit = _unit([self._words[number].most for number, _ in group]) / unit
            table = bytes(
                math.ceil(value * in_unit - _MARGIN) if value * in_unit < 255 else 255 for value in range(256)
            )
            bounds = self._sum_of_bounds(block, group).to_bytes(block.size, "little")
            total += int.from_bytes(bounds.translate(table), "little")
        return total

    def _bound(self, block: Block, number: int, vectors: Vectors, unit: float) -> int:
        """The bound of what a word adds to the score of each article."""
        word, tables = self._words[number], self._tables_for(block.average, number, unit)
        steps = self._frequencies.classes(block)
        if vectors.body and word.in_body:
            digits = int.from_bytes(vectors.body.translate(_BODY_DIGITS), "little")
            steps = (digits + int.from_bytes(steps, "little")).to_bytes(block.size, "little")
        bounds = int.from_bytes(steps.translate(tables.not_in_title), "little")
        if vectors.title and word.in_title:
            in_title = [(_ONCE, tables.once_in_title), (_TWICE, tables.more_in_title)]
            if vectors.title.count(0) + vectors.title.count(1) == block.size:
                del in_title[1]
            for where, table in in_title:
                others = int.from_bytes(steps.translate(table), "little")
                bounds ^= (bounds ^ others) & int.from_bytes(vectors.title.translate(where), "little")
        return bounds

    def _tables_for(self, average: float, number: int, unit: float) -> _Bounds:
        """The bounds of a word in a block for which the classes of length were made with some average."""
        if (average, number) not in self._tables:
            norms = [length_norm(int(average * ratio), self._average) for ratio in CLASS_RATIOS]
            word = self._words[number]
            self._tables[average, number] = _Bounds(*(_table(word, times, norms, unit) for times in (0, 1, math.inf)))
        return self._tables[average, number]


def _unit(most: Sequence[float]) -> float:
    """The unit of bounds for words that each add at most so much to a score: the sum of the bounds must fit in a byte,
    and each is rounded up by less than a unit.
    """
    if len(most) > _ADDED_UP:
        most = [255 * _unit(group) for group in _groups(most)]
    return sum(most) / (255 - len(most))


def _groups(items: Sequence[Item]) -> list[Sequence[Item]]:
    """At most `_ADDED_UP` groups of items, of about the same size."""
    size = math.ceil(len(items) / _ADDED_UP)
    return [items[start : start + size] for start in range(0, len(items), size)]


def _table(word: ScoredWord, in_title: float, norms: Sequence[float], unit: float) -> bytes:
    """What translates the step of the frequency in a body, and the class of its length, to the bound of a word that is
    so often in the title.
    """
    table = bytearray(256)
    for number, step in enumerate(_STEPS):
        for length_class, norm in enumerate(norms):
            is_unbounded = math.inf in (step, in_title)
            highest = word.most if is_unbounded else score([word], [(int(in_title), int(step))], norm)
            if highest:
                table[number * _CLASSES + length_class] = math.ceil(highest / unit + _MARGIN)
    return bytes(table)

"""The best articles of a query, found without scoring all that match.

The frequencies of the query's words give each article of a block a bound that its score cannot exceed: a byte, made and
added up for the whole block at once. Articles are scored in the order of their bounds, until the bounds are lower than
the lowest score among the best. So the result is exact: it is what scoring every match gives.

R. Fagin, A. Lotem and M. Naor, Optimal Aggregation Algorithms for Middleware, 2003: the threshold algorithm.
"""

from __future__ import annotations

import math
from bisect import insort
from collections.abc import Callable, Iterable, Sequence
from functools import reduce
from typing import NamedTuple, TypeVar

from newsidx.archive.sqlite.database import Database
from newsidx.archive.sqlite.frequencies.blocks import Block
from newsidx.archive.sqlite.frequencies.codes import CLASS_RATIOS, LARGEST, lowest, positions_in
from newsidx.archive.sqlite.frequencies.reading import Frequencies, Vectors
from newsidx.archive.sqlite.fts5.scoring import ScoredWord, counts_in, length_norm, score
from newsidx.archive.sqlite.fts5.terms import Terms
from newsidx.archive.sqlite.fts5.texts import indexed_texts

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

_FIRST_LOOK = 4
"""How many times as many articles as are wanted are scored first, to learn what score is high enough."""

_AT_ONCE, _TEXTS_AT_ONCE = 200, 25
"""How many articles are scored before looking again whether others can be better; fewer where their texts are read."""

_MARGIN = 1e-9
"""For what adding up numbers in another order changes."""


Item = TypeVar("Item")


class _Best:
    """The best articles up to now, as (score, id): the highest scores, and of equal ones the highest ids."""

    def __init__(self, most: int) -> None:
        self._most = most
        self._kept: list[tuple[float, int]] = []

    def add(self, article_score: float, article_id: int) -> None:
        insort(self._kept, (article_score, article_id))
        if len(self._kept) > self._most:
            del self._kept[0]

    @property
    def lowest(self) -> float:
        """The score that an article must have at least to be among the best."""
        return self._kept[0][0] if len(self._kept) == self._most else -math.inf

    def ranked(self) -> list[tuple[int, float]]:
        return [(article_id, article_score) for article_score, article_id in reversed(self._kept)]


class _Bounds(NamedTuple):
    """What translates the steps of a word's frequency and the class of length to a bound, in units: for articles that
    do not have the word in the title, that have it there once, and more often.
    """

    not_in_title: bytes
    once_in_title: bytes
    more_in_title: bytes


class BestArticles:
    """Looks for the best articles of a query among those that match. `average` is the average body, in terms."""

    def __init__(
        self, database: Database, frequencies: Frequencies, words: Sequence[ScoredWord], average: float
    ) -> None:
        self._database = database
        self._frequencies = frequencies
        self._words = words
        self._average = average
        self._has_vectors = all(len(word.terms.places) == 1 for word in words)
        self._tables: dict[tuple[float, int], _Bounds] = {}
        self._unit = _unit([word.most for word in words])

    def of(self, blocks: Iterable[Block], mask_of: Callable[[Block], int], most: int) -> list[tuple[int, float]]:
        """The (id, score) of the best articles, at most so many, among those in the mask of each block; the best first,
        and of equal ones the one with the higher id.
        """
        best = _Best(most)
        for block in sorted(blocks, key=lambda block: -block.first):
            if mask := mask_of(block):
                self._add_best(best, block, mask, most)
        return best.ranked()

    def _add_best(self, best: _Best, block: Block, mask: int, most: int) -> None:
        vectors = [self._vectors(word.terms, block) for word in self._words]
        if mask.bit_count() <= _AT_ONCE and self._has_vectors:
            self._score(best, block, positions_in(mask, block.size), vectors)
            return
        bounds = self._bounds(block, vectors)
        remaining = mask
        least = self._least_bound(best) or _first_look(bounds, mask, _FIRST_LOOK * most)
        while True:
            chosen = remaining & _at_least(bounds, least)
            remaining ^= chosen
            self._score_chosen(best, block, chosen, bounds, vectors)
            lower = self._least_bound(best)
            if lower >= least or not remaining:
                return
            least = lower

    def _least_bound(self, best: _Best) -> int:
        """The lowest bound, in units, of an article that can be among the best."""
        return max(0, math.ceil((best.lowest - _MARGIN) / self._unit)) if best.lowest > 0 else 0

    def _vectors(self, terms: Terms, block: Block) -> Vectors:
        """How often each article has a word; for one of several terms, how often it can have it at most."""
        places = [Terms((place,)) for place in terms.places]
        places[-1] = Terms((terms.places[-1],), terms.is_prefix)
        of_places = [self._frequencies.vectors(place, block) for place in places]
        if len(of_places) == 1:
            return of_places[0]
        return Vectors(
            reduce(lowest, [vectors.title for vectors in of_places]),
            reduce(lowest, [vectors.body for vectors in of_places]),
        )

    def _bounds(self, block: Block, vectors: Sequence[Vectors]) -> bytes:
        """The bound of the score of each article of a block, in units."""
        return self._sum_of_bounds(block, list(enumerate(vectors))).to_bytes(block.size, "little")

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
            for where, table in ((_ONCE, tables.once_in_title), (_TWICE, tables.more_in_title)):
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

    def _score_chosen(self, best: _Best, block: Block, chosen: int, bounds: bytes, vectors: Sequence[Vectors]) -> None:
        """Score some articles, those with the highest bounds first, as long as they can be among the best."""
        positions = positions_in(chosen, block.size) if chosen else []
        positions.sort(key=lambda position: (-bounds[position], -position))
        at_once = _AT_ONCE if self._has_vectors else _TEXTS_AT_ONCE
        for start in range(0, len(positions), at_once):
            if bounds[positions[start]] < self._least_bound(best):
                return
            self._score(best, block, positions[start : start + at_once], vectors)

    def _score(self, best: _Best, block: Block, positions: Sequence[int], vectors: Sequence[Vectors]) -> None:
        """Score articles by the frequencies in the vectors, or by their texts where these are only bounds."""
        if not self._has_vectors:
            ids = [block.id_at(position) for position in positions]
            for text, counts in counts_in(self._words, indexed_texts(self._database, ids)):
                best.add(score(self._words, counts, length_norm(len(text.body), self._average)), text.id)
            return
        nothing = bytes(block.size)
        pairs = [(word.title or nothing, word.body or nothing) for word in vectors]
        is_any_larger = any(word.larger_in_title or word.larger_in_body for word in vectors)
        lengths = self._frequencies.lengths(block)
        for position in positions:
            counts = [(title[position], body[position]) for title, body in pairs]
            if is_any_larger:
                counts = [
                    (word.larger_in_title.get(position, in_title), word.larger_in_body.get(position, in_body))
                    for word, (in_title, in_body) in zip(vectors, counts, strict=True)
                ]
            article_score = score(self._words, counts, length_norm(lengths[position], self._average))
            if article_score >= best.lowest:
                best.add(article_score, block.id_at(position))


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


def _at_least(bounds: bytes, least: int) -> int:
    """The mask of the articles whose bound is at least so high."""
    return int.from_bytes(bounds.translate(bytes(value >= least for value in range(256))), "little")


def _first_look(bounds: bytes, mask: int, enough: int) -> int:
    """The highest bound that enough articles of a mask reach."""
    low, high = 0, 255
    while low < high:
        middle = (low + high + 1) // 2
        if (_at_least(bounds, middle) & mask).bit_count() >= enough:
            low = middle
        else:
            high = middle - 1
    return low

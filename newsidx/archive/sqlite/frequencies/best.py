"""The best articles of a query, found without scoring all that match.

Articles are scored in the order of the bounds of their scores, until the bounds are lower than the lowest score among
the best. So the result is exact: it is what scoring every match gives.

R. Fagin, A. Lotem and M. Naor, Optimal Aggregation Algorithms for Middleware, 2003: the threshold algorithm.
"""

from __future__ import annotations

import math
from bisect import insort
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from newsidx.archive.sqlite.database import Database
from newsidx.archive.sqlite.frequencies.blocks import Block
from newsidx.archive.sqlite.frequencies.bounds import ScoreBounds
from newsidx.archive.sqlite.frequencies.codes import positions_in
from newsidx.archive.sqlite.frequencies.masks import MaskOf
from newsidx.archive.sqlite.frequencies.reading import Frequencies
from newsidx.archive.sqlite.frequencies.text_check import TextCheck
from newsidx.archive.sqlite.fts5.scoring import ScoredWord, counts_in, length_norm, score
from newsidx.archive.sqlite.fts5.texts import IndexedText, indexed_texts

_FIRST_LOOK = 4
"""How many times as many articles as are wanted are scored first, to learn what score is high enough."""

_FEW = 200
"""So few matches of a block are all scored: that is sooner done than their bounds."""

_TEXTS_AT_ONCE = 25
"""How many texts are read before looking again whether others can be better."""


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


@dataclass
class _Unscored:
    """The matches of a block that are not scored yet, and the bounds of the articles of the block."""

    block: Block
    mask: int
    bounds: bytes

    def at_least(self, bound: int) -> int:
        """The mask of those whose bound is at least so high."""
        is_high = bytes(value >= bound for value in range(256))
        return self.mask & int.from_bytes(self.bounds.translate(is_high), "little")

    def take(self, bound: int) -> list[int]:
        """The positions of those whose bound is at least so high, which are then no longer unscored."""
        mask = self.at_least(bound)
        self.mask ^= mask
        return positions_in(mask, self.block.size) if mask else []


class BestArticles:
    """Looks for the best articles of a query. `average` is the average body, in terms.

    With a `check`, only articles that it says match are among the best; if it gives up, what was looked for is not
    complete.
    """

    def __init__(
        self,
        database: Database,
        frequencies: Frequencies,
        words: Sequence[ScoredWord],
        average: float,
        check: TextCheck | None = None,
    ) -> None:
        self._database = database
        self._frequencies = frequencies
        self._words = words
        self._average = average
        self._check = check
        self._bounds = ScoreBounds(frequencies, words, average)
        self._has_vectors = all(len(word.terms.places) == 1 for word in words)

    def of(self, blocks: Iterable[Block], mask_of: MaskOf, most: int) -> list[tuple[int, float]]:
        """The (id, score) of the best articles, at most so many, among those in the mask of each block; the best first,
        and of equal ones the one with the higher id.
        """
        best = _Best(most)
        unscored = [
            _Unscored(block, mask, self._bounds_of(block, mask)) for block in blocks if (mask := mask_of(block))
        ]
        add = self._add_by_vectors if self._has_vectors else self._add_by_texts
        bound, wanted = 256, most
        while unscored and self._least_bound(best) < bound and not self._has_given_up:
            wanted *= _FIRST_LOOK
            bound = max(self._least_bound(best), min(bound - 1, _bound_reached_by(wanted, unscored)))
            add(best, unscored, bound)
            unscored = [part for part in unscored if part.mask]
        return best.ranked()

    @property
    def _has_given_up(self) -> bool:
        return self._check is not None and self._check.is_given_up

    def _bounds_of(self, block: Block, mask: int) -> bytes:
        return self._bounds.of(block) if mask.bit_count() > _FEW else b"\xff" * block.size

    def _least_bound(self, best: _Best) -> int:
        """The lowest bound of an article that can be among the best."""
        return self._bounds.of_score(best.lowest)

    def _add_by_vectors(self, best: _Best, unscored: Sequence[_Unscored], bound: int) -> None:
        """Score the articles with such a bound or a higher one by the frequencies in the vectors."""
        unchecked: list[tuple[float, int]] = []
        for part in unscored:
            least = self._least_bound(best)
            positions = [position for position in part.take(bound) if part.bounds[position] >= least]
            for article_score, article_id in self._scored(part.block, positions):
                if article_score < best.lowest:
                    continue
                if self._check:
                    unchecked.append((article_score, article_id))
                else:
                    best.add(article_score, article_id)
        unchecked.sort(reverse=True)
        for start in range(0, len(unchecked), _TEXTS_AT_ONCE):
            if unchecked[start][0] < best.lowest or self._has_given_up:
                return
            scores = {
                article_id: article_score for article_score, article_id in unchecked[start : start + _TEXTS_AT_ONCE]
            }
            for text in indexed_texts(self._database, list(scores)):
                if self._is_match(text):
                    best.add(scores[text.id], text.id)

    def _add_by_texts(self, best: _Best, unscored: Sequence[_Unscored], bound: int) -> None:
        """Score them by their texts: the vectors only bound how often an article has a word of several terms."""
        bounds = [
            (part.bounds[position], part.block.id_at(position)) for part in unscored for position in part.take(bound)
        ]
        bounds.sort(reverse=True)
        for start in range(0, len(bounds), _TEXTS_AT_ONCE):
            if bounds[start][0] < self._least_bound(best) or self._has_given_up:
                return
            ids = [article_id for _, article_id in bounds[start : start + _TEXTS_AT_ONCE]]
            for text, counts in counts_in(self._words, indexed_texts(self._database, ids)):
                if self._is_match(text):
                    best.add(score(self._words, counts, length_norm(text.length, self._average)), text.id)

    def _is_match(self, text: IndexedText) -> bool:
        return self._check is None or self._check.is_match(text)

    def _scored(self, block: Block, positions: Sequence[int]) -> Iterator[tuple[float, int]]:
        """The (score, id) of some articles of a block, from the frequencies in the vectors."""
        if not positions:
            return
        vectors = [self._frequencies.vectors(word.terms, block) for word in self._words]
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
            yield score(self._words, counts, length_norm(lengths[position], self._average)), block.id_at(position)


def _bound_reached_by(wanted: int, unscored: Sequence[_Unscored]) -> int:
    """About the highest bound that so many articles reach: as it is in the block with the most of them."""
    counts = [part.mask.bit_count() for part in unscored]
    most = max(counts)
    largest = unscored[counts.index(most)]
    enough = math.ceil(wanted * most / sum(counts))
    low, high = 0, 255
    while low < high:
        middle = (low + high + 1) // 2
        if largest.at_least(middle).bit_count() >= enough:
            low = middle
        else:
            high = middle - 1
    return low

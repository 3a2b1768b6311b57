"""A sliding window over the articles, in the order of their dates, that finds candidates for near-duplicates.

MinHash (rensa) finds the pairs that may have many shingles in common. The window holds at most twice the days that two
articles can be apart, so that it takes bounded memory, and time in proportion to the number of articles.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from newsidx.analysis.resemblance import shingles
from newsidx.archive.records import Pair, Text
from newsidx.article import date_of
from newsidx.errors import NotInstalled

if TYPE_CHECKING:
    from rensa import RMinHash

MIN_SHARE, MIN_RESEMBLANCE = 0.5, 0.3
"""The pairs that are saved: the lowest share that a reader can ask for, and the lowest resemblance."""

_PERMUTATIONS, _BANDS, _SEED = 128, 32, 1
"""Pairs with 30, 50 and 70 % of their shingles in common become candidates in 23, 87 and 100 of 100 cases."""

_STANDARD_ERROR = 0.04
"""That of a resemblance estimated by MinHash."""

_MAX_GENERATION = 50_000
"""The most articles in one table of hashes, for days that have more than anybody reads."""

ReadArticle = tuple[int, int]
"""An article as it was read: its id, and the fingerprint of its text."""

FoundPair = tuple[Pair, int, int]
"""A pair, and the fingerprints of its two articles when they were compared."""


@dataclass
class Generation:
    """The articles of some days, which can be found by their hashes, and the pairs of those that are `new`.

    The new articles count as compared, and are saved, only once all the articles that they can be paired with were
    read.
    """

    first_day: int
    table: Any
    hashes: dict[int, RMinHash] = field(default_factory=dict)
    fingerprints: dict[int, int] = field(default_factory=dict)
    new: dict[int, list[FoundPair]] = field(default_factory=dict)


class Window:
    """The articles that those of another day can be paired with: two generations, each of at least `within` days. The
    older one is dropped when the newer one is full. `new` are the ids of the articles not compared before.
    """

    def __init__(self, within: int, new: AbstractSet[int]) -> None:
        self._within = within
        self._new = new
        self._generations: list[Generation] = []
        self._dropped: list[Generation] = []

    def add(self, page: list[Text]) -> list[tuple[ReadArticle, ReadArticle]]:
        """Add articles in the order of their ids. Returns the candidates: each of these articles with an earlier one
        that it may be a near-duplicate of, if either of them is new.
        """
        minhash, _ = _rensa()
        token_sets = [list(shingles(text.title, text.body)) for text in page]
        hashes = minhash.from_token_sets(token_sets, _PERMUTATIONS, _SEED)
        candidates: list[tuple[ReadArticle, ReadArticle]] = []
        for text, hashed in zip(page, hashes, strict=True):
            is_new = text.article in self._new
            read = (text.article, text.fingerprint)
            candidates += (
                (read, earlier) for earlier in self._similar(text.article, hashed) if is_new or earlier[0] in self._new
            )
            generation = self._current_generation(day_number(text.article))
            generation.hashes[text.article] = hashed
            generation.fingerprints[text.article] = text.fingerprint
            generation.table.insert(text.article, hashed)
            if is_new:
                generation.new[text.article] = []
        return candidates

    def add_pairs(self, pairs: Iterable[FoundPair], changed: AbstractSet[int]) -> None:
        """Note the pairs of the new articles. Articles that have changed since they were read no longer count as new:
        they are compared another time.
        """
        all_new = [generation.new for generation in (*self._dropped, *self._generations)]
        for new in all_new:
            for article in changed & new.keys():
                del new[article]
        for pair in pairs:
            for new in all_new:
                for article in pair[0][:2]:
                    if article in new:
                        new[article].append(pair)

    def take_dropped(self) -> list[Generation]:
        """The generations that no later article is paired with, each returned once."""
        dropped, self._dropped = self._dropped, []
        return dropped

    def remaining(self) -> list[Generation]:
        """The generations that are left after the last article."""
        return self._generations

    def _similar(self, article: int, hashed: RMinHash) -> Iterator[ReadArticle]:
        """The earlier articles that an article may be a near-duplicate of."""
        day = day_number(article)
        for generation in self._generations:
            for earlier in generation.table.query(hashed):
                if day - day_number(earlier) <= self._within and _may_resemble(hashed, generation.hashes[earlier]):
                    yield earlier, generation.fingerprints[earlier]

    def _current_generation(self, day: int) -> Generation:
        """The generation for an article of a day."""
        newest = self._generations[-1] if self._generations else None
        if newest is None or day - newest.first_day > self._within or len(newest.hashes) >= _MAX_GENERATION:
            _, table = _rensa()
            newest = Generation(day, table(MIN_SHARE, _PERMUTATIONS, _BANDS))
            self._dropped += self._generations[:-1]
            self._generations = [*self._generations[-1:], newest]
        return newest


def day_number(article: int) -> int:
    """The day of an id as a number that counts days; undated articles have one of their own, far from all others."""
    date = date_of(article)
    return date.toordinal() if date else -1_000_000


def _may_resemble(one: RMinHash, other: RMinHash) -> bool:
    return bool(one.jaccard(other) > MIN_RESEMBLANCE - 2.5 * _STANDARD_ERROR)


def _rensa() -> tuple[Any, Any]:
    try:
        from rensa import RMinHash, RMinHashLSH
    except ImportError as error:
        raise NotInstalled("Near-duplicates are found with rensa", "Install it with: pip install rensa") from error
    return RMinHash, RMinHashLSH

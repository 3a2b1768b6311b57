"""Stories told twice: articles that say the same in nearly the same words, within some days of each other.

An article is the set of its shingles, three words in a row. MinHash (rensa) finds the pairs that may have many in
common, their shingles decide. The work goes through the days in order and holds no more than twice the days that
two articles can be apart, so that it takes bounded memory, and time in proportion to the articles.

A. Broder, On the resemblance and containment of documents, 1997.
"""

from __future__ import annotations

import datetime
from collections.abc import Callable, Iterable, Iterator
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from newsidx.archive import Archive, WritableArchive
from newsidx.archive.records import Pair, Text
from newsidx.article import FIRST_DATED_ID, PER_DAY, date_of, first_id, last_id
from newsidx.errors import NotInstalled

if TYPE_CHECKING:
    from rensa import RMinHash

WITHIN = 7
"""Days that two articles of one story can be apart."""

SHARE = 0.8
"""The share of the shorter one's shingles that two articles of one story have in common. What others gave is in
docs/measures.md.
"""

LEAST_SHARE, _LEAST_RESEMBLANCE = 0.5, 0.3
"""What is kept: pairs that a reader may ask for, whose shingles are not too few beside those of both together."""

_PERMUTATIONS, _BANDS, _SEED = 128, 32, 1
"""A pair with 30, 50 and 70 % of its shingles in common is looked at in 23, 87 and 100 of 100 cases."""

_LEAST_WORDS = 20
"""A body with fewer words is taken together with its title."""

_MOST_HELD = 50_000
"""Articles a table of hashes holds at most, on days that have more than anybody reads."""


@dataclass(frozen=True)
class Story:
    """Articles that tell one story, the first of them first; each with the largest share it has in common with one
    before it, 0 for the first.
    """

    articles: tuple[int, ...]
    shares: tuple[float, ...]


_Read = tuple[int, int]
"""An article as it was read: its id, and the fingerprint of its text."""

_Found = tuple[Pair, int, int]
"""A pair, and the fingerprints of its two articles as they were compared."""


@dataclass
class _Generation:
    """The articles of some days, to be found by their hashes; and of those that are new the pairs found.

    What is new is not kept before all that it can be paired with were read: only then was it compared.
    """

    first_day: int
    table: Any
    hashes: dict[int, RMinHash] = field(default_factory=dict)
    fingerprints: dict[int, int] = field(default_factory=dict)
    new: dict[int, list[_Found]] = field(default_factory=dict)


def shingles(title: str, body: str) -> set[str]:
    """Every three words in a row of an article, in small letters; of a text of one or two words those."""
    words = body.lower().split()
    if len(words) < _LEAST_WORDS:
        words = title.lower().split() + words
    return set(map(" ".join, zip(words, words[1:], words[2:], strict=False))) or set(words)


def share(one: set[str], other: set[str]) -> float:
    """The share of the smaller set that is also in the other: 1 for a story and its beginning."""
    return len(one & other) / max(1, min(len(one), len(other)))


def compare(
    archive: WritableArchive, within: int = WITHIN, on_progress: Callable[[int, int], None] = lambda done, total: None
) -> int:
    """Compare the articles that were not compared yet with those up to so many days before and after them, and keep
    the pairs found. Returns how many articles were new. What is done is kept when this is interrupted.

    Articles compared within fewer days are compared again. Raises NotInstalled without rensa.
    """
    while True:
        within = archive.begin_comparison(within)
        number = _compare(archive, within, on_progress)
        if number is not None:
            return number


def _compare(archive: WritableArchive, within: int, on_progress: Callable[[int, int], None]) -> int | None:
    """Compare what was not compared yet. None if another program has begun anew with other days meanwhile."""
    new = archive.uncompared()
    wanted = set(new)
    done = 0
    for first, last in _spans(new, within):
        window = _Window(within, wanted)
        for page in archive.texts(first, last):
            window.keep_pairs(*_verified(archive, window.add(page)))
            if not _keep(archive, within, window.passed()):
                return None
            done += sum(text.article in wanted for text in page)
            on_progress(done, len(new))
        if not _keep(archive, within, window.rest()):
            return None
    return len(new)


def _keep(archive: WritableArchive, within: int, generations: list[_Generation]) -> bool:
    """Keep what was found of the new articles of some generations."""
    return all(
        archive.save_comparison(
            within,
            ((article, one.fingerprints[article]) for article in one.new),
            (pair for found in one.new.values() for pair in found),
        )
        for one in generations
        if one.new
    )


def stories(archive: Archive, least: float = SHARE, within: int = WITHIN) -> list[Story]:
    """The stories that more than one of the compared articles tell, oldest first; stories are chained, so that the
    first and the last of a long one may have less in common.
    """
    group: dict[int, int] = {}
    best: dict[int, float] = {}

    def leader(article: int) -> int:
        while (above := group.setdefault(article, article)) != article:
            group[article] = group[above]
            article = above
        return article

    for pair in archive.pairs(least):
        if abs(_day(pair.article) - _day(pair.earlier)) <= within:
            best[pair.article] = max(best.get(pair.article, 0.0), pair.share)
            one, other = leader(pair.article), leader(pair.earlier)
            group[max(one, other)] = min(one, other)
    members: dict[int, list[int]] = {}
    for article in sorted(group):
        members.setdefault(leader(article), []).append(article)
    return [Story(tuple(found), tuple(best.get(one, 0.0) for one in found)) for _, found in sorted(members.items())]


class _Window:
    """The articles that another day's can be compared with: two generations of them, each of at least `within` days,
    of which the older one is passed when the newer is full. `wanted` are the ids of the new articles.
    """

    def __init__(self, within: int, wanted: AbstractSet[int]) -> None:
        self._within = within
        self._wanted = wanted
        self._generations: list[_Generation] = []
        self._passed: list[_Generation] = []

    def add(self, page: list[Text]) -> list[tuple[_Read, _Read]]:
        """Add articles in the order of their ids. Returns those that may be near an earlier one, with that one, where
        either of them is new.
        """
        minhash, _ = _rensa()
        token_sets = [list(shingles(text.title, text.body)) for text in page]
        made = minhash.from_token_sets(token_sets, _PERMUTATIONS, _SEED)
        found: list[tuple[_Read, _Read]] = []
        for text, hashed in zip(page, made, strict=True):
            is_new = text.article in self._wanted
            one = (text.article, text.fingerprint)
            found += ((one, other) for other in self._near(text.article, hashed) if is_new or other[0] in self._wanted)
            newest = self._newest(_day(text.article))
            newest.hashes[text.article] = hashed
            newest.fingerprints[text.article] = text.fingerprint
            newest.table.insert(text.article, hashed)
            if is_new:
                newest.new[text.article] = []
        return found

    def keep_pairs(self, pairs: Iterable[_Found], changed: AbstractSet[int]) -> None:
        """Note the pairs found with the articles that are new. Those that were changed since they were read are no
        longer held to be new: they are to be compared another time.
        """
        new = [one.new for one in (*self._passed, *self._generations)]
        for articles_of in new:
            for article in changed & articles_of.keys():
                del articles_of[article]
        for found in pairs:
            for articles_of in new:
                for article in found[0][:2]:
                    if article in articles_of:
                        articles_of[article].append(found)

    def passed(self) -> list[_Generation]:
        """The generations that no later article is compared with, each given once."""
        passed, self._passed = self._passed, []
        return passed

    def rest(self) -> list[_Generation]:
        """What is left when no article follows."""
        return self._generations

    def _near(self, article: int, hashed: RMinHash) -> Iterator[_Read]:
        """The articles before one that may be near it."""
        day = _day(article)
        for generation in self._generations:
            for earlier in generation.table.query(hashed):
                if day - _day(earlier) <= self._within and self._resemble(hashed, generation.hashes[earlier]):
                    yield earlier, generation.fingerprints[earlier]

    def _newest(self, day: int) -> _Generation:
        """The generation that takes an article of a day."""
        newest = self._generations[-1] if self._generations else None
        if newest is None or day - newest.first_day > self._within or len(newest.hashes) >= _MOST_HELD:
            _, tables = _rensa()
            newest = _Generation(day, tables(LEAST_SHARE, _PERMUTATIONS, _BANDS))
            self._passed += self._generations[:-1]
            self._generations = [*self._generations[-1:], newest]
        return newest

    def _resemble(self, one: RMinHash, other: RMinHash) -> bool:
        return bool(one.jaccard(other) > _LEAST_RESEMBLANCE - 0.1)  # its standard error is 0.04


def _verified(archive: Archive, candidates: Iterable[tuple[_Read, _Read]]) -> tuple[list[_Found], set[int]]:
    """The pairs whose shingles are in common indeed, with their share; and the articles that are no longer as they
    were read.
    """
    candidates = list(candidates)
    wanted = dict(sorted(one for pair in candidates for one in pair))
    ids = list(wanted)
    sets: dict[int, set[str]] = {}
    for start in range(0, len(ids), 500):
        for article in archive.articles(ids[start : start + 500]):
            if article.fingerprint == wanted[article.id]:
                sets[article.id] = shingles(article.title, article.body)
    found: list[_Found] = []
    for (later, fingerprint), (earlier, other_fingerprint) in candidates:
        if later not in sets or earlier not in sets:
            continue
        one, other = sets[later], sets[earlier]
        common = share(one, other)
        if common >= LEAST_SHARE and len(one & other) >= _LEAST_RESEMBLANCE * len(one | other):
            found.append((Pair(later, earlier, round(common, 4)), fingerprint, other_fingerprint))
    return found, wanted.keys() - sets.keys()


def _spans(new: list[int], within: int) -> Iterator[tuple[int, int]]:
    """The ranges of ids, none overlapping, that have the new articles and all up to so many days around them."""
    first = last = None
    for article in new:
        low, high = _around(article, within)
        if last is None or low > last + PER_DAY:
            if first is not None and last is not None:
                yield first, last
            first = low
        last = high
    if first is not None and last is not None:
        yield first, last


def _around(article: int, within: int) -> tuple[int, int]:
    """The lowest and highest id of the days around an article's."""
    if article < FIRST_DATED_ID:
        return 0, first_id(datetime.date(1600, 1, 1)) - 1
    day = _day(article)
    first = datetime.date.fromordinal(max(1, day - within))
    last = datetime.date.fromordinal(min(datetime.date.max.toordinal(), day + within))
    return first_id(first), last_id(last)


def _day(article: int) -> int:
    """The day of an id as a number that counts days; undated articles have one of their own, far from all others."""
    date = date_of(article)
    return date.toordinal() if date else -1_000_000


def _rensa() -> tuple[Any, Any]:
    try:
        from rensa import RMinHash, RMinHashLSH
    except ImportError as error:
        raise NotInstalled("Near-duplicates are found by rensa", "Install it with: pip install rensa") from error
    return RMinHash, RMinHashLSH

"""Stories told twice: articles that say the same in nearly the same words, within some days of each other.

An article is the set of its shingles, three words in a row. MinHash (rensa) finds the pairs that may have many in
common, their shingles decide. The work goes through the days in order and holds no more than twice the days that
two articles can be apart, so that it takes bounded memory, and time in proportion to the articles.

A. Broder, On the resemblance and containment of documents, 1997.
"""

from __future__ import annotations

import datetime
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from itertools import islice
from typing import TYPE_CHECKING, Any

from newsidx.archive import Archive
from newsidx.archive.fetching import articles
from newsidx.archive.pairs import Pair, begin_anew, compared_days, is_dated, keep, pairs, texts, uncompared
from newsidx.article import PER_DAY, first_id, last_id
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

_BLOCK = 2000
_MOST_HELD = 50_000
"""Articles a table of hashes holds at most, on days that have more than anybody reads."""


@dataclass(frozen=True)
class Story:
    """Articles that tell one story, the first of them first; each with the largest share it has in common with one
    before it, 0 for the first.
    """

    articles: tuple[int, ...]
    shares: tuple[float, ...]


@dataclass
class _Generation:
    """The articles of some days, to be found by their hashes."""

    first_day: int
    hashes: dict[int, RMinHash] = field(default_factory=dict)
    table: Any = None


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
    archive: Archive, within: int = WITHIN, on_progress: Callable[[int, int], None] = lambda done, total: None
) -> int:
    """Compare the articles that were not compared yet with those up to so many days before and after them, and keep
    the pairs found. Returns how many articles were new. What is done is kept when this is interrupted.

    Articles compared within fewer days are compared again. Raises NotInstalled without rensa.
    """
    known = compared_days(archive)
    if known is None or known < within:
        begin_anew(archive, within)
    else:
        within = known
    new = uncompared(archive)
    wanted = set(new)
    done = 0
    for first, last in _spans(new, within):
        window = _Window(within)
        rows = texts(archive, first, last)
        while block := list(islice(rows, _BLOCK)):
            candidates = [pair for pair in window.add(block) if pair[0] in wanted or pair[1] in wanted]
            fresh = [article for article, _, _ in block if article in wanted]
            keep(archive, fresh, _verified(archive, candidates))
            done += len(fresh)
            on_progress(done, len(new))
    return len(new)


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

    for pair in pairs(archive, least):
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
    of which the older one is dropped when the newer is full.
    """

    def __init__(self, within: int) -> None:
        self._within = within
        self._generations: list[_Generation] = []

    def add(self, block: list[tuple[int, str, str]]) -> Iterator[tuple[int, int]]:
        """Add articles in the order of their ids, and yield (id, earlier id) of the pairs that may be near."""
        minhash, tables = _rensa()
        token_sets = [list(shingles(title, body)) for _, title, body in block]
        made = minhash.from_token_sets(token_sets, _PERMUTATIONS, _SEED)
        for (article, _, _), hashed in zip(block, made, strict=True):
            day = _day(article)
            for generation in self._generations:
                for earlier in generation.table.query(hashed):
                    if day - _day(earlier) <= self._within and self._resemble(hashed, generation.hashes[earlier]):
                        yield article, earlier
            newest = self._generations[-1] if self._generations else None
            if newest is None or day - newest.first_day > self._within or len(newest.hashes) >= _MOST_HELD:
                newest = _Generation(day, table=tables(LEAST_SHARE, _PERMUTATIONS, _BANDS))
                self._generations = [*self._generations[-1:], newest]
            newest.hashes[article] = hashed
            newest.table.insert(article, hashed)

    def _resemble(self, one: RMinHash, other: RMinHash) -> bool:
        return bool(one.jaccard(other) > _LEAST_RESEMBLANCE - 0.1)  # its standard error is 0.04


def _verified(archive: Archive, candidates: Iterable[tuple[int, int]]) -> list[Pair]:
    """The pairs whose shingles are in common indeed, with their share."""
    candidates = list(candidates)
    wanted = sorted({one for pair in candidates for one in pair})
    sets: dict[int, set[str]] = {}
    for start in range(0, len(wanted), 500):
        for article in articles(archive, wanted[start : start + 500]):
            sets[article.id] = shingles(article.title, article.body)
    found: list[Pair] = []
    for later, earlier in candidates:
        one, other = sets[later], sets[earlier]
        common = share(one, other)
        if common >= LEAST_SHARE and len(one & other) >= _LEAST_RESEMBLANCE * len(one | other):
            found.append(Pair(later, earlier, round(common, 4)))
    return found


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
    if not is_dated(article):
        return 0, first_id(datetime.date(1600, 1, 1)) - 1
    day = _day(article)
    first = datetime.date.fromordinal(max(1, day - within))
    last = datetime.date.fromordinal(min(datetime.date.max.toordinal(), day + within))
    return first_id(first), last_id(last)


def _day(article: int) -> int:
    """The day of an id as a number that counts days; undated articles have one of their own, far from all others."""
    if not is_dated(article):
        return -1_000_000
    day = article // PER_DAY
    return datetime.date(day // 10_000, day // 100 % 100, day % 100).toordinal()


def _rensa() -> tuple[Any, Any]:
    try:
        from rensa import RMinHash, RMinHashLSH
    except ImportError as error:
        raise NotInstalled("Near-duplicates are found by rensa", "Install it with: pip install rensa") from error
    return RMinHash, RMinHashLSH

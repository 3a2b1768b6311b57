"""Near-duplicates: articles with nearly the same words, within some days of each other, and their clusters.

A sliding window over the dates (`newsidx.analysis.window`) finds candidates by MinHash; their shingles decide.
"""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from newsidx.analysis.related import related
from newsidx.analysis.resemblance import resemblance, share, shingles
from newsidx.analysis.window import (
    MIN_RESEMBLANCE,
    MIN_SHARE,
    FoundPair,
    Generation,
    ReadArticle,
    Window,
    day_number,
)
from newsidx.archive.contract import Archive, WritableArchive
from newsidx.archive.progress import OnProgress, nothing
from newsidx.archive.records import Pair
from newsidx.article import FIRST_DATED_ID, PER_DAY, Article, date_of, first_id, last_id
from newsidx.dates import DateRange
from newsidx.query import Query

WITHIN = 7
"""How many days two near-duplicates can be apart."""

SHARE = 0.8
"""The share of the shorter article's shingles that two near-duplicates have in common. The results with other shares
are in docs/measures.md.
"""

_FETCHED = 500
"""How many articles are fetched at a time."""

_RELATED = 100
"""Among how many related articles the near-duplicates of one are looked for."""


@dataclass(frozen=True)
class Cluster:
    """Articles that are near-duplicates, in the order of their ids; for each, the largest share that it has in common
    with an earlier one, 0 for the first.
    """

    articles: tuple[int, ...]
    shares: tuple[float, ...]


def compare(archive: WritableArchive, within: int = WITHIN, on_progress: OnProgress = nothing) -> int:
    """Compare the articles that were not compared before with those up to `within` days away, and save the pairs found.
    Returns how many articles were new. What is done when this is interrupted stays saved.

    Articles that were compared within fewer days are compared again. Raises NotInstalled without rensa.
    """
    while True:
        within = archive.begin_comparison(within)
        new_count = _compare(archive, within, on_progress)
        if new_count is not None:
            return new_count


def _compare(archive: WritableArchive, within: int, on_progress: OnProgress) -> int | None:
    """Compare what was not compared before. None if another program has started over with other days meanwhile."""
    uncompared = archive.uncompared()
    new = set(uncompared)
    done = 0
    if new:
        on_progress(0, len(new))
    for first, last in _spans(uncompared, within):
        window = Window(within, new)
        for page in archive.texts(first, last):
            window.add_pairs(*_verified(archive, window.add(page)))
            if not _save(archive, within, window.take_dropped()):
                return None
            done += sum(text.article in new for text in page)
            on_progress(done, len(new))
        if not _save(archive, within, window.remaining()):
            return None
    return len(new)


def _save(archive: WritableArchive, within: int, generations: list[Generation]) -> bool:
    """Save the new articles of some generations and their pairs. False if another program has started over."""
    return all(
        archive.save_comparison(
            within,
            ((article, generation.fingerprints[article]) for article in generation.new),
            (pair for pairs in generation.new.values() for pair in pairs),
        )
        for generation in generations
        if generation.new
    )


def clusters(archive: Archive, min_share: float = SHARE, within: int = WITHIN) -> list[Cluster]:
    """The clusters of near-duplicates among the articles compared so far, oldest first. Pairs are chained, so that the
    first and the last article of a large cluster may have less in common.
    """
    parents: dict[int, int] = {}
    shares: dict[int, float] = {}

    def first_of(article: int) -> int:
        while (parent := parents.setdefault(article, article)) != article:
            parents[article] = parents[parent]
            article = parent
        return article

    for pair in archive.pairs(min_share):
        if abs(day_number(pair.article) - day_number(pair.earlier)) <= within:
            shares[pair.article] = max(shares.get(pair.article, 0.0), pair.share)
            one, other = first_of(pair.article), first_of(pair.earlier)
            parents[max(one, other)] = min(one, other)
    members: dict[int, list[int]] = {}
    for article in sorted(parents):
        members.setdefault(first_of(article), []).append(article)
    return [
        Cluster(tuple(articles), tuple(shares.get(article, 0.0) for article in articles))
        for _, articles in sorted(members.items())
    ]


def near_duplicates_of(
    archive: Archive, article: Article, min_share: float = SHARE, within: int = WITHIN
) -> list[tuple[Article, float]]:
    """The near-duplicates of one article, and the share that each has in common with it, the most similar first.

    They are looked for among the articles related to it, so that the archive need not have been compared.
    """
    low, high = _around(article.id, within)
    first, last = date_of(low), date_of(high)
    nearby = Query(dates=DateRange(first, last)) if first else Query(undated=True)
    own = shingles(article.title, article.body)
    similar = []
    for other in related(archive, article, nearby, _RELATED):
        theirs = shingles(other.article.title, other.article.body)
        in_common = share(own, theirs)
        if in_common >= min_share and resemblance(own, theirs) >= MIN_RESEMBLANCE:
            similar.append((other.article, in_common))
    return sorted(similar, key=lambda pair: (-pair[1], pair[0].id))


def _verified(
    archive: Archive, candidates: Iterable[tuple[ReadArticle, ReadArticle]]
) -> tuple[list[FoundPair], set[int]]:
    """The candidates whose shingles do have enough in common; and the articles that have changed since they were
    read.
    """
    candidates = list(candidates)
    fingerprints = dict(sorted(read for candidate in candidates for read in candidate))
    ids = list(fingerprints)
    sets: dict[int, set[str]] = {}
    for start in range(0, len(ids), _FETCHED):
        for article in archive.articles(ids[start : start + _FETCHED]):
            if article.fingerprint == fingerprints[article.id]:
                sets[article.id] = shingles(article.title, article.body)
    pairs: list[FoundPair] = []
    for (later, later_fingerprint), (earlier, earlier_fingerprint) in candidates:
        if later not in sets or earlier not in sets:
            continue
        one, other = sets[later], sets[earlier]
        in_common = share(one, other)
        if in_common >= MIN_SHARE and resemblance(one, other) >= MIN_RESEMBLANCE:
            pairs.append((Pair(later, earlier, round(in_common, 4)), later_fingerprint, earlier_fingerprint))
    return pairs, fingerprints.keys() - sets.keys()


def _spans(new: list[int], within: int) -> Iterator[tuple[int, int]]:
    """Ranges of ids, none overlapping, with the new articles and all articles up to `within` days around them."""
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
    """The lowest and the highest id of the days around an article's."""
    if article < FIRST_DATED_ID:
        return 0, first_id(datetime.date(1600, 1, 1)) - 1
    day = day_number(article)
    first = datetime.date.fromordinal(max(1, day - within))
    last = datetime.date.fromordinal(min(datetime.date.max.toordinal(), day + within))
    return first_id(first), last_id(last)

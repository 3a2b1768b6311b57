"""The terms that may be keywords of some articles, chosen by a sample of these."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Sequence
from heapq import nlargest
from itertools import groupby
from typing import NamedTuple

from newsidx.analysis.keyness import SIGNIFICANT, SURE, Counts
from newsidx.archive.contract import Archive
from newsidx.query import Query
from newsidx.query.compare import without

SAMPLE = 10_000
"""The most articles of each side, spread evenly, that are read to choose candidates."""

_FIRST_SAMPLES = {1_000: 2, 2_500: 3}
"""How many of the selected articles are read first, and how many terms for each keyword may then be among the best: if
there are more, more articles are read.
"""

_SAMPLE_AGAINST = 5_000
"""The same where the others are those of another query, of which nothing is kept. In a million articles this gives 19
or 20 of the 20 keywords that twice as many give, in half the time.
"""

_MOST_RARE = 1_000
"""How many rare words of the selected articles are counted in all articles: those that most of the former have."""

_MIN_ARTICLES = 2
"""A word in fewer articles of the sample than this is no candidate."""


class Candidates(NamedTuple):
    """How many articles have each term, and the keyness of those that may be keywords."""

    counts: Counts
    scores: dict[str, float]

    def best_first(self) -> list[str]:
        """The terms that may be keywords, those with the highest keyness first."""
        return sorted(self.scores, key=lambda term: (-self.scores[term], term))


def candidates(
    archive: Archive,
    query: Query,
    ids: Sequence[int],
    sides: tuple[int, int],
    excluded: Collection[str],
    limit: int,
) -> Candidates:
    """The terms that may be among the `limit` best keywords of a query that so many articles match, and so many do not.

    `ids` are at most SAMPLE of those that match, spread evenly. If the archive keeps how many articles have its common
    terms, as many of them are read as make the choice sure enough.
    """
    common = archive.common_terms()
    if not common:
        return candidates_between(archive, ids, None if query.undated else without(Query(), query), excluded)
    in_sample: Counter[str] = Counter()
    read: set[int] = set()
    for size, most_likely in (*_FIRST_SAMPLES.items(), (SAMPLE, 0)):
        new = sorted(set(spread(ids, size)) - read)
        in_sample.update(archive.term_counts(new))
        read.update(new)
        counts = Counts(*sides, len(read), in_sample, common)
        chosen = Candidates(counts, _scores(counts, excluded))
        if len(read) == len(ids) or _is_clear(chosen, limit, most_likely * limit):
            break
    return _with_rare_terms(archive, chosen, excluded, limit)


def spread(ids: Sequence[int], most: int) -> list[int]:
    """At most so many of the ids, spread evenly over them."""
    return [ids[number * len(ids) // most] for number in range(most)] if len(ids) > most else list(ids)


def candidates_between(
    archive: Archive, ids: Sequence[int], others: Query | None, excluded: Collection[str]
) -> Candidates:
    """The terms that may be keywords of some articles, given by their ids, against those that match a query; None for
    all others.

    A sample of these is read, too: how common a term is in the whole archive says nothing of them.
    """
    elsewhere = archive.sample(others or Query(), _SAMPLE_AGAINST)
    if others is None:
        elsewhere = sorted(set(elsewhere).difference(ids))
    counts = _counts_of(archive, spread(ids, _SAMPLE_AGAINST), elsewhere)
    return Candidates(counts, _scores(counts, excluded))


def _counts_of(archive: Archive, here: Sequence[int], elsewhere: Sequence[int]) -> Counts:
    """How many articles have each term, in a sample of each side."""
    in_sample = archive.term_counts(here)
    everywhere = Counter(in_sample)
    everywhere.update(archive.term_counts(elsewhere))
    return Counts(len(here), len(elsewhere), len(here), in_sample, everywhere, is_sampled=True)


def _is_clear(chosen: Candidates, limit: int, most_likely: int) -> bool:
    """Whether at most so many terms may be among the best, and none that the sample has too seldom."""
    counts, scores = chosen
    if counts.here > counts.elsewhere:  # where nearly all that have a word are here, its keyness is far from sure
        return counts.read >= max(_FIRST_SAMPLES)
    best = nlargest(limit, scores.values())
    if len(best) < limit:
        return False
    if counts.most_everywhere(counts.most(_MIN_ARTICLES - 1), best[-1]):
        return False
    likely = chosen.best_first()[: most_likely + limit]
    return sum(counts.highest([term]) >= best[-1] for term in likely) <= most_likely


def _with_rare_terms(archive: Archive, chosen: Candidates, excluded: Collection[str], limit: int) -> Candidates:
    """The same with those of the rare terms that may be keywords, of which all articles are counted."""
    in_sample, scores = chosen.counts.in_sample, dict(chosen.scores)
    everywhere = dict(chosen.counts.everywhere)
    counts = chosen.counts._replace(everywhere=everywhere)
    several = {term: count for term, count in in_sample.items() if count >= _MIN_ARTICLES and term not in everywhere}
    rare = sorted(term for term in several if _is_word(term) and term not in excluded)
    rare.sort(key=several.__getitem__, reverse=True)
    for count, terms in groupby(rare[:_MOST_RARE], several.__getitem__):
        best = nlargest(limit, scores.values())
        least = _least_of_form(best[-1]) if len(best) == limit else SIGNIFICANT
        most = counts.most_everywhere(counts.most(count), least)
        if not most:
            break
        numbers = archive.term_statistics(terms, most)
        everywhere.update(numbers)
        scores.update((term, counts.keyness_of(count, number)) for term, number in numbers.items())
    return Candidates(counts, scores)


def _least_of_form(keyness: float) -> float:
    """The keyness that a form of a word must have, for a word with this one. That of a word is about the sum of those
    of its forms; forms that may be there by chance are not added up.
    """
    return max(SIGNIFICANT, keyness / 2, min(keyness, SURE))


def _scores(counts: Counts, excluded: Collection[str]) -> dict[str, float]:
    """The keyness of each term that may be a keyword, among those of which it is known how many articles have them."""
    share = counts.read / (counts.here + counts.elsewhere)
    in_sample = counts.in_sample
    scores = {
        term: counts.keyness_of(in_sample[term], everywhere)
        for term, everywhere in counts.everywhere.items()
        if in_sample.get(term, 0) >= max(_MIN_ARTICLES, share * everywhere) and _is_word(term) and term not in excluded
    }
    return {term: score for term, score in scores.items() if score > SIGNIFICANT}


def _is_word(term: str) -> bool:
    return len(term) > 1 and not term.isdigit()

"""Keyness: how much more common a word is in some articles than in all others, and how sure that is from a sample."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from math import inf, log, prod, sqrt
from typing import NamedTuple

SIGNIFICANT, SURE = 3.84, 15.1
"""A lower log-likelihood ratio arises by chance in more than one of 20 cases, and in more than one of 10,000."""

_DEVIATIONS = 2
"""So many standard deviations more articles than a sample says may have a word: with fewer it is missed too often."""


class Counts(NamedTuple):
    """How many articles are `here`, among those selected, and `elsewhere`; how many of a sample of the selected ones
    have each term, of `read` articles; and how many of all articles have it, `everywhere`.

    Terms of which the latter is not known count as in none. It is estimated, too, if it `is_sampled`.
    """

    here: int
    elsewhere: int
    read: int
    in_sample: Mapping[str, int]
    everywhere: Mapping[str, int]
    is_sampled: bool = False

    def keyness(self, forms: Iterable[str]) -> float:
        """The keyness of a word, by its forms."""
        return self.keyness_of(*self._of(forms))

    def highest(self, forms: Iterable[str]) -> float:
        """The keyness that a word may have, by its forms, if another sample has more of its articles."""
        if self.is_sampled:
            return inf
        in_sample, everywhere = self._of(forms)
        return self.keyness_of(self.most(in_sample), everywhere)

    def keyness_of(self, in_sample: float, everywhere: float) -> float:
        """The keyness of a word that so many articles of the sample have, and so many of all."""
        here = min(in_sample * self.here / self.read, everywhere, self.here)
        return log_likelihood(here, self.here, min(everywhere - here, self.elsewhere), self.elsewhere)

    def most(self, in_sample: float) -> float:
        """How many articles of another sample may have a word that so many of this one have."""
        share = min(1.0, (in_sample + 1) / self.read)
        left = 1 - self.read / self.here
        return in_sample + _DEVIATIONS * sqrt(self.read * share * (1 - share) * left)

    def most_everywhere(self, in_sample: float, keyness: float) -> int:
        """The most articles that may have a word that so many of the sample have, if its keyness is to be as high; 0 if
        it cannot be.
        """
        here = round(min(in_sample * self.here / self.read, self.here))
        low, high = 0, here + self.elsewhere
        while low < high:
            middle = (low + high + 1) // 2
            if self.keyness_of(in_sample, max(here, middle)) >= keyness:
                low = middle
            else:
                high = middle - 1
        return low

    def _of(self, forms: Iterable[str]) -> tuple[float, float]:
        """About how many articles of the sample, and of all, have any of some terms."""
        known = [form for form in forms if form in self.everywhere]
        return (
            _with_any([self.in_sample.get(form, 0) for form in known], self.read),
            _with_any([self.everywhere[form] for form in known], self.here + self.elsewhere),
        )


def _with_any(counts: Sequence[int], total: int) -> float:
    """How many of all articles have any of some terms, each of which so many have, if these do not depend on one
    another.
    """
    return total * (1 - prod(1 - count / total for count in counts)) if len(counts) > 1 else sum(counts)


def log_likelihood(here: float, of_here: int, elsewhere: float, of_elsewhere: int) -> float:
    """The log-likelihood ratio G² of a word that is in `here` of `of_here` articles and in `elsewhere` of
    `of_elsewhere` others; negative if it is rarer here.

    T. Dunning, Accurate Methods for the Statistics of Surprise and Coincidence, 1993: both sides binomial, two by two.
    """
    total = of_here + of_elsewhere
    share = (here + elsewhere) / total
    ratio = 0.0
    for with_word, articles in ((here, of_here), (elsewhere, of_elsewhere)):
        if with_word:
            ratio += with_word * log(with_word / (articles * share))
        if without := articles - with_word:
            ratio += without * log(without / (articles * (1 - share)))
    ratio *= 2
    return ratio if here * of_elsewhere >= elsewhere * of_here else -ratio

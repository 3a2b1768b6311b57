"""Keyness: how much more common a word is in some articles than in all others, and how sure that is from a sample."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from math import inf, log, sqrt
from typing import NamedTuple

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
        """The keyness of a word, by its forms; too high if articles have several of them."""
        return self.keyness_of(*self._of(forms))

    def highest(self, forms: Iterable[str]) -> float:
        """The keyness that a word may have, by its forms, if another sample has more of its articles."""
        if self.is_sampled:
            return inf
        in_sample, everywhere = self._of(forms)
        return self.keyness_of(self.most(in_sample), everywhere)

    def keyness_of(self, in_sample: float, everywhere: int) -> float:
        """The keyness of a word that so many articles of the sample have, and so many of all."""
        here = min(in_sample * self.here / self.read, everywhere, self.here)
        return log_likelihood(here, self.here, min(everywhere - here, self.elsewhere), self.elsewhere)

    def most(self, in_sample: int) -> float:
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

    def _of(self, forms: Iterable[str]) -> tuple[int, int]:
        """How many articles of the sample, and of all, have each of some terms, added up."""
        known = [form for form in forms if form in self.everywhere]
        return sum(self.in_sample.get(form, 0) for form in known), sum(self.everywhere[form] for form in known)


def log_likelihood(here: float, of_here: int, elsewhere: float, of_elsewhere: int) -> float:
    """The log-likelihood ratio G² of a word that is in `here` of `of_here` articles and in `elsewhere` of
    `of_elsewhere` others; negative if it is rarer here.

    T. Dunning, Accurate Methods for the Statistics of Surprise and Coincidence, 1993: both sides binomial, two by two.
    """
    total = of_here + of_elsewhere
    with_word = here + elsewhere
    table = (
        (here, of_here * with_word / total),
        (of_here - here, of_here * (total - with_word) / total),
        (elsewhere, of_elsewhere * with_word / total),
        (of_elsewhere - elsewhere, of_elsewhere * (total - with_word) / total),
    )
    ratio = 2 * sum(observed * log(observed / expected) for observed, expected in table if observed and expected)
    return ratio if here * of_elsewhere > elsewhere * of_here else -ratio

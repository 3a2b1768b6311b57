"""Words near each other: `"oil embargo"~5` checked against the terms of a text, where FTS5's NEAR is not exact."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Sequence
from functools import lru_cache
from typing import NamedTuple

from newsidx.archive.matching.terms import Terms, terms_from_json

_MAX_MATCHED, _MAX_CHOSEN = 200, 8
"""Up to how many words the places are matched with the words, and every choice of them is tried, if some of the words
have several terms.
"""


class _Span(NamedTuple):
    """A place of a word in a text: its first term, the one after its last, and the number of the word."""

    start: int
    end: int
    word: int


class Nearness(NamedTuple):
    """Words that must all be in one stretch of text, without overlapping and with at most `distance` other terms in it.

    A word that the query has twice must be there twice.
    """

    words: tuple[Terms, ...]
    distance: int

    @property
    def is_exact_in_fts5(self) -> bool:
        """Whether FTS5's NEAR finds exactly this. It measures from the end of each word to the start of the last one,
        counts the words between them, and takes one word for two that have a term in common.
        """
        every_term = [term for word in self.words for term in {term for place in word.places for term in place}]
        has_one_length = len(self.words) < 3 or len({len(word.places) for word in self.words}) == 1
        has_others = any(word.is_prefix or word.ends_in_pair for word in self.words)
        return has_one_length and not has_others and len(set(every_term)) == len(every_term)

    @property
    def fts5_distance(self) -> int:
        """The distance for FTS5's NEAR: the most terms from the end of one word to the start of another, with the
        other words of the query that may be between them.
        """
        lengths = sorted(word.length for word in self.words)
        return self.distance + sum(lengths[2:] if self.is_exact_in_fts5 else lengths)

    @property
    def longest(self) -> int:
        """The most terms in the stretch."""
        return sum(word.length for word in self.words) + self.distance

    def occurs_in(self, text: Sequence[str]) -> bool:
        """Whether all the words are in one stretch of a text, given as its terms."""
        distinct = list(dict.fromkeys(self.words))
        required = Counter(map(distinct.index, self.words))
        spans = sorted(
            _Span(start, start + word.length, number)
            for number, word in enumerate(distinct)
            for start in word.starts(text)
        )
        by_end = sorted(spans, key=lambda span: span.end)
        inside: Counter[int] = Counter()
        missing = len(required)
        longest = self.longest
        next_span = 0
        for index, first in enumerate(spans):
            end = first.start + longest
            while next_span < len(by_end) and by_end[next_span].end <= end:
                word = by_end[next_span].word
                inside[word] += 1
                missing -= inside[word] == required[word]
                next_span += 1
            if not missing and _fit(_within(spans, index, end), list(required.elements())):
                return True
            missing += inside[first.word] == required[first.word]
            inside[first.word] -= 1
        return False

    def to_json(self) -> str:
        """As JSON, for `from_json`."""
        return json.dumps([[word.to_json() for word in self.words], self.distance])


@lru_cache(maxsize=256)
def nearness_from_json(encoded: str) -> Nearness:
    """The words that `Nearness.to_json` wrote."""
    words, distance = json.loads(encoded)
    return Nearness(tuple(map(terms_from_json, words)), distance)


def _within(spans: Sequence[_Span], first: int, end: int) -> list[_Span]:
    """The spans from the first one on that end before the stretch does."""
    within = []
    for span in spans[first:]:
        if span.start >= end:
            break
        if span.end <= end:
            within.append(span)
    return within


def _fit(spans: list[_Span], words: list[int]) -> bool:
    """Whether each of the words can have a span of its own, without overlaps."""
    if len(words) <= _MAX_MATCHED and all(span.end == span.start + 1 for span in spans):
        return _fit_one_each(spans, words)
    if len(words) <= _MAX_CHOSEN:
        return _fit_by_choice(spans, words, ())
    return _fit_in_order(spans, words)


def _fit_one_each(spans: list[_Span], words: list[int]) -> bool:
    """The same for words of one term each: a matching of words with places (H. W. Kuhn, 1955)."""
    places_by_word: dict[int, list[int]] = {}
    for span in spans:
        places_by_word.setdefault(span.word, []).append(span.start)
    taken: dict[int, int] = {}

    def place(number: int, tried: set[int]) -> bool:
        for start in places_by_word.get(words[number], ()):
            if start not in tried:
                tried.add(start)
                if start not in taken or place(taken[start], tried):
                    taken[start] = number
                    return True
        return False

    return all(place(number, set()) for number in range(len(words)))


def _fit_by_choice(spans: list[_Span], words: list[int], chosen: tuple[_Span, ...]) -> bool:
    """The same, by trying every place of the first word with every place of the next."""
    if not words:
        return True
    return any(
        _fit_by_choice(spans, words[1:], (*chosen, span))
        for span in spans
        if span.word == words[0] and all(span.end <= other.start or other.end <= span.start for other in chosen)
    )


def _fit_in_order(spans: list[_Span], words: list[int]) -> bool:
    """The same for many words: what ends first is taken first."""
    missing = Counter(words)
    last_end = 0
    for span in sorted(spans, key=lambda span: (span.end, span.start)):
        if span.start >= last_end and missing[span.word]:
            missing[span.word] -= 1
            last_end = span.end
    return not +missing

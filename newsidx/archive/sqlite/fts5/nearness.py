"""Words near each other: `"oil embargo"~5` checked against the words of a text, where FTS5's NEAR is not exact."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Sequence
from typing import NamedTuple

Stems = tuple[str, ...]


class _Span(NamedTuple):
    """The place of a word in a text: the position of its first stem, and the one after its last."""

    start: int
    end: int
    word: Stems


class Nearness(NamedTuple):
    """Words by their stems, which must all be in one stretch of text with at most `distance` other words in it.

    A word that the query has twice must be there twice.
    """

    words: tuple[Stems, ...]
    distance: int

    @property
    def is_exact_in_fts5(self) -> bool:
        """Whether FTS5's NEAR finds exactly this. It measures from the end of each word to the start of the last one,
        counts the words between them, and takes one word for two that have a stem in common.
        """
        every_stem = [stem for word in self.words for stem in set(word)]
        has_one_length = len(self.words) < 3 or len(set(map(len, self.words))) == 1
        return has_one_length and len(set(every_stem)) == len(every_stem)

    @property
    def fts5_distance(self) -> int:
        """The distance for FTS5's NEAR: the most tokens from the end of one word to the start of another, with the
        other words of the query that may be between them.
        """
        lengths = sorted(map(len, self.words))
        return self.distance + sum(lengths[2:] if self.is_exact_in_fts5 else lengths)

    def occurs_in(self, text: Sequence[str]) -> bool:
        """Whether all the words are in one stretch of a text, given as its stems, without overlapping."""
        spans = self._spans(text)
        required = Counter(self.words)
        length = sum(map(len, self.words)) + self.distance
        by_end = sorted(spans, key=lambda span: span.end)
        inside: Counter[Stems] = Counter()
        missing = len(required)
        next_span = 0
        for index, first in enumerate(spans):
            while next_span < len(by_end) and by_end[next_span].end <= first.start + length:
                word = by_end[next_span].word
                inside[word] += 1
                missing -= inside[word] == required[word]
                next_span += 1
            if not missing and self._fit_without_overlap(spans[index:], first.start + length):
                return True
            missing += inside[first.word] == required[first.word]
            inside[first.word] -= 1
        return False

    def _spans(self, text: Sequence[str]) -> list[_Span]:
        """Every place of each of the words, in the order of the text."""
        by_first_stem: dict[str, list[Stems]] = defaultdict(list)
        for word in dict.fromkeys(self.words):
            by_first_stem[word[0]].append(word)
        return [
            _Span(start, start + len(word), word)
            for start, stem in enumerate(text)
            for word in by_first_stem.get(stem, ())
            if tuple(text[start : start + len(word)]) == word
        ]

    def _fit_without_overlap(self, spans: Sequence[_Span], end: int) -> bool:
        """Whether the words fit into the stretch up to `end` without overlapping; the first to end is taken first."""
        if all(len(word) == 1 for word in self.words):
            return True
        missing = Counter(self.words)
        last_end = 0
        stretch = []
        for span in spans:
            if span.start >= end:
                break
            stretch.append(span)
        for span in sorted(stretch, key=lambda span: (span.end, span.start)):
            if span.end <= end and span.start >= last_end and missing[span.word]:
                missing[span.word] -= 1
                last_end = span.end
        return not +missing

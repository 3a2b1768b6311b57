"""Words near each other: what `"oil embargo"~5` asks of the words of a text, where FTS5's NEAR does not say."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Sequence
from typing import NamedTuple

Stems = tuple[str, ...]


class _Span(NamedTuple):
    """Where a word stands in a text: from its first stem to the one behind its last."""

    start: int
    end: int
    word: Stems


class Nearness(NamedTuple):
    """Words by their stems, each to stand once in a stretch of text with at most `distance` other words in it.

    A word that is asked for twice has to stand there twice.
    """

    words: tuple[Stems, ...]
    distance: int

    @property
    def is_known_to_fts5(self) -> bool:
        """Whether FTS5's NEAR finds this and nothing else: it measures from the end of each word to the beginning of
        the last one, whatever stands between them, and takes one word for two that have a stem in common.
        """
        every_stem = [stem for word in self.words for stem in set(word)]
        has_one_length = len(self.words) < 3 or len(set(map(len, self.words))) == 1
        return has_one_length and len(set(every_stem)) == len(every_stem)

    @property
    def between(self) -> int:
        """The most words from the end of one to the beginning of another, with those of the words between them."""
        lengths = sorted(map(len, self.words))
        return self.distance + sum(lengths[2:] if self.is_known_to_fts5 else lengths)

    def stands_in(self, text: Sequence[str]) -> bool:
        """Whether the stems of a text have all the words in one stretch, no two of them at the same place."""
        spans = self._spans(text)
        asked = Counter(self.words)
        length = sum(map(len, self.words)) + self.distance
        by_end = sorted(spans, key=lambda span: span.end)
        inside: Counter[Stems] = Counter()
        lacking = len(asked)
        after = 0
        for place, first in enumerate(spans):
            while after < len(by_end) and by_end[after].end <= first.start + length:
                word = by_end[after].word
                inside[word] += 1
                lacking -= inside[word] == asked[word]
                after += 1
            if not lacking and self._have_room(spans, place, first.start + length):
                return True
            lacking += inside[first.word] == asked[first.word]
            inside[first.word] -= 1
        return False

    def _spans(self, text: Sequence[str]) -> list[_Span]:
        """Every place where one of the words stands, in the order of the text."""
        beginning: dict[str, list[Stems]] = defaultdict(list)
        for word in dict.fromkeys(self.words):
            beginning[word[0]].append(word)
        return [
            _Span(start, start + len(word), word)
            for start, stem in enumerate(text)
            for word in beginning.get(stem, ())
            if tuple(text[start : start + len(word)]) == word
        ]

    def _have_room(self, spans: Sequence[_Span], place: int, end: int) -> bool:
        """Whether the words that stand in a stretch stand beside each other: the first to end is taken first."""
        if all(len(word) == 1 for word in self.words):
            return True
        left = Counter(self.words)
        at = 0
        stretch = []
        for span in spans[place:]:
            if span.start >= end:
                break
            stretch.append(span)
        for span in sorted(stretch, key=lambda span: (span.end, span.start)):
            if span.end <= end and span.start >= at and left[span.word]:
                left[span.word] -= 1
                at = span.end
        return not +left

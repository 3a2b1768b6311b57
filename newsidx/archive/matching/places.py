"""Where words and phrases are in a text, found without splitting it into its terms, which would take ten times as long.

The text is folded first, so that its words are the terms of the index, each between spaces. Of the words that are
looked for, only those that the text has are then searched, with `str.find`; of a phrase, its first word, and the rest
is compared from there.
"""

from __future__ import annotations

import re
from bisect import bisect
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator
from itertools import islice
from typing import NamedTuple, TypeAlias

from newsidx.archive.matching.terms import Terms, is_pair
from newsidx.archive.matching.tokenizer import Folded
from newsidx.text.bigrams import without_runs

Span: TypeAlias = tuple[int, int]

_Part: TypeAlias = "frozenset[str] | str"
"""A part of a phrase: the forms of a word, or a run of letters of a script without spaces."""


class _Rest(NamedTuple):
    """The parts of a phrase after its first one, the last of which may be only the beginning of a word."""

    parts: tuple[_Part, ...] = ()
    is_prefix: bool = False


_CHUNK = 100_000
"""Letters whose words are listed at a time: the words of a book take ten times the memory of its text."""

_FEW = 30
"""Up to how many words are each searched with `str.find`. For more, every word of the text is looked up."""

_WORD = re.compile("[^ ]+")


class Places:
    """Words and phrases to be found in texts: their first parts, each with the rests that make a match with it."""

    def __init__(self, searched: Iterable[Terms]) -> None:
        self._words: dict[str, list[_Rest]] = defaultdict(list)
        self._runs: dict[str, list[_Rest]] = defaultdict(list)
        prefixes: set[str] = set()
        for terms in dict.fromkeys(searched):
            first, *others = _parts(terms)
            rest = _Rest(tuple(others), terms.is_prefix)
            if isinstance(first, str):
                self._runs[first].append(rest)
            elif terms.is_prefix and not others:
                prefixes.update(first)
            else:
                for word in first:
                    self._words[word].append(rest)
        self._prefixes = _shortest(prefixes)

    def spans(self, text: str, limit: int | None = None) -> list[Span]:
        """Where each match begins and ends in a text, sorted; with a limit at least the first matches, that many."""
        folded = Folded(text)
        spans: set[Span] = set()
        letters = f" {folded.letters} "
        words = without_runs(letters)
        for matches in self._matches(letters, words):
            spans.update(islice(matches, limit))
        return sorted(folded.span(start - 1, end - 1) for start, end in spans)

    def _matches(self, letters: str, words: str) -> Iterator[Iterator[Span]]:
        """The matches of each word or phrase in a folded text, which has a space before and after. `words` is the same
        text with spaces in place of runs.
        """
        for places in _places(words, self._words_in(words)):
            yield self._complete(letters, words, places, self._words)
        for run in self._runs:
            yield self._complete(letters, words, ((run, start) for start in _starts(letters, run)), self._runs)

    def _words_in(self, words: str) -> set[str]:
        """Those words of a text with which a match can begin."""
        found: set[str] = set()
        start = 0
        while start < len(words):
            end = words.find(" ", start + _CHUNK) if start + _CHUNK < len(words) else len(words)
            distinct = set(words[start:end].split())
            found.update(distinct & self._words.keys())
            if self._prefixes:
                found.update(filter(self._has_prefix, distinct))
            start = end if end >= 0 else len(words)
        return found

    def _has_prefix(self, word: str) -> bool:
        place = bisect(self._prefixes, word) - 1
        return place >= 0 and word.startswith(self._prefixes[place])

    def _complete(
        self, letters: str, words: str, places: Iterable[tuple[str, int]], rests: dict[str, list[_Rest]]
    ) -> Iterator[Span]:
        """The matches among some places of first parts: those where a rest follows."""
        for part, start in places:
            after = start + len(part)
            if rests is self._words and self._has_prefix(part):
                yield start, after
            for rest in rests.get(part, ()):
                end = _end(letters, words, after, rest)
                if end is not None:
                    yield start, end


def _end(letters: str, words: str, position: int, rest: _Rest) -> int | None:
    """Where the rest of a phrase ends, if it begins at a position."""
    is_after_run = words[position - 1] == " "
    for number, part in enumerate(rest.parts, 1):
        before = position
        while letters[position : position + 1] == " ":
            position += 1
        if isinstance(part, str):
            if not letters.startswith(part, position) or (is_after_run and position == before):
                return None
            position, is_after_run = position + len(part), True
        else:
            end = words.find(" ", position)
            word = words[position:end]
            is_prefix = rest.is_prefix and number == len(rest.parts)
            if not (any(map(word.startswith, part)) if is_prefix else word in part):
                return None
            position, is_after_run = end, False
    return position


def _shortest(prefixes: Collection[str]) -> list[str]:
    """Prefixes, sorted, without those that begin with another: of these, only the last one that is not after a word
    in the alphabet can be a prefix of the word.
    """
    shortest: list[str] = []
    for prefix in sorted(prefixes):
        if not shortest or not prefix.startswith(shortest[-1]):
            shortest.append(prefix)
    return shortest


def _parts(terms: Terms) -> list[_Part]:
    """The places of a phrase, with pairs that overlap made one run again."""
    parts: list[_Part] = []
    previous = ""
    for alternatives in terms.places:
        term = alternatives[0]
        if not is_pair(term):
            parts.append(frozenset(alternatives))
        elif len(previous) == 2 and is_pair(previous) and term[0] == previous[1]:
            # Every run ends with a pair's second letter alone, which is in the run already.
            parts[-1] = f"{parts[-1]}{term[1:]}"
        else:
            parts.append(term)
        previous = term
    return parts


def _places(words: str, searched: Collection[str]) -> Iterator[Iterator[tuple[str, int]]]:
    """Where each of some words is, in one or more series that are each in order."""
    if len(searched) > _FEW:
        yield ((word[0], word.start()) for word in _WORD.finditer(words) if word[0] in searched)
        return
    for word in searched:
        yield ((word, start + 1) for start in _starts(words, f" {word} "))


def _starts(text: str, searched: str) -> Iterator[int]:
    """Where a string is in a text, overlaps too."""
    start = text.find(searched)
    while start >= 0:
        yield start
        start = text.find(searched, start + 1)

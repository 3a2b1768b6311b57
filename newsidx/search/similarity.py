"""How similar two words are: in their letters, and in what they sound like.

A distance weighs both. The weights were chosen with `python -m tests.bench.spelling`; docs/measures.md has the results.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from newsidx.text.sounds import consonants, sounds

ONE_EDIT = 1.4
"""The greatest distance of words that differ in one letter, whatever the letter is; two letters far apart are further.
"""

_SHORT = 6
"""A shorter word is similar to another only within one edit, because two make too many words of it."""

_BY_LETTERS, _BY_SOUND, _BY_CONSONANTS, _BY_SHARED_LETTERS = 0.4, 0.4, 0.2, 2
"""How much an edit counts in the letters, the sounds and the consonants of two words; and how much it counts that they
do not share all their letters in the same order, the first ones above all.
"""

_MAX_DISTANCE = 2
_MAX_EDITS_BY_SOUND = 4
_SAME_SOUND, _MAX_DISTANCE_BY_SOUND = 2, 2.5
"""How many consonants words must have that sound the same, and how far apart they may be."""

_SAME_CONSONANTS, _MAX_DISTANCE_BY_CONSONANTS = 4, 1.7
"""How many consonants words must have that differ in their vowels, and how far apart they may be."""

_ANY_DIGIT = re.compile(r"\d")


class Similar(NamedTuple):
    """A term similar to a word, the edits between the letters of both, and their distance in letters and sound."""

    term: str
    edits: int
    distance: float


def max_edits(word: str) -> int:
    """How many edits a word may be away from a similar spelling."""
    return 1 if len(word) < _SHORT else 2


def within_edits(word: str, vocabulary: Sequence[str], most: int) -> list[tuple[str, int]]:
    """The words of a vocabulary that are within some edits of a word, with their edits, the nearest first.

    An edit adds, drops or replaces a letter, or swaps two neighbours (optimal string alignment).
    """
    from rapidfuzz import process
    from rapidfuzz.distance import OSA

    found = process.extract(word, vocabulary, scorer=OSA.distance, processor=None, score_cutoff=most, limit=None)
    return [(term, edits) for term, edits, _ in found]


def similar(word: str, vocabulary: Sequence[str], limit: int) -> list[Similar]:
    """The words of a vocabulary that are nearest to a word in letters and sound, the nearest first."""
    most = max(max_edits(word), min(_MAX_EDITS_BY_SOUND, (len(word) + 1) // 2))
    candidates = _weighed(word, within_edits(word, vocabulary, most))
    return sorted(candidates, key=lambda candidate: (candidate.distance, candidate.edits, candidate.term))[:limit]


def _weighed(word: str, near: Sequence[tuple[str, int]]) -> Iterator[Similar]:
    """The terms that are similar to a word in letters or sound, given with the edits between both."""
    from rapidfuzz.distance import OSA, JaroWinkler

    sound, *term_sounds = sounds([word, *(term for term, _ in near)])
    word_consonants, most = consonants(sound), max_edits(word)
    for (term, edits), term_sound in zip(near, term_sounds, strict=True):
        term_consonants = consonants(term_sound)
        if edits > most and term_consonants != word_consonants:
            continue
        distance = (
            _BY_LETTERS * edits
            + _BY_SOUND * OSA.distance(sound, term_sound)
            + _BY_CONSONANTS * OSA.distance(word_consonants, term_consonants)
            + _BY_SHARED_LETTERS * JaroWinkler.normalized_distance(word, term)
        )
        consonant_count = len(word_consonants)
        if (
            (edits <= most and distance <= _MAX_DISTANCE)
            or (sound == term_sound and consonant_count >= _SAME_SOUND and distance <= _MAX_DISTANCE_BY_SOUND)
            or (consonant_count >= _SAME_CONSONANTS and distance <= _MAX_DISTANCE_BY_CONSONANTS)
        ):
            yield Similar(term, edits, distance)


def is_comparable(terms: Sequence[str]) -> bool:
    """Whether a word, by its terms, may have other spellings: it is one term of at least three letters, no number."""
    return len(terms) == 1 and len(terms[0]) > 2 and not _ANY_DIGIT.search(terms[0])

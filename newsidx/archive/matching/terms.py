"""What the words of a query are in the index: the terms that can stand at each place of a word or phrase.

`oil prices` in quotes is two places, with the forms of oil at the first and those of prices at the second.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache
from math import prod
from typing import NamedTuple

from newsidx.text.bigrams import is_run

MAX_EXPRESSIONS = 64
"""The most phrases that are looked up for the forms of one phrase. For more, its neighbouring words are looked up in
pairs, and the texts that have all the pairs are checked.
"""


@dataclass(frozen=True)
class Terms:
    """A word or phrase: `places` has the terms that can stand at each of its places, as typed first.

    With `is_prefix` the last place takes every term that begins with its only one. `ends_in_pair` says that the last
    place is a pair of letters, so that the second of them is at the next place of the text.
    """

    places: tuple[tuple[str, ...], ...]
    is_prefix: bool = False
    ends_in_pair: bool = False

    @property
    def length(self) -> int:
        """How many places of a text it takes."""
        return len(self.places) + self.ends_in_pair

    @property
    def by_place(self) -> list[Terms]:
        """The terms of each place alone."""
        places = [Terms((terms,)) for terms in self.places]
        return [*places[:-1], Terms(self.places[-1:], self.is_prefix)] if places else []

    @property
    def phrase_count(self) -> int:
        """How many phrases its forms make."""
        return prod(map(len, self.places))

    @cached_property
    def _sets(self) -> tuple[frozenset[str], ...]:
        return tuple(map(frozenset, self.places))

    @cached_property
    def pattern(self) -> re.Pattern[str]:
        """Finds every place at which it begins in a text, given as its terms with spaces between and around them."""
        first, *others = (f"(?:{'|'.join(map(re.escape, terms))})" for terms in self.places)
        following = "".join(f" +{place}" for place in others) + ("" if self.is_prefix else " ")
        # What follows is only looked at, so that it can begin the word or phrase again.
        return re.compile(f" {first}(?={following})")

    def begins_at(self, text: Sequence[str], start: int) -> bool:
        """Whether a text, given as its terms, has it at a place."""
        if start + len(self.places) > len(text):
            return False
        last = len(self.places) - 1
        return all(
            text[start + place].startswith(self.places[last][0])
            if self.is_prefix and place == last
            else text[start + place] in terms
            for place, terms in enumerate(self._sets)
        )

    def starts(self, text: Sequence[str]) -> list[int]:
        """Every place in a text at which it begins."""
        if not self.places:
            return []
        if self.is_prefix and len(self.places) == 1:
            ((beginning, *_),) = self.places
            return [start for start, term in enumerate(text) if term.startswith(beginning)]
        first = self._sets[0]
        starts = [start for start, term in enumerate(text) if term in first]
        return [start for start in starts if self.begins_at(text, start)] if len(self.places) > 1 else starts

    def to_json(self) -> str:
        """As JSON, for `from_json`."""
        return json.dumps([self.places, self.is_prefix, self.ends_in_pair])


@lru_cache(maxsize=256)
def terms_from_json(encoded: str) -> Terms:
    """The terms that `Terms.to_json` wrote."""
    places, is_prefix, ends_in_pair = json.loads(encoded)
    return Terms(tuple(map(tuple, places)), is_prefix, ends_in_pair)


def quoted(terms: Iterable[str]) -> str:
    """Terms that follow one another, as a string of FTS5, which it splits into the same terms again."""
    text = " ".join(terms).replace('"', '""')
    return f'"{text}"'


def is_pair(term: str) -> bool:
    """Whether a term is one or two letters of a script without spaces."""
    return is_run(term)


class LookedUp(NamedTuple):
    """The terms of a word or phrase as they are looked up; `is_prefix` and `ends_in_pair` as in `Terms`."""

    terms: tuple[str, ...]
    is_prefix: bool = False
    ends_in_pair: bool = False


def looked_up(terms: Sequence[str]) -> LookedUp:
    """What is looked up for the terms of a word or phrase.

    A run of letters may go on in the text, so that the letter which ends it in the query need not end it there; a
    single letter is the beginning of a pair.
    """
    if not terms or len(terms[-1]) != 1 or not is_pair(terms[-1]):
        return LookedUp(tuple(terms))
    if len(terms) > 1 and len(terms[-2]) == 2 and is_pair(terms[-2]):
        return LookedUp(tuple(terms[:-1]), ends_in_pair=True)
    return LookedUp(tuple(terms), is_prefix=True)

"""Beginnings that many common terms have, such as `comp*`: each is counted as if it were one more term.

Otherwise `comp*` is the sum of dozens of vectors, and of the postings of all rare terms between these.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator

_MANY = 24
"""A beginning is counted if so many common terms have it."""

_SHORTEST = 2
"""Letters of the shortest beginning that is counted. A single one is in nearly every article."""

_MARK = "*"
"""Ends a beginning among the terms. No term has it."""


def marked(beginning: str) -> str:
    """A beginning as it stands among the terms that are counted."""
    return beginning + _MARK


def is_marked(term: str) -> bool:
    """Whether what is counted is a beginning."""
    return term.endswith(_MARK)


def common_beginnings(terms: Iterable[str]) -> list[str]:
    """The beginnings that many of some terms have, marked and sorted."""
    counts = Counter(term[:end] for term in terms for end in range(_SHORTEST, len(term) + 1))
    return sorted(marked(beginning) for beginning, count in counts.items() if count >= _MANY)


class Beginnings:
    """The marked ones among what is counted."""

    def __init__(self, counted: Iterable[str]) -> None:
        self._marked = {term for term in counted if is_marked(term)}
        self._lengths = sorted({len(beginning) - 1 for beginning in self._marked})

    def of(self, term: str) -> Iterator[str]:
        """Those that a term has."""
        for length in self._lengths:
            beginning = marked(term[:length])
            if beginning in self._marked and len(term) >= length:
                yield beginning

"""How much two texts have in common: the overlap of their shingles, three words in a row.

A. Broder, On the resemblance and containment of documents, 1997.
"""

from __future__ import annotations

_MIN_WORDS = 20
"""The title counts as well if the body has fewer words than this."""


def shingles(title: str, body: str) -> set[str]:
    """Every three words in a row of an article, in lower case; the words of a text that has only one or two."""
    words = body.lower().split()
    if len(words) < _MIN_WORDS:
        words = title.lower().split() + words
    return set(map(" ".join, zip(words, words[1:], words[2:], strict=False))) or set(words)


def share(one: set[str], other: set[str]) -> float:
    """The share of the smaller set that is also in the other: 1 for an article and its beginning."""
    return len(one & other) / max(1, min(len(one), len(other)))


def resemblance(one: set[str], other: set[str]) -> float:
    """The share of both sets together that is in both (Jaccard)."""
    return len(one & other) / max(1, len(one | other))

"""How a term is written in the articles that have it: `US` or `us`."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator

from newsidx.archive.matching.tokenizer import Folded, tokens
from newsidx.text.bigrams import has_runs

SAMPLE, MOST_WORDS = 10, 5000
"""How many articles are read to see how a term is written, and how long one may be: a book would take too long."""


def spellings_in(term: str, bodies: Iterable[str]) -> Counter[str]:
    """How a term is written in some texts, and how often each occurs; as it is if none of them has it."""
    written: Counter[str] = Counter()
    for body in bodies:
        written.update(body[start:end] for start, end in _places_of(term, body))
    return written or Counter([term])


def _places_of(term: str, text: str) -> Iterator[tuple[int, int]]:
    """Where a term starts and ends in a text, each time."""
    folded = Folded(text)
    if has_runs(folded.letters):
        return ((token.start, token.end) for token in tokens(text) if token.term == term)
    whole_words = re.finditer(rf"(?<![^ ]){re.escape(term)}(?![^ ])", folded.letters)
    return (folded.span(*word.span()) for word in whole_words)

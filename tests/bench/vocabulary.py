"""The words that a large archive is asked for: of nearly every article, of a quarter, of few."""

from __future__ import annotations

from newsidx import Archive, Query
from newsidx.query.function_words import function_words_of
from newsidx.query.sort import Sort

NEARLY_EVERY, QUARTER, TENTH = "a word in nearly every article", "a word in a quarter", "a word in a tenth"
FEW, RARE = "a word in 2 %", "a rare word"
SHARES = {NEARLY_EVERY: 0.9, QUARTER: 0.25, TENTH: 0.1, FEW: 0.02, RARE: 0.001}

_SAMPLE = 5_000
_CANDIDATES = 50
"""How many terms are counted in all articles and with all their forms, of those whose count in the sample is nearest.
"""


def words_of(archive: Archive) -> dict[str, str]:
    """A content word for each of the shares, of at least four letters, as common as a query finds it."""
    ids = [article_id for article_id, _ in archive.ids(Query(), sort=Sort.OLDEST)]
    sample = ids[:: max(1, len(ids) // _SAMPLE)]
    function_words = function_words_of(Query.parse("oil"), archive.languages())
    shares = {
        term: count / len(sample)
        for term, count in archive.term_counts(sample).items()
        if len(term) >= 4 and term.isascii() and term.isalpha() and term not in function_words
    }
    return {kind: _word_in(archive, shares, share) for kind, share in SHARES.items()}


def _word_in(archive: Archive, shares: dict[str, float], share: float) -> str:
    target = share * archive.article_count()
    nearest = sorted(shares, key=lambda term: (abs(shares[term] - share), term))[:_CANDIDATES]
    return min(nearest, key=lambda term: (abs(archive.count(Query.parse(term)) - target), term))

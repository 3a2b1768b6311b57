"""The score of an article: a BM25 of stems, in which all forms of a word count as one.

A word counts as often as the query has it, and an occurrence in the title counts as two in a body of average length.
The gain over FTS5's own BM25, for which every form is a word of its own, is in docs/measures.md.
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from typing import NamedTuple

from newsidx.archive.matching.content import content_leaves
from newsidx.archive.matching.expansion import Expansion
from newsidx.archive.matching.terms import Terms
from newsidx.archive.sqlite.database import Database
from newsidx.archive.sqlite.fts5.forms import languages
from newsidx.archive.sqlite.fts5.texts import IndexedText
from newsidx.query import Query
from newsidx.query.tree import Node

K1, B = 1.5, 0.6
"""BM25's two parameters: how soon further occurrences stop counting, and how much length counts (0 to 1).

S. Robertson and H. Zaragoza, The Probabilistic Relevance Framework: BM25 and Beyond, 2009.
"""

TITLE_WEIGHT = 2
"""How many times an occurrence in the title counts."""

Counts = Sequence[tuple[int, int]]
"""For each scored word, how often an article has it in its title and in its body."""


class ScoredWord(NamedTuple):
    """A word or phrase of a query that is scored: its terms, how many times an occurrence in the title and one in the
    body count, and the weight of the word.
    """

    terms: Terms
    in_title: int
    in_body: int
    weight: float

    @property
    def most(self) -> float:
        """A score that it never reaches."""
        return self.weight * (K1 + 1)


def length_norm(body_length: int, average: float) -> float:
    """By what the occurrences in a body are divided, from its length and that of the average body, in terms."""
    return 1 - B + B * body_length / max(1.0, average)


def score(words: Sequence[ScoredWord], counts: Counts, norm: float) -> float:
    """The score of an article; higher is better. Scores of different queries cannot be compared."""
    total = 0.0
    for word, (in_title, in_body) in zip(words, counts, strict=True):
        frequency = word.in_title * in_title + word.in_body * in_body / norm
        total += word.weight * (frequency * (K1 + 1) / (frequency + K1))
    return total


def scored_words(
    database: Database, query: Query, expansion: Expansion, total: int, article_count: Callable[[Query], int]
) -> list[ScoredWord]:
    """The words and phrases that are scored, each once: its weight grows with how often the query has it.

    Function words are not, unless the query has nothing else. `article_count` counts the articles that match a query,
    out of `total`.
    """
    frequencies: Counter[tuple[frozenset[str], ...]] = Counter()
    leaves: dict[tuple[frozenset[str], ...], tuple[Node, Terms, tuple[str, ...]]] = {}
    for leaf in content_leaves(query, languages(database)):
        lookup = expansion.lookup(leaf)
        if lookup and isinstance(lookup.terms, Terms) and lookup.terms.places:
            key = (frozenset(lookup.columns), *map(frozenset, lookup.terms.places))
            frequencies[key] += 1
            leaves.setdefault(key, (leaf, lookup.terms, lookup.columns))
    weights = {key: float(count) for key, count in frequencies.items()}
    if len(leaves) > 1:
        for key, (leaf, _, _) in leaves.items():
            articles = article_count(Query(tree=leaf, language=query.language))
            # BM25's inverse document frequency in Lucene's variant, which is never negative.
            weights[key] *= math.log(1 + (total - articles + 0.5) / (articles + 0.5))
    return [
        ScoredWord(terms, TITLE_WEIGHT * ("title" in columns), int("body" in columns), weights[key])
        for key, (_, terms, columns) in leaves.items()
    ]


def counts_in(words: Sequence[ScoredWord], texts: Iterable[IndexedText]) -> Iterable[tuple[IndexedText, Counts]]:
    """How often each of some articles has the words, counted in their texts."""
    patterns = [word.terms.pattern for word in words]
    for text in texts:
        yield text, [(len(pattern.findall(text.title)), len(pattern.findall(text.body))) for pattern in patterns]

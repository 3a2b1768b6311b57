"""Reranking: the best hits by FTS5's BM25, scored again by a BM25 of stems.

FTS5 scores every form of a word as a word of its own. Here all forms of a word count as one, a word counts as often as
the query has it, and the title counts twice. The gain is in docs/measures.md.
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Sequence
from typing import NamedTuple

from newsidx.archive.sqlite.database import Database
from newsidx.archive.sqlite.fts5 import compile
from newsidx.archive.sqlite.fts5.expansion import Expansion, expansion_of
from newsidx.archive.sqlite.fts5.terms import Terms
from newsidx.archive.sqlite.fts5.texts import IndexedText, averages, indexed_texts
from newsidx.query import Query
from newsidx.query.tree import Node, positive_leaves

RERANKED = 100
"""How many of the best hits by FTS5's BM25 are reranked."""

K1, B = 1.5, 0.6
"""BM25's two parameters: how soon further occurrences stop counting, and how much length counts (0 to 1).

S. Robertson and H. Zaragoza, The Probabilistic Relevance Framework: BM25 and Beyond, 2009.
"""

TITLE_WEIGHT = 2
"""How many times an occurrence in the title counts."""


class _Scored(NamedTuple):
    """A word or phrase of a query that is scored: its terms, the columns they count in, and its weight."""

    terms: Terms
    columns: tuple[str, ...]
    weight: float


def reranked(database: Database, query: Query, expansion: Expansion, ids: Sequence[int]) -> list[tuple[int, float]]:
    """The ids of one or more matching articles, best first, with their scores (higher is better).

    Of two articles with the same score the newer comes first. Scores of different queries cannot be compared.
    """
    average = averages(database)
    average_length = max(1.0, TITLE_WEIGHT * average.title + average.body)
    scored = _scored(database, query, expansion, average.articles)
    scores = dict.fromkeys(ids, 0.0)
    for text in indexed_texts(database, ids):
        length = (TITLE_WEIGHT * len(text.title) + len(text.body)) / average_length
        counts = {"title": Counter(text.title), "body": Counter(text.body)}
        for item in scored:
            occurrences = _occurrences(item, text, counts)
            if occurrences:
                scores[text.id] += item.weight * occurrences * (K1 + 1) / (occurrences + K1 * (1 - B + B * length))
    return sorted(scores.items(), key=lambda pair: (-pair[1], -pair[0]))


def _scored(database: Database, query: Query, expansion: Expansion, total: int) -> list[_Scored]:
    """The words and phrases that are scored, each once: its weight grows with how often the query has it."""
    frequencies: Counter[tuple[frozenset[str], ...]] = Counter()
    leaves: dict[tuple[frozenset[str], ...], tuple[Node, Terms, tuple[str, ...]]] = {}
    for leaf in positive_leaves(query.tree) if query.tree else ():
        lookup = expansion.lookup(leaf)
        if lookup and isinstance(lookup.terms, Terms) and lookup.terms.places:
            key = (frozenset(lookup.columns), *map(frozenset, lookup.terms.places))
            frequencies[key] += 1
            leaves.setdefault(key, (leaf, lookup.terms, lookup.columns))
    return [
        _Scored(
            terms,
            columns,
            frequencies[key] * (_inverse_document_frequency(database, query, leaf, total) if len(leaves) > 1 else 1.0),
        )
        for key, (leaf, terms, columns) in leaves.items()
    ]


def _inverse_document_frequency(database: Database, query: Query, leaf: Node, total: int) -> float:
    """BM25's inverse document frequency in Lucene's variant, which is never negative."""
    of_leaf = Query(tree=leaf, language=query.language)
    articles = database.value(*compile.count(of_leaf, expansion_of(database, of_leaf)))
    return math.log(1 + (total - articles + 0.5) / (articles + 0.5))


def _occurrences(item: _Scored, text: IndexedText, counts: dict[str, Counter[str]]) -> int:
    """How often a word or phrase occurs in an article, in the title `TITLE_WEIGHT` times."""
    occurrences = 0
    for column, weight in (("title", TITLE_WEIGHT), ("body", 1)):
        if column in item.columns:
            occurrences += weight * _count(item.terms, getattr(text, column), counts[column])
    return occurrences


def _count(terms: Terms, text: Sequence[str], counts: Counter[str]) -> int:
    if len(terms.places) > 1:
        return len(terms.starts(text))
    if terms.is_prefix:
        beginning = terms.places[0][0]
        return sum(count for term, count in counts.items() if term.startswith(beginning))
    return sum(counts[term] for term in terms.places[0])

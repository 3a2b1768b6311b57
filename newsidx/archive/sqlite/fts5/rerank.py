"""Reranking: the best hits by FTS5's BM25, scored again by a BM25 of stems.

FTS5 scores every form of a word as a word of its own. Here all forms of a word count as one, a word counts as often as
the query has it, and an occurrence in the title counts as two in a body of average length. The gain is in
docs/measures.md.
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Sequence
from typing import NamedTuple

from newsidx.archive.sqlite.database import Database
from newsidx.archive.sqlite.fts5 import compile
from newsidx.archive.sqlite.fts5.expansion import Expansion, expansion_of
from newsidx.archive.sqlite.fts5.forms import languages
from newsidx.archive.sqlite.fts5.terms import Terms
from newsidx.archive.sqlite.fts5.texts import IndexedText, averages, indexed_texts
from newsidx.query import Query
from newsidx.query.function_words import function_words_of
from newsidx.query.tree import Node, Word, positive_leaves
from newsidx.text.fold import folded

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
    scored = _scored(database, query, expansion, average.articles)
    wanted = {term for item in scored for place in item.terms.places for term in place}
    has_prefix = any(item.terms.is_prefix for item in scored)
    scores: list[tuple[int, float]] = []
    for text in indexed_texts(database, ids):
        norm = 1 - B + B * len(text.body) / max(1.0, average.body)
        counts = {
            name: Counter(terms if has_prefix else filter(wanted.__contains__, terms))
            for name, terms in (("title", text.title), ("body", text.body))
        }
        frequencies = ((item.weight, _frequency(item, text, counts, norm)) for item in scored)
        score = sum(weight * frequency * (K1 + 1) / (frequency + K1) for weight, frequency in frequencies)
        scores.append((text.id, score))
    return sorted(scores, key=lambda pair: (-pair[1], -pair[0]))


def _scored(database: Database, query: Query, expansion: Expansion, total: int) -> list[_Scored]:
    """The words and phrases that are scored, each once: its weight grows with how often the query has it.

    Function words are not, unless the query has nothing else.
    """
    frequencies: Counter[tuple[frozenset[str], ...]] = Counter()
    leaves: dict[tuple[frozenset[str], ...], tuple[Node, Terms, tuple[str, ...]]] = {}
    for leaf in _content_leaves(database, query):
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


def _content_leaves(database: Database, query: Query) -> list[Node]:
    """The words and phrases that a query looks for, without function words unless it has no others."""
    leaves: list[Node] = list(positive_leaves(query.tree)) if query.tree else []
    if len(leaves) < 2:
        return leaves
    left_out = function_words_of(query, languages(database))
    content = [leaf for leaf in leaves if not (isinstance(leaf, Word) and folded(leaf.text) in left_out)]
    return content or leaves


def _inverse_document_frequency(database: Database, query: Query, leaf: Node, total: int) -> float:
    """BM25's inverse document frequency in Lucene's variant, which is never negative."""
    of_leaf = Query(tree=leaf, language=query.language)
    articles = database.value(*compile.count(of_leaf, expansion_of(database, of_leaf)))
    return math.log(1 + (total - articles + 0.5) / (articles + 0.5))


def _frequency(item: _Scored, text: IndexedText, counts: dict[str, Counter[str]], norm: float) -> float:
    """How often a word or phrase occurs in an article: in its title `TITLE_WEIGHT` times, in its body by its length."""
    frequency = 0.0
    if "title" in item.columns:
        frequency += TITLE_WEIGHT * _count(item.terms, text.title, counts["title"])
    if "body" in item.columns:
        frequency += _count(item.terms, text.body, counts["body"]) / norm
    return frequency


def _count(terms: Terms, text: Sequence[str], counts: Counter[str]) -> int:
    if len(terms.places) > 1:
        return len(terms.starts(text))
    if terms.is_prefix:
        beginning = terms.places[0][0]
        return sum(count for term, count in counts.items() if term.startswith(beginning))
    return sum(counts[term] for term in terms.places[0])

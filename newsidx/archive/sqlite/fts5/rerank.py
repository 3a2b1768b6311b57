"""Reranking: the best hits by FTS5's BM25, sorted again by a BM25 that scores title and body separately.

FTS5 adds up the occurrences in all columns of an article and normalizes them by its whole length, so that the
shortest articles, of which a newswire has thousands, crowd the top. Here each part is scored against its own average
length, with a weaker length normalization, and the scores are added: an article with the word in its headline and
throughout its body comes before a line of six words. The gain is in docs/measures.md.
"""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Sequence
from typing import NamedTuple

from newsidx.archive.sqlite.database import Database
from newsidx.archive.sqlite.fts5 import compile
from newsidx.archive.sqlite.fts5.positions import Postings, averages, lengths, postings_of
from newsidx.archive.sqlite.fts5.prefix import words_of
from newsidx.archive.sqlite.fts5.tokenizer import stems
from newsidx.query import Query
from newsidx.query.fields import TEXT_FIELDS
from newsidx.query.tree import Exact, InField, Node, Phrase, Prefix, Word, positive_leaves

RERANKED = 100
"""How many of the best hits by FTS5's BM25 are reranked."""

K1, B = 1.2, 0.5
"""BM25's two parameters: how soon further occurrences stop counting, and how much length counts (0 to 1).

S. Robertson and H. Zaragoza, The Probabilistic Relevance Framework: BM25 and Beyond, 2009.
"""


class _Sequence(NamedTuple):
    """Stems that follow one another. With `is_prefix` the last one may be only the beginning of a stem."""

    stems: tuple[str, ...]
    is_prefix: bool = False


class _Term(NamedTuple):
    """One word or phrase of a query: `node`, and the sequences of stems counted for it in `parts` of an article."""

    node: Node
    parts: tuple[str, ...]
    sequences: tuple[_Sequence, ...]


def reranked(database: Database, tree: Node, ids: Sequence[int]) -> list[tuple[int, float]]:
    """The ids of one or more matching articles, best first, with their scores (higher is better).

    Of two articles with the same score the newer comes first. Scores of different queries cannot be compared.
    """
    all_terms = [term for leaf in positive_leaves(tree) if (term := _term(leaf))]
    # Two forms of one word, such as flow and flows, count once.
    terms = list({(term.parts, term.sequences): term for term in all_terms}.values())
    scores = dict.fromkeys(ids, 0.0)
    word_counts = lengths(database, ids)
    average = averages(database)
    with postings_of(database, ids) as postings:
        for term in terms:
            weight = _inverse_document_frequency(database, term, average.articles) if len(terms) > 1 else 1.0
            for (article, part), occurrences in _occurrences(postings, term).items():
                length = word_counts[article][part] / max(1.0, getattr(average, part))
                scores[article] += weight * occurrences * (K1 + 1) / (occurrences + K1 * (1 - B + B * length))
    return sorted(scores.items(), key=lambda pair: (-pair[1], -pair[0]))


def _inverse_document_frequency(database: Database, term: _Term, total: int) -> float:
    """BM25's inverse document frequency in Lucene's variant, which is never negative."""
    articles = database.value(*compile.count(Query(tree=term.node)))
    return math.log(1 + (total - articles + 0.5) / (articles + 0.5))


def _occurrences(postings: Postings, term: _Term) -> dict[tuple[int, str], int]:
    """How often a term occurs in each part of each article."""
    counts: dict[tuple[int, str], int] = defaultdict(int)
    for sequence in term.sequences:
        *before, last = sequence.stems
        if not before:
            for (article, part), count in postings.counts(last, sequence.is_prefix).items():
                if part in term.parts:
                    counts[article, part] += count
            continue
        starts = {posting.moved(-len(before)) for posting in postings.of_term(last, sequence.is_prefix)}
        for offset, stem in enumerate(before):
            starts &= {posting.moved(-offset) for posting in postings.of_term(stem)}
        for start in starts:
            if start.part in term.parts:
                counts[start.article, start.part] += 1
    return counts


def _term(leaf: Node) -> _Term | None:
    """The stems counted for a word or phrase; None if it has no word."""
    parts, inner = ((leaf.field,), leaf.node) if isinstance(leaf, InField) else (TEXT_FIELDS, leaf)
    if isinstance(inner, Prefix):
        words = words_of(inner.text)
        beginning, *others = stems([words.beginning, *words.others])
        sequences = (_Sequence(beginning, is_prefix=True), *map(_Sequence, others))
    elif isinstance(inner, (Word, Exact, Phrase)):
        sequences = (_Sequence(stems([inner.text])[0]),)
    else:
        return None
    # FTS5 drops letters that are newer than SQLite's Unicode tables.
    sequences = tuple(sequence for sequence in sequences if sequence.stems)
    return _Term(leaf, parts, sequences) if sequences else None

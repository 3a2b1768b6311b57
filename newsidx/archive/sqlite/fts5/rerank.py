"""The best of an answer, looked at again: what FTS5's BM25 puts first, ordered by title and body each for itself.

FTS5 adds up the occurrences in all parts of an article and measures them against its whole length, so that the
shortest articles, of which a newswire has thousands, crowd the top. Here each part is scored by BM25 against its own
usual length, less strictly, and the scores are added: an article that names a word in its headline and keeps to it
comes before a line of six words. What this gave is in docs/measures.md.
"""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Sequence
from typing import NamedTuple

from newsidx.archive.sqlite.database import Database
from newsidx.archive.sqlite.fts5 import compile
from newsidx.archive.sqlite.fts5.positions import Postings, averages, lengths, of_articles
from newsidx.archive.sqlite.fts5.prefix import words_of
from newsidx.archive.sqlite.fts5.tokenizer import stems
from newsidx.query import Query
from newsidx.query.lexer import TEXT_FIELDS
from newsidx.query.tree import Exact, InField, Node, Phrase, Prefix, Word, wanted_leaves

LOOKED_AT_AGAIN = 100
"""How many of the best by FTS5's BM25 are put in order again."""

K1, B = 1.2, 0.5
"""BM25's two parameters: how soon more occurrences stop to count, and how much length counts (0 to 1).

S. Robertson and H. Zaragoza, The Probabilistic Relevance Framework: BM25 and Beyond, 2009.
"""


class _Sequence(NamedTuple):
    """Stems that stand one after another; of the last only the beginning is given if `is_prefix`."""

    stems: tuple[str, ...]
    is_prefix: bool = False


class _Term(NamedTuple):
    """What is counted in the named parts of an article: any of some sequences. `node` is where it was asked for."""

    node: Node
    parts: tuple[str, ...]
    sequences: tuple[_Sequence, ...]


def ranked(database: Database, tree: Node, ids: Sequence[int]) -> list[tuple[int, float]]:
    """The ids of one or more articles that answer a question, best first, with their scores (higher is better).

    Of two with the same score the newer comes first. A score says nothing beside one of another question.
    """
    # Two forms of one word, flow and flows, are counted once.
    found = [term for leaf in wanted_leaves(tree) if (term := _term(leaf))]
    terms = list({(term.parts, term.sequences): term for term in found}.values())
    scores = dict.fromkeys(ids, 0.0)
    sizes = lengths(database, ids)
    usual = averages(database)
    with of_articles(database, ids) as postings:
        for term in terms:
            weight = _rarity(database, term, usual.articles) if len(terms) > 1 else 1.0
            for (article, part), occurrences in _occurrences(postings, term).items():
                length = sizes[article][part] / max(1.0, getattr(usual, part))
                scores[article] += weight * occurrences * (K1 + 1) / (occurrences + K1 * (1 - B + B * length))
    return sorted(scores.items(), key=lambda pair: (-pair[1], -pair[0]))


def _rarity(database: Database, term: _Term, total: int) -> float:
    """BM25's inverse document frequency, as Lucene has it: never below zero."""
    articles = database.value(*compile.count(Query(tree=term.node)))
    return math.log(1 + (total - articles + 0.5) / (articles + 0.5))


def _occurrences(postings: Postings, term: _Term) -> dict[tuple[int, str], int]:
    """How often a term stands in each part of each article."""
    counts: dict[tuple[int, str], int] = defaultdict(int)
    for sequence in term.sequences:
        *before, last = sequence.stems
        if not before:
            for (article, part), number in postings.counts(last, sequence.is_prefix).items():
                if part in term.parts:
                    counts[article, part] += number
            continue
        starts = {one.moved(-len(before)) for one in postings.of_term(last, sequence.is_prefix)}
        for place, stem in enumerate(before):
            starts &= {one.moved(-place) for one in postings.of_term(stem)}
        for start in starts:
            if start.part in term.parts:
                counts[start.article, start.part] += 1
    return counts


def _term(leaf: Node) -> _Term | None:
    """What is counted for a word or phrase; None if there is no word in it."""
    parts, inner = ((leaf.field,), leaf.node) if isinstance(leaf, InField) else (TEXT_FIELDS, leaf)
    if isinstance(inner, Prefix):
        words = words_of(inner.text)
        beginning, *others = stems([words.beginning, *words.others])
        sequences = (_Sequence(beginning, is_prefix=True), *map(_Sequence, others))
    elif isinstance(inner, (Word, Exact, Phrase)):
        sequences = (_Sequence(stems([inner.text])[0]),)
    else:
        return None
    # A letter that is younger than SQLite's tables is none to FTS5.
    sequences = tuple(one for one in sequences if one.stems)
    return _Term(leaf, parts, sequences) if sequences else None

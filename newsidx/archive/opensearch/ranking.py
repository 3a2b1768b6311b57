"""Ranking by the server's BM25, in which all forms of a word count as one.

A word counts as often as the query has it. It is scored in the title and in the body, and the two are added. Titles are
short, so that a word in one scores high: they weigh half, with which nDCG@10 was highest on Cranfield and on the topics
of Reuters (0.377 and 0.773, against 0.374 and 0.754 with the same weight; a common field of both had 0.376 and 0.744).
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from newsidx.archive.matching.expansion import Expansion
from newsidx.archive.matching.terms import Terms
from newsidx.archive.opensearch.dsl import Clause, as_forms
from newsidx.archive.opensearch.schema import LONGEST_TERM
from newsidx.query.tree import Node

_TITLE_WEIGHT = 0.5

_MOST_SCORED = 300
"""The most words of a query that are scored, the first ones: the server limits the parts of a query."""

_BLENDED = "top_terms_blended_freqs_50"
"""Scores the words with a beginning as if they were one word; of very many the most common ones."""


def ranked(matching: Clause, words: Sequence[Node], expansion: Expansion) -> Clause | None:
    """The clause that finds what `matching` finds, and scores it by some words; None if none of them can be scored."""
    frequencies: Counter[tuple[tuple[str, ...], Terms]] = Counter()
    for word in words:
        lookup = expansion.lookup(word)
        if lookup and isinstance(lookup.terms, Terms) and lookup.terms.places:
            frequencies[lookup.columns, lookup.terms] += 1
    scored = [
        _in_field(terms, f"{column}_words", frequency * (_TITLE_WEIGHT if column == "title" else 1))
        for (columns, terms), frequency in list(frequencies.items())[:_MOST_SCORED]
        for column in columns
    ]
    return {"bool": {"filter": [matching], "should": scored}} if scored else None


def _in_field(terms: Terms, field: str, weight: float) -> Clause:
    """The clause that scores a word or phrase in a field."""
    if terms.is_prefix and len(terms.places) == 1:
        ((beginning, *_),) = terms.places
        return {"prefix": {field: {"value": beginning[:LONGEST_TERM], "boost": weight, "rewrite": _BLENDED}}}
    kind = "match" if len(terms.places) == 1 else "match_phrase"
    return {kind: {field: {"query": as_forms(terms), "analyzer": "newsidx_forms", "boost": weight}}}

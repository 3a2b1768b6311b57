"""Ranking by the server's BM25, in which all forms of a word count as one.

A word counts as often as the query has it, and an occurrence in the title counts twice.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from newsidx.archive.matching.expansion import Expansion
from newsidx.archive.matching.terms import Terms
from newsidx.archive.opensearch.dsl import Clause, as_forms
from newsidx.query.tree import Node

TITLE_WEIGHT = 2

_MOST_SCORED = 300
"""The most words of a query that are scored, the first ones: the server limits the parts of a query."""


def ranked(matching: Clause, words: Sequence[Node], expansion: Expansion) -> Clause | None:
    """The clause that finds what `matching` finds, and scores it by some words; None if none of them can be scored."""
    frequencies: Counter[tuple[tuple[str, ...], Terms]] = Counter()
    for word in words:
        lookup = expansion.lookup(word)
        if lookup and isinstance(lookup.terms, Terms) and lookup.terms.places:
            frequencies[lookup.columns, lookup.terms] += 1
    scored = [
        _scored(terms, f"{column}_words", frequency * (TITLE_WEIGHT if column == "title" else 1))
        for (columns, terms), frequency in list(frequencies.items())[:_MOST_SCORED]
        for column in columns
    ]
    return {"bool": {"filter": [matching], "should": scored}} if scored else None


def _scored(terms: Terms, field: str, weight: int) -> Clause:
    """The clause that scores a word or phrase in a field."""
    if terms.is_prefix and len(terms.places) == 1:
        # As if the words that begin so were one word; of very many the most common ones.
        return {"prefix": {field: {"value": terms.places[0][0], "boost": weight, "rewrite": _BLENDED}}}
    kind = "match" if len(terms.places) == 1 else "match_phrase"
    return {kind: {field: {"query": as_forms(terms), "analyzer": "newsidx_forms", "boost": weight}}}


_BLENDED = "top_terms_blended_freqs_50"

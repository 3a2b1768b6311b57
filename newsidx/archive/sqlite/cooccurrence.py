"""How many of the articles that match a query have each of some words.

The index counts them by reading the postings of the query and of the word. Where those are many, the vectors of the
word are compared with the matches.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from functools import cached_property

from newsidx.archive.matching.expansion import Lookup
from newsidx.archive.matching.nearness import Nearness
from newsidx.archive.matching.terms import Terms
from newsidx.archive.sqlite.database import Database
from newsidx.archive.sqlite.frequencies.blocks import Block
from newsidx.archive.sqlite.frequencies.document_frequencies import document_frequencies_of
from newsidx.archive.sqlite.frequencies.masks import masks_of
from newsidx.archive.sqlite.frequencies.matching import is_decidable, is_vector
from newsidx.archive.sqlite.frequencies.reading import Frequencies, frequencies_of
from newsidx.archive.sqlite.fts5 import compile as compiling
from newsidx.archive.sqlite.fts5.expansions import expansion_of
from newsidx.query import Query
from newsidx.query.tree import All, Word, leaves

_POSTING, _VECTOR = 0.045, 450
"""About how many microseconds it takes to read a posting, and the vectors of a term in one block."""

_CHECKED = 3
"""How many times as long it takes to read a posting of a query whose matches are checked, as those of a phrase."""


def counts_with(database: Database, query: Query, words: Iterable[str]) -> dict[str, int]:
    """For each word, in any of its forms, how many of the articles that match a query have it."""
    frequencies = frequencies_of(database)
    matches = _Matches(database, query, frequencies) if frequencies else None
    counts = {}
    for word in words:
        leaf = Word(word)
        both = replace(query, tree=All((query.tree, leaf)) if query.tree else leaf)
        expansion = expansion_of(database, both)
        lookup = expansion.lookup(leaf)
        if matches and lookup and matches.are_compared_with(lookup):
            counts[word] = matches.count_with(lookup)
        else:
            counts[word] = int(database.value(*compiling.count(both, expansion)))
    return counts


class _Matches:
    """The articles that match a query, to be compared with the vectors of words."""

    def __init__(self, database: Database, query: Query, frequencies: Frequencies) -> None:
        self._database = database
        self._query = query
        self._frequencies = frequencies
        self._expansion = expansion_of(database, query)
        every_day = replace(query, tree=None)
        within_dates = int(database.value(*compiling.count(every_day, self._expansion)))
        self._share = within_dates / sum(block.size for block in frequencies.blocks)

    def are_compared_with(self, lookup: Lookup) -> bool:
        """Whether reading the vectors of a word is likely to take less time than reading the postings."""
        if not is_vector(lookup):
            return False
        counts = self._common(lookup)
        return len(counts) * self._block_count * _VECTOR < self._share * (self._postings + sum(counts)) * _POSTING

    def count_with(self, lookup: Lookup) -> int:
        """How many of them have a word."""
        if not isinstance(lookup.terms, Terms) or not lookup.terms.places:
            return 0
        terms, columns = lookup.terms, lookup.columns
        return sum(
            (mask & self._frequencies.vectors(terms, block).in_columns(columns)).bit_count()
            for block, mask in self._masks
        )

    @cached_property
    def _masks(self) -> list[tuple[Block, int]]:
        blocks, mask_of = masks_of(self._database, self._frequencies, self._query, self._expansion)
        return [(block, mask) for block in blocks if (mask := mask_of(block))]

    @cached_property
    def _postings(self) -> int:
        """About how many postings the index reads for the query alone, or could in the same time."""
        lookups = map(self._expansion.lookup, leaves(self._query.tree)) if self._query.tree else ()
        postings = sum(sum(self._common(lookup)) for lookup in lookups if lookup)
        return postings if is_decidable(self._query.tree, self._expansion) else _CHECKED * postings

    @cached_property
    def _block_count(self) -> int:
        """How many blocks have articles within the dates of the query."""
        return max(1, round(self._share * len(self._frequencies.blocks)))

    def _common(self, lookup: Lookup) -> list[int]:
        """How many articles have each of the common terms that a leaf of a query looks for."""
        words = lookup.terms.words if isinstance(lookup.terms, Nearness) else (lookup.terms,)
        frequencies = document_frequencies_of(self._database)
        terms = {term for word in words for place in word.places for term in place}
        return list(frequencies.of_terms(terms).values()) if frequencies else []

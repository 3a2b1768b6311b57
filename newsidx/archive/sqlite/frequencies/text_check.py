"""Whether articles match a query, decided by their texts: for phrases and words near each other."""

from __future__ import annotations

from dataclasses import dataclass, field

from newsidx.archive.sqlite.fts5.expansion import Expansion, Lookup
from newsidx.archive.sqlite.fts5.nearness import Nearness
from newsidx.archive.sqlite.fts5.texts import IndexedText
from newsidx.archive.sqlite.id_ranges import is_in_dates
from newsidx.query import Query
from newsidx.query.tree import All, Any, Dated, Node, Not

_ENOUGH = 3_000
"""Of so many texts, at least half must match: of fewer matches, the index is sooner asked for the ids."""


@dataclass
class TextCheck:
    """Checks the texts of articles that have the words of a query for its phrases.

    `is_given_up` says that reading texts is not the way: few of them match, or some are longer than what is read.
    """

    query: Query
    expansion: Expansion
    is_given_up: bool = False
    _read: int = field(default=0, init=False)
    _matches: int = field(default=0, init=False)

    def is_match(self, text: IndexedText) -> bool:
        """Whether an article matches the query. What it says is worth nothing once `is_given_up`."""
        is_match = self.query.tree is None or self._is_match(self.query.tree, text)
        self._read += 1
        self._matches += is_match
        if text.may_be_cut or (self._read >= _ENOUGH and self._matches * 2 < self._read):
            self.is_given_up = True
        return is_match

    def _is_match(self, node: Node, text: IndexedText) -> bool:
        if isinstance(node, All):
            return all(self._is_match(part, text) for part in node.parts)
        if isinstance(node, Any):
            return any(self._is_match(part, text) for part in node.parts)
        if isinstance(node, Not):
            return not self._is_match(node.node, text)
        if isinstance(node, Dated):
            return is_in_dates(text.id, node.dates)
        lookup = self.expansion.lookup(node)
        return lookup is not None and any(_has(lookup, getattr(text, column)) for column in lookup.columns)


def _has(lookup: Lookup, terms: str) -> bool:
    """Whether the title or the body of a text, as its terms, has a word, a phrase, or words near each other."""
    if isinstance(lookup.terms, Nearness):
        return bool(lookup.terms.words) and lookup.terms.occurs_in(terms.split())
    return bool(lookup.terms.places) and lookup.terms.pattern.search(terms) is not None

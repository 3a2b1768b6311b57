"""Whether articles match a query, decided by what is in them: for phrases, words near each other, and metadata."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from newsidx.archive.matching.expansion import Expansion, Lookup
from newsidx.archive.matching.nearness import Nearness
from newsidx.archive.sqlite.database import Database
from newsidx.archive.sqlite.fts5.named import named_ids
from newsidx.archive.sqlite.fts5.texts import IndexedText, spaced_metadata
from newsidx.archive.sqlite.id_ranges import is_in_dates
from newsidx.query import Query
from newsidx.query.fields import TEXT_FIELDS
from newsidx.query.tree import All, Any, Dated, Metadata, Node, Not, is_naming

_LEAST_MATCHES = ((200, 20), (3_000, 2))
"""Of so many articles that were read, at least one of so many must match: of fewer, the index is sooner asked."""


@dataclass
class TextCheck:
    """Checks articles that have the words of a query for its phrases and its metadata.

    `is_given_up` says that reading articles is not the way: few of them match, or some are longer than what is read.
    """

    database: Database
    query: Query
    expansion: Expansion
    is_given_up: bool = False
    _read: int = field(default=0, init=False)
    _matches: int = field(default=0, init=False)
    _metadata: dict[int, dict[str, str]] = field(default_factory=dict, init=False)
    _named: dict[Metadata, frozenset[int]] = field(default_factory=dict, init=False)

    def is_match(self, text: IndexedText) -> bool:
        """Whether an article matches the query. What it says is worth nothing once `is_given_up`."""
        is_match = self.query.tree is None or self._is_match(self.query.tree, text)
        self._read += 1
        self._matches += is_match
        self._metadata.clear()
        has_few = any(self._read >= least and self._matches * share < self._read for least, share in _LEAST_MATCHES)
        if text.may_be_cut or has_few:
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
        if is_naming(node):
            return text.id in self._ids_named(node)
        lookup = self.expansion.lookup(node)
        return lookup is not None and any(_has(lookup, terms) for terms in self._columns(lookup, text))

    def _ids_named(self, node: Metadata) -> frozenset[int]:
        if node not in self._named:
            self._named[node] = frozenset(named_ids(self.database, node))
        return self._named[node]

    def _columns(self, lookup: Lookup, text: IndexedText) -> Iterator[str]:
        """The terms in each column in which a leaf is looked for, with spaces between and around them."""
        for column in lookup.columns:
            if column in TEXT_FIELDS:
                yield text.title if column == "title" else text.body
            else:
                if text.id not in self._metadata:
                    self._metadata[text.id] = spaced_metadata(self.database, text.id)
                yield self._metadata[text.id][column]


def _has(lookup: Lookup, terms: str) -> bool:
    """Whether a column, as its terms, has a word, a phrase, or words near each other."""
    if isinstance(lookup.terms, Nearness):
        return bool(lookup.terms.words) and lookup.terms.occurs_in(terms.split())
    if not lookup.terms.places:
        return False
    if lookup.at_start:
        return lookup.terms.begins_at(terms.split(), 0)
    return lookup.terms.pattern.search(terms) is not None

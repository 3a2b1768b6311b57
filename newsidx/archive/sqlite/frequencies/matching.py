"""Which articles match a query, where the term frequencies alone decide it: words in any or all forms, beginnings of
words, dates, and everything that AND, OR and NOT make of them.
"""

from __future__ import annotations

import heapq
import math
from array import array
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import reduce
from operator import and_, or_

from newsidx.archive.matching.expansion import Expansion, Lookup
from newsidx.archive.matching.nearness import Nearness
from newsidx.archive.matching.terms import Terms
from newsidx.archive.sqlite.database import Database
from newsidx.archive.sqlite.frequencies.blocks import Block
from newsidx.archive.sqlite.frequencies.reading import Frequencies, frequencies_of
from newsidx.archive.sqlite.fts5.match import LONGEST_TERM
from newsidx.archive.sqlite.fts5.named import named_ids
from newsidx.archive.sqlite.id_ranges import id_range, ids_within
from newsidx.article import FIRST_DATED_ID, PER_DAY
from newsidx.dates import DateRange
from newsidx.query import Query
from newsidx.query.fields import TEXT_FIELDS
from newsidx.query.tree import All, Any, Dated, Metadata, Node, Not, is_naming


def is_vector(lookup: Lookup | None) -> bool:
    """Whether a leaf of a query is a word whose frequencies are vectors: of one term, in title or body."""
    return lookup is not None and _has_vectors(lookup) and isinstance(lookup.terms, Terms) and len(_places(lookup)) < 2


def is_decidable(node: Node | None, expansion: Expansion) -> bool:
    """Whether the term frequencies alone decide which articles match a query."""
    return _is_of(is_vector, node, expansion)


def has_candidates(node: Node | None, expansion: Expansion) -> bool:
    """Whether the term frequencies tell which articles can match a query: those that have all words of its phrases, and
    of words near each other; of those, any may have what is asked of its metadata.
    """
    return _is_of(lambda lookup: lookup is not None and (_has_vectors(lookup) or _is_metadata(lookup)), node, expansion)


def _is_of(is_kind: Callable[[Lookup | None], bool], node: Node | None, expansion: Expansion) -> bool:
    """Whether each leaf of a query is a date, names articles, or is of a kind."""
    if node is None or isinstance(node, Dated) or is_naming(node):
        return True
    if isinstance(node, (All, Any)):
        return all(_is_of(is_kind, part, expansion) for part in node.parts)
    if isinstance(node, Not):
        return _is_of(is_kind, node.node, expansion)
    return is_kind(expansion.lookup(node))


def _has_vectors(lookup: Lookup) -> bool:
    """Whether each place of a leaf has vectors."""
    return not lookup.at_start and set(lookup.columns) <= set(TEXT_FIELDS) and _is_indexed_whole(lookup)


def _is_indexed_whole(lookup: Lookup) -> bool:
    """Whether no term is so long that FTS5 may have cut it off."""
    return all(len(term) * 4 <= LONGEST_TERM for place in _places(lookup) for term in place.places[0])


def _is_metadata(lookup: Lookup) -> bool:
    """Whether a leaf is looked for in the metadata that the index has."""
    return not set(lookup.columns) & set(TEXT_FIELDS) and lookup.stemmed is None and _is_indexed_whole(lookup)


def _places(lookup: Lookup) -> list[Terms]:
    """The terms that can stand at each place of a leaf."""
    words = lookup.terms.words if isinstance(lookup.terms, Nearness) else (lookup.terms,)
    return [place for word in words for place in word.by_place]


class Matching:
    """The articles that match a decidable query, as a mask for each block. Of a query that only has candidates, these:
    all its matches, articles in which the words of a phrase are elsewhere, and those with other metadata.
    """

    def __init__(self, database: Database, frequencies: Frequencies, query: Query, expansion: Expansion) -> None:
        self._database = database
        self.frequencies = frequencies
        self._query = query
        self._expansion = expansion
        self._by_block: dict[int, int] = {}
        self._masks: dict[Node, int] = {}
        self._ordered: dict[Node, list[Node]] = {}
        self._named: dict[Metadata, array[int]] = {}

    def blocks(self) -> list[Block]:
        """The blocks that can have a match."""
        first, last = ids_within(self._query)
        return [block for block in self.frequencies.blocks if block.first <= last and block.last >= first]

    def mask(self, block: Block) -> int:
        """The articles of a block that match."""
        if block.number not in self._by_block:
            self._masks = {}
            self._by_block[block.number] = self._mask_of_query(block)
        return self._by_block[block.number]

    def count(self) -> int:
        """How many articles match."""
        return sum(self.mask(block).bit_count() for block in self.blocks())

    def _mask_of_query(self, block: Block) -> int:
        mask = block.live()
        if self._query.undated:
            mask &= _between(block, 0, FIRST_DATED_ID - 1)
        if not self._query.dates.is_everything:
            mask &= _in_dates(block, self._query.dates)
        return mask & self._mask(self._query.tree, block) if self._query.tree and mask else mask

    def ids(self, *, oldest_first: bool = False) -> Iterator[int]:
        """The ids of the matches, the newest first unless the oldest are to be."""
        return heapq.merge(*(self._ids(block, oldest_first) for block in self.blocks()), reverse=not oldest_first)

    def _ids(self, block: Block, oldest_first: bool) -> Iterator[int]:
        vector = self.mask(block).to_bytes(block.size, "little")
        position = vector.find(1) if oldest_first else vector.rfind(1)
        while position >= 0:
            yield block.id_at(position)
            position = vector.find(1, position + 1) if oldest_first else vector.rfind(1, 0, position)

    def counts_by(self, unit: int) -> list[tuple[int, int]]:
        """(period, articles) of the dated matches, the earliest period first. A period is an id divided by `unit`, a
        whole number of days.
        """
        counts: Counter[int] = Counter()
        for block in self.blocks():
            vector = self.mask(block).to_bytes(block.size, "little")
            for day, start, end in block.runs_by_day(PER_DAY):
                if day and (article_count := vector.count(1, start, end)):
                    counts[day * PER_DAY // unit] += article_count
        return sorted(counts.items())

    def _mask(self, node: Node, block: Block) -> int:
        if node not in self._masks:
            self._masks[node] = self._computed(node, block)
        return self._masks[node]

    def _rarest_first(self, node: All) -> Sequence[Node]:
        """The parts of a node in an order in which often the first ones already leave no article."""
        if node not in self._ordered:
            self._ordered[node] = sorted(node.parts, key=self._most)
        return self._ordered[node]

    def _most(self, node: Node) -> float:
        """About how many articles match a part of the query, at most."""
        if isinstance(node, Any):
            return sum(map(self._most, node.parts))
        if isinstance(node, All):
            return min(map(self._most, node.parts))
        if isinstance(node, (Not, Dated)):
            return math.inf
        if is_naming(node):
            return len(self._ids_named(node))
        lookup = self._expansion.lookup(node)
        if lookup is None or _is_metadata(lookup):
            return math.inf
        return min(map(self.frequencies.article_count, _places(lookup)), default=0)

    def _computed(self, node: Node, block: Block) -> int:
        if isinstance(node, All):
            mask = _everything(block)
            for part in self._rarest_first(node):
                mask &= self._mask(part, block)
                if not mask:
                    break
            return mask
        if isinstance(node, Any):
            mask = 0
            for part in node.parts:
                mask |= self._mask(part, block)
            return mask
        if isinstance(node, Not):
            is_exact = is_decidable(node.node, self._expansion)
            return _everything(block) ^ self._mask(node.node, block) if is_exact else _everything(block)
        if isinstance(node, Dated):
            return _in_dates(block, node.dates)
        if is_naming(node):
            return block.mask_of(self._ids_named(node))
        lookup = self._expansion.lookup(node)
        return self._mask_of_leaf(lookup, block) if lookup else 0

    def _ids_named(self, node: Metadata) -> array[int]:
        if node not in self._named:
            self._named[node] = named_ids(self._database, node)
        return self._named[node]

    def _mask_of_leaf(self, lookup: Lookup, block: Block) -> int:
        if _is_metadata(lookup):
            return _everything(block)
        places = _places(lookup)
        if len(places) < 2:
            return self.frequencies.mask(places[0], block, tuple(lookup.columns)) if places else 0
        return reduce(
            or_,
            (
                reduce(and_, (self.frequencies.mask(place, block, (column,)) for place in places))
                for column in lookup.columns
            ),
        )


def matching_of(database: Database, query: Query, expansion: Expansion) -> Matching | None:
    """The articles that match a query; None where the term frequencies do not decide it.

    An answer counts a query and then ranks it: the last one with several parts is kept.
    """
    if not database.is_outdated and is_decidable(query.tree, expansion):
        return candidates_of(database, query, expansion)
    return None


def candidates_of(database: Database, query: Query, expansion: Expansion) -> Matching | None:
    """The articles that can match a query; None where the term frequencies do not tell."""
    if database.is_outdated or not has_candidates(query.tree, expansion):
        return None
    frequencies = frequencies_of(database)
    if frequencies is None:
        return None
    if not isinstance(query.tree, (All, Any, Not)):
        return Matching(database, frequencies, query, expansion)
    kept = database.while_unchanged("matching", lambda: _Kept(query, Matching(database, frequencies, query, expansion)))
    if kept.query != query:
        kept.query, kept.matching = query, Matching(database, frequencies, query, expansion)
    return kept.matching


@dataclass
class _Kept:
    """The last query, and what matches it."""

    query: Query
    matching: Matching


def _everything(block: Block) -> int:
    return int.from_bytes(b"\1" * block.size, "little")


def _between(block: Block, first: int, last: int) -> int:
    """The articles of a block from id `first` to id `last`."""
    start, end = block.position_from(first), block.position_from(last + 1)
    return int.from_bytes(b"\1" * (end - start), "little") << (8 * start)


def _in_dates(block: Block, dates: DateRange) -> int:
    """The articles of a block within some dates."""
    mask = _between(block, *id_range(dates))
    if dates.every_year and mask:
        month, day = dates.every_year
        vector = bytearray(block.size)
        for number, start, end in block.runs_by_day(PER_DAY):
            if number % 10_000 == month * 100 + day:
                vector[start:end] = b"\1" * (end - start)
        mask &= int.from_bytes(vector, "little")
    return mask

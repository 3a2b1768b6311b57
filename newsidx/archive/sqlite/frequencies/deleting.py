"""Taking articles out of the blocks of term frequencies, before they are deleted or changed, and putting them back.

The vectors stay as they are: a block says which of its articles are no longer there. Only the document frequencies are
changed, by what is in the texts. So articles that are restored need not be counted again, as long as their block is
there.
"""

from __future__ import annotations

import sqlite3
from array import array
from collections import Counter
from collections.abc import Mapping, Sequence
from hashlib import blake2b
from itertools import chain
from typing import NamedTuple

from newsidx.archive.matching.tokenizer import tokenized
from newsidx.archive.sqlite.frequencies.beginnings import Beginnings
from newsidx.archive.sqlite.frequencies.blocks import Block, blocks_of, not_as_made
from newsidx.archive.sqlite.frequencies.building import in_parts
from newsidx.archive.sqlite.frequencies.codes import stored_numbers
from newsidx.archive.sqlite.frequencies.document_frequencies import counted_in, counts_in, insert_counts
from newsidx.archive.sqlite.fts5.index import INDEXED_TITLE

_TEXT = f"SELECT {INDEXED_TITLE}, body FROM articles WHERE id = ?"
_DELETE = "UPDATE frequency_blocks SET deleted = nullif(?, x'') WHERE block = ?"
_MADE_OF = "SELECT runs, lengths, average FROM frequency_blocks WHERE block = ?"

_MOST_TERMS = 200_000
"""Terms whose numbers are kept, so that they are looked up once for many articles."""


class TakenOut(NamedTuple):
    """The articles that were taken out of a block, by their ids, and how many of them have each of the `numbers` of
    terms and words. `made_of` is what tells the block from any later one with its number.
    """

    block: int
    made_of: str
    ids: Sequence[int]
    numbers: Sequence[int]
    counts: Sequence[int]


class DeletedArticles:
    """The articles that a transaction deletes or changes, until they are taken out of their blocks."""

    def __init__(self) -> None:
        self._blocks: list[Block] | None = None
        self._numbers = _Numbers({})
        self._positions: dict[int, set[int]] = {}
        self._counts: dict[int, Counter[int]] = {}

    def add(self, connection: sqlite3.Connection, article_id: int) -> None:
        """Add an article, as long as its text is still there. Raises DatabaseError."""
        if self._blocks is None:
            self._blocks = blocks_of(connection)
            numbers: dict[str, list[int]] = {}
            for number, terms in enumerate(counted_in(connection)) if self._blocks else ():
                for term in terms:
                    numbers.setdefault(term, []).append(number)
            self._numbers = _Numbers(numbers)
        for block in self._blocks:
            position = block.position(article_id)
            if position is None or position in block.deleted:
                continue
            positions = self._positions.setdefault(block.number, set())
            if position not in positions:
                positions.add(position)
                self._counts.setdefault(block.number, Counter()).update(self._numbers_in(connection, article_id))

    def save(self, connection: sqlite3.Connection) -> list[TakenOut]:
        """Take the articles out of their blocks, in the transaction that deletes or changes them, and begin anew."""
        taken_out = []
        for block in self._blocks or ():
            if positions := self._positions.get(block.number):
                _delete(connection, block, block.deleted | positions)
                counts = self._counts[block.number]
                _change_counts(connection, block, {number: -count for number, count in counts.items()})
                ids = [block.id_at(position) for position in sorted(positions)]
                taken_out.append(
                    TakenOut(block.number, _made_of(connection, block), ids, list(counts), list(counts.values()))
                )
        self._blocks = None
        self._numbers = _Numbers({})
        self._positions.clear()
        self._counts.clear()
        return taken_out

    def _numbers_in(self, connection: sqlite3.Connection, article_id: int) -> set[int]:
        """The numbers of the terms and words that an article has."""
        texts = connection.execute(_TEXT, [article_id]).fetchone() or ()
        if not all(type(text) is str for text in texts):
            raise sqlite3.DatabaseError("a text is of another type")
        parts = (part for text in texts for part in in_parts(text))
        terms = set[str]().union(*map(tokenized, parts))
        return set(chain.from_iterable(map(self._numbers.__getitem__, terms)))


def put_back(connection: sqlite3.Connection, taken_out: TakenOut) -> bool:
    """Count articles again that were taken out of a block, within the transaction that restores them with their ids and
    texts. Returns False, and changes nothing, if that block is no more: then they have to be counted anew.

    Raises DatabaseError for what newsidx did not take out.
    """
    block = next((block for block in blocks_of(connection) if block.number == taken_out.block), None)
    if block is None or _made_of(connection, block) != taken_out.made_of:
        return False
    positions = set(map(block.position, taken_out.ids))
    if not positions <= block.deleted or len(taken_out.numbers) != len(taken_out.counts):
        raise not_as_made()
    _change_counts(connection, block, dict(zip(taken_out.numbers, taken_out.counts, strict=True)))
    _delete(connection, block, block.deleted - positions)
    return True


class _Numbers(dict[str, tuple[int, ...]]):
    """For each term the numbers of what is counted that it is part of: itself, its beginnings, its words."""

    def __init__(self, counted: Mapping[str, Sequence[int]]) -> None:
        self._counted = counted
        self._beginnings = Beginnings(counted)

    def __missing__(self, term: str) -> tuple[int, ...]:
        if len(self) >= _MOST_TERMS:
            self.clear()
        counted = filter(self._counted.__contains__, (term, *self._beginnings.of(term)))
        self[term] = numbers = tuple(chain.from_iterable(map(self._counted.__getitem__, counted)))
        return numbers


def _delete(connection: sqlite3.Connection, block: Block, positions: frozenset[int]) -> None:
    connection.execute(_DELETE, [stored_numbers(array("I", sorted(positions))), block.number])


def _change_counts(connection: sqlite3.Connection, block: Block, changes: Mapping[int, int]) -> None:
    counts = counts_in(connection, block.number)
    try:
        for number, change in changes.items():
            counts[number] += change
    except (IndexError, OverflowError, TypeError) as error:
        raise not_as_made() from error
    insert_counts(connection, block.number, counts)


def _made_of(connection: sqlite3.Connection, block: Block) -> str:
    """A digest of the articles that a block was made of."""
    runs, lengths, average = connection.execute(_MADE_OF, [block.number]).fetchone()
    if type(lengths) is not bytes:
        raise not_as_made()
    return blake2b(b"%b\0%b\0%a" % (runs, lengths, average), digest_size=16).hexdigest()

"""Taking articles out of the blocks of term frequencies, before they are deleted or changed.

The vectors stay as they are: a block says which of its articles are no longer there. Only the document frequencies are
changed, by what is in the texts.
"""

from __future__ import annotations

import sqlite3
from array import array
from collections import Counter
from itertools import chain

from newsidx.archive.matching.tokenizer import tokenized
from newsidx.archive.sqlite.frequencies.beginnings import Beginnings
from newsidx.archive.sqlite.frequencies.blocks import Block, blocks_of, not_as_made
from newsidx.archive.sqlite.frequencies.building import in_parts
from newsidx.archive.sqlite.frequencies.codes import stored_numbers
from newsidx.archive.sqlite.frequencies.document_frequencies import counted_in, counts_in, insert_counts
from newsidx.archive.sqlite.fts5.index import INDEXED_TITLE

_TEXT = f"SELECT {INDEXED_TITLE}, body FROM articles WHERE id = ?"
_DELETE = "UPDATE frequency_blocks SET deleted = ? WHERE block = ?"


class DeletedArticles:
    """The articles that a transaction deletes or changes, until they are taken out of their blocks."""

    def __init__(self) -> None:
        self._blocks: list[Block] | None = None
        self._numbers: dict[str, list[int]] = {}
        self._beginnings = Beginnings(())
        self._positions: dict[int, set[int]] = {}
        self._counts: dict[int, Counter[int]] = {}

    def add(self, connection: sqlite3.Connection, article_id: int) -> None:
        """Add an article, as long as its text is still there. Raises DatabaseError."""
        if self._blocks is None:
            self._blocks = blocks_of(connection)
            for number, terms in enumerate(counted_in(connection)) if self._blocks else ():
                for term in terms:
                    self._numbers.setdefault(term, []).append(number)
            self._beginnings = Beginnings(self._numbers)
        for block in self._blocks:
            position = block.position(article_id)
            if position is None or position in block.deleted:
                continue
            positions = self._positions.setdefault(block.number, set())
            if position not in positions:
                positions.add(position)
                self._counts.setdefault(block.number, Counter()).update(self._numbers_in(connection, article_id))

    def save(self, connection: sqlite3.Connection) -> None:
        """Take the articles out of their blocks, in the transaction that deletes or changes them, and begin anew."""
        for block in self._blocks or ():
            if positions := self._positions.get(block.number):
                deleted = array("I", sorted(block.deleted.union(positions)))
                connection.execute(_DELETE, [stored_numbers(deleted), block.number])
                counts = counts_in(connection, block.number)
                try:
                    for number, article_count in self._counts[block.number].items():
                        counts[number] -= article_count
                except (IndexError, OverflowError) as error:
                    raise not_as_made() from error
                insert_counts(connection, block.number, counts)
        self._blocks = None
        self._numbers.clear()
        self._positions.clear()
        self._counts.clear()

    def _numbers_in(self, connection: sqlite3.Connection, article_id: int) -> set[int]:
        """The numbers of the terms and words that an article has."""
        texts = connection.execute(_TEXT, [article_id]).fetchone() or ()
        if not all(type(text) is str for text in texts):
            raise sqlite3.DatabaseError("a text is of another type")
        parts = (part for text in texts for part in in_parts(text))
        terms = set[str]().union(*map(tokenized, parts))
        beginnings = chain.from_iterable(map(self._beginnings.of, terms))
        counted = self._numbers.keys() & terms.union(beginnings)
        return set(chain.from_iterable(self._numbers[term] for term in counted))

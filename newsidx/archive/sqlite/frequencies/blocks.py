"""Blocks of articles, sorted by id: which articles a vector of term frequencies is about, and how long they are."""

from __future__ import annotations

import sqlite3
from array import array
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import chain
from operator import le, sub

from newsidx.archive.sqlite.frequencies.codes import (
    CLASS_RATIOS,
    Packed,
    Summed,
    stored,
    stored_numbers,
    summed,
    unpacked,
)
from newsidx.article import LARGEST

SIZE = 65_536
"""The most articles of a block."""

PER_TERM = 1_000_000
"""Numbers of blocks that a term has room for in the ids of its vectors."""

MOST_TERMS = 1_000_000_000
"""More numbers of terms than there can be, few enough for the ids of their vectors."""

_HIGHEST_ID = 2**63 - 1
_CLASSES = bytes(range(len(CLASS_RATIOS)))
_BLOCKS = "SELECT block, articles, average, runs, deleted FROM frequency_blocks ORDER BY first, block"


@dataclass(frozen=True)
class Block:
    """Some articles, by their positions from 0. Ids that follow one another are a run: `firsts` has the first id of
    each run, and `starts` its position. `deleted` are the positions of articles that are no longer there, or that
    another block has anew. `average` is the average body when the block was made, in terms.
    """

    number: int
    size: int
    average: float
    firsts: Sequence[int] = field(repr=False)
    starts: Sequence[int] = field(repr=False)
    deleted: frozenset[int] = field(repr=False)

    @property
    def first(self) -> int:
        """The lowest id."""
        return self.firsts[0]

    @property
    def last(self) -> int:
        """The highest id."""
        return self.id_at(self.size - 1)

    def id_at(self, position: int) -> int:
        """The id of the article at a position."""
        run = bisect_right(self.starts, position) - 1
        return self.firsts[run] + position - self.starts[run]

    def position(self, article_id: int) -> int | None:
        """Where an article is, if the block has it."""
        run = bisect_right(self.firsts, article_id) - 1
        if run < 0:
            return None
        position = self.starts[run] + article_id - self.firsts[run]
        return position if position < self._end(run) else None

    def position_from(self, article_id: int) -> int:
        """The position of the first article with this id or a higher one; the size of the block if there is none."""
        run = bisect_right(self.firsts, article_id) - 1
        if run < 0:
            return 0
        return min(self.starts[run] + article_id - self.firsts[run], self._end(run))

    def ids(self) -> Iterator[int]:
        """The ids of the articles that are not deleted, in order."""
        for run, (first, start) in enumerate(zip(self.firsts, self.starts, strict=True)):
            for position in range(start, self._end(run)):
                if position not in self.deleted:
                    yield first + position - start

    def live(self) -> int:
        """The mask of the articles that are not deleted."""
        vector = bytearray(b"\1") * self.size
        for position in self.deleted:
            vector[position] = 0
        return int.from_bytes(vector, "little")

    def positions(self, ids: Sequence[int]) -> list[int]:
        """Where those of some articles are that the block has and that are not deleted; their ids must be sorted."""
        ids = ids[bisect_left(ids, self.first) : bisect_right(ids, self.last)]
        if len(ids) < len(self.firsts):
            positions = [position for id_ in ids if (position := self.position(id_)) is not None]
        else:
            positions = []
            start = 0
            for run, first in enumerate(self.firsts):
                start = bisect_left(ids, first, start)
                end = bisect_left(ids, first + self._end(run) - self.starts[run], start)
                shift = self.starts[run] - first
                positions += [id_ + shift for id_ in ids[start:end]]
        if not self.deleted.isdisjoint(positions):
            positions = [position for position in positions if position not in self.deleted]
        return positions

    def mask_of(self, ids: Sequence[int]) -> int:
        """The mask of those of some articles that the block has; their ids must be sorted."""
        vector = bytearray(self.size)
        for position in self.positions(ids):
            vector[position] = 1
        return int.from_bytes(vector, "little")

    def runs_by_day(self, per_day: int) -> Iterator[tuple[int, int, int]]:
        """(day, first position, position after the last) of each run, cut where the day changes."""
        for run, (first, start) in enumerate(zip(self.firsts, self.starts, strict=True)):
            end = self._end(run)
            while start < end:
                day = first // per_day
                stop = min(end, start + (day + 1) * per_day - first)
                yield day, start, stop
                first, start = first + stop - start, stop

    def _end(self, run: int) -> int:
        return self.starts[run + 1] if run + 1 < len(self.starts) else self.size


def runs_of(ids: Sequence[int]) -> tuple[array[int], array[int]]:
    """The first id of each run of sorted ids, and its position."""
    firsts, starts = array("q"), array("q")
    expected = -1
    for position, article_id in enumerate(ids):
        if article_id != expected:
            firsts.append(article_id)
            starts.append(position)
        expected = article_id + 1
    return firsts, starts


def blocks_of(connection: sqlite3.Connection) -> list[Block]:
    """The blocks of an archive, those with the lowest ids first. Raises DatabaseError if newsidx did not make them."""
    return [_block(*row) for row in connection.execute(_BLOCKS)]


def _block(number: object, size: object, average: object, runs: object, deleted: object) -> Block:
    """A block as it is stored."""
    if not (isinstance(number, int) and isinstance(size, int) and isinstance(average, float)):
        raise not_as_made()
    if not (isinstance(runs, bytes) and isinstance(deleted, (bytes, type(None)))):
        raise not_as_made()
    if not (0 < number < PER_TERM and 0 < size <= SIZE and 0 <= average <= LARGEST):
        raise not_as_made()
    if not runs or len(runs) % 16 or len(deleted or b"") % 4:
        raise not_as_made()
    numbers = stored(runs, "q")
    count = len(numbers) // 2
    firsts, starts = numbers[:count], numbers[count:]
    steps, jumps = list(map(sub, starts[1:], starts)), list(map(sub, firsts[1:], firsts))
    gone = frozenset(stored(deleted or b"", "I"))
    if firsts[0] < 0 or starts[0] or starts[-1] >= size or min(steps, default=1) < 1 or not all(map(le, steps, jumps)):
        raise not_as_made()
    if firsts[-1] + size - starts[-1] > _HIGHEST_ID or any(position >= size for position in gone):
        raise not_as_made()
    return Block(number, size, average, firsts, starts, gone)


def classes_of(lengths: Sequence[int], starts: Sequence[int]) -> bytes:
    """The class of each length: the last one that starts at no more than it."""
    return bytes(bisect_right(starts, length) - 1 for length in lengths)


def lengths_of(connection: sqlite3.Connection, block: Block) -> Sequence[int]:
    """How many terms the body of each article has. Raises DatabaseError."""
    row = connection.execute("SELECT lengths FROM frequency_blocks WHERE block = ?", [block.number]).fetchone()
    if not row or type(row[0]) is not bytes or len(row[0]) != 4 * block.size:
        raise not_as_made()
    return stored(row[0], "I")


def classes_in(connection: sqlite3.Connection, block: Block) -> bytes:
    """The class of length of each article, from 0. Raises DatabaseError."""
    row = connection.execute("SELECT classes FROM frequency_blocks WHERE block = ?", [block.number]).fetchone()
    if not row or type(row[0]) is not bytes:
        raise not_as_made()
    try:
        classes = unpacked(row[0], block.size)
    except ValueError as error:
        raise not_as_made() from error
    if classes.translate(None, _CLASSES):
        raise not_as_made()
    return classes


def sum_of(rows: Iterable[tuple[object, object]], occurrences: Sequence[int], block: Block) -> Summed | None:
    """The sum of vectors of a block, given as (blob, larger frequencies) where there are any, and of occurrences of
    other terms at some positions. Raises DatabaseError.
    """
    vectors = [vector_as_stored(blob, larger) for blob, larger in rows]
    try:
        return summed(vectors, occurrences, block.size)
    except ValueError as error:
        raise not_as_made() from error


def vector_as_stored(blob: object, larger: object) -> Packed:
    """A vector from its blob and its larger frequencies, if it has any. Raises DatabaseError."""
    if not (isinstance(blob, bytes) and isinstance(larger, (bytes, type(None))) and len(larger or b"") % 8 == 0):
        raise not_as_made()
    numbers = stored(larger or b"", "I")
    return Packed(blob, dict(zip(numbers[::2], numbers[1::2], strict=True)))


def stored_larger(larger: Mapping[int, int]) -> bytes | None:
    """Frequencies by their positions, as they are stored."""
    return stored_numbers(array("I", chain(*larger.items()))) if larger else None


def not_as_made() -> sqlite3.DatabaseError:
    """The error for term frequencies that newsidx did not store so."""
    return sqlite3.DatabaseError("its term frequencies are not as newsidx made them")

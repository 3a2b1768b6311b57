"""Comparing the term frequencies of an archive with its articles.

Every block is counted anew from the texts, about as fast as it was made. What it says of articles that are no longer in
it is not compared.
"""

from __future__ import annotations

import sqlite3
from array import array
from collections.abc import Callable, Sequence
from itertools import chain

from newsidx.archive.progress import OnProgress, nothing
from newsidx.archive.sqlite.frequencies.blocks import (
    PER_TERM,
    Block,
    blocks_of,
    classes_in,
    lengths_of,
    not_as_made,
    stored_larger,
    vector_as_stored,
)
from newsidx.archive.sqlite.frequencies.building import Unfinished, texts_of
from newsidx.archive.sqlite.frequencies.codes import Packed, exactly_unpacked, unpacked
from newsidx.archive.sqlite.frequencies.document_frequencies import Counted, counted_in, counts_in

_ARTICLES_AT_ONCE = 500
"""Articles after which the progress is reported."""

_IS_EMPTY = """
SELECT NOT EXISTS (SELECT 1 FROM frequency_terms) AND NOT EXISTS (SELECT 1 FROM frequency_words)
  AND NOT EXISTS (SELECT 1 FROM document_frequencies) AND NOT EXISTS (SELECT 1 FROM frequencies)
"""
_COUNTS = "SELECT (SELECT count(*) FROM frequencies), (SELECT count(*) FROM document_frequencies)"
_FIRST = "SELECT first FROM frequency_blocks WHERE block = ?"
_VECTORS = "SELECT title, larger_in_title, body, larger_in_body FROM frequencies WHERE id = ?"


def require_right(
    connection: sqlite3.Connection,
    ids: Sequence[int],
    on_progress: OnProgress = nothing,
) -> None:
    """Raise DatabaseError unless the blocks, if there are any, have exactly the articles with these sorted ids, each
    once, with how often it has each term. `on_progress` is called with how many articles are done, and of how many.
    """
    blocks = blocks_of(connection)
    if not blocks:
        _require(connection.execute(_IS_EMPTY).fetchone() == (1,))
        return
    in_blocks = array("q", sorted(chain.from_iterable(block.ids() for block in blocks)))
    _require(in_blocks == array("q", ids))
    counted = counted_in(connection)
    rows = done = 0
    for block in blocks:
        rows += _rows_of_right_block(connection, counted, block, _begun_at(done, len(ids), on_progress))
        done += block.size - len(block.deleted)
    on_progress(done, len(ids))
    _require(connection.execute(_COUNTS).fetchone() == (rows, len(blocks)))


def _begun_at(before: int, total: int, on_progress: OnProgress) -> Callable[[int], None]:
    """What a block calls with how many of its articles are done, where so many were done before it."""
    return lambda done: on_progress(before + done, total)


def _rows_of_right_block(
    connection: sqlite3.Connection, counted: Counted, block: Block, on_articles: Callable[[int], None]
) -> int:
    """How many terms a block has frequencies of. Raises DatabaseError if anything in it is wrong."""
    right = _counted_anew(connection, counted, block, on_articles)
    live = block.live() * 0xFF
    lengths = enumerate(zip(lengths_of(connection, block), right.lengths, strict=True))
    _require(connection.execute(_FIRST, [block.number]).fetchone() == (block.first,))
    _require(all(kept == length or position in block.deleted for position, (kept, length) in lengths))
    _require(_bytes_of(live, classes_in(connection, block)) == _bytes_of(live, right.classes(block.average)))
    rows = 0
    for number, (right_title, right_body) in enumerate(right.vectors()):
        row = connection.execute(_VECTORS, [number * PER_TERM + block.number]).fetchone()
        rows += row is not None
        title, larger_in_title, body, larger_in_body = row or (None,) * 4
        _require_right_vector(title, larger_in_title, right_title, block, live)
        _require_right_vector(body, larger_in_body, right_body, block, live)
    _require(counts_in(connection, block.number) == right.article_counts())
    return rows


def _counted_anew(
    connection: sqlite3.Connection, counted: Counted, block: Block, on_articles: Callable[[int], None]
) -> Unfinished:
    unfinished = Unfinished(counted)
    texts = texts_of(connection, array("q", block.ids()))
    done = 0
    for position in range(block.size):
        if position in block.deleted:
            unfinished.leave_out(block.id_at(position))
        else:
            unfinished.add(*next(texts))
            done += 1
            if done % _ARTICLES_AT_ONCE == 0:
                on_articles(done)
    return unfinished


def _require_right_vector(blob: object, larger: object, right: Packed | None, block: Block, live: int) -> None:
    if (blob, larger) == ((right.blob, stored_larger(right.larger)) if right else (None, None)):
        return
    # Another zlib may have made it, or it has what articles had that are deleted now.
    stored = vector_as_stored(blob, larger)
    try:
        vector = exactly_unpacked(stored.blob, block.size)
    except ValueError as error:
        raise not_as_made() from error
    right_vector = unpacked(right.blob, block.size) if right else bytes(block.size)
    larger_of_live = {position: count for position, count in stored.larger.items() if position not in block.deleted}
    _require(_bytes_of(live, vector) == _bytes_of(live, right_vector))
    _require(larger_of_live == (right.larger if right else {}))


def _bytes_of(live: int, vector: bytes) -> int:
    """What a vector says of the articles that are not deleted, as a number."""
    return int.from_bytes(vector, "little") & live


def _require(is_right: bool) -> None:
    if not is_right:
        raise not_as_made()

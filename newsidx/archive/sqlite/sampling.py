"""A sample of the articles that match a query, spread evenly over them."""

from __future__ import annotations

from array import array
from collections.abc import Sequence

from newsidx.archive.sqlite.database import Database
from newsidx.archive.sqlite.frequencies.blocks import Block
from newsidx.archive.sqlite.frequencies.codes import positions_in
from newsidx.archive.sqlite.frequencies.masks import MaskOf, masks_of
from newsidx.archive.sqlite.frequencies.reading import frequencies_of
from newsidx.archive.sqlite.fts5 import compile as compiling
from newsidx.archive.sqlite.fts5.expansions import expansion_of
from newsidx.query import Query


def sample(database: Database, query: Query, most: int) -> list[int]:
    """The ids of at most so many of the articles that match a query, spread evenly over them, in order."""
    if query.is_blank:
        return []
    expansion = expansion_of(database, query)
    if frequencies := frequencies_of(database):
        return sorted(_sample_of_blocks(*masks_of(database, frequencies, query, expansion), most))
    listed = database.value(*compiling.all_ids(query, expansion))
    ids = array("q", map(int, listed.split(","))) if listed else array("q")
    return [ids[number] for number in _spread(len(ids), most)]


def _sample_of_blocks(blocks: Sequence[Block], mask_of: MaskOf, most: int) -> list[int]:
    masks = [mask_of(block) for block in blocks]
    numbers = iter(_spread(sum(mask.bit_count() for mask in masks), most))
    number = next(numbers, None)
    ids: list[int] = []
    first = 0
    for block, mask in zip(blocks, masks, strict=True):
        positions = positions_in(mask, block.size)
        while number is not None and number < first + len(positions):
            ids.append(block.id_at(positions[number - first]))
            number = next(numbers, None)
        first += len(positions)
    return ids


def _spread(count: int, most: int) -> Sequence[int]:
    """Numbers below a count: all of them, or so many, spread evenly."""
    return range(count) if count <= most else [number * count // most for number in range(most)]

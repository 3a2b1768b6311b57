"""The articles that match a query, as a mask for each block, whether or not the term frequencies decide which."""

from __future__ import annotations

from array import array
from collections.abc import Callable

from newsidx.archive.matching.expansion import Expansion
from newsidx.archive.sqlite.database import Database
from newsidx.archive.sqlite.frequencies.blocks import Block
from newsidx.archive.sqlite.frequencies.matching import matching_of
from newsidx.archive.sqlite.frequencies.reading import Frequencies
from newsidx.archive.sqlite.fts5 import compile as compiling
from newsidx.query import Query

MaskOf = Callable[[Block], int]
"""Gives the mask of the articles of a block that match."""


def masks_of(
    database: Database, frequencies: Frequencies, query: Query, expansion: Expansion
) -> tuple[list[Block], MaskOf]:
    """The blocks that can have a match, and what gives the mask of the matches in each."""
    if matching := matching_of(database, query, expansion):
        return matching.blocks(), matching.mask
    listed = database.value(*compiling.all_ids(query, expansion))
    ids = array("q", map(int, listed.split(","))) if listed else array("q")
    return frequencies.blocks, lambda block: block.mask_of(ids)

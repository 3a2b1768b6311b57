"""Archives of a few hundred articles with term frequencies in many blocks, as otherwise only large ones have."""

from __future__ import annotations

import contextlib
from collections.abc import Iterator

import pytest

from newsidx.archive.sqlite.frequencies import beginnings, building


@contextlib.contextmanager
def small_blocks(size: int = 300, common: int = 40, small: int = 50, enough: int = 100) -> Iterator[None]:
    """Within this, archives of `enough` articles get blocks of at most `size` articles, with the terms that are in
    `common` of them, and the beginnings that three of these have; blocks of at most `small` articles are made anew with
    every ingest.
    """
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(building, "ENOUGH_ARTICLES", enough)
        patch.setattr(building, "SIZE", size)
        patch.setattr(building, "_SMALL_BLOCK", small)
        patch.setattr(building, "_COMMON", common)
        patch.setattr(building, "_COMMON_SHARE", 10**9)
        patch.setattr(beginnings, "_MANY", 3)
        yield

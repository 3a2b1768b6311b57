"""The best articles of a query in an archive that has term frequencies."""

from __future__ import annotations

from collections.abc import Sequence

from newsidx.archive.matching.expansion import Expansion
from newsidx.archive.sqlite.database import Database
from newsidx.archive.sqlite.frequencies.best import BestArticles
from newsidx.archive.sqlite.frequencies.masks import masks_of
from newsidx.archive.sqlite.frequencies.matching import candidates_of, is_decidable
from newsidx.archive.sqlite.frequencies.reading import frequencies_of
from newsidx.archive.sqlite.frequencies.text_check import TextCheck
from newsidx.archive.sqlite.fts5.scoring import ScoredWord
from newsidx.query import Query


def best_by_frequencies(
    database: Database,
    query: Query,
    expansion: Expansion,
    words: Sequence[ScoredWord],
    average: float,
    most: int,
) -> list[tuple[int, float]] | None:
    """The (id, score) of the best articles that match a query, at most so many; the best first, and of equal ones the
    one with the higher id. None if the term frequencies are not yet those of all articles.
    """
    frequencies = frequencies_of(database)
    if frequencies is None:
        return None
    if candidates := candidates_of(database, query, expansion):
        check = None if is_decidable(query.tree, expansion) else TextCheck(database, query, expansion)
        best = BestArticles(database, frequencies, words, average, check).of(candidates.blocks(), candidates.mask, most)
        if check is None or not check.is_given_up:
            return best
    blocks, mask_of = masks_of(database, frequencies, query, expansion)
    return BestArticles(database, frequencies, words, average).of(blocks, mask_of, most)

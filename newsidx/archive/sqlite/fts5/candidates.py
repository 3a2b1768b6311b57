"""The candidates for the best hits: those that are scored exactly, chosen by FTS5's own, coarser BM25.

FTS5 scores every article that matches, which for a word in half of a million articles takes half a second. The best
articles on a common word have it in their titles: where enough titles have it, only those are candidates.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from itertools import islice

from newsidx.archive.sqlite.database import Database
from newsidx.archive.sqlite.fts5 import compile as compiling
from newsidx.archive.sqlite.fts5.expansion import Expansion, expansion_of
from newsidx.query import Query
from newsidx.query.sort import Sort
from newsidx.query.tree import Exact, InField, Phrase, Prefix, Word

CANDIDATES = 500
"""How many of the best hits by FTS5's BM25 are scored exactly. What fewer and more give is in docs/measures.md."""

ENOUGH_TITLES = 1_000
"""From so many titles with a word on, only the articles with such a title are candidates."""


def candidates(
    database: Database, query: Query, expansion: Expansion, end: int | None
) -> tuple[list[int], Iterator[int]]:
    """The ids of the candidates, and of all other hits up to place `end` (None for all) in FTS5's order."""
    if best := _best_by_title(database, query):
        limit = None if end is None else max(0, end - len(best))
        rest = compiling.ids(query, expansion, Sort.RELEVANCE, limit, excluded=best)
        return best, iter(()) if limit == 0 else _ids(database, rest)
    limit = None if end is None else max(end, CANDIDATES)
    hits = _ids(database, compiling.ids(query, expansion, Sort.RELEVANCE, limit))
    return list(islice(hits, CANDIDATES)), hits


def _best_by_title(database: Database, query: Query) -> list[int]:
    """The candidates for a word or phrase among the articles that have it in their titles; none if these are few."""
    if not isinstance(query.tree, (Word, Exact, Prefix, Phrase)):
        return []
    by_title = replace(query, tree=InField("title", query.tree))
    # The number of titles comes with their order, for a beginning of a word takes long to look up.
    best = list(
        _ids(database, compiling.ids(by_title, expansion_of(database, by_title), Sort.RELEVANCE, ENOUGH_TITLES))
    )
    return best[:CANDIDATES] if len(best) == ENOUGH_TITLES else []


def _ids(database: Database, statement: compiling.Statement) -> Iterator[int]:
    return (article_id for (article_id,) in database.rows(*statement))

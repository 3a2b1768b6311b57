"""Ranking: the best hits of a query in the order of their scores, and all others in FTS5's order.

The best are exactly those that scoring every match would give, whether or not the archive has term frequencies to find
them by.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator

from newsidx.archive.matching.expansion import Expansion
from newsidx.archive.sqlite.database import Database
from newsidx.archive.sqlite.fts5 import compile as compiling
from newsidx.archive.sqlite.fts5.exhaustive import best_of_all
from newsidx.archive.sqlite.fts5.scoring import counts_in, length_norm, score, scored_words
from newsidx.archive.sqlite.fts5.texts import averages, indexed_texts, texts_of
from newsidx.query import Query
from newsidx.query.sort import Sort

MOST_RANKED = 500
"""How many hits are ranked by their scores. All others follow in the order of FTS5's own BM25."""

ArticleCount = Callable[[Query], int]
"""Counts the articles that match a query."""

Ranked = list[tuple[int, float]]
"""Ids with their scores, the best first; of equal scores the highest id first."""


def ranked_ids(
    database: Database,
    query: Query,
    expansion: Expansion,
    limit: int | None,
    offset: int,
    article_count: ArticleCount,
) -> Iterator[tuple[int, float | None]]:
    """The ids of the articles that match a query, the best first, with the scores of those that are ranked.

    For a query of metadata alone there is nothing to score: the newest come first.
    """
    average = averages(database)
    words = scored_words(database, query, expansion, average.articles, article_count)
    if not words:
        for (article_id,) in database.rows(*compiling.ids(query, expansion, Sort.NEWEST, limit, offset)):
            yield article_id, None
        return
    end = None if limit is None else offset + limit
    has_others = end is None or end > MOST_RANKED
    most = MOST_RANKED if end is None or has_others else end
    best = None
    if database.is_outdated:
        best = _best_of_index(database, query, expansion, article_count)
    elif database.has_frequencies:
        from newsidx.archive.sqlite.frequencies.ranking import best_by_frequencies

        best = best_by_frequencies(database, query, expansion, words, average.body, most)
    if best is None:
        best = best_of_all(database, query, expansion, words, average.body, most)
    yield from best[offset:end]
    if has_others and len(best) == MOST_RANKED:
        first = max(0, offset - MOST_RANKED)
        count = None if end is None else end - MOST_RANKED - first
        ranked = [article_id for article_id, _ in best]
        for (article_id,) in database.rows(*compiling.ids(query, expansion, Sort.RELEVANCE, count, first, ranked)):
            yield article_id, None


def _best_of_index(database: Database, query: Query, expansion: Expansion, article_count: ArticleCount) -> Ranked:
    """The best articles by FTS5's own BM25, in the order of their scores: for an index of stems, whose terms are not
    those that articles have.
    """
    rows = database.rows(*compiling.ids(query, expansion, Sort.RELEVANCE, MOST_RANKED))
    ids = [article_id for (article_id,) in rows]
    average = averages(database)
    among = expansion.among(texts_of(database, ids))
    words = scored_words(database, query, among, average.articles, article_count)
    scored = [
        (score(words, counts, length_norm(text.length, average.body)), text.id)
        for text, counts in counts_in(words, indexed_texts(database, ids))
    ]
    return [(article_id, article_score) for article_score, article_id in sorted(scored, reverse=True)]

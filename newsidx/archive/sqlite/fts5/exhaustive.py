"""The best articles of a query, found by scoring every match: where there are no blocks of term frequencies.

How often an article has a word is read from the postings of its terms. Where that only bounds the score, as with a
phrase, the articles with the highest bounds are read, until no other can be among the best.
"""

from __future__ import annotations

import heapq
from collections.abc import Iterable, Iterator, Sequence
from itertools import chain, groupby, islice
from operator import itemgetter

from newsidx.archive.matching.expansion import Expansion
from newsidx.archive.sqlite import values
from newsidx.archive.sqlite.columns import NUMBER
from newsidx.archive.sqlite.database import Database
from newsidx.archive.sqlite.fts5 import compile as compiling
from newsidx.archive.sqlite.fts5.postings import Posting, after_beginning, postings_between, postings_of
from newsidx.archive.sqlite.fts5.scoring import Counts, ScoredWord, counts_in, length_norm, score
from newsidx.archive.sqlite.fts5.texts import MAX_TERMS, indexed_texts
from newsidx.archive.sqlite.sqlite_errors import corrupt
from newsidx.query import Query

_FEW = 500
"""The texts of so few matches are read sooner than the postings of their words."""

_READ = 50
"""How many texts are read before looking again whether others can be better."""

Scored = tuple[float, int]
"""A score, and the id of the article."""


def best_of_all(
    database: Database, query: Query, expansion: Expansion, words: Sequence[ScoredWord], average: float, most: int
) -> list[tuple[int, float]]:
    """The (id, score) of the best articles that match a query, at most so many; the best first, and of equal ones the
    one with the higher id.
    """
    matches = _lengths(database, database.rows(*compiling.ids_with_lengths(query, expansion)))
    first = list(islice(matches, _FEW + 1))
    is_counted_in_postings = all(len(word.terms.places) == 1 for word in words)
    is_any_long = any(length > MAX_TERMS for _, length in first)
    if len(first) <= _FEW and not (is_counted_in_postings and is_any_long):
        scored = list(_by_texts(database, words, [article_id for article_id, _ in first], average))
    else:
        counted = _counted(chain(first, matches), _occurrences(database, words), len(words))
        scored = (
            [(score(words, counts, length_norm(length, average)), article_id) for article_id, length, counts in counted]
            if is_counted_in_postings
            else _best_by_texts(database, words, _bounds(words, counted, average), average, most)
        )
    return [(article_id, article_score) for article_score, article_id in heapq.nlargest(most, scored)]


def _bounds(words: Sequence[ScoredWord], counted: Iterable[tuple[int, int, Counts]], average: float) -> list[Scored]:
    """Bounds that the scores of articles cannot exceed, with their ids; the highest first."""
    # Of a long text only a part is counted, which may have most of its words.
    return sorted(
        (
            (score(words, counts, length_norm(length if length <= MAX_TERMS else 0, average)), article_id)
            for article_id, length, counts in counted
        ),
        reverse=True,
    )


def _best_by_texts(
    database: Database, words: Sequence[ScoredWord], bounds: Sequence[Scored], average: float, most: int
) -> list[Scored]:
    """The scores of the articles with the highest bounds, as long as they can be among the best."""
    scored: list[Scored] = []
    for start in range(0, len(bounds), _READ):
        best = heapq.nlargest(most, scored)
        if len(best) == most and bounds[start][0] < best[-1][0]:
            break
        ids = [article_id for _, article_id in bounds[start : start + _READ]]
        scored += _by_texts(database, words, ids, average)
    return scored


def _by_texts(database: Database, words: Sequence[ScoredWord], ids: Sequence[int], average: float) -> Iterator[Scored]:
    """The scores of some articles, from their texts."""
    for text, counts in counts_in(words, indexed_texts(database, ids)):
        yield score(words, counts, length_norm(text.length, average)), text.id


def _lengths(database: Database, rows: Iterable[tuple[object, ...]]) -> Iterator[tuple[int, int]]:
    """The ids of articles and how many terms their bodies have, from FTS5's record of the lengths of its columns.

    The record: https://www.sqlite.org/fts5.html, section 9; varints of 7 bits a byte, the highest first.
    """
    for row in rows:
        article_id, record = values.typed(database.path, row, NUMBER, (bytes,))
        length = number = 0
        for byte in record:
            length = length << 7 | byte & 0x7F
            if byte < 0x80:
                if number == 1:
                    break
                length, number = 0, number + 1
        else:
            raise corrupt(database.path, "its full-text index is not as newsidx made it")
        yield article_id, length


def _occurrences(database: Database, words: Sequence[ScoredWord]) -> Iterator[tuple[int, int, int, int]]:
    """(article, number of the word, how often in its title, how often in its body), sorted by article. A word of
    several terms is in no article more often than the first of them.
    """
    streams = []
    for number, word in enumerate(words):
        terms = word.terms
        if terms.is_prefix and len(terms.places) == 1:
            (beginning,) = terms.places[0]
            end = after_beginning(beginning)
            streams.append(_numbered(number, postings_between(database, beginning, end)))
        else:
            streams += [_numbered(number, postings_of(database, term)) for term in terms.places[0]]
    return heapq.merge(*streams)


def _numbered(number: int, postings: Iterator[Posting]) -> Iterator[tuple[int, int, int, int]]:
    for article_id, in_title, in_body in postings:
        yield article_id, number, in_title, in_body


def _counted(
    lengths: Iterator[tuple[int, int]], occurrences: Iterator[tuple[int, int, int, int]], word_count: int
) -> Iterator[tuple[int, int, list[tuple[int, int]]]]:
    """The ids of the articles that match with the lengths of their bodies, and how often they have each word. Both are
    sorted by article.
    """
    by_article = groupby(occurrences, itemgetter(0))
    current, group = next(by_article, (None, iter(())))
    for article_id, length in lengths:
        while current is not None and current < article_id:
            current, group = next(by_article, (None, iter(())))
        counts = [(0, 0)] * word_count
        if current == article_id:
            for _, number, in_title, in_body in group:
                before = counts[number]
                counts[number] = (before[0] + in_title, before[1] + in_body)
        yield article_id, length, counts

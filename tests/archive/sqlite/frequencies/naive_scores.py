"""The score of every article by the formula in docs/measures.md, computed from its text: slow and simple.

It shares no code with newsidx's matching and scoring. The terms of a text are those that the archive says a text has,
and the forms of words those of `tests.archive.naive`.
"""

from __future__ import annotations

import math
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from itertools import product
from typing import NamedTuple

from newsidx import Archive
from newsidx.query import Query
from newsidx.query.function_words import function_words_of
from newsidx.query.sort import Sort
from newsidx.query.tree import All, Any, Dated, Exact, InField, Metadata, Near, Node, Not, Phrase, Prefix, Word
from newsidx.text.fold import folded
from tests.archive.naive import LONGEST_PHRASE, METADATA, RUN, NaiveArchive, title_to_search

Leaf = Word | Phrase | Exact | Prefix


class _Row(NamedTuple):
    """The terms that can stand at each place of a word or phrase; the last may be only a beginning. `length` is how
    many places it takes: one more than it has terms if it ends in the middle of a run of letters.
    """

    places: tuple[frozenset[str], ...]
    is_beginning: bool
    length: int

    def starts(self, text: Sequence[str]) -> list[int]:
        """Where it is in a text."""
        starts = range(len(text) - len(self.places) + 1)
        if len(self.places) > 1:
            return [start for start in starts if text[start] in self.places[0] and self._is_at(text, start)]
        return [start for start in starts if self._is_at(text, start)]

    def _is_at(self, text: Sequence[str], start: int) -> bool:
        *before, last = zip(self.places, text[start:], strict=False)
        ends = any(last[1].startswith(term) for term in last[0]) if self.is_beginning else last[1] in last[0]
        return ends and all(term in terms for terms, term in before)


class _Text(NamedTuple):
    title: list[str]
    body: list[str]


class NaiveScores:
    """The articles of an archive, and its answers."""

    def __init__(self, archive: Archive) -> None:
        ids = [article_id for article_id, _ in archive.ids(Query(), sort=Sort.OLDEST)]
        self._articles = {article.id: article for article in archive.articles(ids)}
        titles = archive.analyze([title_to_search(article) for article in self._articles.values()])
        bodies = archive.analyze([article.body for article in self._articles.values()])
        self._texts = {
            article_id: _Text(list(title), list(body))
            for article_id, title, body in zip(self._articles, titles, bodies, strict=True)
        }
        self._having: dict[str, dict[str, set[int]]] = {"title": defaultdict(set), "body": defaultdict(set)}
        """For each term of a column, the articles that have it: no other texts need to be read for it."""
        for article_id, text in self._texts.items():
            for column, terms in text._asdict().items():
                for term in terms:
                    self._having[column][term].add(article_id)
        self._average = sum(map(len, bodies)) / len(bodies)
        self._archive = archive
        self._languages = archive.languages()
        self._naive = NaiveArchive(list(self._articles.values()))
        self._starts: dict[tuple[_Row, str], dict[int, list[int]]] = {}
        self._rows: dict[tuple[Leaf, str | None], _Row | None] = {}

    def close(self) -> None:
        self._naive.close()

    def ids(self, query: Query) -> list[tuple[int, float | None]]:
        """All matches, the best first; without scores and the newest first if there is nothing to score."""
        matching = self.matching(query)
        weights = self._weights(query)
        if query.tree is None or not _is_ranked(query.tree) or not weights:
            return [(article_id, None) for article_id in sorted(matching, reverse=True)]
        scored = [(article_id, self._score(article_id, weights)) for article_id in matching]
        return sorted(scored, key=lambda pair: (-round(pair[1], 9), -pair[0]))

    def matching(self, query: Query) -> set[int]:
        """The ids of all articles that match."""
        if query.is_blank:
            return set()
        in_dates = {
            article.id
            for article in self._articles.values()
            if (article.date is None or not query.undated)
            and (query.dates.is_everything or (article.date is not None and article.date in query.dates))
        }
        return in_dates & self._matches(query.tree, query.language) if query.tree else in_dates

    def _matches(self, node: Node, language: str | None) -> set[int]:
        if isinstance(node, All):
            return set.intersection(*(self._matches(part, language) for part in node.parts))
        if isinstance(node, Any):
            return set.union(*(self._matches(part, language) for part in node.parts))
        if isinstance(node, Not):
            return set(self._articles) - self._matches(node.node, language)
        if isinstance(node, (Metadata, Dated)):
            return {article.id for article in self._naive.matching(Query(tree=node))}
        columns, leaf = ((node.field,), node.node) if isinstance(node, InField) else (("title", "body"), node)
        if isinstance(leaf, Near):
            rows = [self._row(Word(word), language) for word in leaf.text.split()]
            near = [row for row in rows if row]
            return {
                article_id
                for article_id in self._articles
                if any(self._are_near(near, leaf.distance, article_id, column) for column in columns)
            }
        row = self._row(leaf, language)
        return {article_id for column in columns for article_id in self._places(row, column)} if row else set()

    def _places(self, row: _Row, column: str) -> dict[int, list[int]]:
        """For each article that has a word or phrase in a column, where."""
        if (row, column) not in self._starts:
            first = row.places[0]
            if row.is_beginning and len(row.places) == 1:
                first = frozenset(term for term in self._having[column] if term.startswith(tuple(first)))
            having = sorted({article_id for term in first for article_id in self._having[column].get(term, ())})
            starts = ((article_id, row.starts(getattr(self._texts[article_id], column))) for article_id in having)
            self._starts[row, column] = {article_id: places for article_id, places in starts if places}
        return self._starts[row, column]

    def _are_near(self, rows: Sequence[_Row], distance: int, article_id: int, column: str) -> bool:
        for starts in product(*(self._places(row, column).get(article_id, ()) for row in rows)):
            taken = Counter(
                place for start, row in zip(starts, rows, strict=True) for place in range(start, start + row.length)
            )
            is_apart = max(taken.values(), default=2) == 1
            if is_apart and max(taken) - min(taken) + 1 - len(taken) <= distance:
                return True
        return False

    def _row(self, leaf: Leaf, language: str | None) -> _Row | None:
        """What is looked for; None for a text without a word or letter."""
        if (leaf, language) not in self._rows:
            self._rows[leaf, language] = self._made_row(leaf, language)
        return self._rows[leaf, language]

    def _made_row(self, leaf: Leaf, language: str | None) -> _Row | None:
        (terms,) = self._archive.analyze([leaf.text])
        if not terms:
            return None
        ends_in_run = len(terms[-1]) == 1 and RUN.fullmatch(terms[-1]) is not None
        ends_in_pair = ends_in_run and len(terms) > 1 and len(terms[-2]) == 2 and RUN.fullmatch(terms[-2]) is not None
        in_any_form = isinstance(leaf, (Word, Phrase)) and len(terms) <= LONGEST_PHRASE
        places = [frozenset((term, *self._forms(leaf, term, language))) if in_any_form else {term} for term in terms]
        is_beginning = isinstance(leaf, Prefix) or (ends_in_run and not ends_in_pair)
        return _Row(tuple(map(frozenset, places[:-1] if ends_in_pair else places)), is_beginning, len(places))

    def _forms(self, leaf: Leaf, term: str, language: str | None) -> Iterator[str]:
        for unit in self._naive.units(leaf.text):
            if unit.text == term and unit.run == "no":
                yield from self._naive.forms(unit, language)

    # Scores

    def _weights(self, query: Query) -> dict[tuple[_Row, tuple[str, ...]], float]:
        """The words and phrases that are scored, in which columns, and what each weighs."""
        leaves = list(_scored_leaves(query.tree)) if query.tree else []
        if len(leaves) > 1:
            function_words = function_words_of(query, self._languages)
            content = [
                (leaf, columns)
                for leaf, columns in leaves
                if not (isinstance(leaf, Word) and columns == ("title", "body") and folded(leaf.text) in function_words)
            ]
            leaves = content or leaves
        first: dict[object, tuple[_Row, tuple[str, ...]]] = {}
        times: Counter[tuple[_Row, tuple[str, ...]]] = Counter()
        for leaf, columns in leaves:
            if row := self._row(leaf, query.language):
                times[first.setdefault((row.places, columns), (row, columns))] += 1
        if len(times) < 2:
            return {word: float(count) for word, count in times.items()}
        return {(row, columns): count * self._rarity(row, columns) for (row, columns), count in times.items()}

    def _rarity(self, row: _Row, columns: Sequence[str]) -> float:
        """ln(1 + (N - df + 0.5) / (df + 0.5))"""
        articles = len({article_id for column in columns for article_id in self._places(row, column)})
        return math.log(1 + (len(self._articles) - articles + 0.5) / (articles + 0.5))

    def _score(self, article_id: int, weights: dict[tuple[_Row, tuple[str, ...]], float]) -> float:
        norm = 1 - 0.6 + 0.6 * len(self._texts[article_id].body) / self._average
        total = 0.0
        for (row, columns), weight in weights.items():
            times = {column: len(self._places(row, column).get(article_id, ())) for column in columns}
            frequency = 2 * times.get("title", 0) + times.get("body", 0) / norm
            total += weight * frequency * (1.5 + 1) / (frequency + 1.5)
        return total


def _is_ranked(node: Node) -> bool:
    """Whether every match has one of the words that a query looks for in the articles or in their indexed metadata."""
    if isinstance(node, All):
        return any(map(_is_ranked, node.parts))
    if isinstance(node, Any):
        return all(map(_is_ranked, node.parts))
    if isinstance(node, Metadata):
        return node.field in METADATA
    return not isinstance(node, (Not, Dated))


def _scored_leaves(node: Node) -> Iterator[tuple[Leaf, tuple[str, ...]]]:
    """The words and phrases that a query looks for, not those that it excludes, with the columns they must be in."""
    if isinstance(node, (All, Any)):
        for part in node.parts:
            yield from _scored_leaves(part)
    elif isinstance(node, InField):
        for leaf, _ in _scored_leaves(node.node):
            yield leaf, (node.field,)
    elif isinstance(node, Near):
        for word in node.text.split():
            yield Word(word), ("title", "body")
    elif isinstance(node, (Word, Phrase, Exact, Prefix)):
        yield node, ("title", "body")

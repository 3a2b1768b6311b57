"""Highlights and snippets: the matches of a query in a text, and the part of the text that shows them best.

The texts are searched as the index has them: in lower case, without accents, and letter for letter in scripts without
spaces. FTS5's own highlights would need the texts cut as they were indexed.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import cache
from itertools import islice

from newsidx.archive.sqlite.database import Database
from newsidx.archive.sqlite.fts5.expansion import Expansion, Lookup, expansion_of
from newsidx.archive.sqlite.fts5.snippets import MOST_MATCHES, excerpt
from newsidx.archive.sqlite.fts5.terms import Terms, is_pair
from newsidx.archive.sqlite.fts5.tokenizer import LEFT_OUT, aligned, tokenized
from newsidx.article import Article
from newsidx.query import Query
from newsidx.query.tree import Node, positive_leaves
from newsidx.text.bigrams import EAST_ASIAN, SOUTH_EAST_ASIAN
from newsidx.text.marks import MARK_END, MARK_START

_IN_PAIRS = f"{EAST_ASIAN}{SOUTH_EAST_ASIAN}"
_WORD = re.compile(f"[^ {_IN_PAIRS}]+")
_BEFORE, _AFTER = f"(?<![^ {_IN_PAIRS}])", f"(?![^ {_IN_PAIRS}])"
"""What is not before and after a whole word."""

Span = tuple[int, int]


def snippets_of(database: Database, query: Query, articles: Sequence[Article]) -> dict[int, tuple[str, str]]:
    """By id, the title and the best part of the body, highlighted, of the articles that contain a match."""
    leaves = positive_leaves(query.tree) if query.tree else []
    what = _term_of(leaves, _expansion(database, query, articles))
    texts = highlighted_texts(database, query, articles, limit=MOST_MATCHES)
    return {article_id: (title, excerpt(body, what)) for article_id, (title, body) in texts.items()}


def highlighted_texts(
    database: Database, query: Query, articles: Sequence[Article], *, limit: int | None = None
) -> dict[int, tuple[str, str]]:
    """By id, the title and the body, highlighted, of the articles that contain a match.

    In a text at least the first `limit` matches of each word are highlighted.
    """
    leaves = positive_leaves(query.tree) if query.tree else []
    expansion = _expansion(database, query, articles)
    lookups = [lookup for leaf in leaves if (lookup := expansion.lookup(leaf))]
    in_title, in_body = _Highlighter(lookups, "title"), _Highlighter(lookups, "body")
    texts = {
        article.id: (in_title.highlighted(article.title, limit), in_body.highlighted(article.body, limit))
        for article in articles
    }
    return {
        article_id: (title, body)
        for article_id, (title, body) in texts.items()
        if MARK_START in title or MARK_START in body
    }


def _expansion(database: Database, query: Query, articles: Sequence[Article]) -> Expansion:
    """The terms of a query's words that these articles can have."""
    return expansion_of(database, query).among(text for article in articles for text in (article.title, article.body))


class _Highlighter:
    """Marks what some leaves of a query look for in a title or a body: whole words by a set of them, which is fast
    however many there are, phrases and the rest each by a pattern.
    """

    def __init__(self, lookups: Iterable[Lookup], column: str) -> None:
        words: set[str] = set()
        patterns: list[str] = []
        for lookup in lookups:
            terms = lookup.terms
            if column not in lookup.columns or not isinstance(terms, Terms) or not terms.places:
                continue
            if len(terms.places) == 1 and not terms.is_prefix and not any(map(is_pair, terms.places[0])):
                words.update(terms.places[0])
            else:
                patterns.append(_pattern(terms))
        self._words = frozenset(words)
        self._patterns = [re.compile(pattern) for pattern in dict.fromkeys(patterns)]

    def highlighted(self, text: str, limit: int | None) -> str:
        """The text with a mark before and after each match."""
        folded = aligned(text)
        spans = [span for matches in self._matches(folded) for span in islice(matches, limit)]
        if not spans:
            return text
        parts: list[str] = []
        position = 0
        for start, end in _merged(spans):
            parts += (text[position:start], MARK_START, text[start:end], MARK_END)
            position = end
        return "".join((*parts, text[position:]))

    def _matches(self, folded: str) -> Iterator[Iterator[Span]]:
        if self._words:
            yield (word.span() for word in _WORD.finditer(folded) if word[0].replace(LEFT_OUT, "") in self._words)
        for pattern in self._patterns:
            yield (match.span() for match in pattern.finditer(folded))


def _merged(spans: list[Span]) -> list[Span]:
    """Spans in order, those that overlap made one."""
    merged: list[Span] = []
    for start, end in sorted(spans):
        if merged and start < merged[-1][1]:
            merged[-1] = merged[-1][0], max(end, merged[-1][1])
        else:
            merged.append((start, end))
    return merged


def _pattern(terms: Terms) -> str:
    """A pattern for a phrase, a beginning of a word or a run of letters in a folded text."""
    pattern = ""
    last = len(terms.places) - 1
    previous = ""
    for place, alternatives in enumerate(terms.places):
        term = alternatives[0]
        if is_pair(term):
            if is_pair(previous) and len(previous) == 2 and term[0] == previous[1]:
                # The pairs of one run overlap; a single letter after a pair ends the run.
                pattern += _spelled(term[1]) if len(term) == 2 else f"(?![{_IN_PAIRS}])"
            else:
                pattern += " *" * bool(previous) + _spelled(term)
        else:
            whole = _AFTER if place < last or not terms.is_prefix else f"[^ {_IN_PAIRS}]*"
            either = "|".join(map(_spelled, sorted(alternatives, key=len, reverse=True)))
            pattern += f"{' *' * bool(previous)}{_BEFORE}(?:{either}){whole}"
        previous = term
    return pattern


def _spelled(term: str) -> str:
    """A pattern for a term, with the signs that are left out of it anywhere between its letters."""
    return "".join(f"{re.escape(letter)}{LEFT_OUT}*" for letter in term)


def _term_of(leaves: Sequence[Node], expansion: Expansion) -> Callable[[str], object]:
    """Which leaf of a query a highlighted passage matches, so that a snippet shows as many of them as it can."""
    number_by_term: dict[str, int] = {}
    for number, leaf in enumerate(leaves):
        lookup = expansion.lookup(leaf)
        if lookup and isinstance(lookup.terms, Terms) and lookup.terms.places:
            for term in lookup.terms.places[0]:
                number_by_term.setdefault(term, number)

    @cache
    def term_of(passage: str) -> int:
        first = next(iter(tokenized(passage)), "")
        if first in number_by_term:
            return number_by_term[first]
        return next((number for term, number in number_by_term.items() if first.startswith(term)), -1)

    return term_of

"""Highlights and snippets: the matches of a query in a text, and the part of the text that shows them best.

The texts are searched as the index has them: in lower case, without accents, and letter for letter in scripts without
spaces. FTS5's own highlights would need the texts cut as they were indexed.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import cache
from typing import TypeAlias
from unicodedata import category

from newsidx.archive.matching.expansion import Expansion
from newsidx.archive.matching.places import Places, Span
from newsidx.archive.matching.snippets import MOST_MATCHES, excerpt
from newsidx.archive.matching.terms import Terms
from newsidx.archive.matching.tokenizer import tokenized
from newsidx.article import Article
from newsidx.query import Query
from newsidx.query.fields import TEXT_FIELDS
from newsidx.query.tree import positive_leaves
from newsidx.text.marks import MARK_END, MARK_START

_Searched: TypeAlias = "Sequence[tuple[Terms, tuple[str, ...]]]"
"""The words and phrases of a query, and the columns in which it looks for each."""


def snippets_of(expansion: Expansion, query: Query, articles: Sequence[Article]) -> dict[int, tuple[str, str]]:
    """By id, the title and the best part of the body, highlighted, of the articles that contain a match."""
    searched = searched_in(expansion, query, articles)
    leaf_of = _leaf_of(searched)
    texts = _highlighted(searched, articles, limit=MOST_MATCHES)
    return {article_id: (title, excerpt(body, leaf_of)) for article_id, (title, body) in texts.items()}


def highlighted_texts(expansion: Expansion, query: Query, articles: Sequence[Article]) -> dict[int, tuple[str, str]]:
    """By id, the title and the body, highlighted, of the articles that contain a match."""
    return _highlighted(searched_in(expansion, query, articles), articles)


def searched_in(expansion: Expansion, query: Query, articles: Sequence[Article]) -> _Searched:
    """The words and phrases of a query that are in texts, as the terms that these articles can have."""
    texts = (text for article in articles for text in (article.title, article.body))
    expansion = expansion.among(texts)
    lookups = (
        [lookup for leaf in positive_leaves(query.tree) if (lookup := expansion.lookup(leaf))] if query.tree else []
    )
    return [(lookup.terms, lookup.columns) for lookup in lookups if isinstance(lookup.terms, Terms)]


def places_by_column(searched: _Searched) -> list[Places]:
    """What is looked for in each of the columns that are texts, the title first."""
    return [
        Places(terms for terms, columns in searched if column in columns and terms.places) for column in TEXT_FIELDS
    ]


def _highlighted(
    searched: _Searched, articles: Sequence[Article], limit: int | None = None
) -> dict[int, tuple[str, str]]:
    """By id, the title and the body of the articles that contain a match. With a limit, at least the first matches of
    each text are highlighted, that many.
    """
    in_title, in_body = places_by_column(searched)
    texts = {}
    for article in articles:
        in_this_title, in_this_body = in_title.spans(article.title, limit), in_body.spans(article.body, limit)
        if in_this_title or in_this_body:
            texts[article.id] = _marked(article.title, in_this_title), _marked(article.body, in_this_body)
    return texts


def passages(text: str, spans: Sequence[Span]) -> list[Span]:
    """Where the highlighted passages of a text begin and end: its matches, of which those that overlap are one."""
    return _merged([(start, _after_marks(text, end)) for start, end in spans])


def _marked(text: str, spans: Sequence[Span]) -> str:
    """A text with a mark before and after each of some spans, which are sorted."""
    parts: list[str] = []
    position = 0
    for start, end in passages(text, spans):
        parts += (text[position:start], MARK_START, text[start:end], MARK_END)
        position = end
    return "".join((*parts, text[position:]))


def _after_marks(text: str, end: int) -> int:
    """The end of a match, after the vowel signs of its last letter: they would not be shown apart from it."""
    while text[end : end + 1] > "\x7f" and category(text[end])[0] == "M":
        end += 1
    return end


def _merged(spans: Sequence[Span]) -> list[Span]:
    """Sorted spans, those that overlap made one."""
    merged: list[Span] = []
    for start, end in spans:
        if merged and start < merged[-1][1]:
            merged[-1] = merged[-1][0], max(end, merged[-1][1])
        else:
            merged.append((start, end))
    return merged


def _leaf_of(searched: _Searched) -> Callable[[str], object]:
    """Which part of a query a highlighted passage matches, so that a snippet shows as many of them as it can."""
    number_by_term: dict[str, int] = {}
    for number, (terms, _) in enumerate(searched):
        for term in terms.places[0] if terms.places else ():
            number_by_term.setdefault(term, number)

    @cache
    def leaf_of(passage: str) -> int:
        first = next(iter(tokenized(passage)), "")
        if first in number_by_term:
            return number_by_term[first]
        return next((number for term, number in number_by_term.items() if first.startswith(term)), -1)

    return leaf_of

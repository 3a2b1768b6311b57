"""Which words of a query say nothing of what it is about: those of the language that it is in."""

from __future__ import annotations

from collections.abc import Sequence

from newsidx.languages import function_words, language_of
from newsidx.query.query import Query
from newsidx.query.rewrite import words_of_tree
from newsidx.text.fold import folded

_MARGIN = 2
"""How many more function words of another language a query must have, to be in that language."""


def language_of_query(query: Query, codes: Sequence[str]) -> str:
    """The language that a query is in, by its ISO 639-1 code. `codes` are the languages of the archive's articles, the
    most common first.

    It is the one that was given, else that of most articles, unless the query has two more function words of another
    language of the archive.
    """
    if query.language:
        return query.language
    codes = codes or ["en"]
    words = {folded(word) for word in words_of_tree(query.tree, with_phrases=True)}
    if len(codes) == 1 or len(words) < _MARGIN:
        return codes[0]
    counts = {code: len(words & function_words([code])) for code in codes}
    best = max(codes, key=lambda code: counts[code])
    return best if counts[best] >= counts[codes[0]] + _MARGIN else codes[0]


def function_words_of(query: Query, codes: Sequence[str]) -> frozenset[str]:
    """The function words of a query's language, in lower case, with and without accents."""
    return function_words([language_of_query(query, codes)])


def common_words_in(tag: str | None) -> frozenset[str]:
    """The function words of the language that an article says it is in, and its words that only say that somebody is
    quoted, with and without accents; English ones if it says none.
    """
    language = language_of(tag or "en")
    if language is None:
        return frozenset()
    return function_words([language.code]) | language.reporting_words | frozenset(map(folded, language.reporting_words))

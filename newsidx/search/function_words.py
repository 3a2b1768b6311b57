"""Which words of a query say nothing of what it is about: those of its language."""

from __future__ import annotations

from typing import TYPE_CHECKING

from newsidx.languages import language_of
from newsidx.query.rewrite import words_of_tree
from newsidx.text.fold import folded

if TYPE_CHECKING:
    from newsidx.archive.contract import Archive
    from newsidx.query import Query

_MARGIN = 2
"""How many more function words of another language a query must have, to be in that language."""


def language_of_query(archive: Archive, query: Query) -> str:
    """The language that a query is in, by its ISO 639-1 code.

    It is the one that was given, else that of most articles, unless the query has two more function words of another
    language of the archive.
    """
    if query.language:
        return query.language
    codes = archive.languages() or ["en"]
    words = {folded(word) for word in words_of_tree(query.tree, with_phrases=True)}
    if len(codes) == 1 or len(words) < _MARGIN:
        return codes[0]
    counts = {code: len(words & function_words_in(code)) for code in codes}
    best = max(codes, key=lambda code: counts[code])
    return best if counts[best] >= counts[codes[0]] + _MARGIN else codes[0]


def function_words_of(archive: Archive, query: Query) -> frozenset[str]:
    """The function words of a query's language, in lower case and without accents."""
    return function_words_in(language_of_query(archive, query))


def function_words_in(code: str) -> frozenset[str]:
    """The function words of a language, in lower case and without accents; none if newsidx does not know it."""
    language = language_of(code)
    return frozenset(map(folded, language.function_words)) if language else frozenset()


def common_words_in(tag: str | None) -> frozenset[str]:
    """The function words of the language that an article says it is in, and its words that only say that somebody is
    quoted; English ones if it says none.
    """
    language = language_of(tag or "en")
    return frozenset(map(folded, language.function_words | language.reporting_words)) if language else frozenset()

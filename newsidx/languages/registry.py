"""The languages that newsidx knows, and what readers and queries ask of all of them together.

A new language is a module with one record, and a line in `languages`.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache

from newsidx.languages.english import ENGLISH
from newsidx.languages.language import Language

languages: Mapping[str, Language] = {
    language.code: language
    for language in (
        ENGLISH,  # first: where a word is a month in two languages, the first of them says which
    )
}
"""Every language by its code, in the order in which they are tried."""


def language_of(code: str) -> Language | None:
    """The language of an ISO 639-1 code, or of a longer tag that begins with one (`en-GB`); None if it is unknown."""
    return languages.get(code.casefold().replace("_", "-").partition("-")[0])


def known_languages() -> tuple[Language, ...]:
    """Every language. What is made from their words can be cached by it: see `function_words`."""
    return tuple(languages.values())


def function_words() -> frozenset[str]:
    """The words, of any language, that say nothing of what an article is about."""
    return _function_words(known_languages())


def reporting_words() -> frozenset[str]:
    """The words, of any language, that only say that somebody is quoted."""
    return frozenset[str]().union(*(language.reporting_words for language in known_languages()))


def sentence_ends() -> str:
    """The marks that end a sentence in any language."""
    return _marks(known_languages(), "sentence_ends")


def opening_marks() -> str:
    """The quotes and brackets that open in any language."""
    return _marks(known_languages(), "opening_marks")


def closing_marks() -> str:
    """The quotes and brackets that close in any language."""
    return _marks(known_languages(), "closing_marks")


@lru_cache(maxsize=8)
def _function_words(known: tuple[Language, ...]) -> frozenset[str]:
    return frozenset[str]().union(*(language.function_words for language in known))


@lru_cache(maxsize=24)
def _marks(known: tuple[Language, ...], field: str) -> str:
    return "".join(dict.fromkeys(mark for language in known for mark in getattr(language, field)))

"""Languages: one record each, and the registry of those that newsidx knows."""

from newsidx.languages.language import BylineWords, DateWords, Language, RangeWords
from newsidx.languages.registry import (
    closing_marks,
    function_words,
    known_languages,
    language_of,
    languages,
    opening_marks,
    reporting_words,
    sentence_ends,
)

__all__ = [
    "BylineWords",
    "DateWords",
    "Language",
    "RangeWords",
    "closing_marks",
    "function_words",
    "known_languages",
    "language_of",
    "languages",
    "opening_marks",
    "reporting_words",
    "sentence_ends",
]

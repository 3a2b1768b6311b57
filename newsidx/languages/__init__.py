"""Languages: one record each, and the registry of those that newsidx knows."""

from newsidx.languages.language import BylineWords, DateWords, Language, RangeWords
from newsidx.languages.marks import closing_marks, opening_marks, sentence_ends
from newsidx.languages.registry import (
    NAMES,
    code_of,
    dated_languages,
    function_words,
    known_languages,
    language_of,
    languages,
    reporting_words,
    tag_of,
)

__all__ = [
    "NAMES",
    "BylineWords",
    "DateWords",
    "Language",
    "RangeWords",
    "closing_marks",
    "code_of",
    "dated_languages",
    "function_words",
    "known_languages",
    "language_of",
    "languages",
    "opening_marks",
    "reporting_words",
    "sentence_ends",
    "tag_of",
]

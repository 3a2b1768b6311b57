"""The forms of words: the words of an archive that share a stem, for each language in which articles have them.

A query looks for all forms that share the stem of its word. English, the language of articles that do not say theirs,
has the forms of every word of the archive; another language has those of the words in its own articles, stemmed as
these write them, with accents, and without. Languages are given by their ISO 639-1 codes.

Each kind of archive keeps the forms in its own way, and answers `WordForms`.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Collection, Iterable, Sequence
from typing import Protocol

from newsidx.languages import code_of
from newsidx.languages.stemming import stems
from newsidx.text.bigrams import has_runs

ENGLISH = "en"
"""The language of articles that do not say theirs."""

_LONGEST = 64
"""The most letters of a word with forms; nobody types a longer one."""

_DIGIT = re.compile(r"\d")


class WordForms(Protocol):
    """The forms that an archive keeps, each as (language, stem, term)."""

    def languages(self) -> Sequence[str]:
        """The languages of the archive's articles, the most common first."""

    def stems_of(self, terms: Sequence[str]) -> Iterable[tuple[str, str, str]]:
        """(language, stem, term) of those of some terms that articles in other languages than English have."""

    def terms_of(self, stems: Collection[tuple[str, str, str]]) -> Iterable[tuple[str, str]]:
        """(word, term) of the terms that have one of some stems, given as (language, stem, word that has it)."""


def forms_of(
    kept: WordForms, words: Iterable[str], language: str | None = None, typed: Iterable[tuple[str, str]] = ()
) -> dict[str, tuple[str, ...]]:
    """For each word, given as a term, the terms that share a stem with it in the languages of the archive, or in one
    language: the word first, then the others, sorted.

    `typed` has (word as typed, term) pairs: in languages that have accents these count for its stem.
    """
    words = list(words)
    asked = sorted({word for word in words if has_forms(word)})
    codes = known_among(kept.languages(), language) if asked else ()
    forms: dict[str, set[str]] = defaultdict(set)
    if codes:
        wanted = {(code, stem, word) for code in codes for word, stem in zip(asked, stems(code, asked), strict=True)}
        if list(codes) != [ENGLISH]:
            accented = sorted({(word, term) for word, term in typed if word != term and has_forms(term)})
            for code in codes:
                stemmed = stems(code, [word for word, _ in accented])
                wanted.update((code, stem, term) for stem, (_, term) in zip(stemmed, accented, strict=True))
            wanted.update((code, stem, word) for code, stem, word in kept.stems_of(asked) if code in codes)
        for word, term in kept.terms_of(wanted):
            forms[word].add(term)
    return {word: (word, *sorted(forms[word] - {word})) for word in words}


def stems_and_terms(language: str, words: Iterable[tuple[str, str]]) -> set[tuple[str, str]]:
    """(stem, term) of those of some words, given as (word, term), that have forms in a language."""
    pairs = [(word, term) for word, term in words if has_forms(term)]
    terms = [term for _, term in pairs]
    rows = set(zip(stems(language, [word for word, _ in pairs]), terms, strict=True))
    if language != ENGLISH:  # many people type no accents: nino finds niños
        rows.update(zip(stems(language, terms), terms, strict=True))
    return rows


def known_among(codes: Sequence[str], language: str | None) -> Sequence[str]:
    """The languages whose forms are looked up: one alone if the query is in it, and the archive has it."""
    if language is None:
        return codes
    return [language] if language in codes else []


def language_code(tag: str | None) -> str:
    """The code of an article's language: `en` for `en-GB`, for a language that newsidx does not know, and for none."""
    return (tag and code_of(tag)) or ENGLISH


def has_forms(term: str) -> bool:
    """Whether a term is a word with forms: letters only, and not in pairs."""
    if term.isascii():
        return term.isalpha() and len(term) <= _LONGEST
    return len(term) <= _LONGEST and not _DIGIT.search(term) and not has_runs(term)

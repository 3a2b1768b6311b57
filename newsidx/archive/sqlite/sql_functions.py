"""The SQL functions for conditions of a query on the text and metadata of an article."""

from __future__ import annotations

import json
import re
import sqlite3
from bisect import bisect_right
from collections.abc import Callable, Iterable
from functools import lru_cache

from newsidx.archive.sqlite.fts5.nearness import Nearness
from newsidx.archive.sqlite.fts5.tokenizer import StemsOfTexts
from newsidx.text.fold import folded

_BETWEEN_WORDS = r"[\W_]+"
_WORD = re.compile(r"[^\W_]+")
_FEW = 10


def add_functions(connection: sqlite3.Connection) -> None:
    """Add to a connection the SQL functions that `newsidx.archive.sqlite.fts5.compile` uses.

    Arguments with several values are JSON arrays.
    """
    stems_of = StemsOfTexts()

    def has_near(words_json: str, distance: int, *texts: str) -> bool:
        near = Nearness(_words_near(words_json), distance)
        return any(near.occurs_in(stems_of(text)) for text in texts)

    connection.create_function("has_text", 3, _has_text, deterministic=True)
    connection.create_function("is_language", 3, _is_language, deterministic=True)
    connection.create_function("is_within", 2, _is_within, deterministic=True)
    connection.create_function("has_forms", -1, _has_forms, deterministic=True)
    connection.create_function("has_prefix", -1, _has_prefix, deterministic=True)
    connection.create_function("has_near", -1, has_near, deterministic=True)


def _has_text(text: str | None, parts_json: str, is_all: bool) -> bool:
    """Whether a text contains all or any of some lower-case texts, as for `by:smith`."""
    if text is None:
        return False
    folded_text = text.casefold()
    return _all_or_any(is_all)(part in folded_text for part in _texts(parts_json))


def _is_language(tag: str | None, languages_json: str, is_all: bool) -> bool:
    """Whether a language tag matches all or any languages: `en-GB` matches `en` (RFC 4647, basic filtering)."""
    return tag is not None and _all_or_any(is_all)(
        (tag.casefold() + "-").startswith(language + "-") for language in _texts(languages_json)
    )


def _is_within(article: int, ranges_json: str) -> bool:
    """Whether an id is in any of some ranges of ids."""
    firsts, lasts = _merged(ranges_json)
    index = bisect_right(firsts, article) - 1
    return index >= 0 and article <= lasts[index]


def _has_forms(forms_json: str, is_all: bool, *texts: str) -> bool:
    """Whether the texts contain all or any of some word forms."""
    forms = _forms(forms_json)
    if len(forms) == 1:
        pattern = _pattern(forms[0], "whole")
        return any(pattern.search(text.casefold()) for text in texts)
    folded_texts = [text.casefold() for text in texts]
    if len(forms) <= _FEW:
        return _all_or_any(is_all)(any(_has(text, form, "whole") for text in folded_texts) for form in forms)
    # Splitting a text into words takes ten times as long as searching it for one word.
    word_lists = [_WORD.findall(text) for text in folded_texts]
    word_sets = [frozenset(words) for words in word_lists]
    return _all_or_any(is_all)(
        any(
            word_set.issuperset(form) and (len(form) == 1 or _has_sequence(words, form))
            for words, word_set in zip(word_lists, word_sets, strict=True)
        )
        for form in forms
    )


def _has_sequence(words: list[str], sequence: tuple[str, ...]) -> bool:
    """Whether `words` contains a sequence of words."""
    length = len(sequence)
    return any(
        tuple(words[start : start + length]) == sequence
        for start in range(len(words) - length + 1)
        if words[start] == sequence[0]
    )


def _has_prefix(beginning: str, *texts: str) -> bool:
    return any(has_prefix(text, beginning) for text in texts)


def _all_or_any(is_all: bool) -> Callable[[Iterable[bool]], bool]:
    return all if is_all else any


@lru_cache(maxsize=4)
def _texts(texts_json: str) -> tuple[str, ...]:
    return tuple(json.loads(texts_json))


@lru_cache(maxsize=4)
def _forms(forms_json: str) -> tuple[tuple[str, ...], ...]:
    return tuple(_letters(form.casefold()) for form in _texts(forms_json))


@lru_cache(maxsize=4)
def _words_near(words_json: str) -> tuple[tuple[str, ...], ...]:
    return tuple(tuple(word) for word in json.loads(words_json))


@lru_cache(maxsize=4)
def _merged(ranges_json: str) -> tuple[list[int], list[int]]:
    """The first and last ids of sorted ranges, with adjacent and overlapping ranges merged."""
    firsts: list[int] = []
    lasts: list[int] = []
    for first, last in json.loads(ranges_json):
        if first > last:
            continue
        if lasts and first <= lasts[-1] + 1:
            lasts[-1] = max(last, lasts[-1])
        else:
            firsts.append(first)
            lasts.append(last)
    return firsts, lasts


def has_form(text: str, word: str) -> bool:
    """Whether a text contains exactly this form of a word, in upper or lower case, as for `=sanctions`."""
    return _has(text.casefold(), _letters(word.casefold()), "whole")


def has_prefix(text: str, beginning: str) -> bool:
    """Whether a text contains a word with this prefix, ignoring case and accents, as for `sanction*`."""
    return _has(folded(text), _letters(folded(beginning)), "beginning")


def _has(text: str, word: tuple[str, ...], part: str) -> bool:
    # Plain searches are fast and mostly say no: compiling a pattern takes longer than using it.
    return word[0] in text and word[-1] in text and _pattern(word, part).search(text) is not None


@lru_cache(maxsize=1024)
def _letters(word: str) -> tuple[str, ...]:
    """The letters and digits of a word, split at punctuation: `multi-agent` gives multi, agent."""
    return tuple(_WORD.findall(word)) or ("",)


@lru_cache(maxsize=64)
def _pattern(word: tuple[str, ...], part: str) -> re.Pattern[str]:
    """A pattern for the letters and digits of a word, with any punctuation between them, as in `multi-agent`.

    The condition on the character before the word comes after its first letters, so that the search starts with a plain
    text. A pattern that starts with the condition takes eight times as long.
    """
    first, *others = map(re.escape, word)
    end = r"(?![^\W_])" if part == "whole" else ""
    return re.compile(_BETWEEN_WORDS.join([rf"{first}(?<![^\W_]{first})", *others]) + end)

"""The SQL functions by which the conditions of a question look at an article's text and metadata."""

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
    """Make the functions known to a connection by which `newsidx.archive.sqlite.fts5.compile` looks at articles.

    What is asked of many at once comes as JSON.
    """
    stems_of = StemsOfTexts()

    def has_near(words: str, distance: int, *texts: str) -> bool:
        near = Nearness(_words_near(words), distance)
        return any(near.occurs_in(stems_of(text)) for text in texts)

    connection.create_function("has_text", 3, _has_text, deterministic=True)
    connection.create_function("is_language", 3, _is_language, deterministic=True)
    connection.create_function("is_within", 2, _is_within, deterministic=True)
    connection.create_function("has_forms", -1, _has_forms, deterministic=True)
    connection.create_function("has_prefix", -1, _has_prefix, deterministic=True)
    connection.create_function("has_near", -1, has_near, deterministic=True)


def _has_text(text: str | None, asked: str, is_all: bool) -> bool:
    """Whether a text holds all or any of some others, given in lower case: what `by:smith` asks of a byline."""
    if text is None:
        return False
    folded_text = text.casefold()
    return _all_or_any(is_all)(one in folded_text for one in _listed(asked))


def _is_language(tag: str | None, asked: str, is_all: bool) -> bool:
    """Whether a language tag is of the languages asked for: `en-GB` is of `en` (RFC 4647, basic filtering)."""
    return tag is not None and _all_or_any(is_all)(
        (tag.casefold() + "-").startswith(one + "-") for one in _listed(asked)
    )


def _is_within(article: int, spans: str) -> bool:
    """Whether an id is in one of some spans of ids."""
    firsts, lasts = _apart(spans)
    place = bisect_right(firsts, article) - 1
    return place >= 0 and article <= lasts[place]


def _has_forms(asked: str, is_all: bool, *texts: str) -> bool:
    """Whether one of some texts holds each, or any, of some words in just the form asked for."""
    forms = _forms(asked)
    if len(forms) == 1:
        pattern = _pattern(forms[0], "whole")
        return any(pattern.search(text.casefold()) for text in texts)
    folded_texts = [text.casefold() for text in texts]
    if len(forms) <= _FEW:
        found = (any(_has(text, form, "whole") for text in folded_texts) for form in forms)
        return all(found) if is_all else any(found)
    # To know all the words of a text takes ten times as long as to look for one.
    stretches = [_WORD.findall(text) for text in folded_texts]
    words = [frozenset(stretch) for stretch in stretches]
    return _all_or_any(is_all)(
        any(
            known.issuperset(form) and (len(form) == 1 or _has_row(stretch, form))
            for stretch, known in zip(stretches, words, strict=True)
        )
        for form in forms
    )


def _has_row(words: list[str], row: tuple[str, ...]) -> bool:
    """Whether words stand in a row among others."""
    return any(
        tuple(words[at : at + len(row)]) == row for at in range(len(words) - len(row) + 1) if words[at] == row[0]
    )


def _has_prefix(beginning: str, *texts: str) -> bool:
    return any(has_prefix(text, beginning) for text in texts)


def _all_or_any(is_all: bool) -> Callable[[Iterable[bool]], bool]:
    return all if is_all else any


@lru_cache(maxsize=4)
def _listed(asked: str) -> tuple[str, ...]:
    return tuple(json.loads(asked))


@lru_cache(maxsize=4)
def _forms(asked: str) -> tuple[tuple[str, ...], ...]:
    return tuple(_letters(form.casefold()) for form in _listed(asked))


@lru_cache(maxsize=4)
def _words_near(asked: str) -> tuple[tuple[str, ...], ...]:
    return tuple(tuple(word) for word in json.loads(asked))


@lru_cache(maxsize=4)
def _apart(spans: str) -> tuple[list[int], list[int]]:
    """The firsts and lasts of spans that are sorted by their firsts, those that touch made one."""
    firsts: list[int] = []
    lasts: list[int] = []
    for first, last in json.loads(spans):
        if first > last:
            continue
        if lasts and first <= lasts[-1] + 1:
            lasts[-1] = max(last, lasts[-1])
        else:
            firsts.append(first)
            lasts.append(last)
    return firsts, lasts


def has_form(text: str, word: str) -> bool:
    """Whether a text holds just this form of a word, in any case: what `=sanctions` asks."""
    return _has(text.casefold(), _letters(word.casefold()), "whole")


def has_prefix(text: str, beginning: str) -> bool:
    """Whether a text holds a word that begins so, in any case and with or without accents: what `sanction*` asks."""
    return _has(folded(text), _letters(folded(beginning)), "beginning")


def _has(text: str, word: tuple[str, ...], part: str) -> bool:
    # To look for the letters alone is quick, and mostly says no: a pattern takes longer to make than to use.
    return word[0] in text and word[-1] in text and _pattern(word, part).search(text) is not None


@lru_cache(maxsize=1024)
def _letters(word: str) -> tuple[str, ...]:
    """The letters and digits of a word, apart where marks stand between them: `multi-agent` is multi, agent."""
    return tuple(_WORD.findall(word)) or ("",)


@lru_cache(maxsize=64)
def _pattern(word: tuple[str, ...], part: str) -> re.Pattern[str]:
    """Finds the letters and digits of a word where a word begins, whatever marks stand between them: `multi-agent`.

    What must not stand before the word is said after its first letters, for which a text can be searched in one go:
    to look for it at every place takes eight times as long.
    """
    first, *others = map(re.escape, word)
    end = r"(?![^\W_])" if part == "whole" else ""
    return re.compile(_BETWEEN_WORDS.join([rf"{first}(?<![^\W_]{first})", *others]) + end)

"""The SQL functions by which the conditions of a question look at an article's text and metadata."""

from __future__ import annotations

import re
import sqlite3
from functools import lru_cache

from newsidx.folding import folded

_BETWEEN_WORDS = r"[\W_]+"


def add_functions(connection: sqlite3.Connection) -> None:
    """Make `has_text`, `is_language`, `has_form` and `has_prefix` known to a connection."""
    connection.create_function("has_text", 2, _has_text, deterministic=True)
    connection.create_function("is_language", 2, _is_language, deterministic=True)
    connection.create_function("has_form", 2, has_form, deterministic=True)
    connection.create_function("has_prefix", 2, has_prefix, deterministic=True)


def _has_text(text: str | None, asked: str) -> bool:
    """Whether a text holds another, given in lower case: what `by:smith` asks of a byline."""
    return text is not None and asked in text.casefold()


def _is_language(tag: str | None, asked: str) -> bool:
    """Whether a language tag is of the language asked for: `en-GB` is of `en` (RFC 4647, basic filtering)."""
    return tag is not None and (tag.casefold() + "-").startswith(asked + "-")


def has_form(text: str, word: str) -> bool:
    """Whether a text holds just this form of a word, in any case: what `=sanctions` asks."""
    return _pattern(word.casefold(), "whole").search(text.casefold()) is not None


def has_prefix(text: str, beginning: str) -> bool:
    """Whether a text holds a word that begins so, in any case and with or without accents: what `sanction*` asks."""
    return _pattern(folded(beginning), "beginning").search(folded(text)) is not None


@lru_cache(maxsize=64)
def _pattern(word: str, part: str) -> re.Pattern[str]:
    """Finds the letters and digits of a word where a word begins, whatever marks stand between them: `multi-agent`.

    What must not stand before the word is said after its first letters, for which a text can be searched in one go:
    to look for it at every place takes eight times as long.
    """
    first, *others = map(re.escape, re.findall(r"[^\W_]+", word) or [""])
    end = r"(?![^\W_])" if part == "whole" else ""
    return re.compile(_BETWEEN_WORDS.join([rf"{first}(?<![^\W_]{first})", *others]) + end)

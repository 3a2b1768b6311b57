"""Texts as the index stores them: their words as they are written, in lower case and without accents.

The index gets a text with `indexed`, which cuts scripts without spaces, and FTS5 splits that into terms. Here the same
is done in Python, much faster than by asking FTS5: what FTS5 makes of a letter is asked once for every letter.

https://www.sqlite.org/fts5.html, section 4.3.1
"""

from __future__ import annotations

import re
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from typing import NamedTuple

from newsidx.text.bigrams import RUN, with_bigrams
from newsidx.text.unify import UNIFIED, unified

TOKENIZER = "unicode61 remove_diacritics 2 categories 'L* N* Co M*'"
"""The tokenizer of the index. Vowel signs (M) belong to words: without them Hindi would be cut at each."""

_BLOCK = 256
LEFT_OUT = "\0"
"""Stands for a sign that is left out, where a text has to keep its length. No article contains it."""


class _Folds(dict[int, str]):
    """By its code point, what FTS5 makes of a character: a letter, a space, or nothing for an accent."""

    def __missing__(self, code: int) -> str:
        self.update(_folds_of_block(code - code % _BLOCK))
        return self[code]


class _AlignedFolds(dict[int, str]):
    """The same after `unified`, and always one character."""

    def __missing__(self, code: int) -> str:
        letter = UNIFIED.get(code, chr(code))
        self[code] = (_FOLDS[ord(letter)] if letter else "") or LEFT_OUT
        return self[code]


def _folds_of_block(first: int) -> dict[int, str]:
    """What FTS5 makes of each character of a block, seen from a text of two letters with the character between."""
    codes = range(first, first + _BLOCK)
    texts = [(code, f"a{chr(code)}b") for code in codes if not 0xD800 <= code < 0xE000 and code]
    terms: dict[int, list[str]] = {}
    with closing(sqlite3.connect(":memory:")) as memory:
        memory.execute(f"CREATE VIRTUAL TABLE texts USING fts5 (text, content='', tokenize=\"{TOKENIZER}\")")
        memory.execute("CREATE VIRTUAL TABLE terms USING fts5vocab (texts, instance)")
        memory.executemany("INSERT INTO texts (rowid, text) VALUES (?, ?)", texts)
        for term, code in memory.execute("SELECT term, doc FROM terms ORDER BY doc, offset"):
            terms.setdefault(code, []).append(term)
    return {code: terms[code][0][1:-1] if len(terms.get(code, ())) == 1 else " " for code in codes}


_FOLDS = _Folds({code: chr(code).lower() if chr(code).isalnum() else " " for code in range(128)})
_ALIGNED = _AlignedFolds(_FOLDS)
_BETWEEN_SPACES = re.compile("[^ ]+")


class Token(NamedTuple):
    """A term in a text, and where it starts and ends there."""

    term: str
    start: int
    end: int


def indexed(text: str) -> str:
    """A text as FTS5 gets it, with its spellings made one and its scripts without spaces cut into pairs of letters."""
    return text if text.isascii() else with_bigrams(unified(text))


def tokenized(text: str) -> list[str]:
    """The terms of a text, in order: `U.S. sanctions` is u, s, sanctions."""
    return indexed(text).translate(_FOLDS).split()


def aligned(text: str) -> str:
    """A text letter for letter as the index has it: separators are spaces, and signs that are left out `LEFT_OUT`."""
    return text.translate(_ALIGNED)


def tokens(text: str) -> Iterator[Token]:
    """The terms of a text with their places. The pairs of letters of a script without spaces overlap."""
    folded = aligned(text)
    is_plain = text.isascii()
    for word in _BETWEEN_SPACES.finditer(folded):
        start, end = word.span()
        if is_plain:
            yield Token(word[0], start, end)
        else:
            yield from _tokens_of_word(word[0], start)


def _tokens_of_word(word: str, start: int) -> Iterator[Token]:
    """The terms between two spaces of a folded text: words, and runs of letters that are cut."""
    position = 0
    for run in RUN.finditer(word):
        yield from _token(word, position, run.start(), start)
        for place in range(*run.span()):
            end = min(place + 2, run.end())
            yield Token(word[place:end], start + place, start + end)
        position = run.end()
    yield from _token(word, position, len(word), start)


def _token(word: str, first: int, last: int, start: int) -> Iterator[Token]:
    if term := word[first:last].replace(LEFT_OUT, ""):
        yield Token(term, start + first, start + last)

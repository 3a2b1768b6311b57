"""Texts as the index stores them: their words as they are written, in lower case and without accents.

`aligned` makes of a text, letter for letter, what FTS5 makes of it. FTS5 gets texts that went through this already
and were cut into pairs where their script has no spaces, so that what is done here in Python, much faster than by
asking FTS5, is what the index has.

https://www.sqlite.org/fts5.html, section 4.3.1
"""

from __future__ import annotations

import re
import sqlite3
from bisect import bisect
from collections.abc import Iterator
from contextlib import closing
from functools import cache
from typing import NamedTuple
from unicodedata import normalize

from newsidx.text.bigrams import has_runs, runs, with_bigrams
from newsidx.text.unify import unified

TOKENIZER = "unicode61 remove_diacritics 2 categories 'L* N* Co M*'"
"""The tokenizer of the index. Vowel signs (M) belong to words: without them Hindi would be cut at each."""

LEFT_OUT = "\0"
"""Stands for a sign that is left out, where a text has to keep its length. No article contains it."""

_BLOCK = 256
_LATIN_1 = "          ª  \0    ²³ μ   ¹º ¼½¾ aaaaaaæceeeeiiiiðnooooo ouuuuyþßaaaaaaæceeeeiiiiðnooooo ouuuuyþy"
"""The characters from U+00A0 on. Like the punctuation from U+2000 on, they are written here because most texts have
some of them: asking FTS5 takes a millisecond."""

_HAN_AND_HANGUL = (range(0x4E00, 0x9FCC), range(0xAC00, 0xD7A4))
"""Letters without case or accents."""


class _Folds(dict[int, str]):
    """By its code point, what stands for a character: a letter, a space, or `LEFT_OUT`."""

    def __missing__(self, code: int) -> str:
        letter = chr(code)
        fold = unified(letter) or LEFT_OUT
        if fold not in (letter, LEFT_OUT):
            fold = self[ord(fold)]
        elif fold != LEFT_OUT and not any(code in codes for codes in _HAN_AND_HANGUL):
            fold = _folds_in_fts5(code - code % _BLOCK)[code] or LEFT_OUT
        self[code] = fold
        return fold


@cache
def _folds_in_fts5(first: int) -> dict[int, str]:
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


_FOLDS = _Folds(
    {
        **{code: chr(code).lower() if chr(code).isalnum() else " " for code in range(1, 128)},
        **dict(enumerate(_LATIN_1, 0xA0)),
        **dict.fromkeys((0x2010, 0x2013, 0x2014, 0x2018, 0x2019, 0x201C, 0x201D, 0x2022, 0x2026), " "),
        ord(LEFT_OUT): LEFT_OUT,
    }
)
_BETWEEN_SPACES = re.compile("[^ ]+")
_LEFT_OUT = re.compile(LEFT_OUT)


class Token(NamedTuple):
    """A term in a text, and where it starts and ends there."""

    term: str
    start: int
    end: int


def indexed(text: str) -> str:
    """A text as FTS5 gets it, with its spellings made one and its scripts without spaces cut into pairs of letters."""
    return text if text.isascii() else with_bigrams(aligned(text).replace(LEFT_OUT, ""))


def tokenized(text: str) -> list[str]:
    """The terms of a text, in order: `U.S. sanctions` is u, s, sanctions."""
    return spaced(text).split()


def words_as_written(text: str) -> set[str]:
    """The different words of a text as they are written, with their accents, in lower case; scripts without spaces are
    not cut.
    """
    for letter in set(text):
        if _FOLDS[ord(letter)] == " ":
            text = text.replace(letter, " ")
    return {normalize("NFC", word.lower()) for word in set(text.split(" ")) if word}


def spaced(text: str) -> str:
    """The terms of a text, in order, with spaces between and around them."""
    return f" {with_bigrams(aligned(text).replace(LEFT_OUT, ''))} "


def aligned(text: str) -> str:
    """A text letter for letter as the index has it: separators are spaces, and signs that are left out `LEFT_OUT`."""
    if text.isascii():
        return text.translate(_FOLDS)
    # For other texts, `translate` takes twice as long as replacing one letter after the other.
    for letter in set(text):
        if (fold := _FOLDS[ord(letter)]) != letter:
            text = text.replace(letter, fold)
    return text


class Folded:
    """A text letter for letter as the index has it. `letters` is without the signs that are left out."""

    def __init__(self, text: str) -> None:
        folded = aligned(text)
        self.letters = folded.replace(LEFT_OUT, "")
        self._left_out: list[int] = []
        if len(self.letters) < len(text):
            self._left_out = [sign.start() - before for before, sign in enumerate(_LEFT_OUT.finditer(folded))]

    def span(self, start: int, end: int) -> tuple[int, int]:
        """Where some of the letters are in the text, with the signs after the last of them."""
        if not self._left_out:
            return start, end
        return start + bisect(self._left_out, start), end + bisect(self._left_out, end)


def tokens(text: str) -> Iterator[Token]:
    """The terms of a text with their places. The pairs of letters of a script without spaces overlap."""
    folded = Folded(text)
    is_cut = has_runs(folded.letters)
    for word in _BETWEEN_SPACES.finditer(folded.letters):
        for term, start, end in _terms_of_word(word[0]) if is_cut else ((word[0], 0, len(word[0])),):
            yield Token(term, *folded.span(word.start() + start, word.start() + end))


def _terms_of_word(word: str) -> Iterator[tuple[str, int, int]]:
    """The terms between two spaces of a folded text: words, and runs of letters that are cut."""
    position = 0
    for run in runs(word):
        if run.start() > position:
            yield word[position : run.start()], position, run.start()
        for start in range(*run.span()):
            end = min(start + 2, run.end())
            yield word[start:end], start, end
        position = run.end()
    if position < len(word):
        yield word[position:], position, len(word)

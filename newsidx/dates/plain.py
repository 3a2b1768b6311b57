"""A text as the patterns of dates read it: with ASCII digits, brackets and blanks, and as long as before."""

from __future__ import annotations

import re
from functools import cache, lru_cache

from newsidx.text.fold import folded

_ZEROS = "٠۰०০੦૦୦௦౦೦൦๐໐༠၀០０"
"""The digit 0 of the scripts that write numbers of ten digits of their own."""

_BLANKS = "\u00a0\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u200e\u200f\u202a\u202b\u202c"
"""Blanks of every width, and the marks that say in which direction a text runs."""

_OTHERS = {"（": "(", "）": ")", "［": "[", "］": "]", "：": ":", "／": "/", "．": ".", "－": "-", "，": ",", "。": ".",
           "、": ",", "\u2010": "-", "\u2011": "-", "\u2212": "-", "،": ",", "٫": ".", "॰": "."}  # fmt: skip

_MARKS = " \t\n\r\f\v\u00a0\u3000\u200e\u200f\ufeff*_#=~|\"'“”„«»‹›–—-•·"
_PAIRS = {
    "(": ")",
    "[": "]",
    "{": "}",
    "<": ">",
    "（": "）",
    "［": "］",
    "【": "】",
    "〔": "〕",
    "「": "」",
    "《": "》",
}
_DEEPEST = 6
"""Brackets and runs of marks around a date, at most."""

_DIRECTIONS = re.compile("[\u200e\u200f\u061c\u202a-\u202e]")
_APOSTROPHES = re.compile("[’ʼ`´]")


def plain(text: str) -> str:
    """The text with digits, blanks and marks of every script as ASCII has them. Every character stays one."""
    return text if text.isascii() else text.translate(_table())


@lru_cache(maxsize=4096)
def word_key(word: str) -> str:
    """A word as it is looked up: in lower case, without accents and without the mark of a Hebrew short form; ı is i."""
    key = folded(_APOSTROPHES.sub("'", word) if not word.isascii() else word)
    return key if key.isascii() else key.rstrip("׳").replace("ı", "i")


def without_marks(text: str) -> tuple[int, int]:
    """Where in a line its words begin and end, within blanks, brackets, quotation marks, dashes and markup."""
    begin, end = 0, len(text)
    for _ in range(_DEEPEST):
        before = begin, end
        while begin < end and text[begin] in _MARKS:
            begin += 1
        while begin < end and (text[end - 1] in _MARKS or text[end - 1] in ".。"):
            end -= 1
        if begin < end and _PAIRS.get(text[begin]) == text[end - 1]:
            begin, end = begin + 1, end - 1
        if (begin, end) == before:
            break
    return begin, end


def without_directions(text: str) -> str:
    """The text without the marks that say in which direction it runs: Arabic numbers may have them before a slash."""
    return text if text.isascii() else _DIRECTIONS.sub("", text)


@cache
def _table() -> dict[int, str]:
    digits = {ord(zero) + value: str(value) for zero in _ZEROS for value in range(10)}
    blanks = dict.fromkeys(map(ord, _BLANKS + "\u202d\u202e\u202f\u205f\u3000\ufeff"), " ")
    return {**digits, **blanks, **{ord(mark): plain_mark for mark, plain_mark in _OTHERS.items()}}

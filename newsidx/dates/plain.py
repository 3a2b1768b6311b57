"""A text as the patterns of dates read it: with ASCII digits, brackets and blanks, and as long as before."""

from __future__ import annotations

import re
from functools import cache

from newsidx.text.fold import folded

_ZEROS = "٠۰०০੦૦୦௦౦೦൦๐໐༠၀០０"
"""The digit 0 of the scripts that write numbers of ten digits of their own."""

_BLANKS = "\u00a0\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u200e\u200f\u202a\u202b\u202c"
"""Blanks of every width, and the marks that say in which direction a text runs."""

_OTHERS = {"（": "(", "）": ")", "［": "[", "］": "]", "：": ":", "／": "/", "．": ".", "－": "-", "，": ",", "。": ".",
           "、": ",", "\u2010": "-", "\u2011": "-", "\u2212": "-", "،": ",", "٫": ".", "॰": "."}  # fmt: skip

_APOSTROPHES = re.compile("[’ʼ`´]")


def plain(text: str) -> str:
    """The text with digits, blanks and marks of every script as ASCII has them. Every character stays one."""
    return text if text.isascii() else text.translate(_table())


def word_key(word: str) -> str:
    """A word as it is looked up: in lower case and without accents. Turkish ı and İ are i."""
    key = folded(_APOSTROPHES.sub("'", word) if not word.isascii() else word)
    return key if key.isascii() else key.replace("ı", "i")


@cache
def _table() -> dict[int, str]:
    digits = {ord(zero) + value: str(value) for zero in _ZEROS for value in range(10)}
    blanks = dict.fromkeys(map(ord, _BLANKS + "\u202d\u202e\u202f\u205f\u3000\ufeff"), " ")
    return {**digits, **blanks, **{ord(mark): plain_mark for mark, plain_mark in _OTHERS.items()}}

"""Spellings of the same letter made one, where readers make no difference between them but SQLite does.

SQLite takes accents off Latin letters. Here the accents of Greek are taken off, the stroke of ł and ø, the dots of ё,
and the vowel signs of Arabic and Hebrew, which most writers leave out. The forms of alef, yeh and kaf become one each,
as in Lucene's ArabicNormalizer, and letters of full width have the usual width. Characters without a shape, such as
soft hyphens and changes of the writing direction, are left out, so that they do not cut a word in two.
"""

from __future__ import annotations

import unicodedata
from functools import cache

_DROPPED = [
    0xAD, 0x200B, 0x200D, *range(0x2060, 0x206A), 0xFEFF,  # without a shape
    *range(0x300, 0x370),  # accents that stand alone
    *range(0x591, 0x5BE), 0x5BF, 0x5C1, 0x5C2, 0x5C4, 0x5C5, 0x5C7,  # Hebrew
    *range(0x610, 0x61B), 0x640, *range(0x64B, 0x660), 0x670, *range(0x6D6, 0x6DD), *range(0x6DF, 0x6E5),
    *range(0x6E7, 0x6E9), *range(0x6EA, 0x6EE),  # Arabic
]  # fmt: skip
_REPLACED = {
    "آأإٱ": "ا", "ىی": "ي", "ک": "ك", "ة": "ه",
    "ёЁ": "е", "łŁ": "l", "øØ": "o", "đĐ": "d", "ħĦ": "h", "ı": "i", "ς": "σ",
}  # fmt: skip
_GREEK = [*range(0x386, 0x3CF), *range(0x1F00, 0x1FFF)]


def unified(letter: str) -> str:
    """The one letter that stands for a letter; empty for a sign that is left out."""
    return _table().get(ord(letter), letter)


@cache
def _table() -> dict[int, str]:
    table = dict.fromkeys(_DROPPED, "")
    table.update({ord(letter): to for letters, to in _REPLACED.items() for letter in letters})
    table.update({code: chr(code - 0xFEE0) for code in range(0xFF01, 0xFF5F)})
    for code in _GREEK:
        base = unicodedata.normalize("NFD", chr(code))[0]
        if base != chr(code) and base.isalpha():
            table[code] = base
    return table

"""Where text without spaces between its words may be cut, and where a line break in it stands for no space."""

from __future__ import annotations

import re
from functools import cache
from unicodedata import category

from newsidx.text.bigrams import HAN_AND_KANA, SOUTH_EAST_ASIAN, has_runs
from newsidx.text.marks import MARK_END, MARK_START

NO_SPACE = "\x04"
"""Begins a part that no space stands before. No article contains it."""

_OPENING, _CLOSING = "「『《〈（【〔“‘(", "」』》〉）】〕”’)"
_STOPS = "。！？｡．，、；：…・"
_PUNCTUATION = "\u3001-\u303f\uff01-\uff0f\uff1a-\uff20“”‘’…"
_NOT_FIRST = "々〻ゝゞヽヾーぁぃぅぇぉっゃゅょゎァィゥェォッャュョヮヵヶ\u3099\u309a"
"""Letters that do not begin a line: https://www.w3.org/TR/jlreq/#characters_not_starting_a_line."""

_VOWELS_BEFORE = "\u0e40-\u0e44\u0ec0-\u0ec4"
"""Vowels of Thai and Lao that are written before their consonant."""

_VOWELS_AFTER = "\u0e30\u0e32\u0e33\u0e45\u0e46\u0eb0\u0eb2\u0eb3"
_JOINERS = "\u1039\u17d2"
"""Signs of Burmese and Khmer that put the next consonant under the one before."""


def in_parts(text: str) -> str:
    """A text, marked or not, with a space and `NO_SPACE` wherever a script without spaces may be cut: before parts of
    about six columns, as wide as an English word. Without such letters it comes back as it is.
    """
    return _part().sub(f" {NO_SPACE}\\g<0>", joined(text)) if has_runs(text) else text


def without_parts(text: str) -> str:
    """The text whose parts, with a space before each, these are."""
    return text.replace(f" {NO_SPACE}", "").replace(NO_SPACE, "")


def joined(text: str) -> str:
    """A text, marked or not, without the line breaks between two letters of a script without spaces."""
    return _broken_line().sub(r"\g<1>", text) if "\n" in text and has_runs(text) else text


@cache
def _part() -> re.Pattern[str]:
    marks = "".join(letter for letter in map(chr, range(0xE00, 0x1800)) if category(letter)[0] == "M") + _VOWELS_AFTER
    wide = f"(?:[{HAN_AND_KANA}][{_NOT_FIRST}]*){{1,3}}"
    thin = f"(?:[{_VOWELS_BEFORE}]?[{SOUTH_EAST_ASIAN}](?:[{marks}]|(?<=[{_JOINERS}])[{SOUTH_EAST_ASIAN}])*){{1,6}}"
    letters = f"[{_OPENING}]*{MARK_START}?(?:{wide}|{thin}){MARK_END}?[{_CLOSING}{_STOPS}]*"
    return re.compile(f"(?<=[^\\s0-9{MARK_START}{_OPENING}]){letters}")


@cache
def _broken_line() -> re.Pattern[str]:
    letters, marks = f"{HAN_AND_KANA}{SOUTH_EAST_ASIAN}{_PUNCTUATION}", f"[{MARK_START}{MARK_END}]*"
    return re.compile(f"([{letters}]{marks})[ \\t\u3000]*\n[ \\t\u3000]*(?={marks}[{letters}])")

"""Where text without spaces between its words may be cut, and where a line break in it stands for no space."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from itertools import pairwise
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

_NOT_LAST = f"0123456789{MARK_START}{_OPENING}"
_VOWELS_BEFORE = "\u0e40-\u0e44\u0ec0-\u0ec4"
"""Vowels of Thai and Lao that are written before their consonant."""

_VOWELS_AFTER = "\u0e30\u0e32\u0e33\u0e45\u0e46\u0eb0\u0eb2\u0eb3"
_JOINERS = "\u1039\u17d2"
"""Signs of Burmese and Khmer that put the next consonant under the one before."""


def in_parts(text: str) -> str:
    """A text, marked or not, with a space and `NO_SPACE` wherever a script without spaces may be cut: before parts of
    about six columns, as wide as an English word. Without such letters it comes back as it is.
    """
    if not has_runs(text):
        return text
    text = joined(text)
    places = [0, *_breaks(text, 3), len(text)]
    return f" {NO_SPACE}".join(text[start:end] for start, end in pairwise(places))


def places_to_break(line: str) -> list[int]:
    """Where a line may be broken: after spaces, and between the letters of a script without spaces."""
    spaces = [space.end() for space in re.finditer(r"\s+", line)]
    return sorted({*spaces, *_breaks(line, 1)}) if has_runs(line) else spaces


def without_parts(text: str) -> str:
    """The text whose parts, with a space before each, these are."""
    return text.replace(f" {NO_SPACE}", "").replace(NO_SPACE, "")


def joined(text: str) -> str:
    """A text, marked or not, without the line breaks between two letters of a script without spaces."""
    return _broken_line().sub(r"\g<1>", text) if "\n" in text and has_runs(text) else text


def _breaks(text: str, letters: int) -> Iterator[int]:
    """Where a text may be broken before or after a part of so many letters."""
    for part in _part(letters).finditer(text):
        start, end = part.span()
        if start and not text[start - 1].isspace() and text[start - 1] not in _NOT_LAST:
            yield start
        if re.match("[A-Za-z0-9]", text[end : end + 1]):
            yield end


@cache
def _part(letters: int) -> re.Pattern[str]:
    """A pattern for a part of so many letters of full width, or nearly twice as many others."""
    marks = "".join(letter for letter in map(chr, range(0xE00, 0x1800)) if category(letter)[0] == "M") + _VOWELS_AFTER
    wide = f"(?:(?![{_NOT_FIRST}])[{HAN_AND_KANA}][{_NOT_FIRST}]*){{1,{letters}}}"
    cluster = (
        f"[{_VOWELS_BEFORE}]?(?![{marks}])[{SOUTH_EAST_ASIAN}](?:[{marks}]|(?<=[{_JOINERS}])[{SOUTH_EAST_ASIAN}])*"
    )
    thin = f"(?:{cluster}){{1,{2 * letters - 1}}}"
    part = f"[{_OPENING}]*{MARK_START}?(?:{wide}|{thin}){MARK_END}?[{_CLOSING}{_STOPS}]*"
    return re.compile(part)


@cache
def _broken_line() -> re.Pattern[str]:
    letters, marks = f"{HAN_AND_KANA}{SOUTH_EAST_ASIAN}{_PUNCTUATION}", f"[{MARK_START}{MARK_END}]*"
    return re.compile(f"([{letters}]{marks})[ \\t\u3000]*\n[ \\t\u3000]*(?={marks}[{letters}])")

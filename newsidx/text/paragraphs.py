"""The paragraphs of a text: prose, which may be set anew, and lines that were meant as lines: tables and verse."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple
from unicodedata import east_asian_width

from newsidx.text.marks import without_marks
from newsidx.text.wrapping import joined

_SHORT = 40
"""Columns of a line that ends before it is full, unless it ends a sentence."""

_SENTENCE_ENDS = (".", "!", "?", '"', "”", "。", "！", "？", "」")


class Paragraph(NamedTuple):
    """A paragraph. That of prose is one line; the others have the lines that they had."""

    text: str
    is_prose: bool


def paragraphs(text: str) -> Iterator[Paragraph]:
    """The paragraphs of a text, marked or not, which empty lines part."""
    for part in re.split(r"\n\s*\n", text):
        if part.strip():
            yield _paragraph(part)


def _paragraph(text: str) -> Paragraph:
    lines = text.strip("\n").split("\n")
    # The first line may be short because its date was cut off.
    is_prose = not any(_is_layout(line) for line in lines[1:-1]) and not any("   " in line.strip() for line in lines)
    return Paragraph(" ".join(joined(text).split()) if is_prose else "\n".join(lines).expandtabs(4), is_prose)


def _is_layout(line: str) -> bool:
    """Whether a line was broken or spaced on purpose: indented, in columns, or short without ending a sentence."""
    is_short = _columns(without_marks(line)) <= _SHORT and not line.rstrip().endswith(_SENTENCE_ENDS)
    return is_short or "   " in line.rstrip() or line.startswith("\t")


def _columns(line: str) -> int:
    """The columns of a line on a terminal, in which letters of full width have two; those of a long line need not be
    counted.
    """
    if line.isascii() or len(line) > _SHORT:
        return len(line)
    return len(line) + sum(east_asian_width(letter) in "WF" for letter in line)

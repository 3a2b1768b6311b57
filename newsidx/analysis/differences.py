"""The differences of two texts, word by word, with some words around each."""

from __future__ import annotations

from collections.abc import Iterator
from enum import Enum, auto
from typing import NamedTuple

from newsidx.analysis.alignment import Common, common

_CONTEXT = 6
"""Words shown on each side of a difference."""


class Change(Enum):
    """Which of two texts has a passage."""

    DELETED = auto()
    ADDED = auto()
    COMMON = auto()


class Passage(NamedTuple):
    """Words in a row that only the old text has, only the new one, or both."""

    change: Change
    text: str


def differences(old: str, new: str) -> Iterator[Passage]:
    """The passages of two texts in order. Of a long one that both have, only the ends next to a difference are left."""
    before, after = old.split(), new.split()
    old_position = new_position = 0
    is_first = True
    for passage in (*common(before, after), Common(len(before), len(after), 0)):
        if deleted := before[old_position : passage.one]:
            yield Passage(Change.DELETED, " ".join(deleted))
        if added := after[new_position : passage.other]:
            yield Passage(Change.ADDED, " ".join(added))
        is_first = is_first and not (deleted or added)
        old_position, new_position = passage.one + passage.words, passage.other + passage.words
        if passage.words:
            is_last = (old_position, new_position) == (len(before), len(after))
            yield Passage(Change.COMMON, _shortened(after[passage.other : new_position], is_first, is_last))
            is_first = False


def _shortened(words: list[str], is_first: bool, is_last: bool) -> str:
    if len(words) <= 2 * _CONTEXT + 2:
        return " ".join(words)
    head = "" if is_first else " ".join(words[:_CONTEXT]) + " "
    tail = "" if is_last else " " + " ".join(words[-_CONTEXT:])
    return f"{head}…{tail}"

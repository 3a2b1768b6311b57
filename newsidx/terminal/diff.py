"""The differences of two texts, word by word."""

from __future__ import annotations

from rich.text import Text

from newsidx.analysis.alignment import Common, common
from newsidx.text.sanitize import without_controls

_CONTEXT = 6
"""Words shown on each side of a difference."""


def differences(old: str, new: str) -> Text:
    """The new text, with the words that only the old one has as [-words-] and those that only the new one has as
    {+words+}. Long passages that both have are cut. The marks are wdiff's: they are clear without colour too.
    """
    before, after = old.split(), new.split()
    result = Text()
    old_position = new_position = 0
    for passage in (*common(before, after), Common(len(before), len(after), 0)):
        deleted, added = before[old_position : passage.one], after[new_position : passage.other]
        result.append(f"[-{_words(deleted)}-] " if deleted else "", "red")
        result.append(f"{{+{_words(added)}+}} " if added else "", "green")
        old_position, new_position = passage.one + passage.words, passage.other + passage.words
        if passage.words:
            is_first, is_last = not len(result), (old_position, new_position) == (len(before), len(after))
            result.append(_passage(after[passage.other : new_position], is_first, is_last) + " ")
    result.rstrip()
    return result


def _passage(words: list[str], is_first: bool, is_last: bool) -> str:
    """Words that both texts have; of a long passage only the ends that are next to a difference."""
    if len(words) <= 2 * _CONTEXT + 2:
        return _words(words)
    head = "" if is_first else _words(words[:_CONTEXT]) + " "
    tail = "" if is_last else " " + _words(words[-_CONTEXT:])
    return f"{head}…{tail}"


def _words(words: list[str]) -> str:
    return without_controls(" ".join(words))

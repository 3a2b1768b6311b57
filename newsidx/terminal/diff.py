"""The differences of two texts, word by word."""

from __future__ import annotations

from rich.text import Text

from newsidx.analysis import differences as passages
from newsidx.analysis.differences import Change
from newsidx.text.sanitize import without_controls


def differences(old: str, new: str) -> Text:
    """The new text, with the words that only the old one has as [-words-] and those that only the new one has as
    {+words+}. Long passages that both have are cut. The marks are wdiff's: they are clear without colour too.
    """
    result = Text()
    for change, text in passages.differences(old, new):
        words = without_controls(text)
        if change is Change.DELETED:
            result.append(f"[-{words}-] ", "red")
        elif change is Change.ADDED:
            result.append(f"{{+{words}+}} ", "green")
        else:
            result.append(f"{words} ")
    result.rstrip()
    return result

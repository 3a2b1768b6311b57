"""What two texts have in common and what not, word by word."""

from __future__ import annotations

from rich.text import Text

from newsidx.analysis.alignment import Common, common
from newsidx.text.sanitize import without_controls

_AROUND = 6
"""Words shown on each side of a difference."""


def differences(one: str, other: str) -> Text:
    """The second text, with the words that the first has [-instead-] and those it {+adds+}; long passages in common
    are left out. The marks are wdiff's, so that they tell also where there is no colour.
    """
    before, after = one.split(), other.split()
    result = Text()
    gone_from = new_from = 0
    for passage in (*common(before, after), Common(len(before), len(after), 0)):
        gone, new = before[gone_from : passage.one], after[new_from : passage.other]
        result.append(f"[-{_words(gone)}-] " if gone else "", "red")
        result.append(f"{{+{_words(new)}+}} " if new else "", "green")
        gone_from, new_from = passage.one + passage.words, passage.other + passage.words
        if passage.words:
            has_before, has_after = bool(len(result)), (gone_from, new_from) != (len(before), len(after))
            result.append(_passage(after[passage.other : new_from], has_before, has_after) + " ")
    result.rstrip()
    return result


def _passage(words: list[str], has_before: bool, has_after: bool) -> str:
    """Words in common: the ends of a long passage, beside what differs."""
    if len(words) <= 2 * _AROUND + 2:
        return _words(words)
    head = _words(words[:_AROUND]) + " " if has_before else ""
    tail = " " + _words(words[-_AROUND:]) if has_after else ""
    return f"{head}…{tail}"


def _words(words: list[str]) -> str:
    return without_controls(" ".join(words))

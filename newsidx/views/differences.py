"""What two texts have in common and what not, word by word."""

from __future__ import annotations

from rapidfuzz.distance import Indel
from rich.text import Text

from newsidx.views.safe import harmless

_AROUND = 6
"""Words shown on each side of a difference."""


def differences(one: str, other: str) -> Text:
    """The second text, with the words that the first has [-instead-] and those it {+adds+}; long passages in common
    are left out. The marks are wdiff's, so that they tell also where there is no colour.
    """
    before, after = one.split(), other.split()
    result = Text()
    edits = Indel.opcodes(before, after)
    gone: list[str] = []
    new: list[str] = []
    for place, edit in enumerate(edits):
        is_last = place == len(edits) - 1
        if edit.tag == "equal":
            result.append(_passage(after[edit.dest_start : edit.dest_end], place > 0, not is_last) + " ")
            continue
        gone += before[edit.src_start : edit.src_end]
        new += after[edit.dest_start : edit.dest_end]
        if is_last or edits[place + 1].tag == "equal":
            result.append(f"[-{_words(gone)}-] " if gone else "", "red")
            result.append(f"{{+{_words(new)}+}} " if new else "", "green")
            gone, new = [], []
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
    return harmless(" ".join(words))

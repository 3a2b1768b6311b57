"""The marks before and after a match in marked text: two control characters that no article contains."""

from __future__ import annotations

MARK_START, MARK_END = "\x02", "\x03"

_NO_MARKS = str.maketrans("", "", MARK_START + MARK_END)


def without_marks(text: str) -> str:
    """Marked text without its marks."""
    return text.translate(_NO_MARKS)

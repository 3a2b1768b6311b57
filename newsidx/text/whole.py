"""What must stay on one line in a message: a command to paste, a path, a date range.

    note(f"{count} articles; {whole('newsidx show ID')} reads one")

The mark is a noncharacter of Unicode, which no text that is exchanged holds. Printing a message turns it back.
"""

from __future__ import annotations

_MARK = "\ufdd0"


def whole(text: str) -> str:
    """The text with each space marked, so that no line is broken there."""
    return text.replace(" ", _MARK)


def unmarked(text: str) -> str:
    """The text with plain spaces again."""
    return text.replace(_MARK, " ")

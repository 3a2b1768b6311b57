"""What the notes on a query have in common."""

from __future__ import annotations

_LONGEST_SHOWN = 40


def shortened(text: str, longest: int = _LONGEST_SHOWN) -> str:
    """A part of a query as a note shows it: the beginning of a long one."""
    return text if len(text) < longest else f"{text[:longest]}…"

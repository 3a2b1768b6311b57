"""What counts as a word."""

from __future__ import annotations


def has_word(text: str) -> bool:
    """Whether a text has a word: any letter or digit makes one, as for FTS5's tokenizer."""
    return any(map(str.isalnum, text))

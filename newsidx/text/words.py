"""What counts as a word."""

from __future__ import annotations


def has_word(text: str) -> bool:
    """Whether there is a word in the text: a letter or a digit makes one, as for FTS5's tokenizer."""
    return any(map(str.isalnum, text))

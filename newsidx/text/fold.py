"""Text as it is compared: in lower case and without accents."""

from __future__ import annotations

import unicodedata


def folded(text: str) -> str:
    """Text in lower case and without accents, as FTS5's tokenizer folds it: `Guaidó` becomes guaido."""
    text = text.casefold()
    if text.isascii():
        return text
    return "".join(letter for letter in unicodedata.normalize("NFD", text) if not unicodedata.combining(letter))

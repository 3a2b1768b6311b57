"""Text as it is compared: without regard to case, and to accents where the index has none either."""

from __future__ import annotations

import unicodedata


def folded(text: str) -> str:
    """Text in lower case without accents, as FTS5's tokenizer takes it: `Guaidó` is guaido."""
    text = text.casefold()
    if text.isascii():
        return text
    return "".join(one for one in unicodedata.normalize("NFD", text) if not unicodedata.combining(one))

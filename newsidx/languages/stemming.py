"""The stems of words, by Snowball's stemmers: https://snowballstem.org."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from typing import Any

_STEMMERS = {"en": "english", "es": "spanish", "de": "german", "ru": "russian", "fr": "french", "ar": "arabic"}


def stems(language: str, words: Sequence[str]) -> list[str]:
    """The stem of each word in a language, given by its code; a language without a stemmer gives the words back."""
    stemmer = _stemmer(language)
    return list(words) if stemmer is None else list(stemmer.stemWords(list(words)))


@lru_cache(maxsize=64)
def _stemmer(language: str) -> Any:
    import Stemmer

    return Stemmer.Stemmer(_STEMMERS[language]) if language in _STEMMERS else None

"""Stems: what the forms of a word have in common, by Snowball's algorithms.

PyStemmer is Snowball in C, and snowballstemmer is the same in Python, for where PyStemmer has no wheel. Both give the
same stems if they are of the same version.

https://snowballstem.org
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import cache

from newsidx.languages.registry import language_of

_Stemmer = Callable[[Sequence[str]], list[str]]

_CACHED_WORDS = 0
"""Stems that PyStemmer remembers. Words come here once, and remembering one takes longer than stemming it again."""


def stems(language: str, words: Sequence[str]) -> list[str]:
    """The stems of words in lower case, in their order. `language` is a code; one without a stemmer gives them back."""
    stemmer = _stemmer(language)
    return list(words) if stemmer is None else stemmer(words)


@cache
def _stemmer(code: str) -> _Stemmer | None:
    language = language_of(code)
    return None if language is None or language.stemmer is None else snowball(language.stemmer)


def snowball(algorithm: str) -> _Stemmer:
    """The stemmer of one of Snowball's algorithms, in C if it is installed."""
    try:
        import Stemmer
    except ImportError:
        return snowball_in_python(algorithm)
    stem_words: _Stemmer = Stemmer.Stemmer(algorithm, _CACHED_WORDS).stemWords
    return stem_words


def snowball_in_python(algorithm: str) -> _Stemmer:
    """The same stemmer in Python."""
    import snowballstemmer

    stem_words: _Stemmer = snowballstemmer.stemmer(algorithm).stemWords
    return stem_words

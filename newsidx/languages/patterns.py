"""Words of languages as parts of regular expressions."""

from __future__ import annotations

import re
from collections.abc import Iterable

from newsidx.languages.language import Language


def either(words: Iterable[str]) -> str:
    """A pattern for any of some words, the longest that fits first; one that never matches if there is no word."""
    ordered = sorted(dict.fromkeys(words), key=lambda word: (-len(word), word))
    return f"(?:{'|'.join(map(re.escape, ordered))})" if ordered else "(?!)"


def capitalised(words: Iterable[str]) -> list[str]:
    """Words as a line begins with them: `By`, `BY`."""
    return [form for word in words for form in (word.capitalize(), word.upper())]


def month_words(languages: Iterable[Language]) -> dict[str, int]:
    """The number of each month by its names in all of some languages; the first language that has a name decides."""
    numbers: dict[str, int] = {}
    for language in languages:
        for number, names in enumerate(language.dates.months, 1):
            for name in names:
                numbers.setdefault(name, number)
    return numbers

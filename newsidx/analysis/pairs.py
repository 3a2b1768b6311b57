"""Pairs of letters joined to words again: of a script without spaces the index has only pairs that overlap.

スト, トラ, ライ and イキ, of which each is found where the next one is, are ストライキ.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence

from newsidx.text.bigrams import EAST_ASIAN, SOUTH_EAST_ASIAN, is_run

_SHARE = 0.8
"""In how many of the texts with a string it must be part of the longer one, to be joined to that."""

_LONGEST = 12
_HIRAGANA = re.compile("[\u3041-\u309f]+")
_EXTENDS = re.compile(f"(?!{_HIRAGANA.pattern})[{EAST_ASIAN}{SOUTH_EAST_ASIAN}]+")


def is_pair(term: str) -> bool:
    """Whether a term is a pair of letters, or a single one, of a script without spaces."""
    return len(term) <= 2 and is_run(term)


def joined(pairs: Sequence[str], texts: Sequence[str]) -> list[str]:
    """The strings that pairs are parts of, in the same order; a pair that is part of no longer one stays as it is.

    A string is extended by a letter if nearly all the texts that have it have the extended one. Of strings of which one
    contains the other, or is nearly always found across its edge, only the first stays. Hiragana is mostly grammar: it
    extends nothing, and alone is left out.
    """
    strings: list[str] = []
    for pair in pairs:
        if not _HIRAGANA.fullmatch(pair) and not any(pair in string for string in strings):
            string = _extended(pair, texts)
            if not any(string in other or other in string or _is_at_edge(pair, other, texts) for other in strings):
                strings.append(string)
    return strings


def _is_at_edge(pair: str, string: str, texts: Sequence[str]) -> bool:
    """Whether a pair is nearly always half inside a string, as 京都 is in 東京都 beside 東京."""
    extended = [string + pair[1]] if string[-1] == pair[0] else []
    extended += [pair[0] + string] if string[0] == pair[1] else []
    with_pair = [text for text in texts if pair in text]
    across = sum(any(longer in text for longer in extended) for text in with_pair)
    return bool(extended) and across >= _SHARE * len(with_pair)


def _extended(string: str, texts: Sequence[str]) -> str:
    with_string = [text for text in texts if string in text]
    while len(string) < _LONGEST:
        counts = Counter(longer for text in with_string for longer in _longer(string, text))
        longer, count = max(counts.items(), key=lambda item: (item[1], item[0]), default=("", 0))
        if count < max(2, _SHARE * len(with_string)):
            break
        string, with_string = longer, [text for text in with_string if longer in text]
    return string


def _longer(string: str, text: str) -> set[str]:
    """A string with each letter that stands before or after it in a text."""
    found: set[str] = set()
    start = text.find(string)
    while start >= 0:
        end = start + len(string)
        if _EXTENDS.fullmatch(text[start - 1 : start]):
            found.add(text[start - 1 : end])
        if _EXTENDS.fullmatch(text[end : end + 1]):
            found.add(text[start : end + 1])
        start = text.find(string, start + 1)
    return found


def longest(strings: Sequence[str], text: str) -> list[str]:
    """Strings with the pairs among them that overlap in a text as one, where the text first has one of them."""
    pairs = set(filter(is_pair, strings))
    shown: list[str] = []
    for string in strings:
        if string not in pairs:
            shown.append(string)
        elif not any(string in other for other in shown):
            start = text.find(string)
            end = start + len(string)
            while start > 0 and text[start - 1 : start + 1] in pairs:
                start -= 1
            while start >= 0 and text[end - 1 : end + 1] in pairs:
                end += 1
            shown.append(text[start:end] if start >= 0 else string)
    return shown

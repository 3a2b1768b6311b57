"""What words sound like, roughly: the same for `Kadafi`, `Qadhafi` and `Gaddafi`, whoever wrote them in Latin letters.

Each sound is one letter: k for a hard c, g, kh and q, s for every sibilant, f for v, w and ph. A run of vowels is one
`a`, doubled letters are one, and h is silent. Letters of other scripts stay as they are.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

_SPELLED = [
    (r"^kn|^gn", "n"),
    (r"^ps|^z|^x", "s"),
    (r"^wr|^rh", "r"),
    (r"ph|v|w", "f"),
    (r"tsch|tch|sch(?=[eiylmnrf]|$)|cz|sz|zh|sh|tz|ts", "s"),
    (r"(?<=y)ch|ch(?=[rlst])|sch|ck|kh|gh|qu", "k"),
    (r"ch|c(?=[eiy])|t(?=i[ao])", "s"),
    (r"^y(?=[aeiou])|^dj", "j"),
    (r"(?<=[aeou])j(?=[aeiou])", "y"),
    (r"n(?=[bp])", "m"),
]
"""What is written, in the order in which it is replaced, and what it sounds like. A line is a word."""

_RULES = [(re.compile(pattern, re.MULTILINE), sound) for pattern, sound in _SPELLED]
_SAME = str.maketrans("cgqxzeiouy", "kkkksaaaaa", "h")
_REPEATED = re.compile(r"([^\n])\1+")


def sounds(words: Sequence[str]) -> list[str]:
    """What each word, in lower case and without accents, sounds like."""
    if not words:
        return []
    text = "\n".join(words)
    for pattern, sound in _RULES:
        text = pattern.sub(sound, text)
    return _REPEATED.sub(r"\1", text.translate(_SAME)).split("\n")


def consonants(sound: str) -> str:
    """The sound of a word without its vowels, which are the first to be heard or written otherwise."""
    return _REPEATED.sub(r"\1", sound.replace("a", ""))

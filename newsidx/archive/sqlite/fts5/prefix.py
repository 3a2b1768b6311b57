"""`sanction*` on an index of stems: a word can begin with what was typed although its stem does not.

`happin*` means happiness, whose stem is happi. So the search looks for the stems that begin with what was typed, and
also for the stem of every word made of it and an ending. An article that is found only by such a stem, or by the stem
that was typed where that need not begin its word (happi is also the stem of happy), is doubtful until its text has
been checked.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import NamedTuple

from newsidx.archive.sqlite.fts5.tokenizer import stems
from newsidx.languages import known_languages
from newsidx.text.fold import folded

_SUFFIXES = [
    suffix
    for language in known_languages()
    if language.code == "en"  # the endings of other languages are not taken off
    for suffix in language.endings
]
ENDINGS = tuple(
    sorted(
        {suffix[at:] for suffix in _SUFFIXES for at in range(len(suffix) + 1)}, key=lambda ending: (len(ending), ending)
    )
)
"""How a word can go on: every ending that the index's stemmer takes off, and every rest of one.

M. F. Porter, An algorithm for suffix stripping, Program 14(3), 1980.
"""

_CHANGED_ENDS = ("i", "e", "bl")
"""How a stem ends that need not begin its word: happi of happy, hope of hoping, possibl of possibility."""

_LAST_WORD = re.compile(r"(?<![^\W_])[^\W_]+(?=[\W_]*\Z)")
_LONGEST_STEMMED = 64
"""Bytes of the longest word that FTS5's Porter tokenizer stems (FTS5_PORTER_MAX_TOKEN)."""


class PrefixWords(NamedTuple):
    """`beginning` is what FTS5 looks up as a prefix, `others` are words to look up by their stems as well.

    `doubtful` are the words whose stems also find articles without a word that begins as was typed; None if every
    article found is doubtful.
    """

    beginning: str
    others: tuple[str, ...]
    doubtful: tuple[str, ...] | None


@lru_cache(maxsize=1024)
def words_of(prefix: str) -> PrefixWords:
    """What finds every article with a word that begins with a prefix, which has at least one letter or digit."""
    match = _LAST_WORD.search(prefix)
    before, last = (prefix[: match.start()], match[0]) if match else ("", prefix)
    is_one_word = not any(map(str.isalnum, before))  # of the words before it FTS5 finds every form
    if _is_never_stemmed(last):
        return PrefixWords(before + last, (), () if is_one_word else None)
    length = _stable(last)
    beginning = folded(last[:length])
    endings = [last + ending for ending in ENDINGS] if len(last) <= _LONGEST_STEMMED else []
    words: dict[str, str] = {}
    for word, stem in zip(endings, stems(endings), strict=True):
        words.setdefault(" ".join(stem), word)
    others = tuple(before + word for stem, word in words.items() if not stem.startswith(beginning))
    is_changed = beginning.endswith(_CHANGED_ENDS)
    doubtful = (*([before + last] if is_changed else []), *others) if length == len(last) and is_one_word else None
    return PrefixWords(before + last[:length], others, doubtful)


def _is_never_stemmed(word: str) -> bool:
    """Whether a word is so long that it, and every word that begins with it, is in the index unstemmed."""
    return len(folded(word).encode()) > _LONGEST_STEMMED and stems([word]) == [(folded(word),)]


def _stable(word: str) -> int:
    """How many letters of a word, at least one, FTS5 looks up as they are; of more letters it would take the stem."""
    beginnings = [word[:length] for length in range(1, min(len(word), _LONGEST_STEMMED) + 1)]
    stemmed = stems(beginnings)
    unchanged = [beginning for beginning, stem in zip(beginnings, stemmed, strict=True) if stem == (folded(beginning),)]
    return len(unchanged[-1]) if unchanged else 1

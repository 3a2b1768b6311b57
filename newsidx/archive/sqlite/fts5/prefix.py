"""`sanction*` on an index of stems, where the words that begin so need not have a stem that begins so.

`happin*` means happiness, whose stem is happi. So besides the stems that begin with what was typed those are looked
for that a word could have which goes on from there with an English ending. What only such a stem finds, or the stem
that was typed itself where it need not begin its word (happi is also the stem of happy), is in doubt until the text
was looked at.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import NamedTuple

from newsidx.archive.sqlite.fts5.tokenizer import stems
from newsidx.text.fold import folded

_SUFFIXES = """
    s es ies ed ied eed ing ings ingly edly y ly e er ers or ors ar al ally als alism alist alistic alists ality
    alities alize alized alizes alizing alizer alization alizations ational ationally ation ations ator ators ate ates
    ated ating ative atively ativeness ance ances ence ences ant ants ent ents ently antly ency encies ancy ancies
    able ably ability abilities ible ibly ibility ibilities ic ics ical ically icity icities icate icated icates
    icating ion ions ional ionally ism isms ist ists istic iti ities ity ive ives ively iveness iviti ivity ivities
    ize izes ized izing izer izers ization izations ment ments ness ful fully fulness less ous ously
    ousness ement ements ship logi logy logies eli ating bling blings
""".split()  # noqa: SIM905
ENDINGS = tuple(
    sorted({suffix[at:] for suffix in _SUFFIXES for at in range(len(suffix) + 1)}, key=lambda e: (len(e), e))
)
"""How an English word can go on: every ending that Porter's stemmer takes off, and every rest of one.

M. F. Porter, An algorithm for suffix stripping, Program 14(3), 1980.
"""

_CHANGED_ENDS = ("i", "e", "bl")
"""How a stem ends that need not begin its word: happi of happy, hope of hoping, possibl of possibility."""

_LAST_WORD = re.compile(r"(?<![^\W_])[^\W_]+(?=[\W_]*\Z)")
_LONGEST_STEMMED = 64
"""Bytes of the longest word that FTS5's Porter tokenizer stems (FTS5_PORTER_MAX_TOKEN)."""


class PrefixWords(NamedTuple):
    """`beginning` is what FTS5 looks up as a prefix, `others` are words to be looked up by their stems besides.

    `doubtful` are the words by whose stems articles are found that need not hold a word that begins as was typed;
    None if every article found is in doubt.
    """

    beginning: str
    others: tuple[str, ...]
    doubtful: tuple[str, ...] | None


@lru_cache(maxsize=1024)
def words_of(prefix: str) -> PrefixWords:
    """What finds every article with a word that begins with a prefix. It has at least one letter or digit."""
    match = _LAST_WORD.search(prefix)
    before, last = (prefix[: match.start()], match[0]) if match else ("", prefix)
    is_one_word = not any(map(str.isalnum, before))  # of the words before it FTS5 finds every form
    if _is_stemmed_by_none(last):
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


def _is_stemmed_by_none(word: str) -> bool:
    """Whether a word is so long that it, and all that begin with it, stand in the index as they are."""
    return len(folded(word).encode()) > _LONGEST_STEMMED and stems([word]) == [(folded(word),)]


def _stable(word: str) -> int:
    """How much of a word, at least a letter, FTS5 takes for a prefix as it is: it would look for the stem of more."""
    beginnings = [word[:length] for length in range(1, min(len(word), _LONGEST_STEMMED) + 1)]
    stemmed = stems(beginnings)
    kept = [one for one, stem in zip(beginnings, stemmed, strict=True) if stem == (folded(one),)]
    return len(kept[-1]) if kept else 1

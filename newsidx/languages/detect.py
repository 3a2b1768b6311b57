"""The language of a text, by its script, its function words and its letters.

A wrong language is worse than none: where two languages are close, or where the text has few words, there is none.
docs/measures.md has the figures, and `tests/bench/languages.py` finds them.
"""

from __future__ import annotations

import re
from functools import lru_cache
from itertools import repeat
from struct import Struct
from typing import NamedTuple

from newsidx.languages.registry import NAMES, language_of

_SAMPLES = (400, 1000)
"""Characters at the beginning of a text that are read: more of them only if fewer are not enough."""

_ENGLISH_WORDS = "the of and that with from this which by been are has were their would its not but his than"
_ENGLISH = frozenset(_ENGLISH_WORDS.split())
"""Common English words that almost no other language has."""

_ENGLISH_SHARE = 0.1
_FEWEST_ENGLISH = 5

_SCRIPTS = {
    "ja": "\u3041-\u3096\u309d-\u309f\u30a1-\u30fa\u30fd-\u30ff\uff66-\uff9d",
    "zh": "\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003ffff",
    "ko": "\u1100-\u11ff\u3131-\u318e\uac00-\ud7a3",
    "th": "\u0e01-\u0e4e",
    "lo": "\u0e81-\u0edf",
    "my": "\u1000-\u109f",
    "km": "\u1780-\u17dd",
    "el": "\u0370-\u03ff\u1f00-\u1fff",
    "hy": "\u0531-\u0587",
    "ta": "\u0b82-\u0bcd",
}
"""The letters of the scripts in which only one of the languages is written."""

_ONE_LETTER = re.compile(f"[{''.join(_SCRIPTS.values())}]")
_RUNS = re.compile("|".join(f"([{letters}]+)" for letters in _SCRIPTS.values()))
_FEWEST_LETTERS = 6
_FEWEST_CHINESE = 15
"""Letters of a script that make its language certain; a Japanese headline may well have some Chinese ones only."""

_KANA_SHARE = 0.1
"""The part of a Japanese text that is kana; a Chinese one may have a few of them, in names."""

_MARGIN = 1.25
"""Words by which the best language must lead the second, at least."""

_MARGIN_SHARE = 0.02
"""The part of the words by which it must lead, if that is more."""

_IJEKAVIAN = re.compile(r"(?:[vmpdt]je|[lrvsptd]ije)(?=[bcčćdfghklmnprsštvzž])")
"""What Croatian words have where Serbian ones have only e: vrijeme, mjesto."""

_CROATIAN_SHARE, _SERBIAN_SHARE = 0.025, 0.01
"""The part of the words that are written so: in a Croatian text at least, and in a Serbian one at most."""

_FEWEST_CROATIAN, _FEWEST_SERBIAN = 2, 80
"""Words that are written so in a Croatian text, and words in all of a Serbian one, at least."""

_STRANGE_LETTERS = "ðþħġċəғқңөұүһҷӣ"
"""Letters of languages without a record: Icelandic, Maltese, Kazakh, Tajik."""

_MOST_STRANGE_LETTERS = 2


_HALVES = 2
"""Scores are in half words: a word of one letter, or a letter of the alphabet, counts half as much as another word."""

_BITS = 16
"""Bits of a score. The scores of all languages stand side by side in one large number, which Python adds up fast."""


class _Table(NamedTuple):
    """What speaks for each language: words, and letters of its alphabet, with the scores that they give."""

    codes: list[str]
    words: dict[str, int]
    letters: dict[str, int]
    strange_letters: str
    unpack: Struct


def language_of_text(text: str) -> str | None:
    """The code of the language in which a text is written, or None if that is not certain."""
    for size in _SAMPLES:
        if code := _language_of_sample(text[:size]):
            return code
        if len(text) <= size:
            break
    return None


def _language_of_sample(sample: str) -> str | None:
    sample = sample.lower()
    is_ascii = sample.isascii()
    if not is_ascii and _ONE_LETTER.search(sample) and (code := _by_script(sample)):
        return code
    words = (sample if is_ascii else sample.replace("’", " ")).replace("'", " ").split()
    hits = sum(map(_ENGLISH.__contains__, words))
    if hits >= _FEWEST_ENGLISH and hits >= _ENGLISH_SHARE * len(words):
        return "en"
    return _by_words(set(words), "" if is_ascii else sample)


def _by_script(sample: str) -> str | None:
    """The language of a script that only it is written in, if at least half of the letters are of that script."""
    counts = dict.fromkeys(_SCRIPTS, 0)
    codes = tuple(_SCRIPTS)
    for run in _RUNS.finditer(sample):
        counts[codes[(run.lastindex or 1) - 1]] += run.end() - run.start()
    kana, han = counts["ja"], counts["zh"]
    if kana >= _KANA_SHARE * (kana + han):
        counts["ja"], counts["zh"] = kana + han, 0
    code = max(counts, key=counts.__getitem__)
    if counts[code] < (_FEWEST_CHINESE if code == "zh" else _FEWEST_LETTERS):
        return None
    others = sum(map(str.isalpha, _RUNS.sub("", sample)))
    return code if 2 * counts[code] > others + sum(counts.values()) - counts[code] else None


def _by_words(words: set[str], letters: str) -> str | None:
    """The language that most of the words speak for, if it leads clearly, or leads clearly with the letters as well."""
    table = _table()
    if letters and sum(map(letters.count, table.strange_letters)) > _MOST_STRANGE_LETTERS:
        return None
    total = sum(filter(None, map(table.words.get, words)))  # most words speak for no language
    if (code := _leader(total, words)) or not letters:
        return code
    return _leader(total + sum(map(table.letters.get, set(letters), repeat(0))), words)


def _leader(total: int, words: set[str]) -> str | None:
    """The language with the highest of the scores in `total`, if it leads all others by the margin."""
    table = _table()
    scores = table.unpack.unpack(total.to_bytes(table.unpack.size, "little"))
    best = max(scores)
    language = scores.index(best)
    margin = max(_MARGIN, _MARGIN_SHARE * len(words)) * _HALVES
    if best < margin:
        return None
    if best - sorted(scores)[-2] >= margin:
        return table.codes[language]
    rivals = [other for other, score in enumerate(scores) if best - score < margin and other != language]
    if {table.codes[number] for number in (language, *rivals)} == {"hr", "sr"}:
        return _croatian_or_serbian(words)
    return None


def _croatian_or_serbian(words: set[str]) -> str | None:
    """Which of the two, which share nearly all of their function words, a text is in."""
    ijekavian = sum(_IJEKAVIAN.search(word) is not None for word in words)
    if ijekavian >= max(_FEWEST_CROATIAN, _CROATIAN_SHARE * len(words)):
        return "hr"
    return "sr" if len(words) >= _FEWEST_SERBIAN and ijekavian <= _SERBIAN_SHARE * len(words) else None


@lru_cache(maxsize=1)
def _table() -> _Table:
    """The table of all languages that share their script with another one."""
    records = [record for code in NAMES if code not in _SCRIPTS and (record := language_of(code))]
    words: dict[str, int] = {}
    letters: dict[str, int] = {}
    for number, language in enumerate(records):
        half_word = 1 << _BITS * number
        for word in language.function_words | language.typical_words:
            words[word] = words.get(word, 0) + half_word * (_HALVES if len(word) > 1 else 1)
        for letter in set(language.letters):
            letters[letter] = letters.get(letter, 0) + half_word
    return _Table(
        [language.code for language in records],
        words,
        letters,
        "".join(set(_STRANGE_LETTERS) - set(letters)),
        Struct(f"<{len(records)}H"),
    )

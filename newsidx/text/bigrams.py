"""Scripts that are written without spaces between words, cut into overlapping pairs of letters: 東京都 is 東京 京都 都.

Lucene's CJK filter indexes these scripts in the same way. Here the last letter of a run stands alone after the pairs,
so that every letter begins exactly one of them: a single letter is found as the beginning of a pair, and a longer run
of letters as pairs that follow one another. Korean has spaces, but attaches particles to its words, and is cut too.

https://lucene.apache.org/core/10_0_0/analysis/common/org/apache/lucene/analysis/cjk/CJKBigramFilter.html
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

_HAN = "\u3005-\u3007\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003ffff"
_KANA = "\u3041-\u3096\u3099\u309a\u309d-\u309f\u30a1-\u30fa\u30fc-\u30ff\u31f0-\u31ff\uff66-\uff9f"
_BOPOMOFO = "\u3105-\u312f\u31a0-\u31bf"
_HANGUL = "\u1100-\u11ff\u3131-\u318e\ua960-\ua97c\uac00-\ud7a3\ud7b0-\ud7fb"
_THAI = "\u0e01-\u0e3a\u0e40-\u0e4e"
_LAO = "\u0e81-\u0ecd\u0edc-\u0edf"
_BURMESE = "\u1000-\u103f\u1050-\u108f\u109a-\u109d\ua9e0-\ua9ef\uaa60-\uaa76\uaa7a-\uaa7f"
_KHMER = "\u1780-\u17b3\u17b6-\u17d3\u17d7\u17dc\u17dd"

HAN_AND_KANA = f"{_HAN}{_KANA}{_BOPOMOFO}"
"""The letters of Chinese and Japanese, to stand in the brackets of a regular expression."""

EAST_ASIAN = f"{HAN_AND_KANA}{_HANGUL}"
"""The letters of Chinese, Japanese and Korean, likewise."""

SOUTH_EAST_ASIAN = f"{_THAI}{_LAO}{_BURMESE}{_KHMER}"
"""The letters and vowel signs of Thai, Lao, Burmese and Khmer, likewise."""

_FIRST = "\u0e01"
"""The first of these letters. Texts in the scripts before it are not searched for the others."""


def with_bigrams(text: str) -> str:
    """A text with its runs of such letters replaced by their pairs, set apart by spaces: `NHK東京` is `NHK 東京 京`."""
    return _run().sub(lambda run: f" {bigrams(run[0])} ", text) if has_runs(text) else text


def bigrams(run: str) -> str:
    """The pairs of letters of a run, and its last letter, separated by spaces."""
    return " ".join(run[start : start + 2] for start in range(len(run)))


def has_runs(text: str) -> bool:
    """Whether a text has such letters."""
    return not text.isascii() and _later_script().search(text) is not None and _run().search(text) is not None


def is_run(text: str) -> bool:
    """Whether a text is one run of such letters."""
    return text >= _FIRST and _run().fullmatch(text) is not None


def without_runs(text: str) -> str:
    """A text with a space in place of each such letter."""
    return _run().sub(lambda run: " " * len(run[0]), text) if has_runs(text) else text


def runs(text: str) -> Iterator[re.Match[str]]:
    """The runs of such letters in a text."""
    return _run().finditer(text)


# Compiled when a text is the first to need them: this takes more than a millisecond, which most searches can save.


@cache
def _run() -> re.Pattern[str]:
    return re.compile(f"[{EAST_ASIAN}{SOUTH_EAST_ASIAN}]+")


@cache
def _later_script() -> re.Pattern[str]:
    return re.compile(f"[^\0-{chr(ord(_FIRST) - 1)}]")

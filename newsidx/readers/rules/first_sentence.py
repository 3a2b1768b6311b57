"""The first sentence of a text, which is its title where it has no headline."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from functools import lru_cache

from newsidx.languages import Language, closing_marks, known_languages, opening_marks, sentence_ends
from newsidx.languages.marks import FULL_STOPS
from newsidx.languages.patterns import either
from newsidx.text.bigrams import has_runs

_LONGEST_SENTENCE = 100
_PARAGRAPH_END = re.compile(r"\n[ \t]*\n")
_SHORTEST_CUT = 50
"""Characters that are left at least where a sentence is cut at a space: where a script has no spaces, one may come
early."""


@dataclass(frozen=True)
class SentencePatterns:
    """Abbreviations and the ends of sentences in some languages.

    `wide_sentence_end` is an end that needs no space after it, as other marks than ours have it. `full_stop` and
    `abbreviation` stand at the end of a line.
    """

    abbreviation: re.Pattern[str]
    full_stop: re.Pattern[str]
    sentence_end: re.Pattern[str]
    wide_sentence_end: re.Pattern[str]


@lru_cache(maxsize=8)
def sentence_patterns(languages: tuple[Language, ...]) -> SentencePatterns:
    """The patterns for the sentences of these languages."""
    closes = f"[{re.escape(closing_marks())}]"
    closing = f"{closes}*"
    # Other marks than ours end a sentence without a space after them. One within quotes, 「…。」と, ends none.
    wide = "".join(mark for mark in sentence_ends() if not mark.isascii())
    wide_end = rf"[{wide}]+(?:(?!{closes}|[{wide}])|{closes}+(?=\s|$))"
    abbreviations = either(word for language in languages for word in language.abbreviations)
    return SentencePatterns(
        abbreviation=re.compile(
            rf"(?:^|[\s(,/-])(?:(?:[A-Za-z]\.)+|{abbreviations}\.){closing}$",
            re.IGNORECASE,
        ),
        full_stop=re.compile(rf"(?<!\.)[{re.escape(FULL_STOPS)}]{closing}$"),
        sentence_end=re.compile(
            rf"[{re.escape(sentence_ends())}…]{closing}\s+(?=[{re.escape(opening_marks())}]?[^\W_a-z])|{wide_end}"
        ),
        wide_sentence_end=re.compile(wide_end),
    )


def first_sentence(text: str) -> str:
    """The first sentence on one line, cut at a word to at most 100 characters with `…`."""
    patterns = sentence_patterns(known_languages())
    paragraph = " ".join(_PARAGRAPH_END.split(text[:1000], 1)[0].split())
    end = len(paragraph)
    for match in patterns.sentence_end.finditer(paragraph):
        word = max(0, paragraph.rfind(" ", 0, match.start()))  # the abbreviation begins in the sentence's last word
        if not patterns.abbreviation.search(paragraph, word, match.start() + 1):
            end = match.end()
            break
    sentence = paragraph[:end].strip()
    if len(sentence) <= _LONGEST_SENTENCE:
        return sentence
    cut = sentence.rfind(" ", 0, _LONGEST_SENTENCE)
    if cut <= 0 or (cut < _SHORTEST_CUT and has_runs(sentence[cut:_LONGEST_SENTENCE])):
        cut = _LONGEST_SENTENCE - 1
        while unicodedata.category(sentence[cut]).startswith("M") and cut > _SHORTEST_CUT:  # a Thai vowel, an accent
            cut -= 1
    return sentence[:cut].rstrip(" ,;:–—-、，") + "…"

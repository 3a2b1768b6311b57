"""The title of an article: its header's, else a first line that looks like a headline, else its first sentence."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from functools import lru_cache
from typing import NamedTuple

from newsidx.languages import Language, closing_marks, known_languages, opening_marks, sentence_ends
from newsidx.languages.marks import FULL_STOPS
from newsidx.languages.patterns import capitalised, either
from newsidx.readers.draft import Draft
from newsidx.text.bigrams import SOUTH_EAST_ASIAN, has_runs

_LONGEST_HEADLINE = 150
_LONGEST_SENTENCE = 100

_LONGEST_BYLINE = 100
_PARAGRAPH_END = re.compile(r"\n[ \t]*\n")
_BLANK_LINE = re.compile(r"[ \t]*\n")
_SHORTEST_CUT = 50
"""Characters that are left at least where a sentence is cut at a space: where a script has no spaces, one may come
early."""

_SOUTH_EAST_ASIAN = re.compile(f"[{SOUTH_EAST_ASIAN}]{{3}}")
"""A part of a text in Thai, Lao, Burmese or Khmer, most of whose sentences end without a mark."""


@dataclass(frozen=True)
class _Patterns:
    """Abbreviations, sentence ends and bylines in the known languages."""

    abbreviation: re.Pattern[str]
    full_stop: re.Pattern[str]
    sentence_end: re.Pattern[str]
    wide_sentence_end: re.Pattern[str]
    by: re.Pattern[str]
    names: re.Pattern[str]


@lru_cache(maxsize=8)
def _patterns(languages: tuple[Language, ...]) -> _Patterns:
    closes = f"[{re.escape(closing_marks())}]"
    closing = f"{closes}*"
    # Other marks than ours end a sentence without a space after them. One within quotes, 「…。」と, ends none.
    wide = "".join(mark for mark in sentence_ends() if not mark.isascii())
    wide_end = rf"[{wide}]+(?:(?!{closes}|[{wide}])|{closes}+(?=\s|$))"
    abbreviations = either(word for language in languages for word in language.abbreviations)
    bylines = [language.bylines for language in languages]
    in_names = either(word for words in bylines for word in words.in_names)
    prefixes = either(word for words in bylines for word in words.name_prefixes)
    name = rf"(?:[^\W\d_a-z][^\s,]*|{in_names}|{prefixes}\S+)"
    not_names = either(form for words in bylines for word in words.not_names for form in (word, *capitalised([word])))
    before_place = either(word for words in bylines for word in words.before_place)
    by = either(form for words in bylines for word in words.by for form in (word, *capitalised([word])))
    return _Patterns(
        abbreviation=re.compile(
            rf"(?:^|[\s(,/-])(?:(?:[A-Za-z]\.)+|{abbreviations}\.){closing}$",
            re.IGNORECASE,
        ),
        full_stop=re.compile(rf"(?<!\.)[{re.escape(FULL_STOPS)}]{closing}$"),
        sentence_end=re.compile(
            rf"[{re.escape(sentence_ends())}…]{closing}\s+(?=[{re.escape(opening_marks())}]?[^\W_a-z])|{wide_end}"
        ),
        wide_sentence_end=re.compile(wide_end),
        by=re.compile(rf"[ \t]*{by}:?[ \t]+"),
        names=re.compile(rf"(?!{not_names}\b){name}(?: {name})*(?:,.*| {before_place} .*)?"),
    )


class _Byline(NamedTuple):
    """The names in a line that says who wrote the text, and where the blank line below it ends."""

    names: str
    end: int


def take_title(draft: Draft) -> None:
    """Set the title. A headline is taken out of the text; a first sentence stays in it."""
    draft.text = draft.text.strip()
    patterns = _patterns(known_languages())
    _take_byline(draft, patterns)
    if draft.title is None:
        line, _, rest = draft.text.partition("\n")
        headline = line.strip().lstrip("#").strip()
        byline = _byline_at(rest, patterns)
        is_set_apart = not rest.partition("\n")[0].strip() if rest else not _is_whole_text(headline, patterns)
        if _is_headline(headline, patterns) and (is_set_apart or byline):
            draft.title, draft.title_from = headline, "line"
            draft.text = rest.strip()
        else:
            draft.title, draft.title_from = first_sentence(draft.text), "text"
        _take_byline(draft, patterns)


def _take_byline(draft: Draft, patterns: _Patterns) -> None:
    """Take a byline at the top of the text out of it, unless a header has named the author."""
    if "byline" not in draft.fields and (byline := _byline_at(draft.text, patterns)):
        draft.fields["byline"] = byline.names
        draft.text = draft.text[byline.end :].strip()


def first_sentence(text: str) -> str:
    """The first sentence on one line, cut at a word to at most 100 characters with `…`."""
    patterns = _patterns(known_languages())
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


def _is_whole_text(line: str, patterns: _Patterns) -> bool:
    """Whether a line with nothing below it is the text of an article and no headline, in other scripts than ours."""
    if line.isascii():
        return False
    return bool(patterns.wide_sentence_end.search(line) or _SOUTH_EAST_ASIAN.search(line))


def _is_headline(line: str, patterns: _Patterns) -> bool:
    """Whether a line has at most 150 characters, a letter or digit, and no full stop except an abbreviation's."""
    if not line or len(line) > _LONGEST_HEADLINE or not any(map(str.isalnum, line)):
        return False
    return not patterns.full_stop.search(line) or bool(patterns.abbreviation.search(line))


def _byline_at(text: str, patterns: _Patterns) -> _Byline | None:
    """The author, if the first line of the text is `By Jane Smith` and a blank line follows."""
    by = patterns.by.match(text)
    line_end = text.find("\n", by.end()) if by else -1
    blank = _BLANK_LINE.match(text, line_end + 1) if line_end >= 0 else None
    if by is None or blank is None:
        return None
    names = text[by.end() : line_end].strip(" \t")
    if len(names) > _LONGEST_BYLINE or not patterns.names.fullmatch(names) or patterns.full_stop.search(names):
        return None
    return _Byline(names.strip(), blank.end())

"""A line at the top of a text that names its author: `By Jane Smith`."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from typing import NamedTuple

from newsidx.languages import Language, known_languages
from newsidx.languages.patterns import capitalised, either
from newsidx.readers.rules.first_sentence import sentence_patterns

_LONGEST = 100
_BLANK_LINE = re.compile(r"[ \t]*\n")


@dataclass(frozen=True)
class BylinePatterns:
    """Bylines in some languages: the word before the names, and the names."""

    by: re.Pattern[str]
    names: re.Pattern[str]


class Byline(NamedTuple):
    """The names in a line that says who wrote the text, and where the blank line below it ends."""

    names: str
    end: int


@lru_cache(maxsize=8)
def byline_patterns(languages: tuple[Language, ...]) -> BylinePatterns:
    """The patterns for the bylines of these languages."""
    bylines = [language.bylines for language in languages]
    in_names = either(word for words in bylines for word in words.in_names)
    prefixes = either(word for words in bylines for word in words.name_prefixes)
    name = rf"(?:[^\W\d_a-z][^\s,]*|{in_names}|{prefixes}\S+)"
    not_names = either(form for words in bylines for word in words.not_names for form in (word, *capitalised([word])))
    before_place = either(word for words in bylines for word in words.before_place)
    by = either(form for words in bylines for word in words.by for form in (word, *capitalised([word])))
    return BylinePatterns(
        by=re.compile(rf"[ \t]*{by}:?[ \t]+"),
        names=re.compile(rf"(?!{not_names}\b){name}(?: {name})*(?:,.*| {before_place} .*)?"),
    )


def byline_at(text: str, start: int, patterns: BylinePatterns) -> Byline | None:
    """The author, if the line at `start` is `By Jane Smith` and a blank line follows."""
    by = patterns.by.match(text, start)
    if by is None:
        return None
    line_end = text.find("\n", by.end())
    blank = _BLANK_LINE.match(text, line_end + 1) if line_end >= 0 else None
    if blank is None:
        return None
    names = text[by.end() : line_end].strip(" \t")
    if len(names) > _LONGEST or not patterns.names.fullmatch(names):
        return None
    if sentence_patterns(known_languages()).full_stop.search(names):
        return None
    return Byline(names, blank.end())

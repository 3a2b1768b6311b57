"""The title of an article: its header's, else a first line that looks like a headline, else its first sentence."""

from __future__ import annotations

import re
from typing import NamedTuple

from newsidx.readers.draft import Draft

_LONGEST_HEADLINE = 150
_LONGEST_SENTENCE = 100

_ABBREVIATION = re.compile(
    r"(?:^|[\s(,/-])(?:(?:[A-Za-z]\.)+|(?:inc|corp|co|ltd|plc|bros|jr|sr|st|mt|ft|mr|mrs|ms|dr|prof|rev|hon|gov|sen"
    r"|rep|gen|col|lt|sgt|capt|adm|no|nos|vs|etc|dept|univ|assn|intl|govt|approx|est|ave|blvd|ph\.d|u\.n"
    r"|jan|feb|mar|apr|aug|sept?|oct|nov|dec|mon|tues?|wed|thurs?|fri)\.)[\"”’')\]]*$",
    re.IGNORECASE,
)
_FULL_STOP = re.compile(r"(?<!\.)\.[\"”’')\]]*$")
_SENTENCE_END = re.compile(r"[.!?…][\"”’')\]]*\s+(?=[\"“‘'(\[¿¡]?[^\W_a-z])")
_PARAGRAPH_END = re.compile(r"\n[ \t]*\n")
_NAME = r"(?:[^\W\d_a-z][^\s,]*|and|&|of|for|de|da|di|del|der|van|von|la|le|bin|al-\S+|d[’']\S+)"
_LONGEST_BYLINE = 100
_BY = re.compile(r"(?:By|BY|by):?[ \t]+")
_NAMES = re.compile(rf"(?!(?:[Tt]he|THE)\b){_NAME}(?: {_NAME})*(?:,.*| (?:in|at) .*)?")
_BLANK_LINE = re.compile(r"[ \t]*\n")


class _Byline(NamedTuple):
    """The names in a line that says who wrote the text, and where the blank line below it ends."""

    names: str
    end: int


def take_title(draft: Draft) -> None:
    """Settle the title. A headline line leaves the text; a first sentence stays in it."""
    draft.text = draft.text.strip()
    _take_byline(draft)
    if draft.title is None:
        line, _, rest = draft.text.partition("\n")
        headline = line.strip().lstrip("#").strip()
        byline = _byline_at(rest)
        if _is_headline(headline) and (not rest or not rest.partition("\n")[0].strip() or byline):
            draft.title, draft.title_from = headline, "line"
            draft.text = rest.strip()
        else:
            draft.title, draft.title_from = first_sentence(draft.text), "text"
        _take_byline(draft)


def _take_byline(draft: Draft) -> None:
    """An author's line at the top of the text is a field, unless a header has named the author."""
    if "byline" not in draft.fields and (byline := _byline_at(draft.text)):
        draft.fields["byline"] = byline.names
        draft.text = draft.text[byline.end :].strip()


def first_sentence(text: str) -> str:
    """The first sentence on one line, cut at a word to at most 100 characters with `…`."""
    paragraph = " ".join(_PARAGRAPH_END.split(text[:1000], 1)[0].split())
    end = len(paragraph)
    for match in _SENTENCE_END.finditer(paragraph):
        word = max(0, paragraph.rfind(" ", 0, match.start()))  # the abbreviation begins in the sentence's last word
        if not _ABBREVIATION.search(paragraph, word, match.start() + 1):
            end = match.end()
            break
    sentence = paragraph[:end].strip()
    if len(sentence) <= _LONGEST_SENTENCE:
        return sentence
    cut = sentence.rfind(" ", 0, _LONGEST_SENTENCE)
    return sentence[: cut if cut > 0 else _LONGEST_SENTENCE - 1].rstrip(" ,;:–—-") + "…"


def _is_headline(line: str) -> bool:
    """At most 150 characters, with a letter or digit, and not a sentence: no full stop but an abbreviation's."""
    if not line or len(line) > _LONGEST_HEADLINE or not any(map(str.isalnum, line)):
        return False
    return not _FULL_STOP.search(line) or bool(_ABBREVIATION.search(line))


def _byline_at(text: str) -> _Byline | None:
    """The author, when the text's first line is `By Jane Smith` and stands by itself."""
    line_end = text.find("\n")
    blank = _BLANK_LINE.match(text, line_end + 1) if line_end >= 0 else None
    line = text[:line_end].strip(" \t") if blank else ""
    by = _BY.match(line)
    if blank is None or by is None or len(line) - by.end() > _LONGEST_BYLINE:
        return None
    names = line[by.end() :]
    return _Byline(names.strip(), blank.end()) if _NAMES.fullmatch(names) and not _FULL_STOP.search(names) else None

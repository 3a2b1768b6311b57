"""The title of an article: its header's, else a first line that looks like a headline, else its first sentence."""

from __future__ import annotations

import re

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
_BYLINE = re.compile(r"\s*by:?\s+((?!the\b)[^\W\d_a-z].{1,98})", re.IGNORECASE)


def take_title(draft: Draft) -> None:
    """Settle the title. A headline line leaves the text; a first sentence stays in it."""
    draft.text = draft.text.strip()
    if draft.title is None:
        line, _, rest = draft.text.partition("\n")
        headline = line.strip().lstrip("#").strip()
        byline = _byline_below(rest)
        if _is_headline(headline) and (not rest or not rest.partition("\n")[0].strip() or byline):
            draft.title, draft.title_from = headline, "line"
            draft.text = rest.strip()
        else:
            draft.title, draft.title_from = first_sentence(draft.text), "text"
    if "byline" not in draft.fields and (byline := _byline_below(draft.text)):
        draft.fields["byline"] = byline
        draft.text = draft.text.partition("\n")[2].strip()


def first_sentence(text: str) -> str:
    """The first sentence on one line, cut at a word to at most 100 characters with `…`."""
    paragraph = " ".join(text.partition("\n\n")[0][:1000].split())
    end = len(paragraph)
    for match in _SENTENCE_END.finditer(paragraph):
        if not _ABBREVIATION.search(paragraph, 0, match.start() + 1):
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


def _byline_below(text: str) -> str | None:
    """The author, when the text's first line is `By Jane Smith` and stands by itself."""
    line, _, rest = text.partition("\n")
    if len(line) > 110 or rest.partition("\n")[0].strip() or not rest:
        return None
    match = _BYLINE.fullmatch(line.rstrip())
    return match[1].strip() if match and not _FULL_STOP.search(line) else None

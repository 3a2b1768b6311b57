"""A date in a letterhead: in a line with other short things, such as `MEDIA RELEASE   8 May 2001   No: 45/01`."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import NamedTuple

from newsidx.dates.extract import DateReader, WrittenDate
from newsidx.languages import Language, dated_languages, known_languages, sentence_ends

_LONGEST = 300
"""Characters of a line that can be a letterhead."""

_GAP = re.compile(r"[ \xa0]?[|•·¦][ \xa0]?|\t[ \t\xa0]*|[ \xa0\u3000][ \t\xa0\u3000]+")
"""What sets parts of a line apart: a bar, a tab, a wide blank."""

_REFERENCE = re.compile(r"[(\[]?(?:[^\W\d_]{1,10}\.?[ ]?){0,2}:?[ ]?[A-Z]{0,3}\d{1,5}(?:[/-]\d{1,5})?[)\]]?")
"""What may follow a date with one blank between, if it has a colon or a slash: `No: 45/01`, `(11/03)`, `Reps: 34`."""

_DASH_OR_COMMA = re.compile(r"(?P<rest>.*?)(?:[ \xa0]?,|[ \xa0][-–—])[ \xa0]*")
_BRACKETED = re.compile(r"(?P<rest>.+?)[ \xa0]?[(\[（【](?P<date>[^()\[\]（）【】]{6,40})[)\]）】]")
_DAY = re.compile(r"\d{1,2}\D{0,3}")
_MOST_WORDS = 4


class LetterheadDate(NamedTuple):
    """A date in a line, how it is written, and which part of the line is to be cut with it."""

    found: WrittenDate
    written: str
    start: int
    end: int


def date_in_letterhead(line: str, dates: DateReader) -> LetterheadDate | None:
    """The date in a line that is a letterhead.

    It is set apart from what else is there by a wide blank, a tab or a bar; or a reference number follows it; or a
    few capitalised words such as a place come before it, with a comma or a dash between.
    """
    if len(line) > _LONGEST:
        return None
    line = line.rstrip()
    return _set_apart(line, dates) or _with_reference(line, dates) or _behind_place(line, dates)


def date_in_brackets(line: str, dates: DateReader) -> WrittenDate | None:
    """The date in brackets at the end of a headline."""
    match = _BRACKETED.fullmatch(line.strip()) if len(line) <= _LONGEST else None
    return dates.whole(match["date"]) if match else None


def _set_apart(line: str, dates: DateReader) -> LetterheadDate | None:
    parts = _parts(line)
    if len(parts) < 2:
        return None
    dated = [(index, found) for index, (start, end) in enumerate(parts) if (found := dates.whole(line[start:end]))]
    if len(dated) != 1:
        return None  # none, or a row of a table
    (index, found) = dated[0]
    start, end = parts[index]
    before = line[: parts[index - 1][1]] if index else ""
    after = line[parts[index + 1][0] :] if index + 1 < len(parts) else ""
    if (before and leads_on(before)) or after[:1].islower() or (before and not after and line.endswith(".")):
        return None
    written = line[start:end]
    if index:
        start = parts[index - 1][1]
    elif after:
        end = parts[1][0]
    return LetterheadDate(found, written, start, end)


def _parts(line: str) -> list[tuple[int, int]]:
    """Where the parts of a line that are set apart from each other begin and end."""
    parts, start = [], len(line) - len(line.lstrip())
    for gap in _GAP.finditer(line, start):
        parts.append((start, gap.start()))
        start = gap.end()
    parts.append((start, len(line)))
    return [(start, end) for start, end in parts if start < end]


def _with_reference(line: str, dates: DateReader) -> LetterheadDate | None:
    start = len(line) - len(line.lstrip())
    found = dates.at(line, start)
    if found is None or not (rest := line[found.end :].strip()) or not _REFERENCE.fullmatch(rest):
        return None
    if ":" not in rest and "/" not in rest:
        return None
    return LetterheadDate(found, line[start : found.end], start, line.index(rest, found.end))


def _behind_place(line: str, dates: DateReader) -> LetterheadDate | None:
    found = dates.find(line)
    before = _DASH_OR_COMMA.fullmatch(line[: found.start]) if found and found.end == len(line) else None
    if found is None or before is None:
        return None
    words = re.findall(r"[^\s,]+", before["rest"])
    if not 1 <= len(words) <= _MOST_WORDS or any(_DAY.fullmatch(word) for word in words):
        return None
    if any(word[0].islower() or word.casefold() in _function_words(known_languages()) for word in words):
        return None
    return LetterheadDate(found, line[found.start : found.end], before.end("rest"), found.end)


def leads_on(before: str, *, is_full: bool = True) -> bool:
    """Whether the words before a date need it: `will be held on`, `FROM`; or, where a line is full, go on with it."""
    word = before.split()[-1]
    if word.endswith(tuple(sentence_ends())):
        return False
    if word.casefold() in _function_words(dated_languages()):
        return True
    return is_full and word[0].islower()


@lru_cache(maxsize=8)
def _function_words(languages: tuple[Language, ...]) -> frozenset[str]:
    return frozenset[str]().union(*(language.function_words for language in languages))

"""The header layout: `Key: value` lines at the top of the file, ended by a blank line."""

from __future__ import annotations

import re

from newsidx.dates.written import DateReader
from newsidx.readers.draft import Draft
from newsidx.readers.fields import FIELD_OF, normalise_key, take_fields

_LINE = re.compile(r"([A-Za-z][A-Za-z0-9 _.-]{0,39}):(?:[ \t]+(.*)|[ \t]*)")
_BLANK_LINE = re.compile(r"\n[ \t]*(?=\n|\Z)")
_MOST_LINES = 100


def read(text: str, dates: DateReader) -> Draft | None:
    """A draft, if the text begins with a header block that has at least one key newsidx knows."""
    start = len(text) - len(text.lstrip())
    if not _LINE.match(text, start):
        return None
    blank = _BLANK_LINE.search(text, start)
    block = text[start : blank.start()] if blank else text[start:]
    pairs = header_pairs(block)
    if pairs is None or not any(normalise_key(key) in FIELD_OF for key, _ in pairs):
        return None
    draft = Draft(text[blank.end() :] if blank else "")
    take_fields(draft, pairs, dates, "header")
    if draft.date is None and _says_date(pairs) and not draft.title and len(pairs) == 1:
        return None  # `Date: 2022-03-06 and the text goes on` is the seed's layout, not a header
    return draft


def header_pairs(block: str) -> list[tuple[str, str]] | None:
    """The (key, value) pairs of a block in which every line is `Key: value` or continues the one above.

    None if any line is neither, or there are more lines than a header has.
    """
    lines = block.split("\n", _MOST_LINES + 1)
    if len(lines) > _MOST_LINES:
        return None
    pairs: list[tuple[str, str]] = []
    for line in lines:
        if line[:1] in (" ", "\t") and line.strip() and pairs:
            key, value = pairs[-1]
            pairs[-1] = (key, f"{value} {line.strip()}".strip())
        elif match := _LINE.fullmatch(line):
            pairs.append((match[1], (match[2] or "").strip()))
        else:
            return None
    return pairs


def _says_date(pairs: list[tuple[str, str]]) -> bool:
    return FIELD_OF.get(normalise_key(pairs[0][0])) == "date"

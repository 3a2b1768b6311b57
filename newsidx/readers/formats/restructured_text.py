"""reStructuredText's header: fields (`:date: 2022-03-06`) at the top or below the title, and ABlog's `.. post::`."""

from __future__ import annotations

import re

from newsidx.dates.extract import DateReader
from newsidx.readers.draft import Draft
from newsidx.readers.fields import FIELD_OF, normalise_key, take_fields
from newsidx.readers.formats.format import TextFormat
from newsidx.readers.marked_title import underlined_title_at

_BLANK = re.compile(r"\s*\n|\s+\Z")
_FIELD = re.compile(r"[ \t]*:([^\W_][\w .-]{0,39}):(?:[ \t]+([^\n]*)|[ \t]*)(?:\n|\Z)")
_CONTINUED = re.compile(r"[ \t]+(?!:[^\W_][\w .-]{0,39}:)(\S[^\n]*)(?:\n|\Z)")
_POST = re.compile(r"\.\.[ \t]+post::[ \t]*([^\n]*)(?:\n|\Z)")
_COMMENT = re.compile(r"\.\.[ \t]+\S[^\n]*(?:\n|\Z)")
_INDENTED = re.compile(r"[ \t]+\S[^\n]*(?:\n|\Z)")
_MOST_PARTS = 200
_TOP = 500
"""Characters from the top within which the first of the fields stands."""


def read(text: str, dates: DateReader) -> tuple[Draft, ...]:
    """One draft, if fields or a directive `post` stand at the top, below comments and a title or without them."""
    top = text[:_TOP]
    if "\n:" not in top and ".. post::" not in top and not top.lstrip().startswith(":"):
        return ()  # most texts
    pairs: list[tuple[str, str]] = []
    kept: list[str] = []
    title = None
    end = 0
    for _ in range(_MOST_PARTS):
        if part := _BLANK.match(text, end):
            end = part.end()
        elif part := _POST.match(text, end):
            pairs.append(("date", part[1].strip()))
            end = _take_fields_at(text, part.end(), pairs)
        elif _FIELD.match(text, end):
            end = _take_fields_at(text, end, pairs)
        elif part := _COMMENT.match(text, end) or _INDENTED.match(text, end):
            kept.append(part[0])
            end = part.end()
        elif title is None and (title := underlined_title_at(text, end)):
            end = title.end
        else:
            break
    if not any(FIELD_OF.get(normalise_key(key), "body") != "body" for key, _ in pairs):
        return ()
    draft = Draft("".join(kept) + text[end:])
    take_fields(draft, [*pairs, ("title", title.title if title else "")], dates, "header")
    return (draft,)


def _take_fields_at(text: str, end: int, pairs: list[tuple[str, str]]) -> int:
    """Add the fields that stand line by line at `end`, and return where they end."""
    while field := _FIELD.match(text, end):
        end = field.end()
        values = [(field[2] or "").strip()]
        while len(values) < _MOST_PARTS and (line := _CONTINUED.match(text, end)):
            values.append(line[1].strip())
            end = line.end()
        pairs.append((field[1], " ".join(values).strip()))
        if len(pairs) > _MOST_PARTS:
            break
    return end


FORMAT = TextFormat("restructured-text", read)

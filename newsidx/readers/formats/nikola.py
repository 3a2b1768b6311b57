"""Nikola's layout: comment lines `.. title: Talks go on` at the top, in Markdown within `<!--` and `-->`."""

from __future__ import annotations

import re

from newsidx.dates.extract import DateReader
from newsidx.readers.draft import Draft
from newsidx.readers.fields import FIELD_OF, normalise_key, take_fields

_TOP = re.compile(r"\s*(<!--\s*)?(?=\.\. [\w-]{1,40}:(?!:))")
_LINE = re.compile(r"\.\.[ \t]+([\w-]{1,40}):(?!:)[ \t]*(.*)")
_END = re.compile(r"\s*-->[ \t]*")
_UTC = re.compile(r"[ \t]*\bUTC(?=[+-]\d)")
_MOST_LINES = 100


def read(text: str, dates: DateReader) -> tuple[Draft, ...]:
    """One draft, if the text begins with such lines and one of them is a date or a title."""
    top = _TOP.match(text)
    if top is None:
        return ()
    end = top.end()
    pairs: list[tuple[str, str]] = []
    while (line := _LINE.match(text, end)) and len(pairs) < _MOST_LINES:
        pairs.append((line[1], line[2].removesuffix("-->").strip()))
        end = line.end() + 1
    if not any(FIELD_OF.get(normalise_key(key)) in ("date", "title") for key, _ in pairs):
        return ()
    if top[1] and not text[:end].rstrip().endswith("-->"):
        closing = _END.match(text, end)
        if closing is None:
            return ()  # the comment goes on with something else
        end = closing.end()
    draft = Draft(text[end:])
    # Nikola names a zone `UTC+02:00`.
    take_fields(draft, pairs, dates, "header", lambda value: dates.whole(_UTC.sub("", value)))
    return (draft,)

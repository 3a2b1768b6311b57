"""Org-mode's header: keywords such as `#+TITLE: Talks go on` and `#+DATE: <2022-03-06 Sun>` at the top."""

from __future__ import annotations

import re

from newsidx.dates.extract import DateReader, WrittenDate
from newsidx.readers.draft import Draft
from newsidx.readers.fields import FIELD_OF, normalise_key, take_fields

_DRAWER = re.compile(r":PROPERTIES:[ \t]*\n(?:[ \t]*:[^\n]*\n){0,100}?[ \t]*:END:[ \t]*\n\s*", re.IGNORECASE)
_LINE = re.compile(r"#\+(\w{1,40}):[ \t]*([^\n]*)(?:\n|\Z)|#(?:[ \t][^\n]*)?\n|[ \t]*\n")
_STAMP = re.compile(r"[<\[](\d{4}-\d\d-\d\d)(?:[ \t]+[^\W\d]{1,12}\.?)?(?:[ \t]+(\d{1,2}:\d\d))?[^<>\[\]\n]{0,40}[>\]]")
_MOST_LINES = 200


def read(text: str, dates: DateReader) -> tuple[Draft, ...]:
    """One draft, if the text begins with keywords and one of them is a date or a title."""
    end = len(text) - len(text.lstrip())
    if drawer := _DRAWER.match(text, end):
        end = drawer.end()
    pairs: list[tuple[str, str]] = []
    for _ in range(_MOST_LINES):
        line = _LINE.match(text, end)
        if line is None:
            break
        if line[1]:
            pairs.append((line[1], line[2].strip()))
        end = line.end()
    if not any(FIELD_OF.get(normalise_key(key)) in ("date", "title") for key, _ in pairs):
        return ()
    draft = Draft(text[end:])
    take_fields(draft, pairs, dates, "header", lambda value: _date(value, dates))
    return (draft,)


def _date(value: str, dates: DateReader) -> WrittenDate | None:
    """The date of a timestamp such as `[2022-03-06 Sun 10:00]`, or one written in another way."""
    stamp = _STAMP.fullmatch(value)
    return dates.whole(" ".join(part for part in stamp.groups() if part) if stamp else value)

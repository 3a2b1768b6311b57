"""A wiki's templates at the top of a page: `{{News item|date=6 March 2022|title=…}}`, Wikinews' `{{date|…}}`."""

from __future__ import annotations

import re
from typing import NamedTuple

from newsidx.dates.extract import DateReader
from newsidx.readers.draft import Draft
from newsidx.readers.fields import FIELD_OF, normalise_key, take_fields

_BLANKS = re.compile(r"\s*")
_MARK = re.compile(r"\{\{|\}\}|\[\[|\]\]|\|")
_NOT_OF_THE_PAGE = re.compile(r"box\b|\A(?:cite|citation|quote|use [dm])", re.IGNORECASE)
"""Names of templates whose dates are those of an event, a person or another text."""

_LONGEST = 10_000
"""Characters of a template that is read."""

_MOST_TEMPLATES = 10
_MOST_PARTS = 200


class _Template(NamedTuple):
    name: str
    pairs: list[tuple[str, str]]
    positional: list[str]
    end: int


def read(text: str, dates: DateReader) -> tuple[Draft, ...]:
    """One draft, if templates stand at the top of the text and one of them says when it appeared."""
    end = len(text) - len(text.lstrip())
    pairs: list[tuple[str, str]] = []
    kept: list[str] = []
    for _ in range(_MOST_TEMPLATES):
        template = _template_at(text, end)
        if template is None:
            break
        if found := _said_of_the_page(template, dates):
            pairs.extend(found)
        else:
            kept.append(text[end : template.end])
        end = template.end
    if not any(FIELD_OF.get(normalise_key(key)) == "date" for key, _ in pairs):
        return ()
    draft = Draft("".join(kept) + text[end:])
    take_fields(draft, pairs, dates, "header")
    return (draft,) if draft.date else ()


def _said_of_the_page(template: _Template, dates: DateReader) -> list[tuple[str, str]]:
    """The (key, value) pairs of a template that has a date of its page; none if it is another kind of template."""
    if _NOT_OF_THE_PAGE.search(template.name):
        return []
    if FIELD_OF.get(normalise_key(template.name)) == "date" and template.positional:
        joined = "-".join(template.positional[:3])  # {{date|2022|3|6}}
        value = joined if template.positional[0].isdigit() else template.positional[0]
        return [("date", value), *template.pairs] if dates.whole(value) else []
    is_dated = any(FIELD_OF.get(normalise_key(key)) == "date" and dates.whole(value) for key, value in template.pairs)
    return template.pairs if is_dated else []


def _template_at(text: str, start: int) -> _Template | None:
    """The template that begins at `start`; templates and links in its values stay as they are written."""
    if not text.startswith("{{", start):
        return None
    parts: list[str] = []
    depth, begin = 0, start + 2
    for mark in _MARK.finditer(text, start, start + _LONGEST):
        if mark[0] in ("{{", "[["):
            depth += 1
        elif mark[0] == "|":
            if depth == 1 and len(parts) < _MOST_PARTS:
                parts.append(text[begin : mark.start()])
                begin = mark.end()
        else:
            depth -= 1
            if depth == 0:
                parts.append(text[begin : mark.start()])
                return _parsed(parts, _BLANKS.match(text, mark.end()).end())  # type: ignore[union-attr]
    return None


def _parsed(parts: list[str], end: int) -> _Template:
    pairs: list[tuple[str, str]] = []
    positional: list[str] = []
    for part in parts[1:]:
        key, equals, value = part.partition("=")
        if equals:
            pairs.append((key.strip(), value.strip()))
        elif part.strip():
            positional.append(part.strip())
    return _Template(parts[0].strip(), pairs, positional, end)

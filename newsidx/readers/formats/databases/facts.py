"""The facts that a database states of an article -> a draft."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import Any

from newsidx.dates.extract import DateReader, WrittenDate
from newsidx.languages import tag_of
from newsidx.readers.draft import Draft
from newsidx.readers.fields import FIELD_OF, take_fields

_LONGEST_DATE_LINE = 120
_LONGEST_EDITION = 80
_TAG = re.compile(r"[A-Za-z]{2,3}(?:-[A-Za-z]{2,4})?")
_NO_AUTHOR = frozenset(("anonymous", "none", "staff reporter not named"))
_DAY = re.compile(r", [^\W\d_]{3,12}\.? \d{1,2}$")
"""The day without a year behind a place: `WASHINGTON, June 19`."""

_COPYRIGHT = re.compile(
    r"\(?(?:copyright|copr\.|copy|©)[\s:]{0,3}(?:(?:©|\(c\))\s*)?(?:\(?\d{4}|by [^a-z])", re.IGNORECASE
)
_SIGN = re.compile(r"\(?(?:copyright\s*)?(?:©|\(c\))\s*(?:copyright\s*)?(?-i:[A-Z\d])", re.IGNORECASE)
_RIGHTS = re.compile(
    r"(?:all rights reserved|alle rechte vorbehalten|tous droits réservés|todos los derechos reservados)\W*",
    re.IGNORECASE,
)
_LONGEST_NOTICE = 400


def is_copyright(line: str) -> bool:
    """Whether a line names the owner of a text, as `Copyright 2022 The Herald` or `All Rights Reserved` do."""
    line = " ".join(line[: _LONGEST_NOTICE + 1].split())
    if len(line) > _LONGEST_NOTICE:
        return False
    return bool(
        _COPYRIGHT.match(line) or _SIGN.match(line) or _RIGHTS.fullmatch(line[-40:].rpartition(". ")[2] or line)
    )


def date_at_start(line: str, dates: DateReader) -> WrittenDate | None:
    """The date that a line consists of, or begins with: `March 6, 2022 Sunday, Late Edition - Final`."""
    line = " ".join(line[: 2 * _LONGEST_DATE_LINE].split())
    if len(line) > _LONGEST_DATE_LINE or not any(character.isdigit() for character in line):
        return None
    if found := dates.whole(line):
        return found
    found = dates.at(line)
    rest = line[found.end :].lstrip(" ,") if found else ""
    return found if len(rest) <= _LONGEST_EDITION and (not rest or rest[0].isupper() or rest[0].isdigit()) else None


def date_within(text: str, dates: DateReader) -> WrittenDate | None:
    """The date that a short text is or holds, such as `Los Angeles Times [Los Angeles, Calif]08 May 2010: AA.2.`"""
    text = " ".join(text[:300].split())
    return dates.whole(text) or dates.find(text)


def draft_of(
    text: str, facts: Iterable[tuple[str, str]], date: WrittenDate | None, written: str, dates: DateReader
) -> Draft:
    """The draft of an article by its text, its date as it is `written` in the export, and the other facts.

    A fact is a key, as headers have it, and a value; those that fit no field are kept in `meta`. A record that is
    nothing but a title is an article too: the title is then its text, in which the rules find it again.
    """
    draft = Draft(text.strip())
    if date is not None:
        draft.take_date(date, "export", written)
    cleaned = [fact for key, value in facts for fact in _cleaned(key, value, dates)]
    take_fields(draft, _together(cleaned), dates, "export")
    draft.use_title_as_text()
    return draft


def _together(facts: Iterable[tuple[str, str]]) -> Iterator[tuple[str, Any]]:
    """The facts, of which those that fit no field and are stated several times become one with a list of values."""
    others: dict[str, list[str]] = {}
    for key, value in facts:
        if key in FIELD_OF:
            yield key, value
        elif value:
            others.setdefault(key, []).append(value)
    for key, values in others.items():
        yield key, values if len(values) > 1 else values[0]


def _cleaned(key: str, value: str, dates: DateReader) -> list[tuple[str, str]]:
    """A fact as a draft takes it: a language by its tag, a place without the date beside it."""
    value = " ".join(value.split())
    if key == "language":
        tag = tag_of(value.partition(";")[0].strip())
        return [(key, tag.lower())] if _TAG.fullmatch(tag) else [("language_name", value)]
    if key == "place":
        found = dates.find(value[:300])
        return [(key, _DAY.sub("", value[: found.start] if found else value).strip(" ,;(–-"))]
    if key == "byline" and value.casefold() in _NO_AUTHOR:
        return []
    return [(key, value)]

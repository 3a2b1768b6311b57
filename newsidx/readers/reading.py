"""Bytes of one file -> Articles. The layouts newsidx knows, in the order they are tried, and the rules after them.

A new layout is a module with `read(text, dates) -> Draft | None` and a line in `LAYOUTS`.
"""

from __future__ import annotations

import datetime
from collections.abc import Callable
from typing import NamedTuple

from newsidx.article import LARGEST, TOO_LARGE, Article, fingerprint
from newsidx.dates.extract import DateReader
from newsidx.readers.decode import NotText, decode
from newsidx.readers.draft import Draft
from newsidx.readers.formats import date_prefix, front_matter, header
from newsidx.readers.rules import first_lines, path_date
from newsidx.readers.rules.headline import take_title

__all__ = ["LAYOUTS", "DateReader", "Reading", "fingerprint", "read_file"]

LAYOUTS: dict[str, Callable[[str, DateReader], Draft | None]] = {
    "front-matter": front_matter.read,
    "header": header.read,
    "seed": date_prefix.read,
}

_PIECE = 1_000_000
"""Characters whose words are counted in one go."""


class Reading(NamedTuple):
    """What reading one file gave: its articles, or the problem why there are none.

    `reader` is the layout (`plain` for text without one), `encoding` what the bytes were read as,
    `ambiguous` how many of the articles have a date that could be read two ways.
    """

    articles: tuple[Article, ...]
    reader: str | None = None
    encoding: str | None = None
    problem: str | None = None
    ambiguous: int = 0


def read_file(raw: bytes, path: str, dates: DateReader, mtime: float | None = None) -> Reading:
    """Read the articles in a file's bytes. Never raises, whatever the bytes.

    `path` is where the file lies, for a date in its name. `mtime`, in seconds since 1970, is given only
    when the user asked that it date what nothing else dates.
    """
    try:
        text, encoding = decode(raw)
    except NotText as problem:
        return Reading((), problem=str(problem))
    if not text.strip():
        return Reading((), encoding=encoding, problem="empty" if not raw else "no text in it")
    reader, draft = _lay_out(text, dates)
    _find_date(draft, path, dates, mtime)
    take_title(draft)
    if not draft.text and draft.title_from != "line":
        return Reading((), reader, encoding, "a date and no text" if draft.date else "no text below its header")
    if len(draft.text) > LARGEST:  # before its words are counted, which takes ten times as much memory again
        return Reading((), reader, encoding, TOO_LARGE)
    return Reading((_finish(draft),), reader, encoding, None, int(draft.is_ambiguous))


def _lay_out(text: str, dates: DateReader) -> tuple[str, Draft]:
    for name, read in LAYOUTS.items():
        if draft := read(text, dates):
            return name, draft
    return "plain", Draft(text)


def _find_date(draft: Draft, path: str, dates: DateReader, mtime: float | None) -> None:
    """The rules for a date that a layout did not settle, in DESIGN's order."""
    if draft.date is None and (found := date_prefix.read(draft.text, dates)):
        draft.text, draft.date, draft.published, draft.date_from = found.text, found.date, found.published, "seed"
        draft.meta.update(found.meta)
    if draft.date is None:
        first_lines.read_first_lines(draft, dates)
    if draft.date is None:
        first_lines.read_published_line(draft, dates)
    if draft.date is None:
        path_date.read(draft, path, dates)
    if draft.date is None:
        first_lines.read_updated_line(draft, dates)
    if draft.date is None and mtime is not None and (day := _day_of(mtime)) and dates.is_plausible(day):
        draft.date, draft.date_from = day, "mtime"


def _day_of(mtime: float) -> datetime.date | None:
    try:
        return datetime.datetime.fromtimestamp(mtime).date()
    except (ValueError, OverflowError, OSError):  # a damaged file system's idea of a time
        return None


def _word_count(text: str) -> int:
    """How many words a text has, which of a large one are never held all at once."""
    count = 0
    for start in range(0, len(text), _PIECE):
        count += len(text[start : start + _PIECE].split())
        is_divided = start > 0 and not text[start - 1].isspace() and not text[start].isspace()
        count -= is_divided
    return count


def _finish(draft: Draft) -> Article:
    """The article a draft has become."""
    title, body = draft.title or "", draft.text
    fields = draft.fields
    return Article(
        id=0,
        date=draft.date,
        published=draft.published,
        title=title,
        body=body,
        byline=fields.get("byline"),
        source=fields.get("source"),
        section=fields.get("section"),
        place=fields.get("place"),
        url=fields.get("url"),
        language=fields.get("language"),
        words=_word_count(body) + (0 if draft.title_from == "text" else len(title.split())),
        meta=draft.meta,
        date_from=draft.date_from,
        title_from=draft.title_from or "text",
        fingerprint=fingerprint(title, body),
    )

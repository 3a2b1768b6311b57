"""The date of a draft that its format did not settle: the rules in the order in which they are tried."""

from __future__ import annotations

import datetime

from newsidx.dates.extract import DateReader
from newsidx.readers.draft import Draft
from newsidx.readers.fields import read_date_of_change
from newsidx.readers.formats import date_prefix
from newsidx.readers.rules import announced, first_lines, path_date
from newsidx.readers.source import Document


def find_date(draft: Draft, document: Document, dates: DateReader) -> None:
    """Date a draft that has no date: by what its container knows, its text, its path, its modification time."""
    if document.hints.date and dates.is_plausible(document.hints.date):
        draft.date, draft.date_from = document.hints.date, "container"
    if draft.date is None:
        _read_date_prefix(draft, dates)
    if draft.date is None:
        first_lines.read_first_lines(draft, dates)
    if draft.date is None:
        announced.read_published_line(draft, dates)
    if draft.date is None:
        path_date.read(draft, document.place, dates)
    if draft.date is None:
        path_date.read_two_digit_year(draft, document, dates)
    if draft.date is None:
        announced.read_updated_line(draft, dates)
    if draft.date is None:
        read_date_of_change(draft, dates)
    if draft.date is None and document.hints.mtime is not None:
        day = _day_of(document.hints.mtime)
        if day and dates.is_plausible(day):
            draft.date, draft.date_from = day, "mtime"


def _read_date_prefix(draft: Draft, dates: DateReader) -> None:
    """The layout `date 2022-03-06` below a header or front matter without a date."""
    for prefixed in date_prefix.read(draft.text, dates):
        draft.text, draft.date, draft.published, draft.date_from = (
            prefixed.text,
            prefixed.date,
            prefixed.published,
            prefixed.date_from,
        )
        draft.meta.update(prefixed.meta)


def _day_of(mtime: float) -> datetime.date | None:
    try:
        return datetime.datetime.fromtimestamp(mtime).date()
    except (ValueError, OverflowError, OSError):  # the time of a corrupt file system
        return None

"""Which of its two readings an ambiguous date means, where another date of the same article proves it."""

from __future__ import annotations

from collections.abc import Iterator
from copy import copy

from newsidx.dates.extract import DateReader, WrittenDate
from newsidx.readers.draft import Draft, other_reading
from newsidx.readers.rules.path_date import dates_in_path
from newsidx.readers.source import Document

_TOP = 2000
"""Characters from the top of a text in which other dates are searched for."""


def settle(draft: Draft, document: Document, dates: DateReader) -> None:
    """Settle an ambiguous date by a date in the text or the path that has only one reading, and is one of the two.

    `9/11/2017` is 9 November in a file named `2017-11-09.txt`, whichever of the two dated the article.
    """
    dates = copy(dates)  # a date in the future that only bears witness is no reason to read the file again
    readings = {draft.date, other_reading(draft.meta)}
    for by, found in (
        ("text", dates_in(f"{draft.title or ''}\n{draft.text[:_TOP]}", dates)),
        ("path", (written for written, _ in dates_in_path(document.place, dates))),
    ):
        meant = readings & {written.date for written in found if written.other is None}
        if len(meant) == 1 and (day := meant.pop()):
            draft.settle_date(day, by)
            return


def dates_in(text: str, dates: DateReader) -> Iterator[WrittenDate]:
    """All the dates in a text, in their order."""
    start = 0
    while found := dates.find(text, start):
        yield found
        start = found.end

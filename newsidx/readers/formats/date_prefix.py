"""The seed's layout: the file begins with `date 2022-03-06` and its text goes on along the same line."""

from __future__ import annotations

import re

from newsidx.dates.extract import DateReader
from newsidx.readers.draft import Draft
from newsidx.readers.formats.format import TextFormat

_WORD = re.compile(r"\s*date\b[ \t]*:?[ \t]*", re.IGNORECASE)


def read(text: str, dates: DateReader) -> tuple[Draft, ...]:
    """One draft, if the text begins with the word `date` and a date."""
    word = _WORD.match(text)
    if word is None or (found := dates.at(text, word.end())) is None:
        return ()
    draft = Draft(text[found.end :])
    draft.take_date(found, "seed", text[found.start : found.end])
    return (draft,)


FORMAT = TextFormat("seed", read)

"""The seed's layout: the file begins with `date 2022-03-06` and its text goes on along the same line.

It may recur in a text: each line that begins so then begins an article.
"""

from __future__ import annotations

import re

from newsidx.dates.extract import DateReader
from newsidx.readers.draft import Draft
from newsidx.readers.formats.format import TextFormat

_LINE = re.compile(r"^date[ \t]+\d{4}-\d\d-\d\d\b", re.MULTILINE)
_WORD = re.compile(r"\s*date\b[ \t]*:?[ \t]*", re.IGNORECASE)


def read(text: str, dates: DateReader) -> tuple[Draft, ...]:
    """One draft, if the text begins with the word `date` and a date."""
    word = _WORD.match(text)
    if word is None or (found := dates.at(text, word.end())) is None:
        return ()
    draft = Draft(text[found.end :])
    draft.take_date(found, "seed", text[found.start : found.end])
    return (draft,)


def read_several(text: str, dates: DateReader) -> tuple[Draft, ...]:
    """The articles of a text in which lines `date 2022-03-06 …` recur, from its first line on; none if they do not."""
    if "\ndate " not in text:
        return ()  # most texts
    text = text.lstrip()
    starts = [match.start() for match in _LINE.finditer(text)]
    if len(starts) < 2 or starts[0] > 0:
        return ()
    parts = [text[start:end] for start, end in zip(starts, [*starts[1:], len(text)], strict=True)]
    drafts = tuple(draft for part in parts for draft in read(part, dates))
    return drafts if len(drafts) == len(parts) and all(draft.text.strip() for draft in drafts) else ()


FORMAT = TextFormat("seed", read, sure_starts=("date ",))
SEVERAL = TextFormat("seeds", read_several, is_split=True, sure_starts=("date ",))

"""Articles that begin with a line `*TEXT 017 01/04/63 PAGE 020`, as in the collection of Time magazine of 1963."""

from __future__ import annotations

import re

from newsidx.dates.extract import DateReader
from newsidx.readers.draft import Draft
from newsidx.readers.formats.format import TextFormat
from newsidx.readers.formats.prescribed_dates import of_20th_century

_HEAD = re.compile(
    r"^\*(?:STOP[ \t]*$|TEXT +(?P<number>\d+) +(?P<date>(\d\d)[/ ](\d\d)[/ ](\d\d)) +PAGE +(?P<page>\w+)[ \t]*$)",
    re.MULTILINE,
)


def read(text: str, dates: DateReader) -> tuple[Draft, ...]:
    """A draft for every article, if the text begins with the head of one. `*STOP` ends the last."""
    heads = list(_HEAD.finditer(text))
    if not heads or not heads[0]["number"] or text[: heads[0].start()].strip():
        return ()
    ends = [*(head.start() for head in heads[1:]), len(text)]
    drafts = (_draft(head, text[head.end() : end].strip(), dates) for head, end in zip(heads, ends, strict=True))
    return tuple(draft for draft in drafts if draft.text or draft.date)


def _draft(head: re.Match[str], text: str, dates: DateReader) -> Draft:
    """The draft of an article. Its date is month first, with a two-digit year to which the collection says 19."""
    if not head["number"]:
        return Draft(text)
    lines = text.split("\n")
    if len(lines) > 2 and not any(map(str.strip, lines[1::2])):
        text = "\n".join(lines[::2])  # every line is followed by an empty one
    draft = Draft(text, meta={"number": head["number"], "page": head["page"]})
    if found := of_20th_century(head[5], head[3], head[4], dates):
        draft.take_date(found, "record", head["date"])
    return draft


FORMAT = TextFormat("star-text", read, marks=("*TEXT ",), is_split=True)

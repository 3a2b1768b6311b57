"""The messages of MUC-3 and MUC-4: `DEV-MUC3-0001 (NOSC)`, then `SAN SALVADOR, 3 JAN 90 (ACAN-EFE) -- [TEXT] …`."""

from __future__ import annotations

import re

from newsidx.dates.extract import DateReader
from newsidx.readers.draft import Draft
from newsidx.readers.formats.format import TextFormat

_HEAD = re.compile(r"^((?:DEV|TST\d)-MUC[34]-\d{4})(?: \([A-Z, /&]{1,40}\))?[ \t]*$", re.MULTILINE)
_DATELINE = re.compile(
    r"(?P<place>[^\n\d]{2,80}?),\s(?P<date>(?P<day>\d\d?) (?P<month>[A-Za-z]{3,9})\.? (?P<year>\d\d))(?!\d)"
    r"(?:\s+\((?P<source>[^()]{1,80})\))?\s*--\s*"
)
_MARKS = re.compile(r"((?:\[[^\[\]]{1,100}\]\s*){0,4})\[TEXT\]\s*")
"""What the monitoring service says of a text before it begins: `[COMMUNIQUE] [TEXT]`."""


def read(text: str, dates: DateReader) -> tuple[Draft, ...]:
    """A draft for every message, if the text begins with the head of one."""
    heads = list(_HEAD.finditer(text))
    if not heads or text[: heads[0].start()].strip():
        return ()
    ends = [*(head.start() for head in heads[1:]), len(text)]
    return tuple(_draft(head[1], text[head.end() : end].strip(), dates) for head, end in zip(heads, ends, strict=True))


def _draft(number: str, text: str, dates: DateReader) -> Draft:
    """The draft of a message. The year of its date has two digits, and is 19xx in this collection."""
    draft = Draft(text, meta={"docno": number})
    line = _DATELINE.match(text)
    if line and (found := dates.whole(f"{line['day']} {line['month']} 19{line['year']}")):
        draft.take_date(found, "record", line["date"])
        draft.fields["place"] = " ".join(line["place"].split())
        if line["source"]:
            draft.fields["source"] = " ".join(line["source"].split())
        marks = _MARKS.match(text, line.end())
        if kinds := re.findall(r"\[([^\[\]]+)\]", marks[1] if marks else ""):
            draft.meta["kind"] = [" ".join(kind.split()) for kind in kinds]
        draft.text = text[marks.end() if marks else line.end() :]
    return draft


FORMAT = TextFormat("muc", read, marks=("-MUC3-", "-MUC4-"), is_split=True)

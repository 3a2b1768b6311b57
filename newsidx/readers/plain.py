"""Text without a layout of its own: a date on its first lines, or on a line near the top that says so."""

from __future__ import annotations

import re

from newsidx.dates.written import DateReader
from newsidx.readers.draft import Draft

_TOP = 2000
"""Characters from the top within which a line that says `Published: …` is looked for."""

_LINE = re.compile(r"^[^\S\n]*\S[^\n]*", re.MULTILINE)
_START = r"(?:^|(?<=[|•·\t]))[ \t]*"
_PUBLISHED = re.compile(
    rf"{_START}(?:(?:first |originally )?(?:published|posted)|publication date|date published|dated?)"
    r"(?: on| at| online)?[ \t]*[:–-]?[ \t]*",
    re.IGNORECASE | re.MULTILINE,
)
_UPDATED = re.compile(
    rf"{_START}(?:last )?(?:updated|modified|revised)(?: on| at)?[ \t]*[:–-]?[ \t]*", re.IGNORECASE | re.MULTILINE
)
_DATELINE_PLACE = re.compile(r"[ \t]*(?P<place>[^\W\d_a-z]{2}[^\n\d(]{0,60}?)[ \t]*[,.]?[ \t]+")
_DATELINE_AGENCY = re.compile(r"[ \t]*(?:\((?P<agency>[^()\n]{1,40})\))?[ \t]*(?:--?|[–—])[ \t]+")


def read_first_lines(draft: Draft, dates: DateReader) -> None:
    """Rule 4: a first or second line that is a date, or begins with an ISO date."""
    if not any(character.isdigit() for character in draft.text[:400]):
        return
    for count, line in enumerate(_LINE.finditer(draft.text)):
        if count == 2:
            return
        text = line[0]
        if len(text) <= 80 and (found := dates.whole(text)):
            draft.take_date(found, "line", text)
            draft.cut(line.start(), line.end())
            return
        begin = len(text) - len(text.lstrip())
        if dates.iso(text[begin : begin + 10]) and (found := dates.at(text, begin)):
            draft.take_date(found, "line", text[found.start : found.end])
            separator = re.compile(r"[\s:,|–—-]*").match(text, found.end)
            draft.cut(line.start(), line.start() + (separator.end() if separator else found.end))
            return


def read_published_line(draft: Draft, dates: DateReader) -> None:
    """Rule 5: `Published: 6 March 2022`, `Posted on …`, or a wire dateline with a year."""
    if not _take_said_date(draft, dates, _PUBLISHED):
        _take_dateline(draft, dates)


def read_updated_line(draft: Draft, dates: DateReader) -> None:
    """What is left of rule 5: `Last updated …`, which says when an article changed and not when it came out."""
    _take_said_date(draft, dates, _UPDATED)


def _take_said_date(draft: Draft, dates: DateReader, says: re.Pattern[str]) -> bool:
    for match in says.finditer(draft.text, 0, _TOP):
        if found := dates.at(draft.text, match.end()):
            draft.take_date(found, "published", draft.text[match.start() : found.end])
            after = re.compile(r"[ \t.|•·]*").match(draft.text, found.end)
            draft.cut(match.start(), after.end() if after else found.end)
            return True
    return False


def _take_dateline(draft: Draft, dates: DateReader) -> None:
    """`WASHINGTON, March 6, 2022 (Reuters) - …`: the place and the agency are fields, and the rest is text."""
    for line in _LINE.finditer(draft.text, 0, _TOP):
        place = _DATELINE_PLACE.match(line[0])
        found = dates.find(line[0]) if place else None
        if place is None or found is None or (place := _DATELINE_PLACE.fullmatch(line[0], 0, found.start)) is None:
            continue
        agency = _DATELINE_AGENCY.match(line[0], found.end)
        if agency is None or not place["place"].split(",")[0].isupper():
            continue
        draft.take_date(found, "dateline", line[0][: agency.end()])
        draft.fields.setdefault("place", place["place"].strip(" ,"))
        if agency["agency"]:
            draft.fields.setdefault("source", agency["agency"])
        draft.cut(line.start(), line.start() + agency.end())
        return

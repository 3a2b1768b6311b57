"""A date in plain text: on the first lines, or on a line near the top that announces it."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from itertools import islice

from newsidx.dates.extract import DateReader
from newsidx.languages import Language, known_languages
from newsidx.languages.patterns import capitalised, either
from newsidx.readers.draft import Draft

_TOP = 2000
"""Characters from the top in which a line `Published: …` is searched for."""

_LINE = re.compile(r"^[^\S\n]*\S[^\n]*", re.MULTILINE)
_CAPITALS = r"[^\W\d_a-z][^\Wa-z]*(?:[.’'-][^\Wa-z]+)*\.?"
_REGION = r"[^\W\d_a-z][\w.]*(?: [^\W\d_a-z][\w.]*)?"
_DATELINE_PLACE = re.compile(
    rf"[ \t]*(?P<place>(?=[^\W\d_a-z]{{2}}){_CAPITALS}(?:[ /]{_CAPITALS}){{0,4}}(?:, {_REGION})?)(?:[ \t]*[,.])?[ \t]+"
)
_DATELINE_AGENCY = re.compile(r"[ \t]*(?:[(/](?P<agency>[^()/\n]{1,40})[)/][ \t]*)?(?:--?|[–—])[ \t]+")


@dataclass(frozen=True)
class _Patterns:
    """Bylines, and the words that announce a date, in the known languages."""

    byline: re.Pattern[str]
    name: re.Pattern[str]
    published: re.Pattern[str]
    updated: re.Pattern[str]


@lru_cache(maxsize=8)
def _patterns(languages: tuple[Language, ...]) -> _Patterns:
    by = either(capitalised(word for language in languages for word in language.bylines.by))
    published, updated, after = (
        either(word for language in languages for word in getattr(language.dates, field))
        for field in ("published", "updated", "after_published")
    )
    start = r"(?:^[ \t]*|(?<=[|•·\t])[ \t]{0,20})"
    end = rf"(?: {after})?[ \t]*[:–-]?[ \t]*"
    return _Patterns(
        byline=re.compile(rf"[ \t]*{by}:?[ \t]+[^\W\d_a-z].{{1,100}}"),
        name=re.compile(rf"[ \t]*(?:{by}:?[ \t]+)?([^\W\d_a-z]\S*(?:[ \t]+[^\W\d_a-z]\S*){{1,3}})[ \t]*"),
        published=re.compile(start + published + end, re.IGNORECASE | re.MULTILINE),
        updated=re.compile(start + updated + end, re.IGNORECASE | re.MULTILINE),
    )


def read_first_lines(draft: Draft, dates: DateReader) -> None:
    """Take the date from the first or second line, if that is a date or begins with an ISO date."""
    if not any(character.isdigit() for character in draft.text[:400]):
        return
    byline = _patterns(known_languages()).byline
    lines = (line for line in _LINE.finditer(draft.text) if not byline.fullmatch(line[0]))
    for line in islice(lines, 2):
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
        if len(text) <= 160 and _take_part(draft, dates, line):
            return


def _take_part(draft: Draft, dates: DateReader, line: re.Match[str]) -> bool:
    """Take the date from a part of a line such as `By Jane Smith | March 6, 2022`."""
    parts = re.split(r"[ \t]*[|•·][ \t]*", line[0])
    for part in parts if len(parts) > 1 else ():
        if found := dates.whole(part):
            draft.take_date(found, "line", part)
            rest = " | ".join(other for other in parts if other != part)
            if name := _patterns(known_languages()).name.fullmatch(rest):
                draft.fields["byline"] = name[1]
                rest = ""
            draft.text = f"{draft.text[: line.start()]}{rest}{draft.text[line.end() :]}"
            return True
    return False


def read_published_line(draft: Draft, dates: DateReader) -> None:
    """Take the date from `Published: 6 March 2022`, `Posted on …`, or a wire dateline with a year."""
    if not _take_announced_date(draft, dates, _patterns(known_languages()).published):
        _take_dateline(draft, dates)


def read_updated_line(draft: Draft, dates: DateReader) -> None:
    """Take the date from `Last updated …`, which says when an article changed, not when it appeared."""
    _take_announced_date(draft, dates, _patterns(known_languages()).updated)


def _take_announced_date(draft: Draft, dates: DateReader, announcement: re.Pattern[str]) -> bool:
    for match in announcement.finditer(draft.text, 0, _TOP):
        found = dates.at(draft.text, match.end())
        if found and (_ends_there(draft.text, found.end) or match[0].rstrip().endswith(":")):
            draft.take_date(found, "published", draft.text[match.start() : found.end])
            after = re.compile(r"[ \t.|•·]*").match(draft.text, found.end)
            draft.cut(match.start(), after.end() if after else found.end)
            return True
    return False


def _ends_there(text: str, end: int) -> bool:
    """Whether a line ends after the date, or continues after a mark: `published 6 March, which …` is prose."""
    return re.compile(r"[ \t.]*(?:\n|\Z|[|•·–—])").match(text, end) is not None


def _take_dateline(draft: Draft, dates: DateReader) -> None:
    """Take the date from `WASHINGTON, March 6, 2022 (Reuters) - …`; the place and the agency become fields."""
    for line in _LINE.finditer(draft.text, 0, _TOP):
        place = _DATELINE_PLACE.match(line[0])
        found = dates.find(line[0]) if place else None
        if place is None or found is None or (place := _DATELINE_PLACE.fullmatch(line[0], 0, found.start)) is None:
            continue
        agency = _DATELINE_AGENCY.match(line[0], found.end)
        if agency is None:
            continue
        draft.take_date(found, "dateline", line[0][: agency.end()])
        draft.fields.setdefault("place", place["place"].strip(" ,"))
        if agency["agency"]:
            draft.fields.setdefault("source", agency["agency"])
        draft.cut(line.start(), line.start() + agency.end())
        return

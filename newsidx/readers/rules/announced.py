"""A line near the top that says when the article appeared: `Published: 6 March 2022`, or a wire dateline."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from newsidx.dates.extract import DateReader, WrittenDate
from newsidx.languages import Language, known_languages
from newsidx.languages.patterns import either
from newsidx.readers.draft import Draft
from newsidx.readers.rules.top_lines import line_at

_TOP = 2000
"""Characters from the top in which a line `Published: …` is searched for."""

_LINE = re.compile(r"^[^\S\n]*\S[^\n]*", re.MULTILINE)
_CAPITALS = r"[^\W\d_a-z][^\Wa-z]*(?:[.’'-][^\Wa-z]+)*\.?"
_REGION = r"[^\W\d_a-z][\w.]*(?: [^\W\d_a-z][\w.]*)?"
_DATELINE_PLACE = re.compile(
    rf"[ \t]*(?P<place>(?=[^\W\d_a-z]{{2}}){_CAPITALS}(?:[ /]{_CAPITALS}){{0,4}}(?:, {_REGION})?)(?:[ \t]*[,.])?[ \t]+"
)
_DATELINE_AGENCY = re.compile(r"[ \t]*(?:[(/](?P<agency>[^()/\n]{1,40})[)/][ \t]*)?(?:--?|[–—])[ \t]+")


_END = re.compile(r"[ \t.*_]*(?:\n|\Z|[|•·–—])")
_AFTER = re.compile(r"[ \t.|•·]*")
_AFTER_MARKED = re.compile(r"[ \t.|•·]*[*_]{0,3}[ \t.|•·]*")


@dataclass(frozen=True)
class _Patterns:
    """The words that announce a date in the known languages; `by` is a byline that follows the date."""

    published: re.Pattern[str]
    updated: re.Pattern[str]
    by: re.Pattern[str]


@lru_cache(maxsize=8)
def _patterns(languages: tuple[Language, ...]) -> _Patterns:
    published, updated, after = (
        either(word for language in languages for word in getattr(language.dates, field))
        for field in ("published", "updated", "after_published")
    )
    by = either(word for language in languages for word in language.bylines.by)
    start = r"(?:^[ \t]*[*_]{0,3}|(?<=[|•·\t])[ \t]{0,20})"
    end = rf"(?: {after})?[ \t]*[*_]{{0,3}}[:–-]?[*_]{{0,3}}[ \t]*"
    return _Patterns(
        published=re.compile(start + published + end, re.IGNORECASE | re.MULTILINE),
        updated=re.compile(start + updated + end, re.IGNORECASE | re.MULTILINE),
        by=re.compile(rf",?[ \t]+{by}[ \t]+[^\n]{{1,60}}(?=\n|\Z)", re.IGNORECASE),
    )


def is_announcement(line: str) -> bool:
    """Whether a line is nothing but words that announce the date of publication: `Date`, `Published on:`."""
    return _patterns(known_languages()).published.fullmatch(line.strip("*_ \t")) is not None


def is_of_update(line: str) -> bool:
    """Whether a line is nothing but words that announce when the article changed last."""
    return _patterns(known_languages()).updated.fullmatch(line.strip("*_ \t")) is not None


def read_published_line(draft: Draft, dates: DateReader) -> None:
    """Take the date from `Published: 6 March 2022`, `Posted on …`, or a wire dateline with a year."""
    if not _take_announced_date(draft, dates, _patterns(known_languages()).published):
        _take_dateline(draft, dates)


def read_updated_line(draft: Draft, dates: DateReader) -> None:
    """Take the date from `Last updated …`, which says when an article changed, not when it appeared.

    It is not taken if another line says when that was, even if too much follows for that line to be believed.
    """
    patterns = _patterns(known_languages())
    if not any(dates.at(draft.text, match.end()) for match in patterns.published.finditer(draft.text, 0, _TOP)):
        _take_announced_date(draft, dates, patterns.updated)


def _take_announced_date(draft: Draft, dates: DateReader, announcement: re.Pattern[str]) -> bool:
    for match in announcement.finditer(draft.text, 0, _TOP):
        found = dates.at(draft.text, match.end())
        if found and _says_so(draft.text, match, found):
            draft.take_date(found, "published", draft.text[match.start() : found.end])
            after = (_AFTER_MARKED if match[0].lstrip()[0] in "*_" else _AFTER).match(draft.text, found.end)
            draft.cut(match.start(), after.end() if after else found.end)
            return True
    return False


def _says_so(text: str, announcement: re.Match[str], found: WrittenDate) -> bool:
    """Whether words before a date announce it: `Published: …`, or a line that begins with them and ends with it.

    With a small letter they may belong to a sentence that was broken in two lines: `the letter` / `dated 12 May 1992`.
    """
    line = line_at(text, announcement.start())
    if line.is_of_event:
        return False
    if announcement[0].rstrip(" \t*_").endswith(":"):
        return True
    may_continue = announcement[0].lstrip()[0].islower() and line.is_broken_off
    return not may_continue and _ends_there(text, found.end)


def _ends_there(text: str, end: int) -> bool:
    """Whether a line ends after the date, or continues after a mark: `published 6 March, which …` is prose."""
    ends = _END.match(text, end) or _patterns(known_languages()).by.match(text, end)
    return ends is not None


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

"""A line near the top that says when the article appeared: `Published: 6 March 2022`, or a wire dateline."""

from __future__ import annotations

import re
from contextlib import nullcontext
from dataclasses import dataclass
from functools import lru_cache

from newsidx.dates.extract import DateReader, WrittenDate
from newsidx.languages import Language, dated_languages, known_languages
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


_DIGITS = re.compile(r"\d{4}")
_LONGEST_DATE = 150
"""Characters behind an announcement in which its date stands, with its time and what follows it."""

_PLACE_OF_TIME = r"\([^()\d\n]{1,30}\)"
_END = re.compile(rf"[ \t.*_]*(?:{_PLACE_OF_TIME}[ \t]*)?(?:\n|\Z|[|•·–—])")
_BEHIND = re.compile(rf"(?:[ \t]{{0,20}}{_PLACE_OF_TIME})?[ \t,;/|•·(–—-]*\Z")
_MARKS = re.compile(r"[ \t,;/|•·(–—-]{0,40}")
_AFTER = re.compile(r"[ \t.,;|•·]*")
_AFTER_MARKED = re.compile(r"[ \t.,;|•·]*[*_]{0,3}[ \t.,;|•·]*")


@dataclass(frozen=True)
class _Patterns:
    """The words that announce a date in any language.

    `by` is a byline that follows the date, and `then_updated` what says behind it when the article changed.
    """

    published: re.Pattern[str]
    updated: re.Pattern[str]
    by: re.Pattern[str]
    then_updated: re.Pattern[str]


@lru_cache(maxsize=8)
def _patterns(languages: tuple[Language, ...]) -> _Patterns:
    published, updated, after = (
        either(word for language in languages for word in getattr(language.dates, field))
        for field in ("published", "updated", "after_published")
    )
    by = either(word for language in languages for word in language.bylines.by)
    start = r"(?:^[ \t]*[*_]{0,3}|(?<=[|•·—–\t])[ \t]{0,20})(?![ \t])"
    end = rf"(?: {after})?[ \t]*[*_]{{0,3}}[:：–-]?[*_]{{0,3}}[ \t]*"
    return _Patterns(
        published=re.compile(start + published + end, re.IGNORECASE | re.MULTILINE),
        updated=re.compile(start + updated + end, re.IGNORECASE | re.MULTILINE),
        by=re.compile(rf",?[ \t]{{1,20}}(?![ \t]){by}[ \t]+[^\n]{{1,60}}(?=\n|\Z)", re.IGNORECASE),
        then_updated=re.compile(rf"(?<![^\W\d_]){updated}", re.IGNORECASE),
    )


def is_announcement(line: str) -> bool:
    """Whether a line is nothing but words that announce the date of publication: `Date`, `Published on:`."""
    return _patterns(dated_languages()).published.fullmatch(line.strip("*_ \t")) is not None


def is_of_update(line: str) -> bool:
    """Whether a line is nothing but words that announce when the article changed last."""
    return _patterns(dated_languages()).updated.fullmatch(line.strip("*_ \t")) is not None


def read_published_line(draft: Draft, dates: DateReader) -> None:
    """Take the date from `Published: 6 March 2022`, `Posted on …`, or a wire dateline with a year."""
    if not _take_announced_date(draft, dates, _patterns(dated_languages()).published):
        _take_dateline(draft, dates)


def read_updated_line(draft: Draft, dates: DateReader) -> None:
    """Take the date from `Last updated …`, which says when an article changed, not when it appeared.

    It is not taken if another line says when that was, even if too much follows for that line to be believed.
    """
    patterns = _patterns(dated_languages())
    if not any(dates.at(draft.text, match.end()) for match in patterns.published.finditer(draft.text, 0, _TOP)):
        _take_announced_date(draft, dates, patterns.updated, is_update=True)


def _take_announced_date(
    draft: Draft, dates: DateReader, announcement: re.Pattern[str], *, is_update: bool = False
) -> bool:
    for line in _LINE.finditer(draft.text, 0, _TOP):
        if _DIGITS.search(line[0]) is None:  # the words of fifty languages are only looked for where a year is
            continue
        for match in announcement.finditer(draft.text, line.start(), line.end()):
            is_english = _is_english(match[0])
            with nullcontext() if is_english else dates.day_first():
                found = _date_behind(draft.text, match.end(), line.end(), dates)
            if found and not is_english:
                found = found._replace(other=None)
            if found and is_update and _has_date_above(draft.text, line.start(), found, dates):
                return False
            if found and _says_so(draft.text, match, found):
                draft.take_date(found, "published", draft.text[match.start() : found.end])
                after = (_AFTER_MARKED if match[0].lstrip()[0] in "*_" else _AFTER).match(draft.text, found.end)
                draft.cut(match.start(), after.end() if after else found.end)
                return True
    return False


def _has_date_above(text: str, start: int, updated: WrittenDate, dates: DateReader) -> bool:
    """Whether the line above names another day: that of the publication, though it does not say so."""
    above = text[max(0, start - _LONGEST_DATE) : start].rstrip().rpartition("\n")[2]
    other = dates.find(above)
    return other is not None and other.date < updated.date


def _is_english(announcement: str) -> bool:
    """Whether words that announce a date can be English: `Date`, but not `Fecha`."""
    english = _patterns(known_languages())
    return any(pattern.match(announcement.lstrip(" |•·—–")) for pattern in (english.published, english.updated))


def _date_behind(text: str, start: int, end: int, dates: DateReader) -> WrittenDate | None:
    """The date behind an announcement: what the rest of the line is nothing but, or what it begins with."""
    rest = text[start : min(end, start + _LONGEST_DATE)]
    if _DIGITS.search(rest) is None:
        return None
    if updated := _patterns(dated_languages()).then_updated.search(rest):
        rest = rest[: updated.start()]
    if found := dates.whole(_BEHIND.sub("", rest)):
        return found._replace(start=start + found.start, end=start + found.end)
    return dates.at(text, start)


def _says_so(text: str, announcement: re.Match[str], found: WrittenDate) -> bool:
    """Whether words before a date announce it: `Published: …`, or a line that begins with them and ends with it.

    With a small letter they may belong to a sentence that was broken in two lines: `the letter` / `dated 12 May 1992`.
    """
    line = line_at(text, announcement.start())
    if line.is_of_event:
        return False
    if announcement[0].rstrip(" \t*_").endswith((":", "：")):
        return True
    may_continue = announcement[0].lstrip()[0].islower() and line.is_broken_off
    return not may_continue and _ends_there(text, found.end)


def _ends_there(text: str, end: int) -> bool:
    """Whether a line ends after the date, or continues after a mark: `published 6 March, which …` is prose."""
    patterns = _patterns(dated_languages())
    if _END.match(text, end) or patterns.by.match(text, end):
        return True
    marks = _MARKS.match(text, end)
    return marks is not None and patterns.then_updated.match(text, marks.end()) is not None


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

"""A date on one of the first lines of a plain text: alone on its line, or in the letterhead above the article."""

from __future__ import annotations

import datetime
import re
from functools import lru_cache
from itertools import islice
from typing import NamedTuple

from newsidx.dates.extract import DateReader
from newsidx.languages import Language, known_languages
from newsidx.languages.patterns import capitalised, either
from newsidx.readers.draft import Draft
from newsidx.readers.rules.announced import is_announcement, is_of_update
from newsidx.readers.rules.items import begins_several, is_first_of_several
from newsidx.readers.rules.letterhead_date import date_in_brackets, date_in_letterhead, leads_on
from newsidx.readers.rules.top_lines import TopLine, top_lines

_MOST_LINES = 20
"""Lines from the top, those without a letter or digit not counted, that may date an article."""

_MOST_READ = 100
"""Lines that are looked at for these twenty: there are also lines of dashes."""

_HEAD = 2
"""Lines from the top, blank ones and bylines not counted, that are the article's own even in a text of several."""

_STANDFIRST = 1
"""Lines of prose that may stand above the date: what the article says in short."""

_LETTERHEAD = 10
"""Lines from the top that can be a letterhead."""

_SIGNATURE = 3
"""Lines below the date that an article ends with: a name, a telephone number."""

_LONGEST_DATE = 80
"""Characters of a line that can be nothing but a date."""

_LONGEST_PARTS = 160
_YEAR = re.compile(r"\d{4}|年")
"""What a line with a date has: four digits, or the sign of a year (令和4年3月6日)."""
_COLONS = (":", "：")
_BARS = re.compile(r"[ \t]*[|•·][ \t]*")
_AFTER_DATE = re.compile(r"[\s:,|–—-]*")


class _Place(NamedTuple):
    """Where a line stands: among the first two; above the article's text; where a letterhead can be; and whether the
    line above introduces it, as `When:` or `She wrote:` do."""

    is_first: bool
    is_head: bool
    is_letterhead: bool
    is_introduced: bool


@lru_cache(maxsize=8)
def _bylines(languages: tuple[Language, ...]) -> tuple[re.Pattern[str], re.Pattern[str]]:
    """A line that is a byline, and the names in it."""
    by = either(capitalised(word for language in languages for word in language.bylines.by))
    return (
        re.compile(rf"[ \t]*{by}:?[ \t]+[^\W\d_a-z].{{1,100}}"),
        re.compile(rf"[ \t]*(?:{by}:?[ \t]+)?([^\W\d_a-z]\S*(?:[ \t]+[^\W\d_a-z]\S*){{1,3}})[ \t]*"),
    )


def read_first_lines(draft: Draft, dates: DateReader) -> None:
    """Take the date from one of the first twenty lines, if that is nothing but a date, or a letterhead with one.

    One of the first two may also begin with an ISO date, or have the date between bars, beside a byline.
    """
    byline, _ = _bylines(known_languages())
    number = prose = 0
    above = ""
    passed: set[datetime.date] = set()
    lines = (line for line in islice(top_lines(draft.text), _MOST_READ) if any(map(str.isalnum, line.text)))
    for index, line in enumerate(islice(lines, _MOST_LINES)):
        is_letterhead = prose == 0 and index < _LETTERHEAD
        is_introduced = above.endswith(_COLONS) and not is_announcement(above)
        place = _Place(number < _HEAD, prose <= _STANDFIRST, is_letterhead, is_introduced)
        if _YEAR.search(line.text) and _take_line(draft, dates, line, place, passed):
            return
        prose += line.is_prose
        above = line.text.rstrip(" \t*_")
        number += byline.fullmatch(line.text) is None


def _take_line(draft: Draft, dates: DateReader, line: TopLine, place: _Place, passed: set[datetime.date]) -> bool:
    """Take the date from a line, if it has the article's. Returns whether no other line need be looked at.

    `passed` collects the dates of lines that are nothing but a date and not the article's: below such a line another
    may be that of the next item of a list, and dates nothing.
    """
    text = line.text
    if len(text) <= _LONGEST_DATE and (found := dates.whole(text.strip(" \t|•·"))):
        if not _is_own(draft, line, place, dates):
            if not is_of_update(line.above):
                passed.add(found.date)
            return False
        if passed - {found.date}:
            return True
        if not is_first_of_several(draft.text, line, found.date, dates, alike=place.is_first):
            draft.take_date(found, "line", text)
            label = len(line.above) + 1 if is_announcement(line.above) else 0
            draft.cut(line.start - label, line.end)
        return True
    if place.is_first and (_take_iso(draft, dates, line) or _take_part(draft, dates, line)):
        return True
    if not place.is_letterhead:
        return False
    return _take_from_letterhead(draft, dates, line) or (place.is_first and _take_bracketed(draft, dates, line))


def _is_own(draft: Draft, line: TopLine, place: _Place, dates: DateReader) -> bool:
    """Whether a line that is nothing but a date has that of the article, and not of a letter or an event in it."""
    if line.continues_sentence or is_of_update(line.above):
        return False
    if place.is_first:
        return True
    if line.ends_list or line.is_of_event or line.below[:1].islower():
        return False
    if place.is_introduced:
        return False
    if line.above and not is_announcement(line.above) and leads_on(line.above, is_full=len(line.above) > line.full):
        return False
    return place.is_head or _is_signature(draft.text, line, dates)


def _is_signature(text: str, line: TopLine, dates: DateReader) -> bool:
    """Whether a text ends right below a line with a date, and no other line has one: that is a list of dated items."""
    below = list(islice(top_lines(text, line.end), _SIGNATURE + 1))
    if len(below) > _SIGNATURE:
        return False
    others = [*islice(top_lines(text[: line.start]), _MOST_LINES), *below]
    return not any(
        len(other.text) <= _LONGEST_DATE and _YEAR.search(other.text) and dates.whole(other.text) for other in others
    )


def _take_iso(draft: Draft, dates: DateReader, line: TopLine) -> bool:
    """Take the ISO date that a line begins with, unless other lines do so too, as in a log or a table.

    Returns whether the line has one.
    """
    text = line.text
    begin = len(text) - len(text.lstrip())
    if not dates.iso(text[begin : begin + 10]) or not (found := dates.at(text, begin)):
        return False
    if begins_several(draft.text, text[begin : begin + 10]):
        return True
    draft.take_date(found, "line", text[found.start : found.end])
    separator = _AFTER_DATE.match(text, found.end)
    draft.cut(line.start, line.start + (separator.end() if separator else found.end))
    return True


def _take_part(draft: Draft, dates: DateReader, line: TopLine) -> bool:
    """Take the date from a part of a line such as `By Jane Smith | March 6, 2022`."""
    parts = _BARS.split(line.text) if len(line.text) <= _LONGEST_PARTS else ()
    for part in parts if len(parts) > 1 else ():
        if found := dates.whole(part):
            draft.take_date(found, "line", part)
            rest = " | ".join(other for other in parts if other != part)
            _, names = _bylines(known_languages())
            if name := names.fullmatch(rest):
                draft.fields["byline"] = name[1]
                rest = ""
            draft.text = f"{draft.text[: line.start]}{rest}{draft.text[line.end :]}"
            return True
    return False


def _take_from_letterhead(draft: Draft, dates: DateReader, line: TopLine) -> bool:
    """Take the date from a line such as `MEDIA RELEASE   8 May 2001`, unless it is that of the first of several items.

    Returns whether the line is one.
    """
    apart = date_in_letterhead(line.text, dates)
    if apart is None or line.continues_sentence or line.is_of_event or line.ends_list:
        return False
    if not is_first_of_several(draft.text, line, apart.found.date, dates, alike=False):
        draft.take_date(apart.found, "line", apart.written)
        draft.cut(line.start + apart.start, line.start + apart.end)
    return True


def _take_bracketed(draft: Draft, dates: DateReader, line: TopLine) -> bool:
    """Take the date in brackets at the end of the headline, which keeps it."""
    found = None if line.is_item else date_in_brackets(line.text, dates)
    if found is None:
        return False
    draft.take_date(found, "line", line.text)
    return True

"""The title of an article: its header's, else a line marked as one or one that looks like a headline, else its first
sentence."""

from __future__ import annotations

import re
from typing import NamedTuple

from newsidx.dates.extract import DateReader
from newsidx.languages import known_languages
from newsidx.readers.draft import Draft
from newsidx.readers.marked_title import marked_title_at, without_markup
from newsidx.readers.options import NO_NEIGHBOURS, Neighbours, letterhead
from newsidx.readers.rules.above_headline import is_dateline, is_heading, is_salutation, stands_above
from newsidx.readers.rules.byline import BylinePatterns, byline_at, byline_patterns
from newsidx.readers.rules.first_sentence import first_sentence, sentence_patterns
from newsidx.text.bigrams import SOUTH_EAST_ASIAN

__all__ = ["first_sentence", "take_title"]

_LONGEST_HEADLINE = 150
_MOST_LINES_ABOVE = 25
_LONGEST_LINE = 1000
"""Characters of a line that is looked at; a longer one is text."""

_BLANK_LINE = re.compile(r"[ \t]*(?:\n|\Z)")
_BLANKS = re.compile(r"\s*")
_NO_END = (",", ";", ":", "-", "–", "—", "，", "、", "：", "；")
"""Marks after which a sentence or a list goes on: a line that ends in one is no headline."""

_OPEN_ENDS = (*_NO_END, "!")

_MOST_WRAPPED = 3
_SHORTEST_WRAPPED = 30
"""Characters of a line in capitals that is long enough for the next to continue it."""

_LOWER_CASE = re.compile("[a-z]{3}")
_SOUTH_EAST_ASIAN = re.compile(f"[{SOUTH_EAST_ASIAN}]{{3}}")
"""A part of a text in Thai, Lao, Burmese or Khmer, most of whose sentences end without a mark."""


class _Headline(NamedTuple):
    """A headline in a text, and where it begins and ends there. Without a title, `start` is where the text begins."""

    title: str | None
    start: int
    end: int = 0


def take_title(
    draft: Draft, neighbours: Neighbours = NO_NEIGHBOURS, dates: DateReader | None = None, page: str | None = None
) -> None:
    """Set the title. A headline is taken out of the text; a first sentence stays in it, and so do lines above it.

    `neighbours` know the lines that many files of the folder begin with. A `page` of a wiki is called by its file.
    """
    bylines = byline_patterns(known_languages())
    text = draft.text = _without_byline(draft, draft.text.strip(), bylines)
    if draft.title is not None:
        return
    if not text:
        draft.title, draft.title_from = "", "text"
        return
    if page:
        _take_page_name(draft, page)
        return
    if end := _end_of_first_line(text, neighbours, dates):
        draft.title, draft.title_from = without_markup(text[:end]), "line"
        draft.text = _without_byline(draft, text[end:].strip(), bylines)
        return
    found = _headline(text, neighbours, dates, bylines)
    if found.title is None:
        draft.title, draft.title_from = first_sentence(text[found.start :]), "text"
        return
    draft.title, draft.title_from = found.title, "line"
    below = _without_byline(draft, text[found.end :].strip(), bylines)
    draft.text = f"{text[: found.start].rstrip()}\n\n{below}".rstrip() if found.start else below


def _without_byline(draft: Draft, text: str, bylines: BylinePatterns) -> str:
    """A text without the byline at its top, which becomes a field, unless a header has named another author."""
    byline = byline_at(text, 0, bylines)
    if byline is None or draft.fields.setdefault("byline", byline.names).casefold() != byline.names.casefold():
        return text
    return text[byline.end :].strip()


def _take_page_name(draft: Draft, page: str) -> None:
    """Call a wiki's page by its name; the same words at the top of it are taken out."""
    draft.title, draft.title_from = page, "path"
    marked = marked_title_at(draft.text, 0)
    if marked and letterhead(marked.title) == letterhead(page):
        draft.text = draft.text[marked.end :].strip()


def _end_of_first_line(text: str, neighbours: Neighbours, dates: DateReader | None) -> int:
    """The end of the first line, if it is a headline at a glance, as in most texts; else 0."""
    end = text.find("\n", 0, _LONGEST_HEADLINE)
    if end < 0 and len(text) < _LONGEST_HEADLINE and text.isascii():
        end = len(text)
    elif end < 1 or not text.startswith("\n", end + 1):
        return 0
    if not (text[0].isalnum() and text[end - 1].isalnum()):
        return 0
    return 0 if stands_above(text[:end], neighbours, dates) else end


def _headline(text: str, neighbours: Neighbours, dates: DateReader | None, bylines: BylinePatterns) -> _Headline:
    """The headline at the top of a text, or below what stands above one."""
    start = 0
    numbered = None
    for _ in range(_MOST_LINES_ABOVE):
        marked = marked_title_at(text, start)
        if marked and (any(map(str.isdigit, marked.title)) or not is_heading(marked.title)):
            return _Headline(marked.title, start, marked.end)
        end = _line_end(text, start)
        line = text[start:end].strip()
        if line.endswith(_OPEN_ENDS) and (is_salutation(line) or is_dateline(line)):
            return numbered or _Headline(None, _next_line(text, end, start))
        if len(line) > _LONGEST_LINE or not stands_above(line, neighbours, dates):
            break
        if letterhead(line) in neighbours.letterheads and any(map(str.isdigit, line)) and not is_heading(line):
            numbered = numbered or _plain_headline(
                text, start, bylines
            )  # `Weekly Bulletin No. 45`, if nothing better follows
        start = _next_line(text, marked.end if marked else end, start)
        if start >= len(text):
            return _plain_headline(text, 0, bylines) or _Headline(None, 0)
    return _plain_headline(text, start, bylines) or _capitals(text, start) or numbered or _Headline(None, start)


def _line_end(text: str, start: int) -> int:
    end = text.find("\n", start)
    return len(text) if end < 0 else end


def _next_line(text: str, end: int, start: int) -> int:
    """Where the next line with something on it begins, at `end` or below it."""
    blanks = _BLANKS.match(text, end)
    return blanks.end() if blanks else start


def _plain_headline(text: str, start: int, bylines: BylinePatterns) -> _Headline | None:
    """The line at `start`, if it looks like a headline and a blank line, a byline or nothing follows."""
    end = _line_end(text, start)
    if end - start > _LONGEST_LINE:
        return None
    line = text[start:end].strip()
    if not _is_headline(line):
        return None
    if end >= len(text):
        is_set_apart = not _is_whole_text(line)
    else:
        is_set_apart = _BLANK_LINE.match(text, end + 1) is not None or byline_at(text, end + 1, bylines) is not None
    return _Headline(without_markup(line), start, end) if is_set_apart else None


def _capitals(text: str, start: int) -> _Headline | None:
    """A headline in capitals, on one line or wrapped, below which the text follows without a blank line."""
    lines: list[str] = []
    end = start
    while end < len(text) and len(lines) <= _MOST_WRAPPED:
        line_end = _line_end(text, end)
        line = text[end:line_end].strip() if line_end - end <= _LONGEST_LINE else ""
        if not line or not _is_in_capitals(line):
            break
        lines.append(line)
        end = min(line_end + 1, len(text))
    if not lines or len(lines) > _MOST_WRAPPED or any(len(line) < _SHORTEST_WRAPPED for line in lines[:-1]):
        return None
    headline = " ".join(" ".join(lines).split())
    return _Headline(headline, start, end) if _is_headline(headline, _MOST_WRAPPED * _LONGEST_HEADLINE) else None


def _is_in_capitals(line: str) -> bool:
    """Whether a line of several words is in capitals, apart from a letter as in `McCONNELL`."""
    if _LOWER_CASE.search(line):
        return False
    upper, lower = sum(map(str.isupper, line)), sum(map(str.islower, line))
    return upper >= 6 and 8 * lower <= upper and " " in line


def _is_whole_text(line: str) -> bool:
    """Whether a line with nothing below it is the text of an article and no headline, in other scripts than ours."""
    if line.isascii():
        return False
    wide_sentence_end = sentence_patterns(known_languages()).wide_sentence_end
    return bool(wide_sentence_end.search(line) or _SOUTH_EAST_ASIAN.search(line))


def _is_headline(line: str, longest: int = _LONGEST_HEADLINE) -> bool:
    """Whether a line has at most 150 characters, a letter or digit, and no full stop except an abbreviation's."""
    if not line or len(line) > longest:
        return False
    if line[-1].isalnum():
        return True
    if line.endswith(_NO_END) or not any(map(str.isalnum, line)):
        return False
    patterns = sentence_patterns(known_languages())
    return not patterns.full_stop.search(line) or bool(patterns.abbreviation.search(line))

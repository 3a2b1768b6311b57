"""Plain text of many articles: a line such as `=====` recurs between them, and below each one stands a date.

Such lines are also rules, underlines and the frames of tables. So a text is cut only if nearly all of its parts have a
date of their own at the top, and are prose of more than one line.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import groupby
from typing import NamedTuple

from newsidx.dates.extract import DateReader, WrittenDate
from newsidx.readers.draft import Draft
from newsidx.readers.fields import FIELD_OF, normalise_key
from newsidx.readers.formats import date_prefix, front_matter, header
from newsidx.readers.formats.format import TextFormat

_SIGNS = "-=*#%_~+<>$@&"
_MARK = re.compile(rf"\n[{_SIGNS}][{_SIGNS} ]")
"""What begins a line of a text of many articles: a quick look, for in most texts it begins none."""

_SEPARATOR = re.compile(rf"^[ \t]*[{_SIGNS}][^\n]*$", re.MULTILINE)
_FIRST_RULE = re.compile(r"\s*---[ \t]*\n")
_WORDS = re.compile(r"[\w .,:]{0,40}")
_LONGEST_SEPARATOR = 200
_SHORTEST_RULE = 3
_LONG_RULE = 5
"""Characters of a line that is a separator even if it stands in a text only once."""

_TOP = 5
"""Lines of a part in which its date is looked for."""

_LONGEST_DATE = 80
_KEY = re.compile(r"[ \t]*([^\W\d_][\w -]{0,29}):[ \t]*(\S.*)")
_SHORTEST_TEXT = 80
"""Characters of the parts on average; the items of a digest have fewer."""

_NEARLY_ALL = 0.9
_TRIED = 20
"""Parts that are looked at first: most texts with such lines are given up after them."""

_MOST_KINDS = 8
"""Kinds of separators that are tried in a text."""

_SHORTEST_UNDATED = 200
"""Characters of a part above the first separator that is an article without a date, and not what the file is called."""


class _Top(NamedTuple):
    """Where a part says its date: the line's place in the part, and the date."""

    start: int
    end: int
    date: WrittenDate
    is_header: bool


def read(text: str, dates: DateReader) -> Sequence[Draft]:
    """The articles in a text that proves to hold several."""
    if not _MARK.search(text) or _has_front_matter(text):
        return ()
    for lines in _separators(text):
        parts = _parts(text, lines)
        if _is_proven(parts, lines, dates):
            is_name = len(parts[0]) < _SHORTEST_UNDATED and _top(parts[0], dates) is None
            return [_draft(part, dates) for part in (parts[1:] if is_name else parts)]
    return ()


def _has_front_matter(text: str) -> bool:
    """Whether the lines between the first two rules are front matter, which belongs to one article."""
    start = _FIRST_RULE.match(text)
    end = text.find("\n---", start.end() - 1) if start else -1
    return start is not None and end >= 0 and "\n\n" not in text[start.end() : end]


def read_unproven(text: str, dates: DateReader) -> Sequence[Draft]:
    """The articles in a text that the user wants to be cut: dates may be missing, but there must be a separator."""
    if drafts := read(text, dates):
        return drafts
    best: tuple[tuple[int, int], list[str]] | None = None
    for lines in _separators(text):
        parts = _parts(text, lines)
        if len(parts) > 1 and (len(lines) > 1 or _is_long_rule(lines[0][0])):
            rank = sum(1 for part in parts if _top(part, dates)), len(lines)
            if best is None or rank > best[0]:
                best = rank, parts
    return [_draft(part, dates) for part in best[1]] if best else ()


def _separators(text: str) -> Iterator[list[re.Match[str]]]:
    """The lines that may separate articles, those of a kind together; the most frequent kind first."""
    kinds: dict[str, list[re.Match[str]]] = {}
    for line in _SEPARATOR.finditer(text):
        if kind := _kind(line[0]):
            kinds.setdefault(kind, []).append(line)
    frequent = sorted(kinds.values(), key=len, reverse=True)[:_MOST_KINDS]
    return (lines for lines in frequent if 2 * sum(_is_underline(text, line) for line in lines) <= len(lines))


def _kind(line: str) -> str:
    """The kind of a separator: its characters, whatever number of each stands in a row; empty if it is none."""
    line = line.strip()
    if len(line) > _LONGEST_SEPARATOR or (len(line) < _SHORTEST_RULE and line != "%%"):
        return ""
    words = line.strip(f"{_SIGNS} ")
    if not _WORDS.fullmatch(words) or (words and not (_is_framed(line) and _is_framed(line[::-1]))):
        return ""
    return "".join(sign for sign, _ in groupby(re.sub(r"\d+", "0", line)))


def _is_framed(line: str) -> bool:
    """Whether a line begins with two of the signs: `## Heading ##` and `-- END --` do, `- an item` does not."""
    return line[0] in _SIGNS and line[1] in _SIGNS


def _is_underline(text: str, line: re.Match[str]) -> bool:
    """Whether a line underlines the one above it, which is about as long."""
    above_end = line.start() - 1
    above = text[text.rfind("\n", 0, max(0, above_end)) + 1 : max(0, above_end)].strip()
    return bool(above) and abs(len(above) - len(line[0].strip())) <= 2


def _parts(text: str, lines: Sequence[re.Match[str]]) -> list[str]:
    """What stands between separators, where something does."""
    ends = [line.start() for line in lines] + [len(text)]
    starts = [0] + [line.end() for line in lines]
    return [part for start, end in zip(starts, ends, strict=True) if (part := text[start:end].strip())]


def _is_proven(parts: Sequence[str], lines: Sequence[re.Match[str]], dates: DateReader) -> bool:
    if len(parts) < 2 or (len(parts) == 2 and not _is_long_rule(lines[0][0])):
        return False
    if sum(map(len, parts)) < _SHORTEST_TEXT * len(parts):
        return False
    if 2 * sum(1 for part in parts[:_TRIED] if _is_dated_text(part, dates)) < min(len(parts), _TRIED):
        return False
    first = 0 if _is_dated_text(parts[0], dates) else 1  # what stands above the first separator may be no article
    dated = sum(1 for part in parts[first:] if _is_dated_text(part, dates))
    return len(parts) - first > 1 and dated >= _NEARLY_ALL * (len(parts) - first)


def _is_long_rule(line: str) -> bool:
    """Whether a line is a separator though there is no other of its kind: it is no heading, as `== Weather ==` is."""
    line = line.strip()
    return len(line) >= _LONG_RULE and not line.strip(f"{_SIGNS} ")


def _is_dated_text(part: str, dates: DateReader) -> bool:
    """Whether a part has a date at its top and below it, or beside it, prose of more than a line."""
    top = _top(part, dates)
    if top is None or not part[top.end :].strip():
        return False
    start = part[:2000]
    return 2 * sum(map(str.isalpha, start)) > len("".join(start.split()))


def _top(part: str, dates: DateReader) -> _Top | None:
    """The date in the first lines of a part: a line of its own, a header's, or at the beginning of a line."""
    start = 0
    for _ in range(_TOP):
        while part[start : start + 1] == "\n":
            start += 1
        end = part.find("\n", start)
        end = len(part) if end < 0 else end
        if found := _date_of(part[start : min(end, start + 2 * _LONGEST_DATE)], dates):
            whole_line, written = found
            return _Top(start, end if whole_line else start + written.end, written, whole_line == "header")
        start = end
    return None


def _date_of(line: str, dates: DateReader) -> tuple[str, WrittenDate] | None:
    """The date that a line says, and how: `line`, `header`, or empty for a date that the line begins with."""
    if not any(map(str.isdigit, line)):
        return None
    if len(line) <= _LONGEST_DATE:
        if found := dates.whole(line):
            return "line", found
        key = _KEY.fullmatch(line)
        if key and FIELD_OF.get(normalise_key(key[1])) == "date" and (found := dates.whole(key[2])):
            return "header", found
    if dates.iso(line[:10]) and (found := dates.at(line, 0)):
        return "", found
    prefixed = re.match(r"date[ \t]+", line, re.IGNORECASE)
    if prefixed and (found := dates.at(line, prefixed.end())):
        return "", found
    return None


def _draft(part: str, dates: DateReader) -> Draft:
    """The draft of a part, which is in any layout of one article."""
    drafts = front_matter.read(part, dates) or header.read(part, dates) or date_prefix.read(part, dates)
    if drafts:
        return drafts[0]
    draft = Draft(part)
    if top := _top(part, dates):
        draft.take_date(top.date, "header" if top.is_header else "line", part[top.start : top.end])
        draft.cut(top.start, top.end)
    return draft


FORMAT = TextFormat("separated", read, is_split=True, read_unproven=read_unproven)

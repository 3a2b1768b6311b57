"""A text in the user's own layout -> drafts. Its regular expressions are run on one line at a time."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import datetime

from newsidx.dates.extract import DateOrder, DateReader, WrittenDate
from newsidx.readers.decode import clean, decode
from newsidx.readers.draft import Draft
from newsidx.readers.fields import FIELD_OF, normalise_key, take_fields
from newsidx.readers.formats.format import Contents
from newsidx.readers.formats.records.values import date_in
from newsidx.readers.layouts.layout import Layout, Patterns, parse_layout
from newsidx.readers.problem import CannotRead
from newsidx.readers.source import Document

NAME = "layout"

_LONGEST_LINE = 10_000
"""Characters of a line in which a pattern may match: the time that some patterns take grows with their square."""


@dataclass
class LayoutResult:
    """What a layout found in a text: drafts, and how many lines each of its patterns matched, by their keys.

    `unused` are the lines above the first article, and those above a text whose beginning `body` says, that nothing
    matched; they are in no article. `strange_dates` are what `date` matched and no date could be read from.
    """

    drafts: list[Draft] = field(default_factory=list)
    matched: Counter[str] = field(default_factory=Counter)
    unused: list[str] = field(default_factory=list)
    strange_dates: list[str] = field(default_factory=list)


@dataclass
class _Part:
    """The lines of one article, and what they have said so far."""

    lines: list[str] = field(default_factory=list)
    said: dict[str, str] = field(default_factory=dict)
    date: WrittenDate | None = None
    date_text: str = ""
    is_below_body: bool = False

    @property
    def is_article(self) -> bool:
        """Whether there is anything in it."""
        return bool(self.date or self.said or any(map(str.strip, self.lines)))


def read_by_layout(raw: bytes, document: Document, dates: DateReader) -> Contents | None:
    """The articles in a document by the layout in its options; None if that is for other files or matches nothing."""
    layout = parse_layout(document.options.layout or "")
    if not layout.is_for(document.place):
        return None
    try:
        text, encoding = decode(raw, layout.encoding or document.hints.encoding)
    except CannotRead:
        return None
    drafts = read_text(text, layout, dates).drafts
    return Contents(drafts, encoding) if drafts else None


def read_text(text: str, layout: Layout, dates: DateReader) -> LayoutResult:
    """What a layout finds in a text: no draft, if no line is a date, a title or the beginning of an article."""
    reader = _Reader(layout, dates)
    parts = list(reader.parts(text.split("\n")))
    if any(reader.result.matched[key] for key in ("date", "title", "begins", "separator")):
        reader.result.drafts = [_draft(part, dates) for part in parts]
    return reader.result


class _Reader:
    """Reads the lines of one text."""

    def __init__(self, layout: Layout, dates: DateReader) -> None:
        self._layout = layout
        self._dates = dates
        self._keyed = {"date": layout.date, "title": layout.title, **layout.fields}
        self.result = LayoutResult()

    def parts(self, lines: Iterable[str]) -> Iterator[_Part]:
        """The articles in the lines."""
        layout, matched = self._layout, self.result.matched
        part = None if layout.begins else _Part()
        for line in lines:
            if _match(layout.drop, line):
                matched["drop"] += 1
                continue
            is_end, begins = _match(layout.separator, line), _match(layout.begins, line)
            if is_end or begins:
                matched["separator" if is_end else "begins"] += 1
                if part and part.is_article:
                    yield part
                part = None if is_end and layout.begins else _Part()
            if is_end:
                continue
            if part is not None:
                self._add(part, line, begins)
            elif line.strip():
                self.result.unused.append(line)
        if part and part.is_article:
            yield part

    def _add(self, part: _Part, line: str, begins: re.Match[str] | None) -> None:
        """Add a line to an article: what the patterns match in it is what the article says, and the rest is text."""
        if not part.is_below_body and _match(self._layout.body, line):
            self.result.matched["body"] += 1
            self.result.unused.extend(above for above in part.lines if above.strip())
            part.lines.clear()
            part.is_below_body = True
            return
        strange_dates = len(self.result.strange_dates)
        spans = list(self._take(part, line))
        if begins and not spans and len(self.result.strange_dates) == strange_dates:
            spans = [begins.span()]
        rest = _without(line, spans)
        if rest.strip() or not spans:
            part.lines.append(rest)

    def _take(self, part: _Part, line: str) -> Iterator[tuple[int, int]]:
        """Take from a line what the article does not have yet. Yields which parts of the line were taken."""
        for key, patterns in self._keyed.items():
            if (part.date if key == "date" else key in part.said) or not (match := _match(patterns, line)):
                continue
            value = _value(match, key)
            if key != "date":
                part.said[key] = value
            elif found := _date(value, self._layout, self._dates):
                part.date, part.date_text = found, value
            else:
                self.result.strange_dates.append(value)
                continue
            for name, other in match.groupdict().items():
                if name != key and other:
                    part.said.setdefault(name, other)
            self.result.matched[key] += 1
            yield match.span()


def _match(patterns: Patterns, line: str) -> re.Match[str] | None:
    """The first match of any pattern in a line, within what is looked at of a long one."""
    for pattern in patterns:
        match = pattern.search(line, 0, _LONGEST_LINE)
        if match and (len(line) <= _LONGEST_LINE or match.end() < _LONGEST_LINE):
            return match
    return None


def _value(match: re.Match[str], key: str) -> str:
    """What a match says: its group of that name, else its first group, else all of it."""
    names = match.groupdict()
    value = names[key] if key in names else match[1] if match.re.groups and not names else match[0]
    return (value or "").strip()


def _date(text: str, layout: Layout, dates: DateReader) -> WrittenDate | None:
    for form in layout.date_format:
        try:
            moment = datetime.strptime(text, form)
        except ValueError:
            continue
        if dates.is_plausible(moment.date()):
            published = moment.isoformat() if "%H" in form or "%I" in form else None
            return WrittenDate(moment.date(), published, None, 0, len(text))
    order: DateOrder | None = None
    if layout.dayfirst is not None:
        order = "day-first" if layout.dayfirst else "month-first"
    return date_in(text, dates, order)


def _without(line: str, spans: Sequence[tuple[int, int]]) -> str:
    """A line without what was taken from it."""
    for start, end in sorted(spans, reverse=True):
        line = f"{line[:start]}{line[end:]}" if end > start else line
    return line


def _draft(part: _Part, dates: DateReader) -> Draft:
    draft = Draft("\n".join(part.lines).strip())
    if part.date:
        draft.take_date(part.date, NAME, part.date_text)
    if title := " ".join(part.said.get("title", "").split()):
        draft.title, draft.title_from = title, "header"
    for key, value in part.said.items():
        if not value or key == "title":
            continue
        if (name := FIELD_OF.get(normalise_key(key))) not in (None, "date", "title", "body"):
            take_fields(draft, [(name, value)], dates, NAME)
        else:
            draft.meta[clean(key)] = clean(value)
    return draft

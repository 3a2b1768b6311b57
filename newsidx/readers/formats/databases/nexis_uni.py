"""Nexis Uni and the newer Nexis: title, source and date on lines, `Body`, and `End of Document` below each article."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from newsidx.dates.extract import DateReader, WrittenDate
from newsidx.readers.draft import Draft
from newsidx.readers.formats.databases.facts import date_at_start, draft_of, is_copyright
from newsidx.readers.formats.databases.nexis_labels import is_below_text, is_fact, label_of
from newsidx.readers.formats.databases.paragraphs import (
    Paragraph,
    paragraphs_of,
    start_of_tail,
    with_unknown_labels,
    written,
)

_END = re.compile(r"^[^\S\n]*(?:End of Document|Fin du document|Ende des Dokuments)[^\S\n]*$", re.MULTILINE)
_BODY = re.compile(r"^[^\S\n]*(?:Body|Textkörper|Texte)[^\S\n]*$", re.MULTILINE)
_COVER = re.compile(r"^[^\S\n]*(?:Job Number|Date and Time|Documents? \(\d|Client/Matter|Search Terms)\b", re.MULTILINE)
_MOST_ABOVE_TEXT = 60
"""Lines above an article's text, if nothing says where it begins."""

_LONGEST_LINE_ABOVE_TEXT = 1000


def read(text: str, dates: DateReader) -> Sequence[Draft]:
    """The articles of an export in plain text; none if it is no such export."""
    blocks: list[tuple[_Head, str]] = []
    for block in _END.split(text):
        head = _head(block, dates)
        if head is not None:
            blocks.append((head, block[head.end :]))
        elif blocks and block.strip():  # the text itself has a line `End of Document`
            blocks[-1] = (blocks[-1][0], f"{blocks[-1][1].rstrip()}\n\nEnd of Document\n\n{block.strip()}")
    return tuple(_draft(head, rest, dates) for head, rest in blocks)


class _Line(NamedTuple):
    """A line without the blanks around it, and where in its block it ends."""

    text: str
    end: int


class _Head(NamedTuple):
    """What stands above the text of an article, and where in its block the text begins."""

    title: str
    source: str
    date: WrittenDate | None
    written: str
    paragraphs: list[Paragraph]
    end: int


def _head(block: str, dates: DateReader) -> _Head | None:
    """Find what stands above the text: title, source and date, each on its line. Above them may be a cover page."""
    body = _BODY.search(block)
    lines = list(_lines_above_text(block, body.start() if body else None))
    index, found = _date_line(lines, dates)
    source = _line_above(lines, index)
    title = _line_above(lines, source)
    if source < 0 or label_of(lines[source].text):
        return None
    below, end = _below_date(lines[index + 1 :] if found else lines[index:], body, lines[index].end)
    is_measured = any(paragraph.key == "length" and paragraph.text[:1].isdigit() for paragraph in below)
    if not is_measured and (found is None or body is None or not below):
        return None
    if title >= 0 and not any(_COVER.match(line.text) for line in lines[:title]):
        title = 0
    above = " ".join(line.text for line in lines[title:source] if line.text) if title >= 0 else ""
    written_date = lines[index].text if found else ""
    return _Head(above, lines[source].text, found, written_date, below, end)


def _date_line(lines: list[_Line], dates: DateReader) -> tuple[int, WrittenDate | None]:
    """The last line above the text that is a date. Without one, the first line below the source."""
    for index in range(len(lines) - 1, 0, -1):
        if not label_of(lines[index].text) and (found := date_at_start(lines[index].text, dates)):
            return index, found
    for index, line in enumerate(lines):
        if index and not line.text and lines[index - 1].text and _has_label_next(lines[index : index + 12]):
            return index, None
    return 0, None


def _has_label_next(lines: list[_Line]) -> bool:
    """Whether a copyright line or a label comes next, at most one other line above it."""
    texts = [line.text for line in lines if line.text][:2]
    return any(label_of(text) or is_copyright(text) for text in texts)


def _lines_above_text(block: str, body: int | None) -> Iterator[_Line]:
    """The lines above `Body`; if that is missing, the first ones."""
    limit = len(block) if body is None else body
    position = count = 0
    while position < limit and (body is not None or count < _MOST_ABOVE_TEXT):
        end = block.find("\n", position)
        end = len(block) if end < 0 else end
        yield _Line(block[position:end].strip(), end)
        position = end + 1
        count += 1


def _line_above(lines: list[_Line], index: int) -> int:
    return next((above for above in range(index - 1, -1, -1) if lines[above].text), -1)


def _below_date(lines: list[_Line], body: re.Match[str] | None, date_end: int) -> tuple[list[Paragraph], int]:
    """The labels below the date, and where the text begins: below `Body`, else below the last label or copyright."""
    if body is not None:
        return paragraphs_of((line.text for line in lines), label_of, everywhere=True, one_line=True), body.end()
    end, last = date_end, 0
    for number, line in enumerate(lines, 1):
        if line.text and not (label_of(line.text) or is_copyright(line.text)):
            break
        if line.text:
            end, last = line.end, number
    return paragraphs_of((line.text for line in lines[:last]), label_of, everywhere=True, one_line=True), end


def _draft(head: _Head, rest: str, dates: DateReader) -> Draft:
    facts = [("title", head.title), ("source", head.source)]
    text: list[str] = []
    for paragraph in head.paragraphs:
        if is_fact(paragraph.key):
            facts.append((paragraph.key or "", paragraph.text))
        elif paragraph.key == "highlight" or len(paragraph.text) > _LONGEST_LINE_ABOVE_TEXT:
            text.append(paragraph.text)
        else:
            facts.append(("copyright" if is_copyright(paragraph.text) else "edition", paragraph.text))
    paragraphs = with_unknown_labels(paragraphs_of(rest.split("\n"), label_of, everywhere=True, one_line=True), is_fact)
    tail = start_of_tail(paragraphs, 0, is_below_text)
    facts += [(paragraph.key or "", paragraph.text) for paragraph in paragraphs[tail:] if is_fact(paragraph.key)]
    facts += [("copyright", paragraph.text) for paragraph in paragraphs[tail:] if is_copyright(paragraph.text)]
    text.append(written(paragraphs[:tail]))
    return draft_of("\n\n".join(filter(None, text)), facts, head.date, head.written, dates)

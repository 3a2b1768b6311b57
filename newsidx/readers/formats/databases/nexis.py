"""LexisNexis as it was until 2018: `1 of 10 DOCUMENTS`, source and date in the middle, labels in capitals."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from newsidx.dates.extract import DateReader, WrittenDate
from newsidx.readers.draft import Draft
from newsidx.readers.formats.databases.facts import date_at_start, draft_of, is_copyright
from newsidx.readers.formats.databases.nexis_labels import CAPTIONS, is_below_text, is_fact, label_of
from newsidx.readers.formats.databases.paragraphs import (
    Paragraph,
    paragraphs_of,
    start_of_tail,
    with_unknown_labels,
    written,
)

_DOCUMENTS = r"(?:document|dokument|documento|documenti)(?:s|en|e|os)?"
_DIVIDER = re.compile(
    rf"^[^\S\n]*(?:\d{{1,6}} (?:of|von|de|van|di|sur) \d{{1,6}} {_DOCUMENTS}"
    rf"|{_DOCUMENTS} \d{{1,6}} (?:von|de|van|di|sur) \d{{1,6}})[^\S\n]*$",
    re.IGNORECASE | re.MULTILINE,
)
_NO_ARTICLE = re.compile(
    r"^[^\S\n]*(?:Download Request: |Time Of Request: |We are sorry but there is an error in this document)",
    re.MULTILINE,
)
"""The cover of an export, and the notice in place of an article that could not be delivered."""

_EDITION = re.compile(r"^.{0,40}\b(?:edition|édition|ausgabe|appended)$", re.IGNORECASE)
_YEAR = re.compile(r"(?<!\d)(?:1[6-9]|20)\d\d(?!\d)")
_LONGEST_TITLE = 400
_HEAD = 12
"""Paragraphs below a divider in which an article's date and labels must begin."""


_COVER = re.compile(
    r"term|request|source|job number|client|project|research|lexis|nexis|download|print|suchbegriff|anfrage|quelle"
    r"|zoek|aanvraag|demande|solicitud|fuente",
    re.IGNORECASE,
)
"""What the cover above the first article of an export has, in several languages."""


def read(text: str, dates: DateReader) -> Sequence[Draft]:
    """The articles of an export in plain text; none if it is no such export."""
    return tuple(_draft(block, dates) for block in _blocks(text, dates) if block)


def _blocks(text: str, dates: DateReader) -> Iterator[list[Paragraph]]:
    """The paragraphs of each article. The cover, and what a text says like a divider, divide nothing."""
    start: int | None = None
    dividers = list(_DIVIDER.finditer(text))
    ends = [*(divider.start() for divider in dividers[1:]), len(text)]
    for divider, end in zip(dividers, ends, strict=False):
        if not _begins_article(text[divider.end() : min(end, divider.end() + 4000)], dates):
            continue
        if start is not None:
            yield _paragraphs(text[start : divider.start()])
        elif any(is_fact(paragraph.key) for paragraph in paragraphs_of(text[: divider.start()].split("\n"), label_of)):
            return  # articles stand above the first divider, so it is a line in one of them
        elif _is_text(text[: divider.start()]):
            return
        start = divider.end()
    if start is not None:
        yield _paragraphs(text[start:])


def _is_text(above: str) -> bool:
    """Whether what stands above the first divider is text and no cover, so that it would be lost."""
    return above.strip() != "" and _COVER.search(above) is None


def _paragraphs(block: str) -> list[Paragraph]:
    end = _NO_ARTICLE.search(block)
    lines = (block[: end.start()] if end else block).strip().split("\n")
    is_dense = sum(not line.strip() for line in lines) < 3
    return with_unknown_labels(paragraphs_of(lines, label_of, everywhere=is_dense, one_line=is_dense), is_fact)


def _begins_article(start: str, dates: DateReader) -> bool:
    """Whether a text begins with a source and a date, or with a length."""
    paragraphs = paragraphs_of(start.split("\n")[:60], label_of)[:_HEAD]
    if any(paragraph.key == "length" and paragraph.text[:1].isdigit() for paragraph in paragraphs):
        return True
    lines = (line for paragraph in paragraphs[:4] if paragraph.key is None for line in paragraph.text.split("\n")[:4])
    return any(date_at_start(line, dates) for line in lines)


@dataclass
class _Head:
    """What stands above the text of an article, and where the text begins."""

    date: WrittenDate | None = None
    written: str = ""
    source: str | None = None
    title: str | None = None
    facts: list[tuple[str, str]] = field(default_factory=list)
    text: list[str] = field(default_factory=list)
    end: int = 0


def _draft(paragraphs: list[Paragraph], dates: DateReader) -> Draft:
    head = _head(paragraphs, dates)
    tail = start_of_tail(paragraphs, head.end, is_below_text, CAPTIONS)
    captions = []
    facts = head.facts
    for paragraph in paragraphs[tail:]:
        if is_fact(paragraph.key):
            facts.append((paragraph.key or "", paragraph.text))
        elif paragraph.key is None and is_copyright(paragraph.text):
            facts.append(("copyright", paragraph.text))
        else:
            captions.append(paragraph)
    text = [*head.text, written(paragraphs[head.end : tail]), written(captions)]
    known = [(key, value) for key, value in (("source", head.source), ("title", head.title)) if value]
    return draft_of("\n\n".join(filter(None, text)), known + facts, head.date, head.written, dates)


def _head(paragraphs: list[Paragraph], dates: DateReader) -> _Head:
    """Read what stands above the text. Without a label, it is known by its place: source, date, title."""
    head = _Head()
    for index, paragraph in enumerate(paragraphs):
        head.end = index
        key, text = paragraph.key, paragraph.text
        if key == "body":
            if text:
                head.text.append(text)
            head.end = index + 1
            return head
        if key == "highlight":
            head.text.append(text)
        elif key is not None:
            if key in CAPTIONS:
                return head
            head.facts.append((key, text))
        elif not _take_unlabelled(head, paragraphs, index, dates):
            return head
    head.end = len(paragraphs)
    return head


def _take_unlabelled(head: _Head, paragraphs: list[Paragraph], index: int, dates: DateReader) -> bool:
    """Take a paragraph without a label as the source, the date or the title; False if the text begins with it."""
    lines = paragraphs[index].text.split("\n")
    is_measured = any(key == "length" for key, _ in head.facts)
    if not is_measured and is_copyright(lines[0]):
        owner = [line for line in lines if is_copyright(line)]
        head.facts.append(("copyright", " ".join(owner)))
        lines = [line for line in lines if not is_copyright(line)]
        if not lines:
            return True
    if head.date is None and not head.written:
        for number, line in enumerate(lines[:6]):
            if found := date_at_start(line, dates):
                _take_date(head, found, lines, number)
                return True
        if head.source is None:
            head.source = " ".join(lines)
            return True
        if len(lines) == 1 and len(lines[0]) < 80 and _YEAR.search(lines[0]) and head.title is None:
            head.written = lines[0]  # a date in a language that newsidx does not read
            head.facts.append(("date_text", lines[0]))
            return True
    has_labels = any(is_fact(below.key) for below in paragraphs[index + 1 : index + 5])
    if is_measured or len(paragraphs[index].text) > _LONGEST_TITLE:
        return False
    if head.title is None and not any(key == "title" for key, _ in head.facts):
        head.title = " ".join(lines)
        return True
    if has_labels:
        head.text.append(paragraphs[index].text)
    return has_labels


def _take_date(head: _Head, found: WrittenDate, lines: list[str], number: int) -> None:
    """Take the date on a line, the source above it, and below it the edition, or the title if nothing divides them."""
    head.date, head.written = found, lines[number]
    above, below = lines[:number], lines[number + 1 :]
    is_dense = head.source is None and bool(above)
    if is_dense and below and _EDITION.search(below[0]):
        head.facts.append(("edition", below.pop(0)))
    if above:
        if head.source is None:
            head.source = " ".join(above)
        else:
            head.title = " ".join(above)
    if is_dense and below:
        head.title = " ".join(below)
    elif below:
        head.facts.append(("edition", " ".join(below)))

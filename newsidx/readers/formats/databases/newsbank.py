"""NewsBank (Access World News): title, `March 6, 2022 | Herald, The (Glasgow, Scotland)`, labels, text, copyright."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from newsidx.dates.extract import DateReader, WrittenDate
from newsidx.readers.draft import Draft
from newsidx.readers.formats.databases.facts import date_at_start, draft_of, is_copyright
from newsidx.readers.formats.databases.html import export_contents, holds
from newsidx.readers.formats.databases.paragraphs import Label, Paragraph, paragraphs_of, start_of_tail, written
from newsidx.readers.formats.format import Contents
from newsidx.readers.lines import text_of
from newsidx.readers.markup import text_of_html
from newsidx.readers.source import Document

_WITH_BAR = re.compile(r"^[^\n|]*\|[^\n]*$", re.MULTILINE)
_KEYS = {
    "title": "title",
    "headline": "title",
    "author": "byline",
    "byline": "byline",
    "section": "section",
    "page": "page",
    "edition": "edition",
    "column": "column",
    "dateline": "place",
    "series": "series",
    "record number": "document_id",
    "record": "document_id",
    "newsbank record number": "document_id",
    "document id": "document_id",
    "sqn": "sequence_number",
    "copyright": "copyright",
    "language": "language",
    "readability": "readability",
    "index terms": "subjects",
    "caption": "caption",
    "memo": "memo",
    "correction": "correction",
    "openurl": "link",
    "openurl link": "link",
}
_CAPTIONS = frozenset(("caption", "memo", "correction"))
_LABEL = re.compile(r"([A-Z][A-Za-z]*(?: [A-Za-z]+){0,2}):(?!\S)\s*(.*)", re.DOTALL)
_WORDS = re.compile(r"[\d,]+ words", re.IGNORECASE)
_TELLING = ("OpenURL Link", "Record Number:", "NewsBank", "Record: ")
_BOILERPLATE = re.compile(
    r"(?:OpenURL Link|Citation \(|©? ?(?:\d{4} )?NewsBank|Powered by|Back to top|Page \d+ of \d+)"
)
_HTML_BYTES = re.compile(rb"OpenURL Link|Record Number:|>[^<|\n]{6,60}\|")


def claims(document: Document, start: bytes) -> bool:
    """Whether a page is an export of NewsBank."""
    return b"newsbank" in start.lower() and holds(document, _HTML_BYTES) and bool(_starts(_page(document)[0]))


def read_page(document: Document, dates: DateReader) -> Contents:
    """The articles of an export as HTML."""
    text, encoding = _page(document)
    drafts = read(text, dates)
    return export_contents(drafts, encoding, "NewsBank")


def _page(document: Document) -> tuple[str, str]:
    html, encoding = text_of(document)
    return text_of_html(html), encoding


def read(text: str, dates: DateReader) -> Sequence[Draft]:
    """The articles of an export in plain text; none if it is no such export."""
    if not any(mark in text for mark in _TELLING):
        return ()
    return tuple(_draft(article, dates) for article in _articles(text, dates))


def _starts(text: str) -> list[tuple[re.Match[str], str, str]]:
    """The lines that may be a date and a source, divided by a bar, with both."""
    starts = []
    for line in _WITH_BAR.finditer(text):
        date, source, *_ = (part.strip() for part in line[0].split("|", 2))
        if 6 <= len(date) <= 60 and source and len(source) <= 150 and any(map(str.isdigit, date)):
            starts.append((line, date, source))
    return starts


class _Article(NamedTuple):
    title: str
    date: WrittenDate
    written: str
    source: str
    paragraphs: list[Paragraph]


def _articles(text: str, dates: DateReader) -> Iterator[_Article]:
    """The articles; each begins with the paragraph above its line of date and source."""
    starts = [(*start, found) for start in _starts(text) if (found := date_at_start(start[1], dates))]
    titles: list[tuple[int, str]] = []
    least = 0
    for line, *_ in starts:
        titles.append(_title_above(text, line.start(), least))
        least = line.end()
    ends = [*(begin for begin, _ in titles[1:]), len(text)]
    for (line, written_date, source, found), (_, title), end in zip(starts, titles, ends, strict=False):
        paragraphs = paragraphs_of(text[line.end() : end].split("\n"), label_of, everywhere=True)
        yield _Article(title, found, written_date, source, paragraphs)


def _title_above(text: str, end: int, least: int) -> tuple[int, str]:
    """Where the title above a line begins, and the title: the lines up to a blank one, or a label."""
    lines: list[str] = []
    start = end
    for _ in range(6):
        begin = max(text.rfind("\n", least, start - 1) + 1 if start > least else least, least)
        line = text[begin:start].strip()
        if start <= least or (not line and lines) or is_copyright(line) or _BOILERPLATE.match(line):
            break
        label = label_of(line)
        if label is not None and label.key != "title":
            break
        if line:
            lines.insert(0, label.rest if label else line)
        start = begin
        if label is not None:
            break
    return start, " ".join(lines)


def label_of(line: str) -> Label | None:
    """The label of NewsBank at the start of a line."""
    if _WORDS.fullmatch(line):
        return Label("length", line)
    if line == "OpenURL Link":
        return Label("link", "")
    if is_copyright(line):
        return Label("copyright", line)
    if not line[:1].isupper() or (match := _LABEL.match(line)) is None:
        return None
    key = _KEYS.get(match[1].casefold())
    return Label(key, match[2]) if key else None


def _draft(article: _Article, dates: DateReader) -> Draft:
    facts = [("title", article.title), ("source", article.source)]
    paragraphs = article.paragraphs
    begin = next((index for index, paragraph in enumerate(paragraphs) if not _is_head(paragraph)), len(paragraphs))
    text: list[str] = []
    for paragraph in paragraphs[:begin]:
        first, *below = paragraph.text.split("\n")
        if paragraph.key not in (None, "link"):
            facts += _facts_of_line(paragraph.key or "", first)
        text += below if paragraph.key != "link" else paragraph.text.strip().split("\n")
    text = ["\n".join(filter(None, text))]
    tail = start_of_tail(paragraphs, begin, _is_tail, _CAPTIONS)
    captions: list[Paragraph] = []
    for paragraph in paragraphs[tail:]:
        if paragraph.key in _CAPTIONS or (paragraph.key is None and not _BOILERPLATE.match(paragraph.written)):
            captions.append(paragraph)
        elif paragraph.key and paragraph.key != "link":
            facts.append((paragraph.key, paragraph.text))
    text += [written(paragraphs[begin:tail]), written(captions)]
    return draft_of("\n\n".join(filter(None, text)), facts, article.date, article.written, dates)


def _facts_of_line(key: str, line: str) -> Iterator[tuple[str, str]]:
    """The facts of a line such as `Author: Mark Lee | Section: News`."""
    first, *others = line.split(" | ")
    yield key, first
    for part in others:
        label = label_of(part.strip())
        yield (label.key, label.rest) if label else (key, part)


def _is_head(paragraph: Paragraph) -> bool:
    return paragraph.key is not None and paragraph.key not in _CAPTIONS


def _is_tail(paragraph: Paragraph) -> bool:
    return _is_head(paragraph) or bool(_BOILERPLATE.match(paragraph.written))

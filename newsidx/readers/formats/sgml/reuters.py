"""SGML in the manner of Reuters-21578: `<REUTERS NEWID="1"><DATE>26-FEB-1987 15:01:01.79</DATE><TEXT><TITLE>…`."""

from __future__ import annotations

from newsidx.dates.extract import DateReader
from newsidx.readers.draft import Draft
from newsidx.readers.formats.format import Contents
from newsidx.readers.formats.prescribed_dates import place_of
from newsidx.readers.formats.sgml.elements import (
    Field,
    articles_of,
    attributes_of,
    fields_of,
    flat_fields_of,
    line_of_sgml,
    text_of_sgml,
)
from newsidx.readers.lines import lines_of
from newsidx.readers.source import Document

_CODES = frozenset(("topics", "places", "people", "orgs", "exchanges", "companies"))
_ROUTING = frozenset(("unknown", "mknote"))
"""Elements with the codes by which the wire sent an article on, in control characters."""


def claims(document: Document, start: bytes) -> bool:
    """Whether a document begins with a `REUTERS` element, or the type of document that has them.

    In a file of SGML by its name, there may be something above them.
    """
    begin = start.lstrip(b" \t\r\n\xef\xbb\xbf").lower()
    marks = (b"<reuters", b"<!doctype lewis")
    is_sgml = document.name.lower().endswith((".sgm", ".sgml"))
    return begin.startswith(marks) or (is_sgml and any(mark in begin for mark in marks))


def read(document: Document, dates: DateReader) -> Contents:
    """A draft for every `REUTERS` element. A brief has no text but its title."""
    encoding, lines = lines_of(document)
    return Contents((_draft(article, dates) for article in articles_of(lines, "REUTERS")), encoding)


def _draft(article: Field, dates: DateReader) -> Draft:
    draft = Draft("", fields={"source": "Reuters"})
    if number := attributes_of(article.attributes).get("newid"):
        draft.meta["newid"] = number
    texts: list[str] = []
    for field in flat_fields_of(article.content, {"text"}):
        if field.name in _CODES:
            codes = [line_of_sgml(code.content) for code in fields_of(field.content) if code.name == "d"]
            draft.meta.update({field.name: codes} if codes else {})
        elif field.name not in _ROUTING and not _take_field(draft, field, dates):
            texts.append(text_of_sgml(field.content))
    draft.text = "\n\n".join(filter(None, texts))
    draft.use_title_as_text()
    return draft


def _take_field(draft: Draft, field: Field, dates: DateReader) -> bool:
    """Set the date, the title, the author or the place of the draft from an element; False if it is its text."""
    if field.name not in ("date", "title", "author", "dateline"):
        return False
    line = line_of_sgml(field.content)
    if field.name == "date" and draft.date is None and (found := dates.find(line)):
        draft.take_date(found, "record", line[found.start : found.end])
    elif field.name == "title" and draft.title is None:
        draft.title, draft.title_from = line.lstrip("* "), "header"  # `****** TIN COUNCIL SUSPENDS TALKS`
    elif field.name == "author":
        draft.fields["byline"] = line.removeprefix("by ").removeprefix("By ").rstrip(", ")
    elif field.name == "dateline":
        draft.fields["place"] = place_of(line)
    return True

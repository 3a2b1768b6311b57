"""The text of a document goes on to the formats of plain text: an export in DOCX is read as one in TXT is."""

from __future__ import annotations

import re
from collections.abc import Mapping

from newsidx.dates.extract import DateReader
from newsidx.readers.decode import clean
from newsidx.readers.draft import Draft
from newsidx.readers.formats.format import Contents
from newsidx.readers.options import letterhead
from newsidx.readers.problem import CannotRead, Problem, ProblemKind
from newsidx.readers.source import Document

_KEY = re.compile(r"[^\W\d_][\w .-]{0,39}:(?:\s|$)")
_TOP = 600
"""Characters from the top in which a line that says the same as a document's title is its headline."""

_FEW_BLANK = 0.1
"""The part of the lines that are blank where blank lines divide the paragraphs, at least."""


def contents_of_text(text: str, document: Document, dates: DateReader, properties: Mapping[str, str]) -> Contents:
    """The articles in the text of a document. Its properties go to `meta`: none says when it was published.

    `properties` may have a `title`, which is believed if the text begins with it. Raises CannotRead if there is no
    text.
    """
    from newsidx.readers.formats.registry import drafts_of_text  # which knows this module's formats

    text = clean(text)
    if not text.strip():
        raise CannotRead(Problem(ProblemKind.NO_TEXT, "no text in it"))
    _, drafts = drafts_of_text(text, dates, split=document.options.split is not False)
    if len(drafts) == 1:
        _take_properties(drafts[0], {name: " ".join(clean(value).split()) for name, value in properties.items()})
    return Contents(drafts)


def spaced(text: str) -> str:
    """A text with a line for each paragraph, with blank lines between them unless it has some.

    The lines of a header stay together. A line separator (U+2028) breaks a line within a paragraph.
    """
    lines = text.split("\n")
    if sum(not line.strip() for line in lines) > _FEW_BLANK * len(lines):
        return text
    parts: list[str] = []
    was_key = False
    for line in lines:
        is_key = bool(_KEY.match(line))
        parts.append(("\n" if was_key and is_key else "\n\n") + line)
        was_key = is_key
    return "".join(parts).strip("\n")


def _take_properties(draft: Draft, properties: Mapping[str, str]) -> None:
    title = properties.get("title")
    if title and draft.title is None and (words := letterhead(title)):
        start = 0
        for line in draft.text[:_TOP].splitlines(keepends=True):
            if letterhead(line) == words:
                draft.title, draft.title_from = line.strip(), "line"
                draft.cut(start, start + len(line.rstrip("\n")))
                break
            start += len(line)
    for name, value in properties.items():
        if value:
            draft.meta.setdefault(f"document_{name}", value)

"""PDF, by pypdfium2: the text of its pages in the order in which they have it."""

from __future__ import annotations

import re
import time
from collections.abc import Iterator
from typing import Any

from newsidx.dates.extract import DateReader
from newsidx.readers.extras import extra
from newsidx.readers.formats.documents.as_text import contents_of_text
from newsidx.readers.formats.format import Contents
from newsidx.readers.problem import CannotRead, Problem, ProblemKind
from newsidx.readers.source import Document

_MOST_PAGES = 10_000
_MOST_CHARACTERS = 50_000_000
_MOST_SECONDS = 120
_FEWEST_LETTERS = 20
"""Letters in a document with a text layer; a scanned one may have a page number or a stamp."""

_PROPERTIES = {"Title": "title", "Author": "author", "Subject": "subject", "CreationDate": "created"}
_PASSWORD, _SECURITY = 4, 5
"""pdfium's numbers for a document that needs a password, and for an encryption that it does not know."""

_CUT_SURELY = re.compile("[\ufffe\x02\u00ad](?:\r?\n)?")
_CUT = re.compile(r"([^\W\d_]{2,})-\r?\n([^\W\d_]{2,})")


def claims(document: Document, start: bytes) -> bool:
    """Whether a document begins as a PDF does; the signature has said so."""
    return True


def read(document: Document, dates: DateReader) -> Contents:
    """The articles in a PDF. Its dates say when the file was made, and so date nothing. Raises CannotRead."""
    pdfium = extra("pypdfium2", "pdf", "a PDF")
    with document.open() as stream:
        raw = stream.read()
    try:
        pdf = pdfium.PdfDocument(raw)
    except pdfium.PdfiumError as error:
        raise CannotRead(_problem(error)) from None
    try:
        if len(pdf) > _MOST_PAGES:
            raise CannotRead(Problem(ProblemKind.TOO_LARGE, f"a PDF of more than {_MOST_PAGES:,} pages"))
        text = _joined("\n\n".join(_pages(pdf, pdfium.PdfiumError)))
        properties = {
            _PROPERTIES[name]: value for name, value in pdf.get_metadata_dict().items() if name in _PROPERTIES
        }
    finally:
        pdf.close()
    if sum(map(str.isalnum, text)) < _FEWEST_LETTERS:
        message = "a PDF of pictures without text: scan it with OCR first"
        raise CannotRead(Problem(ProblemKind.TEXT_IN_PICTURES, message))
    return contents_of_text(text, document, dates, properties)


def _pages(pdf: Any, error_type: type[Exception]) -> Iterator[str]:
    """The text of each page; a page that is broken has none."""
    began, size = time.monotonic(), 0
    for number in range(len(pdf)):
        try:
            page = pdf[number]
            text = page.get_textpage()
            lines = text.get_text_range().strip()
            text.close()
            page.close()
        except error_type:
            continue
        size += len(lines)
        if size > _MOST_CHARACTERS or time.monotonic() - began > _MOST_SECONDS:
            raise CannotRead(Problem(ProblemKind.TOO_LARGE, f"a PDF that is too large to read: page {number + 1:,}"))
        yield lines


def _joined(text: str) -> str:
    """The text with words joined that were cut at the end of a line: where the PDF says so, and where the whole word
    stands elsewhere in it."""
    text = _CUT_SURELY.sub("", text)
    words = set(re.findall(r"[^\W\d_]+", text.lower())) if _CUT.search(text) else set()

    def joined(match: re.Match[str]) -> str:
        return match[1] + match[2] if (match[1] + match[2]).lower() in words else match[0]

    return _CUT.sub(joined, text)


def _problem(error: Any) -> Problem:
    code = getattr(error, "err_code", None)
    if code in (_PASSWORD, _SECURITY):
        return Problem(ProblemKind.ENCRYPTED, "an encrypted PDF")
    return Problem(ProblemKind.DAMAGED, "a damaged PDF")

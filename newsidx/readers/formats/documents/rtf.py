"""RTF, by striprtf."""

from __future__ import annotations

import re

from newsidx.dates.extract import DateReader
from newsidx.readers.extras import extra
from newsidx.readers.formats.documents.as_text import contents_of_text, spaced
from newsidx.readers.formats.format import Contents
from newsidx.readers.problem import CannotRead, Problem, ProblemKind
from newsidx.readers.source import Document

_PICTURE = re.compile(rb"(?<![0-9A-Fa-f])[0-9A-Fa-f\s]{2000,}(?![0-9A-Fa-f])|\\bin\d+ [^\\{}]*")
_LARGEST = 20_000_000
"""Bytes of the largest text with its markup that is read, pictures in it not counted."""

_FONT = re.compile(rb"\\f(?=\d)")
_BRACE = re.compile(rb"[{}]")
_CODE_PAGE = re.compile(rb"\\ansicpg(\d{3,5})")
_INFO = re.compile(rb"\{\\(title|author|subject|keywords) ([^\\{}]{1,300})\}")


def claims(document: Document, start: bytes) -> bool:
    """Whether a document begins as RTF does; the signature has said so."""
    return True


def read(document: Document, dates: DateReader) -> Contents:
    """The articles in an RTF document. Raises CannotRead."""
    striprtf = extra("striprtf.striprtf", "office", "an RTF document")
    with document.open() as stream:
        raw = _guarded(_PICTURE.sub(b"", stream.read()))
    if len(raw) > _LARGEST:
        message = f"an RTF document of more than {_LARGEST / 1e6:.0f} MB, pictures not counted"
        raise CannotRead(Problem(ProblemKind.TOO_LARGE, message))
    page = _CODE_PAGE.search(raw)
    encoding = f"cp{int(page[1])}" if page else "cp1252"
    properties = {match[1].decode(): match[2].decode("latin-1") for match in _INFO.finditer(raw, 0, 20_000)}
    try:
        text = striprtf.rtf_to_text(raw.decode("latin-1"), encoding=encoding, errors="replace")
    except (ValueError, LookupError, RecursionError, ArithmeticError) as error:
        raise CannotRead(Problem(ProblemKind.DAMAGED, f"damaged RTF: {error}")) from None
    return contents_of_text(spaced(text), document, dates, properties)


def _guarded(raw: bytes) -> bytes:
    """RTF in which striprtf's patterns for links and fonts do not search on and on.

    The blank and the line ends mean nothing in RTF, and nothing in the list of fonts is text.
    """
    raw = raw.replace(b"\\fldinst{", b"\\fldinst {")
    start = raw.find(b"\\fonttbl")
    if start < 0:
        return raw
    end, depth = len(raw), 1
    for brace in _BRACE.finditer(raw, start):
        depth += 1 if brace[0] == b"{" else -1
        if depth == 0:
            end = brace.end()
            break
    return raw[:start] + _FONT.sub(b";\n\\\\f", raw[start:end]) + raw[end:]

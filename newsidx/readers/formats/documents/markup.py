"""Markup in which no format finds an article: named as a problem, so that it never becomes an article made of tags."""

from __future__ import annotations

import json
import re

from newsidx.dates.extract import DateReader
from newsidx.readers.formats.format import Contents
from newsidx.readers.problem import CannotRead, Problem, ProblemKind
from newsidx.readers.source import Document

_BY_SUFFIX = {".css": "a style sheet (CSS)", ".js": "JavaScript", ".mjs": "JavaScript", ".dtd": "a DTD"}
_BEFORE_ROOT = (
    r"(?:\s|<\?[^>]{0,500}>|<!--(?:[^-]|-(?!->)){0,3000}-->|<!DOCTYPE\b[^>\[]{0,500}(?:\[[^\]]{0,2000}\])?[^>]{0,9}>)*"
)
_ROOT = re.compile(rf"{_BEFORE_ROOT}<([A-Za-z_][\w:.-]{{0,60}})(?=[\s/>])")
_TEXT_TAGS = "a b i u s p em strong font span small big center tt code br hr img sub sup cite q h1 h2 h3"
_IN_TEXT = frozenset(_TEXT_TAGS.split())
"""Elements that also stand in plain text and Markdown."""

_OTHERS = {
    re.compile(r"(?:\s|%[^\n]{0,500}\n)*\\document(?:class|style)\b"): "LaTeX",
    re.compile(r"%!PS"): "PostScript",
    re.compile(r"(?:\.\\\"[^\n]{0,500}\n|\s|'\\\"[^\n]{0,500}\n)*\.(?:TH|SH|Dd|Dt)\b"): "a manual page (troff)",
    re.compile(r"BEGIN:VCALENDAR\b"): "a calendar (iCalendar)",
    re.compile(r"BEGIN:VCARD\b"): "an address book (vCard)",
}
_JSON = re.compile(
    r"\s*(?:\{\s*(?:\}|\"(?:[^\"\\]|\\.){0,500}\"\s*:)|\[\s*(?:[\[{\]]|\"(?:[^\"\\]|\\.){0,2000}\"\s*[,\]]))"
)
_LARGEST_PARSED = 5_000_000
_END = 300
"""Bytes at the end of a document in which its root element must end."""


def claims(document: Document, start: bytes) -> bool:
    """Whether a document is markup that no other format has claimed."""
    return markup_of(document, start) is not None


def read(document: Document, dates: DateReader) -> Contents:
    """Raises CannotRead with what kind of markup it is."""
    with document.open() as stream:
        what = markup_of(document, stream.read(4096))
    raise CannotRead(Problem(ProblemKind.MARKUP, f"{what}, in which newsidx finds no article"))


def markup_of(document: Document, start: bytes) -> str | None:
    """What kind of markup a document is; None if it is none, or text with some tags in it."""
    begin = start.removeprefix(b"\xef\xbb\xbf").removeprefix(b"\xff\xfe").removeprefix(b"\xfe\xff").replace(b"\0", b"")
    text = begin.decode("latin-1")
    suffix = document.name.lower().rpartition(".")[2]
    if kind := _BY_SUFFIX.get(f".{suffix}"):
        return kind
    if text.lstrip().startswith("<"):
        return _xml(document, text)
    if _JSON.match(text) and (suffix in ("json", "jsonl", "ndjson", "geojson") or _is_json(document)):
        return "JSON"
    return next((kind for pattern, kind in _OTHERS.items() if pattern.match(text)), None)


def _xml(document: Document, text: str) -> str | None:
    root = _ROOT.match(text)
    if root is None:
        return "XML" if text.lstrip().startswith(("<?xml", "<!DOCTYPE", "<!ENTITY", "<!ELEMENT")) else None
    name = root[1]
    if "<?xml" in root[0] or "<!DOCTYPE" in root[0] or name.lower() in ("html", "svg"):
        return f"XML (root element <{name}>)"
    if name.lower() in _IN_TEXT or not _ends_with(document, name):
        return None
    return f"XML or SGML (root element <{name}>)"


def _ends_with(document: Document, name: str) -> bool:
    """Whether a document ends where the element with which it begins ends."""
    with document.open() as stream:
        end = stream.read()[-_END:].replace(b"\0", b"").rstrip()
    return end.lower().endswith(f"</{name}>".lower().encode("latin-1"))


def _is_json(document: Document) -> bool:
    """Whether all of a document is JSON, or each of its first lines."""
    with document.open() as stream:
        raw = stream.read(_LARGEST_PARSED + 1)
    if len(raw) > _LARGEST_PARSED:
        return True
    lines = raw.strip().splitlines()
    return _is_value(raw) or (len(lines) > 1 and all(_is_value(line) for line in lines[:5] if line.strip()))


def _is_value(raw: bytes) -> bool:
    try:
        json.loads(raw)
    except RecursionError:  # so deep is no text
        return True
    except ValueError:
        return False
    return True

"""Whether a document is JSON or a table: a quick look, which most documents do not pass, and then a closer one."""

from __future__ import annotations

import json
import re

from newsidx.readers.source import Document

JSON_SUFFIXES = (".json", ".jsonl", ".ndjson")

TABLE_SUFFIXES = (".csv", ".tsv", ".tab", ".psv")

TEXT_SUFFIXES = (".txt", ".text", ".dat")
"""Suffixes of files that are tables only if the names of their columns say so."""

_JSON_START = re.compile(rb'\s*(?:\{|\[\s*\{)\s*"(?:[^"\\]|\\.){0,500}"\s*:')
_BYTE_ORDER_MARKS = (b"\xef\xbb\xbf", b"\xff\xfe", b"\xfe\xff")
_DELIMITER = re.compile(rb"[\t,;|]")
_FIRST_CELL = re.compile(rb"[^\t,;|.\n0-9]{1,40}[\t,;|]")
_DELIMITERS = (b"\t", b",", b";", b"|")
_CELL_END = re.compile(r"[\t,;|]")
_AROUND_NAME = " \r\"'"

SPEAKING = frozenset(("date", "created", "title", "body"))
"""What the names of columns have to mean, for a table to be one of articles."""

_LONGEST_HEADER = 4_000
_LONGEST_NAME = 40
"""Bytes of the names of columns on average; in prose a comma comes less often."""


def is_json(document: Document, start: bytes) -> bool:
    """Whether a document is JSON: it begins as an object does, or it is called JSON and begins with a bracket."""
    if _JSON_START.match(start):
        return document.name.lower().endswith(JSON_SUFFIXES) or not _is_front_matter(start)
    if not document.name.lower().endswith(JSON_SUFFIXES):
        return False
    return start.lstrip()[:1] in (b"{", b"[") or start.startswith(_BYTE_ORDER_MARKS)


def _is_front_matter(start: bytes) -> bool:
    """Whether text follows the JSON object with which a document begins."""
    text = start.decode("utf-8-sig", "replace").lstrip()
    try:
        value, end = json.JSONDecoder().raw_decode(text)
    except (ValueError, RecursionError):
        return False
    rest = text[end:].lstrip()
    return isinstance(value, dict) and rest[:1] not in ("", "{", "[", ",")


def is_table(document: Document, start: bytes) -> bool:
    """Whether a document is a table. Under the name of a text it is one only if its first line names its columns."""
    if document.name.lower().endswith(TEXT_SUFFIXES) and not _may_name_columns(start):
        return False
    from newsidx.readers.formats.records.table import claims

    return claims(document)


def may_begin_table(begins: bytes) -> bool:
    """A quick look: whether a text may begin with the name of a column."""
    return _FIRST_CELL.match(begins) is not None


def _may_name_columns(start: bytes) -> bool:
    line = start.partition(b"\n")[0]
    if not _DELIMITER.search(line):
        return False
    most = max(map(line.count, _DELIMITERS))
    if len(line) > _LONGEST_NAME * (most + 1) or len(line) > _LONGEST_HEADER:
        return False
    from newsidx.readers.formats.records.keys import meaning_of

    cells = _CELL_END.split(line.decode("utf-8", "replace").lstrip("\ufeff"))
    meanings = {meaning_of(cell.strip(_AROUND_NAME)) for cell in cells}
    return len(meanings & SPEAKING) > 1

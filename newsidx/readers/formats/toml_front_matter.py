"""Front matter in TOML, as Hugo and Zola have it: between two lines of `+++` at the very top of the file."""

from __future__ import annotations

import re
import sys
from typing import Any

from newsidx.dates.extract import DateReader
from newsidx.readers.draft import Draft
from newsidx.readers.fields import take_fields
from newsidx.readers.formats.asciidoc import take_header_below

_FENCE = re.compile(r"\n\+\+\+[ \t]*(?:\n|\Z)")
_PAIR = re.compile(r"[ \t]*([\w-]{1,40})[ \t]*=[ \t]*(.*)")

_MOST = 64 * 1024
"""Characters of the longest front matter; a longer block is text."""

_MOST_MARKS = 500
"""Brackets in a block that is parsed as TOML, and points in one of its keys, which nest tables without a bracket."""


def read(text: str, dates: DateReader) -> tuple[Draft, ...]:
    """One draft, if the text begins with front matter that holds `key = value` pairs."""
    top = text.lstrip()[:5]
    if not top.startswith("+++") or top[3:].strip(" \t")[:1] not in ("", "\n"):
        return ()
    start = text.index("+++") + 3
    end = _FENCE.search(text, start, start + _MOST)
    if end is None:
        return ()
    block = text[start : end.start()]
    pairs = _toml_pairs(block) or _pairs_by_line(block)
    if not pairs:
        return ()
    draft = Draft(text[end.end() :])
    take_fields(draft, pairs, dates, "front-matter")
    take_header_below(draft, dates)
    return (draft,)


def _toml_pairs(block: str) -> list[tuple[str, Any]] | None:
    """The pairs of a TOML document, or None if it is not TOML, or nested too deeply to be front matter."""
    if block.count("[") + block.count("{") > _MOST_MARKS or _is_deep(block):
        return None
    if sys.version_info >= (3, 11):
        import tomllib
    else:
        import tomli as tomllib

    try:
        return list(tomllib.loads(block).items())
    except (ValueError, RecursionError):  # ValueError: TOMLDecodeError, and an integer of too many digits
        return None


def _is_deep(block: str) -> bool:
    return any(line.count(".") > _MOST_MARKS for line in block.split("\n"))


def _pairs_by_line(block: str) -> list[tuple[str, str]]:
    """The pairs of a block that is not quite TOML, without quotation marks: `title = "War: a "diary""` is common."""
    pairs = (match for line in block.split("\n") if (match := _PAIR.fullmatch(line)))
    return [(match[1], match[2].strip().strip("\"'")) for match in pairs]

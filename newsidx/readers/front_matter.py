"""The front matter layout: YAML between two lines of `---` at the very top of the file."""

from __future__ import annotations

import re
from typing import Any

from newsidx.dates.written import DateReader
from newsidx.readers import header
from newsidx.readers.draft import Draft
from newsidx.readers.fields import take_fields
from newsidx.readers.header import header_pairs

_FENCE = re.compile(r"\n(?:---|\.\.\.)[ \t]*(?:\n|\Z)")
_LIST_ITEM = re.compile(r"^(?=[-\t])", re.MULTILINE)
"""Where what is no YAML goes on from the line above: an item of a list, a line set in by a tab."""

_MOST = 64 * 1024
"""Characters of front matter that are read as such; a longer block is text."""

_MOST_BRACKETS = 500
"""Brackets in what is read as YAML, whose parser takes time by the square of those left open."""

_DEEPEST = 50
"""Lists and mappings within each other in what is read as YAML; what goes through them would call itself too often."""


def read(text: str, dates: DateReader) -> Draft | None:
    """A draft, if the text begins with front matter that holds `key: value` pairs."""
    top = text.lstrip()[:5]
    if not top.startswith("---") or top[3:].strip(" \t")[:1] not in ("", "\n"):
        return None
    start = text.index("---") + 3
    end = _FENCE.search(text, start, start + _MOST)
    if end is None:
        return header.read(text[start:], dates)  # nobody closed it: then it is a header below a rule
    block = text[start : end.start()].strip("\n")
    pairs = _yaml_pairs(block) or header_pairs(_LIST_ITEM.sub(" ", block))
    if not pairs:
        return None
    draft = Draft(text[end.end() :])
    take_fields(draft, pairs, dates, "front-matter")
    return draft


def _yaml_pairs(block: str) -> list[tuple[str, Any]] | None:
    """The pairs of a YAML mapping, or None where it is not YAML: `title: War: a diary` is written a lot.

    Every scalar stays the string it was written as, dates too, for newsidx's own rules to read.
    Aliases are refused, for a few lines of them can stand for gigabytes, and so is what is nested too deeply.
    """
    if block.count("[") + block.count("{") > _MOST_BRACKETS:
        return None
    import yaml

    try:
        depth = 0
        for event in yaml.parse(block, Loader=yaml.BaseLoader):
            depth += isinstance(event, yaml.CollectionStartEvent) - isinstance(event, yaml.CollectionEndEvent)
            if depth > _DEEPEST or isinstance(event, yaml.AliasEvent):
                return None
        loaded = yaml.load(block, Loader=yaml.BaseLoader)  # noqa: S506 - it makes only str, list and dict
    except (yaml.YAMLError, ValueError, OverflowError, RecursionError):  # OverflowError: "\UFFFFFFFF"
        return None
    if not isinstance(loaded, dict):
        return None
    return [(str(key), value) for key, value in loaded.items()]

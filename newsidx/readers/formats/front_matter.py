"""The front matter layout: YAML between two lines of `---` at the very top of the file."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

from newsidx.dates.extract import DateReader
from newsidx.readers.draft import Draft
from newsidx.readers.fields import take_fields
from newsidx.readers.formats import header
from newsidx.readers.formats.format import TextFormat
from newsidx.readers.formats.header import header_pairs

if TYPE_CHECKING:
    from yaml import Event

_FENCE = re.compile(r"\n(?:---|\.\.\.)[ \t]*(?:\n|\Z)")
_LIST_ITEM = re.compile(r"^(?=[-\t])", re.MULTILINE)
"""Where what is no YAML goes on from the line above: an item of a list, a line set in by a tab."""

_MOST = 64 * 1024
"""Characters of front matter that are read as such; a longer block is text."""

_MOST_BRACKETS = 500
"""Brackets in what is read as YAML, whose parser takes time by the square of those left open."""

_DEEPEST = 50
"""Lists and mappings within each other in what is read as YAML; what goes through them would call itself too often."""


def read(text: str, dates: DateReader) -> tuple[Draft, ...]:
    """One draft, if the text begins with front matter that holds `key: value` pairs."""
    top = text.lstrip()[:5]
    if not top.startswith("---") or top[3:].strip(" \t")[:1] not in ("", "\n"):
        return ()
    start = text.index("---") + 3
    end = _FENCE.search(text, start, start + _MOST)
    if end is None:
        return header.read(text[start:], dates)  # nobody closed it: then it is a header below a rule
    block = text[start : end.start()].strip("\n")
    pairs = _yaml_pairs(block) or header_pairs(_LIST_ITEM.sub(" ", block))
    if not pairs:
        return ()
    draft = Draft(text[end.end() :])
    take_fields(draft, pairs, dates, "front-matter")
    return (draft,)


def _yaml_pairs(block: str) -> list[tuple[str, Any]] | None:
    """The pairs of a YAML mapping, or None where it is not YAML: `title: War: a diary` is written a lot.

    Every scalar stays the string it was written as, dates too, for newsidx's own rules to read.
    Aliases are refused, for a few lines of them can stand for gigabytes, and so is what is nested too deeply.
    """
    if block.count("[") + block.count("{") > _MOST_BRACKETS:
        return None
    import yaml

    try:
        loaded = _loaded(yaml.parse(block, Loader=yaml.BaseLoader))
    except (yaml.YAMLError, ValueError, OverflowError, RecursionError):  # OverflowError: "\UFFFFFFFF"
        return None
    return list(loaded.items()) if isinstance(loaded, dict) else None


def _loaded(events: Iterable[Event]) -> Any:
    """What the events of one YAML document make: str, list and dict. None where they are refused, or are two documents.

    yaml.load would go through the text a second time to say the same.
    """
    import yaml

    open_collections: list[tuple[bool, list[Any]]] = [(False, [])]
    for event in events:
        is_mapping, items = open_collections[-1]
        if isinstance(event, yaml.ScalarEvent):
            items.append(event.value)
        elif isinstance(event, yaml.CollectionStartEvent):
            open_collections.append((isinstance(event, yaml.MappingStartEvent), []))
            if len(open_collections) > _DEEPEST + 1:
                return None
        elif isinstance(event, yaml.CollectionEndEvent):
            open_collections.pop()
            keys = items[::2] if is_mapping else ()
            if not all(isinstance(key, str) for key in keys):
                return None
            open_collections[-1][1].append(dict(zip(keys, items[1::2], strict=True)) if is_mapping else items)
        elif isinstance(event, yaml.AliasEvent) or (isinstance(event, yaml.DocumentStartEvent) and items):
            return None
    return open_collections[0][1][0] if open_collections[0][1] else None


FORMAT = TextFormat("front-matter", read)

"""The front matter layout: YAML between two lines of `---` at the very top of the file, or a JSON object there."""

from __future__ import annotations

import json
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
"""Where a block that is not YAML continues the line above: an item of a list, a line indented by a tab."""

_MOST = 64 * 1024
"""Characters of the longest front matter; a longer block is text."""

_MOST_BRACKETS = 500
"""Brackets in a block that is parsed as YAML: the time grows with the square of those left open."""

OWN_TAGS, OWN_NOTE = "newsidx_tags", "newsidx_note"
"""The keys under which an export of newsidx has the tags and the note of an article."""

_DEEPEST = 50
"""Levels of nested lists and mappings in YAML; with more, a recursive function would call itself too often."""


def read(text: str, dates: DateReader) -> tuple[Draft, ...]:
    """One draft, if the text begins with front matter that holds `key: value` pairs."""
    top = text.lstrip()[:5]
    if not top.startswith("---") or top[3:].strip(" \t")[:1] not in ("", "\n"):
        return ()
    start = text.index("---") + 3
    end = _FENCE.search(text, start, start + _MOST)
    if end is None:
        return header.read(text[start:], dates)  # never closed: it is a header below a rule
    block = text[start : end.start()].strip("\n")
    pairs = _yaml_pairs(block) or header_pairs(_LIST_ITEM.sub(" ", block))
    if not pairs:
        return ()
    draft = Draft(text[end.end() :])
    take_fields(draft, pairs, dates, "front-matter")
    draft.take_marks(draft.meta.pop(OWN_TAGS, None), draft.meta.pop(OWN_NOTE, None))
    if draft.text.lstrip()[:1] == "=":
        from newsidx.readers.formats.asciidoc import take_header_below

        take_header_below(draft, dates)
    return (draft,)


def _yaml_pairs(block: str) -> list[tuple[str, Any]] | None:
    """The pairs of a YAML mapping, or None if it is not YAML: `title: War: a diary` is common.

    Every scalar stays the string it was written as; dates too, which newsidx reads by its own rules.
    Aliases are refused, because a few lines of them can expand to gigabytes, and so is deep nesting.
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
    """The value of one YAML document, of str, list and dict; None if it is refused, or if there are two documents.

    yaml.load would go through the text a second time for the same result.
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


def read_json(text: str, dates: DateReader) -> tuple[Draft, ...]:
    """One draft, if the text begins with a JSON object, as Hugo takes it for front matter, and goes on below it."""
    text = text.lstrip()
    try:
        pairs, end = json.JSONDecoder(parse_int=str, parse_float=str).raw_decode(text[:_MOST])
    except (ValueError, RecursionError):
        return ()
    body = text[end:]
    if not isinstance(pairs, dict) or not body.lstrip(" \t").startswith("\n") or body.lstrip()[:1] in ("", "{", "["):
        return ()
    draft = Draft(body)
    take_fields(draft, pairs.items(), dates, "front-matter")
    return (draft,)


FORMAT = TextFormat("front-matter", read, starts=("---",))
JSON_FORMAT = TextFormat("json-front-matter", read_json, starts=("{",))

"""Articles and hits as JSON objects, and objects as lines of JSON, which the JSON formats share."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from typing import TYPE_CHECKING, Any

from newsidx.formats.article_fields import field_values
from newsidx.text.marks import without_marks
from newsidx.text.sanitize import escape_json_controls, one_line

if TYPE_CHECKING:
    from newsidx.search.answer import Hit


def hit_object(hit: Hit) -> dict[str, Any]:
    """The fields of a hit's article, and what is known of how it matched."""
    values = field_values(hit.article)
    if hit.snippet:
        values["snippet"] = one_line(without_marks(hit.snippet))
    if hit.score is not None:
        values["score"] = round(hit.score, 4)
    if hit.matched:
        values["matched"] = hit.matched
    if hit.others:
        values["others"] = hit.others
    return values


def json_line(value: Mapping[str, Any]) -> str:
    """An object as JSON on one line, without control characters."""
    return escape_json_controls(json.dumps(value, ensure_ascii=False))


def json_array(objects: Iterable[Mapping[str, Any]]) -> Iterator[str]:
    """One JSON array, an object a line; its first line comes before the last object is known."""
    start = "["
    for value in objects:
        yield start + json_line(value)
        start = ","
    yield "[]" if start == "[" else "]"

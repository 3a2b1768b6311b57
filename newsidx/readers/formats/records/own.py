"""Articles as newsidx itself writes them in CSV, JSON and JSON Lines, read back as they were."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from newsidx.dates.extract import DateReader
from newsidx.readers.decode import clean
from newsidx.readers.draft import Draft
from newsidx.readers.formats.records.keys import FIELDS
from newsidx.readers.formats.records.values import stored

_KEYS = ("id", "ref", "date", "published", "title", "date_from", "title_from", "words")
"""Keys that together only newsidx writes. What follows from the text, such as the number of words, is counted again."""

_FORMULA_STARTS = tuple("=+-@＝＋－＠")


def is_own(record: Mapping[str, Any]) -> bool:
    """Whether newsidx has written a record."""
    return all(key in record for key in _KEYS)


def own_draft(record: Mapping[str, Any], dates: DateReader, *, is_table: bool) -> Draft | None:
    """The article in a record that newsidx has written, if its text is there."""
    text = {key: _text(record.get(key), is_table) for key in (*_KEYS, "body", *FIELDS)}
    if not text["body"] and not (text["title"] and text["date"]):
        return None
    draft = Draft(text["body"])
    if found := dates.whole(text["date"]):
        draft.date, draft.date_from, draft.published = found.date, "record", text["published"] or None
    if text["title_from"] != "text" or not text["body"]:
        draft.title, draft.title_from = text["title"], "header"
    draft.fields = {field: text[field] for field in FIELDS if text[field]}
    if isinstance(meta := stored(record.get("meta")), dict):
        draft.meta = meta
    tags = record.get("tags")
    listed = _text(tags, is_table).split("; ") if isinstance(tags, str) else tags
    draft.take_marks(listed, _text(record.get("note"), is_table))
    return draft


def _text(value: Any, is_table: bool) -> str:
    """A value as text, without the apostrophe by which a table keeps a spreadsheet from running it as a formula."""
    if not isinstance(value, str):
        return ""
    if is_table and value[:1] == "'" and value[1:].lstrip().startswith(_FORMULA_STARTS):
        value = value[1:]
    return clean(value).strip()

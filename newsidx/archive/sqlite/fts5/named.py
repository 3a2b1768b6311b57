"""Conditions that name articles: their ids, files, tags, or words of their notes. SQLite looks these articles up one by
one, so that no other has to be searched or checked.
"""

from __future__ import annotations

import json
import os
from array import array
from collections.abc import Sequence
from typing import Any, NamedTuple

from newsidx.archive.matching.expansion import written_terms
from newsidx.archive.sqlite.database import Database
from newsidx.article import id_range_of
from newsidx.disk.paths import path_on_disk, path_text
from newsidx.query.tree import Metadata
from newsidx.text.tag_names import tag_name

_IN_SPAN = "BETWEEN json_extract(span.value, '$[0]') AND json_extract(span.value, '$[1]')"
_LOOKUPS = {
    "id": f"""
        SELECT listed.id FROM json_each(?) AS span CROSS JOIN articles_fts_docsize AS listed ON listed.id {_IN_SPAN}
    """,
    "file": f"""
        SELECT copies.article FROM json_each(?) AS span CROSS JOIN files ON files.path {_IN_SPAN}
        CROSS JOIN copies ON copies.file = files.id
    """,
    "tag": f"""
        SELECT tagged.article FROM json_each(?) AS span CROSS JOIN article_tags AS tagged ON tagged.tag {_IN_SPAN}
    """,
    "note": """
        SELECT article_notes.article FROM json_each(?) AS words CROSS JOIN article_notes
        ON words.value IS NULL OR has_terms(words.value, FALSE, article_notes.note)
    """,
}
"""The ids of the articles that a field names, by ranges of ids, paths or tags, or by words."""

_LAST_CHARACTER = "\U0010ffff"


class NamedArticles(NamedTuple):
    """A statement with the ids of the articles that are named, and its parameter. An id may be in it twice."""

    sql: str
    parameter: str


def any_named(parts: Sequence[Metadata]) -> NamedArticles:
    """The articles that any of some conditions on one field names."""
    return NamedArticles(_LOOKUPS[parts[0].field], json.dumps([value for part in parts for value in _values_of(part)]))


def all_named(parts: Sequence[Metadata]) -> list[NamedArticles]:
    """The same for all of them: an article must be in each."""
    if parts[0].field != "id":
        return [any_named([part]) for part in parts]
    ids = json.dumps(_in_each([id_range_of(part.value) for part in parts]))  # one look-up for any number of ranges
    return [NamedArticles(_LOOKUPS["id"], ids)]


def named_ids(database: Database, part: Metadata) -> array[int]:
    """The ids of the articles that a condition names, in order."""
    rows = database.rows(*_with_list(any_named([part])))
    return array("q", sorted({article_id for (article_id,) in rows}))


def _with_list(named: NamedArticles) -> tuple[str, list[str]]:
    return named.sql, [named.parameter]


def _values_of(part: Metadata) -> Sequence[Any]:
    """What the statement of a field gets for a condition."""
    if part.field == "id":
        span = id_range_of(part.value)
        return [span] if span else []
    if part.field == "file":
        return _paths_named(part.value)
    if part.field == "tag":
        tag = tag_name(part.value)
        return [(tag, tag + _LAST_CHARACTER if part.is_prefix else tag)]
    return [written_terms(part.value, part.is_prefix).to_json() if part.value else None]  # any note


def _in_each(ranges: Sequence[tuple[int, int] | None]) -> list[tuple[int, int]]:
    """The range that some ranges of ids have in common; none if one of them is no range."""
    known = [span for span in ranges if span]
    return [(max(first for first, _ in known), min(last for _, last in known))] if len(known) == len(ranges) else []


def _paths_named(text: str) -> list[tuple[str, str]]:
    """The ranges of the paths of a file, or of all files in a folder."""
    path = path_text(os.path.abspath(path_on_disk(text)))
    folder = path.rstrip("/")
    return [(path, path), (f"{folder}/", f"{folder}/{_LAST_CHARACTER}")]

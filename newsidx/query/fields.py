"""The fields of a query, and every name that a user can type for each.

A tree and its text use one name for a field; `author:smith` and `byline:smith` become `by:"smith"`.
"""

from __future__ import annotations

TEXT_FIELDS = ("title", "body")
WORD_FIELDS = ("by", "source", "section", "place")
"""The metadata that is searched by its words."""

NAMING_FIELDS = ("id", "file", "tag", "note")
"""The metadata whose articles are looked up one by one, so that no others have to be searched."""

MARK_FIELDS = ("tag", "note")
"""What users have said of articles: `tag:*` is any tag."""

PREFIX_FIELDS = (*WORD_FIELDS, *MARK_FIELDS)
"""The metadata in which `*` stands for the rest of a word."""

METADATA_FIELDS = (*WORD_FIELDS, "lang", *MARK_FIELDS, "path", "file", "url", "id")
SAVED_FIELD = "search"
"""Before the name of a saved query, which then stands in its place."""

DATE_FIELDS = ("date", "on", "since", "until")

SIGNED_FIELDS = ("path", "file", "url", *DATE_FIELDS)
"""The fields whose values may begin with a sign of their own, as in `path:-draft` and `date:--03-06`."""

_OTHER_NAMES = {
    "author": "by",
    "byline": "by",
    "language": "lang",
    "after": "since",
    "from": "since",
    "before": "until",
    "to": "until",
}
_FIELDS = {name: name for name in (*TEXT_FIELDS, *METADATA_FIELDS, SAVED_FIELD, *DATE_FIELDS)} | _OTHER_NAMES


def field_named(name: str) -> str | None:
    """The field that a name stands for, in upper or lower case (`Author`: by); None if there is none."""
    return _FIELDS.get(name.lower())

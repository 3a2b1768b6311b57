"""The fields of a query, and every name that a user can type for each.

A tree and its text use one name for a field; `author:smith` and `byline:smith` become `by:"smith"`.
"""

from __future__ import annotations

TEXT_FIELDS = ("title", "body")
WORD_FIELDS = ("by", "source", "section", "place")
"""The metadata that is searched by its words."""

METADATA_FIELDS = (*WORD_FIELDS, "lang", "path", "file", "url", "id")
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
_FIELDS = {name: name for name in (*TEXT_FIELDS, *METADATA_FIELDS, *DATE_FIELDS)} | _OTHER_NAMES


def field_named(name: str) -> str | None:
    """The field that a name stands for, in upper or lower case (`Author`: by); None if there is none."""
    return _FIELDS.get(name.lower())

"""Names of tags: in lower case, on one line, and without the characters that have a meaning in a query or a list."""

from __future__ import annotations

from unicodedata import normalize

LONGEST_TAG = 100
"""The most letters of a tag."""

_SEPARATORS = frozenset('"“”„‟«»＂(),;*')


def tag_name(text: str) -> str:
    """A tag as it is stored and looked up: NFC, in lower case."""
    return normalize("NFC", normalize("NFC", text.strip()).casefold())


def is_tag_name(name: str) -> bool:
    """Whether a tag of `tag_name` can be one: it has a letter or digit, and begins with no sign."""
    has_letters = any(map(str.isalnum, name)) and len(name) <= LONGEST_TAG
    is_plain = name.isprintable() and not any(map(str.isspace, name)) and not _SEPARATORS & set(name)
    return has_letters and is_plain and name[0] not in "+-="

"""What users say of articles, as they type it: tags to add and to take off, and notes."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

from newsidx.errors import BadTag
from newsidx.text.sanitize import one_line, without_controls
from newsidx.text.tag_names import LONGEST_TAG, is_tag_name, tag_name


class TagChange(NamedTuple):
    """Tags to add to articles, and tags to take off them."""

    add: tuple[str, ...]
    remove: tuple[str, ...]


def tag_change(words: Iterable[str]) -> TagChange:
    """The change that words such as `+story` and `-read` say. Raises BadTag."""
    tags: dict[str, dict[str, None]] = {"+": {}, "-": {}}
    for word in words:
        if word[:1] not in tags:
            raise BadTag(f"“{one_line(word)}” is no change of a tag", "+TAG adds a tag, -TAG takes it off.")
        tags[word[0]][_tag(word[1:])] = None
    add, remove = tags.values()
    if both := sorted(add.keys() & remove.keys()):
        raise BadTag(f"+{both[0]} and -{both[0]} cannot be combined", "Leave one of them out.")
    return TagChange(tuple(add), tuple(remove))


def note_text(typed: str) -> str:
    """A note as it can be stored and shown: without control characters, and blank lines around it."""
    return without_controls(typed.replace("\r\n", "\n")).strip()


def _tag(typed: str) -> str:
    name = tag_name(typed)
    if not is_tag_name(name):
        raise BadTag(
            f"“{one_line(name)}” cannot be a tag",
            f"A tag has at least a letter or digit, at most {LONGEST_TAG} characters, and no spaces, quotation marks, "
            "brackets, commas or stars.",
        )
    return name

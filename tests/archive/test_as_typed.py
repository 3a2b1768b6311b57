"""What is typed of tags is read the same everywhere, and what cannot be a tag is said in a sentence."""

from __future__ import annotations

import pytest

from newsidx.archive.as_typed import TagChange, note_text, tag_change
from newsidx.errors import BadTag


def test_tags_to_add_and_to_take_off_are_told_apart_by_their_signs() -> None:
    assert tag_change(["+Story", "-read", "+sources/smith", "+story"]) == TagChange(
        ("story", "sources/smith"), ("read",)
    )


@pytest.mark.parametrize(
    ("words", "message"),
    [
        (["story"], "“story” is no change of a tag"),
        (["+"], "“” cannot be a tag"),
        (["+a,b"], "“a,b” cannot be a tag"),
        (["+\x1b[31m"], "cannot be a tag"),
        (["+a", "-A"], r"\+a and -a cannot be combined"),
    ],
)
def test_what_cannot_be_a_tag_is_said(words: list[str], message: str) -> None:
    with pytest.raises(BadTag, match=message):
        tag_change(words)


def test_a_note_has_no_controls_and_no_blank_lines_around_it() -> None:
    assert note_text("\r\n Smith\r\n\n\x1b]0;title\x07called \n") == "Smith\n\n]0;titlecalled"

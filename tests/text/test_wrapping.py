"""Text without spaces is cut between its letters, never within one or before a comma."""

from __future__ import annotations

import itertools
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newsidx.text.wrapping import in_parts, joined, places_to_break, without_parts


def broken(text: str) -> list[str]:
    """A text at all its places to break."""
    places = [0, *places_to_break(text), len(text)]
    return [text[start:end] for start, end in itertools.pairwise(places)]


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("国际（油价）上涨，", ["国", "际", "（油", "价）", "上", "涨，"]),
        ("2022年OPEC减产", ["2022年", "OPEC", "减", "产"]),
        ("スーパーで「東京」", ["スー", "パー", "で", "「東", "京」"]),
        ("น้ำมันเพิ่ม", ["น้ำ", "มั", "น", "เพิ่", "ม"]),
        ("កម្ពុជា", ["ក", "ម្ពុ", "ជា"]),
        ("oil prices, “rose”", ["oil ", "prices, ", "“rose”"]),
    ],
)
def test_a_line_is_broken_between_letters(text: str, parts: list[str]) -> None:
    assert broken(text) == parts


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("石油输\n出国，\n（OPEC）", "石油输出国，（OPEC）"),
        ("标题\n\n正文", "标题\n\n正文"),
        ("\x02石油\x03\n价", "\x02石油\x03价"),
        ("oil\nprices", "oil\nprices"),
        ("정부가\n말했다", "정부가\n말했다"),
        ("NHK\n東京", "NHK\n東京"),
    ],
)
def test_a_line_break_between_letters_is_no_space(text: str, line: str) -> None:
    assert joined(text) == line


@given(st.text("国油ー々，。「」กน้ำเ្ក់ ab5\n"))
def test_parts_make_the_text_again_and_begin_with_no_mark(text: str) -> None:
    assert without_parts(in_parts(text)) == joined(text)
    for before, part in itertools.pairwise(broken(text)):
        if not before[-1:].isspace():
            assert unicodedata.category(part[0])[0] != "M"
            assert part[0] not in "ーำ，。」々"

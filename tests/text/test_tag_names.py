"""The names of tags."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newsidx.query import Query
from newsidx.query.tree import Metadata
from newsidx.text.tag_names import LONGEST_TAG, is_tag_name, tag_name


@pytest.mark.parametrize(
    ("typed", "name"),
    [("Story", "story"), ("ÉTÉ", "été"), ("e\N{COMBINING ACUTE ACCENT}te", "éte"), ("Straße", "strasse"), ("İ", "i̇")],
)
def test_a_tag_is_the_same_in_any_case_and_however_its_letters_are_composed(typed: str, name: str) -> None:
    assert tag_name(typed) == name
    assert tag_name(name) == name


@pytest.mark.parametrize("name", ["story", "to-read", "sources/smith", "2022", "q1.draft", "東京", "a_b", "c++"])
def test_a_word_with_the_signs_that_people_use_can_be_a_tag(name: str) -> None:
    assert is_tag_name(name)


@pytest.mark.parametrize(
    "name",
    ["", "-", "a b", "a,b", "a;b", 'a"b', "“a”", "(a)", "a*", "+a", "-a", "a\nb", "a\x00", "x" * (LONGEST_TAG + 1)],
)
def test_what_could_not_be_typed_in_a_query_or_a_list_cannot_be_a_tag(name: str) -> None:
    assert not is_tag_name(name)


@given(st.text(max_size=12))
def test_every_tag_can_be_asked_for_in_a_query_as_it_is(text: str) -> None:
    name = tag_name(text)
    if is_tag_name(name):
        assert tag_name(name) == name
        assert Query.parse(f"tag:{name}").tree == Metadata("tag", name)

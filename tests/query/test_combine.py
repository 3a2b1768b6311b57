"""Nodes put together are flat, count words as often as they were typed, and can be had once each."""

from __future__ import annotations

import pytest

from newsidx.query import All, Any, InField, Metadata, Not, Query, Word
from newsidx.query.combine import all_of, any_of, each_once, in_field

OIL, GAS = Word("oil"), Word("gas")
SMITH = Metadata("by", "smith")


def test_nested_groups_of_one_kind_are_flat() -> None:
    assert all_of([OIL, All((GAS, OIL))]) == All((OIL, GAS, OIL))
    assert any_of([OIL, Any((GAS, OIL))]) == Any((OIL, GAS, OIL))
    assert any_of([All((OIL, GAS)), OIL]) == Any((All((OIL, GAS)), OIL))


def test_a_word_is_kept_as_often_as_it_was_typed_and_a_condition_once() -> None:
    assert all_of([OIL, SMITH, OIL, SMITH, Not(GAS), Not(GAS)]) == All((OIL, SMITH, OIL, Not(GAS)))
    assert in_field("title", All((OIL, OIL))) == All((InField("title", OIL), InField("title", OIL)))


def test_a_single_part_stands_alone_and_no_part_is_nothing() -> None:
    assert (all_of([OIL]), any_of([OIL]), all_of([]), any_of([])) == (OIL, OIL, None, None)


@pytest.mark.parametrize(
    ("text", "once"),
    [
        ("oil", "oil"),
        ("oil oil", "oil"),
        ("oil gas oil", "oil gas"),
        ("oil OR oil", "oil"),
        ("(oil OR gas OR oil) coal (oil OR gas)", "(oil OR gas) coal"),
        ("coal (oil OR oil) oil", "coal oil"),
        ("-(oil oil)", "-oil"),
        ('title:oil title:oil "a b" "a b"', 'title:oil "a b"'),
        ("oil OIL", "oil OIL"),
    ],
)
def test_each_part_of_a_tree_can_be_had_once(text: str, once: str) -> None:
    tree = Query.parse(text).tree
    assert tree
    assert str(each_once(tree)) == once

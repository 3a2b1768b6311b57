"""Nodes put together are flat, and have a word as often as it was typed."""

from __future__ import annotations

from newsidx.query.combine import all_of, any_of, in_field
from newsidx.query.tree import All, Any, InField, Metadata, Not, Word

OIL, GAS = Word("oil"), Word("gas")
SMITH = Metadata("by", "smith")


def test_nested_groups_of_one_kind_are_flat() -> None:
    assert all_of([OIL, All((GAS, OIL))]) == All((OIL, GAS, OIL))
    assert any_of([OIL, Any((GAS, OIL))]) == Any((OIL, GAS, OIL))
    assert any_of([All((OIL, GAS)), OIL]) == Any((All((OIL, GAS)), OIL))


def test_a_word_stays_as_often_as_it_was_typed_and_a_condition_once() -> None:
    assert all_of([OIL, SMITH, OIL, SMITH, Not(GAS), Not(GAS)]) == All((OIL, SMITH, OIL, Not(GAS)))
    assert in_field("title", All((OIL, OIL))) == All((InField("title", OIL), InField("title", OIL)))


def test_a_single_part_stands_alone_and_no_part_is_nothing() -> None:
    assert (all_of([OIL]), any_of([OIL]), all_of([]), any_of([])) == (OIL, OIL, None, None)

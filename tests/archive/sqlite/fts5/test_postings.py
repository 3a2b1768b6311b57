"""The postings of a term say which articles have it, and how often in the title and in the body."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newsidx import Archive
from newsidx.archive.sqlite.fts5.postings import (
    Occurrences,
    after_beginning,
    occurrences_between,
    postings_between,
    postings_of,
)

Add = Callable[..., object]

OIL, GAS = 20220306000001, 20220307000001
FILES = {
    "oil.txt": "Date: 2022-03-06\nTitle: Oil, oil\nBy: Oil Smith\nSource: Oil Times\n\nOil and oils and oily 石油.",
    "gas.txt": "Date: 2022-03-07\nTitle: Gas\n\nGas, gas and oil.",
}


@pytest.fixture
def full(archive: Archive, add: Add) -> Archive:
    add(FILES)
    return archive


def test_postings_count_the_title_and_the_body_and_no_other_column(full: Archive) -> None:
    assert list(postings_of(full, "oil")) == [(OIL, 2, 1), (GAS, 0, 1)]
    assert list(postings_of(full, "gas")) == [(GAS, 1, 2)]
    assert list(postings_of(full, "smith")) == []
    assert list(postings_of(full, "石油")) == [(OIL, 0, 1)]
    assert list(postings_of(full, "nosuchword")) == []


def test_postings_of_a_range_count_all_of_its_terms_together(full: Archive) -> None:
    assert list(postings_between(full, "oil", after_beginning("oil"))) == [(OIL, 2, 3), (GAS, 0, 1)]
    assert list(postings_between(full, "oils", "oily")) == [(OIL, 0, 1)]


def test_occurrences_have_each_article_as_often_as_it_has_the_terms(full: Archive) -> None:
    title, body = occurrences_between(full, "oil", after_beginning("oil"))
    assert (sorted(title), sorted(body)) == ([OIL, OIL], [OIL, OIL, OIL, GAS])
    assert occurrences_between(full, "nosuchword", "nosuchwords") == Occurrences([], [])


@given(st.text(st.characters(exclude_categories=["Cs"], max_codepoint=0x10FFFE), min_size=1), st.text())
def test_all_texts_with_a_beginning_are_before_what_comes_after_it(beginning: str, rest: str) -> None:
    end = after_beginning(beginning)
    assert beginning <= beginning + rest < end
    assert not end.startswith(beginning)

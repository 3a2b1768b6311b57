"""A part of a line is whole words, fits the width, and is a part of the line."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len

from newsidx.text.cutting import first_words, last_words
from newsidx.text.wrapping import places_to_break

LINES = st.text("ab 東京ス น้ำé\u0301\u0651.-", max_size=40)


@pytest.mark.parametrize(
    ("line", "width", "last", "first"),
    [
        ("the price of oil", 20, "the price of oil", "the price of oil"),
        ("the price of oil", 7, "of oil", "the"),
        ("the price of oil ", 7, "of oil ", "the"),
        (" the price of oil", 9, "of oil", " the"),
        (" the price of oil", 10, "of oil", " the price"),
        ("unbroken", 3, "ken", "unb"),
        ("the unbroken", 3, "ken", "the"),
        ("石油輸出国機構", 3, "国機構", "石油輸"),
        ("", 0, "", ""),
        ("oil", 0, "", ""),
    ],
)
def test_a_line_is_cut_between_words(line: str, width: int, last: str, first: str) -> None:
    assert (last_words(line, width), first_words(line, width)) == (last, first)


def test_wide_letters_count_as_the_columns_that_they_take() -> None:
    assert last_words("石油輸出国機構", 7, cell_len) == "国機構"
    assert first_words("石油輸出国機構", 7, cell_len) == "石油輸"


def test_no_part_begins_with_a_mark_whose_letter_was_cut_off() -> None:
    assert last_words("xe\u0301\u0301a", 1, cell_len) == "a"
    assert first_words("xe\u0301a", 2, cell_len) == "xe\u0301"


@given(LINES, st.integers(0, 45), st.sampled_from([len, cell_len]))
def test_a_part_is_the_end_or_the_beginning_of_the_line_and_fits(line: str, width: int, measure) -> None:  # type: ignore[no-untyped-def]
    last, first = last_words(line, width, measure), first_words(line, width, measure)
    assert line.endswith(last)
    assert line.startswith(first)
    assert max(measure(last), measure(first)) <= width
    if measure(line) <= width:
        assert last == first == line


@given(LINES, st.integers(0, 45))
def test_a_word_is_cut_only_if_no_word_fits(line: str, width: int) -> None:
    places = {0, *places_to_break(line), len(line)}
    last = last_words(line, width)
    if len(line) - len(last) not in places:
        assert not any(line[place:].strip() and len(line) - place <= width for place in places)
    first = first_words(line, width)
    if first != line and len(first) not in {len(line[:place].rstrip()) for place in places}:
        assert not any(line[:place].strip() and len(line[:place].rstrip()) <= width for place in places)

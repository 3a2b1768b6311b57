"""What differs between two texts, word by word, with some words around it."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from newsidx.analysis.differences import Change, Passage, differences

WORDS = st.lists(st.sampled_from(["a", "b", "c", "…"]), max_size=30).map(" ".join)


def test_words_of_one_text_only_are_told_from_those_of_the_other() -> None:
    assert list(differences("the old ship sails", "the new ship sails")) == [
        Passage(Change.COMMON, "the"),
        Passage(Change.DELETED, "old"),
        Passage(Change.ADDED, "new"),
        Passage(Change.COMMON, "ship sails"),
    ]


def test_of_a_long_common_passage_only_the_words_beside_a_difference_are_left() -> None:
    middle = " ".join(map(str, range(40)))
    assert [text for _, text in differences(f"x {middle} y", f"z {middle} w")] == [
        "x", "z", "0 1 2 3 4 5 … 34 35 36 37 38 39", "y", "w",
    ]  # fmt: skip


@given(WORDS, WORDS)
def test_the_passages_of_short_texts_are_the_two_texts(old: str, new: str) -> None:
    found = [(change, text) for change, text in differences(old, new)]
    if not any("…" in text and change is Change.COMMON for change, text in found):
        assert " ".join(text for change, text in found if change is not Change.ADDED) == old
        assert " ".join(text for change, text in found if change is not Change.DELETED) == new

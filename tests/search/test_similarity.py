"""Words are similar in their letters and in what they sound like."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newsidx.search.similarity import is_comparable, similar, within_edits

WORDS = st.text("abcdeghkst", min_size=1, max_size=9)


def nearest(word: str, vocabulary: str) -> list[str]:
    return [candidate.term for candidate in similar(word, vocabulary.split(), 10)]


@pytest.mark.parametrize(
    ("word", "vocabulary", "in_order"),
    [
        ("kadafi", "karami gaddafi kadari", "gaddafi kadari"),
        ("pinochey", "pincher pinochet", "pinochet pincher"),
        ("kruschev", "kruse khrushchev", "khrushchev"),
        ("goverment", "governor government", "government"),
        ("libary", "libor library", "library libor"),
    ],
)
def test_what_sounds_alike_is_nearer(word: str, vocabulary: str, in_order: str) -> None:
    assert nearest(word, vocabulary) == in_order.split()


def test_words_of_one_consonant_are_similar_only_by_their_letters() -> None:
    assert nearest("oil", "ale ail aioli") == ["ail"]


def test_only_single_words_without_digits_are_compared() -> None:
    assert [is_comparable(terms) for terms in (["oil"], ["ox"], ["oil", "gas"], ["ira9"], [])] == [True, *[False] * 4]


@given(WORDS, st.lists(WORDS, max_size=30))
def test_a_word_is_nearest_to_itself_and_distances_grow(word: str, others: list[str]) -> None:
    vocabulary = [*others, word]
    candidates = similar(word, vocabulary, len(vocabulary))
    assert (candidates[0].term, candidates[0].edits, candidates[0].distance) == (word, 0, 0)
    distances = [candidate.distance for candidate in candidates]
    assert distances == sorted(distances)


@given(WORDS, st.lists(WORDS, max_size=30, unique=True))
def test_the_order_of_the_vocabulary_does_not_matter(word: str, vocabulary: list[str]) -> None:
    assert similar(word, vocabulary, 10) == similar(word, vocabulary[::-1], 10)
    assert sorted(within_edits(word, vocabulary, 2)) == sorted(within_edits(word, vocabulary[::-1], 2))

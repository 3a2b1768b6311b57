"""Pairs of letters are joined to the words that they are parts of."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from newsidx.analysis.pairs import is_pair, joined, longest
from newsidx.text.bigrams import bigrams

STRIKES = ["東京でストライキが始まった", "ストライキは続く", "鉄道のストライキ", "大阪のテスト", "東京都知事"]
LETTERS = st.text("東京都知事大阪鉄道", min_size=2, max_size=8)


def test_pairs_that_stand_together_are_one_string() -> None:
    assert joined(["ライ", "トラ", "イキ", "スト"], STRIKES) == ["ストライキ"]


def test_a_pair_with_many_neighbours_stays() -> None:
    assert joined(["東京", "京で", "京都"], STRIKES) == ["東京"]


def test_hiragana_alone_is_left_out() -> None:
    assert joined(["った", "まっ", "大阪"], STRIKES) == ["大阪"]


def test_pairs_are_of_scripts_without_spaces() -> None:
    assert [is_pair(term) for term in ("東京", "京", "กา", "oil", "уж", "ab", "東京都")] == [True] * 3 + [False] * 4


def test_strings_that_overlap_in_a_text_are_shown_as_one() -> None:
    assert longest(["トラ", "スト", "oil", "東京", "京都"], "ストライキ oil 東京 京都") == [
        "ストラ",
        "oil",
        "東京",
        "京都",
    ]


@given(LETTERS)
def test_all_the_pairs_of_a_text_are_parts_of_it(text: str) -> None:
    pairs = [pair for pair in bigrams(text).split() if len(pair) == 2]
    assert all(string in text for string in joined(pairs, [text, text]))


@given(st.lists(LETTERS, min_size=1, max_size=5))
def test_no_string_contains_another(texts: list[str]) -> None:
    pairs = list(dict.fromkeys(pair for text in texts for pair in bigrams(text).split() if len(pair) == 2))
    strings = joined(pairs, texts)
    assert not [(a, b) for a in strings for b in strings if a != b and a in b]

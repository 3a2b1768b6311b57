"""Words written as they sound, in whatever way, sound the same."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newsidx.text.sounds import consonants, sounds


@pytest.mark.parametrize(
    "words",
    [
        "kadafi qadhafi gaddafi khadafy ghadafi",
        "chernobyl tschernobyl tchernobyl chernobil",
        "yeltsin jelzin yeltzin",
        "gorbachev gorbatschow gorbachow",
        "philippines filipines phillippines",
        "knife nife",
        "psychology sykology",
        "rhythm rythm",
        "sanctions sancsions",
        "embargo enbargo",
        "chrome krome",
    ],
)
def test_other_spellings_sound_the_same(words: str) -> None:
    assert len(set(sounds(words.split()))) == 1


@pytest.mark.parametrize("words", ["gaddafi karami", "pinochet pincher", "oil gas", "peru nehru", "latin ladin"])
def test_other_words_sound_different(words: str) -> None:
    assert len(set(sounds(words.split()))) == 2


def test_vowels_are_left_out_of_consonants() -> None:
    assert [consonants(sound) for sound in sounds(["library", "libary", "eau"])] == ["lbr", "lbr", ""]


def test_letters_of_other_scripts_stay() -> None:
    assert sounds(["москва", "東京"]) == ["москва", "東京"]


@given(st.lists(st.text(st.characters(exclude_characters="\n"), max_size=12), max_size=8))
def test_each_word_sounds_the_same_alone_and_among_others(words: list[str]) -> None:
    assert sounds(words) == [sound for word in words for sound in sounds([word])]

"""A word or phrase is found at the same places in the terms of a text and in the text of its terms."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from newsidx.archive.matching.terms import Terms
from newsidx.archive.matching.tokenizer import spaced

WORDS = st.sampled_from(["a", "ab", "b", "aba", "a+b", "c"])
PLACES = st.lists(st.lists(WORDS, min_size=1, max_size=3, unique=True).map(tuple), min_size=1, max_size=3).map(tuple)


@given(PLACES, st.booleans(), st.lists(st.tuples(WORDS, st.sampled_from([" ", "  "])), max_size=12))
def test_a_pattern_finds_every_place_also_where_they_overlap(
    places: tuple[tuple[str, ...], ...], is_prefix: bool, text: list[tuple[str, str]]
) -> None:
    terms = Terms((*places[:-1], places[-1][:1]) if is_prefix else places, is_prefix)
    joined = " " + "".join(term + space for term, space in text) + " "
    assert len(terms.pattern.findall(joined)) == len(terms.starts([term for term, _ in text]))


def test_the_terms_of_a_text_stand_between_spaces() -> None:
    assert spaced("U.S. oil").split() == ["u", "s", "oil"]
    assert spaced("oil") == " oil "
    assert spaced("東京都").split() == ["東京", "京都", "都"]

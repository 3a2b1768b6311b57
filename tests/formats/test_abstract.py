"""An abstract is the beginning of a text, in whole sentences where they fit."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from newsidx.formats.abstract import LONGEST, abstract


def test_a_short_text_is_its_own_abstract() -> None:
    assert abstract("Oil rose.\n\nGas fell.\n") == "Oil rose. Gas fell."
    assert abstract("") == ""


def test_a_long_text_is_cut_after_a_sentence() -> None:
    sentence = "Prices of oil rose again on Tuesday, by 3.5 percent."
    assert abstract(f"{sentence}\n\n" * 50) == " ".join([sentence] * 9)


def test_a_long_sentence_is_cut_between_words() -> None:
    cut = abstract("word " * 500)
    assert cut == " ".join(["word"] * 99) + " word…"


def test_a_text_without_spaces_is_cut() -> None:
    assert abstract("石" * 2000) == "石" * LONGEST
    assert abstract("石油が高い。" * 200).endswith("。")


@given(st.text(st.sampled_from("a 。.?\n”石"), max_size=3 * LONGEST))
def test_an_abstract_is_the_beginning_on_one_line(body: str) -> None:
    cut = abstract(body)
    assert len(cut) <= LONGEST + 1
    assert "\n" not in cut
    assert " ".join(body.split()).startswith(cut.removesuffix("…").rstrip())

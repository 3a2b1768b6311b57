"""What two texts have in common: as much as possible if they are short, in bounded time and memory if they are long."""

from __future__ import annotations

import itertools
import random
import subprocess
import sys
from collections.abc import Sequence

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rapidfuzz.distance import LCSseq

from newsidx.analysis.alignment import Common, common
from newsidx.terminal.diff import differences

WORDS = st.lists(st.sampled_from("abcdef"), max_size=30)


def assert_in_common(passages: list[Common], one: Sequence[str], other: Sequence[str]) -> None:
    """The passages are in both texts, in order, and never adjacent in both."""
    for passage in passages:
        assert passage.words > 0
        words = one[passage.one : passage.one + passage.words]
        assert words == other[passage.other : passage.other + passage.words]
    for before, after in itertools.pairwise(passages):
        gaps = after.one - before.one - before.words, after.other - before.other - before.words
        assert min(gaps) >= 0 < max(gaps)


@given(WORDS, WORDS)
def test_short_texts_have_as_much_in_common_as_possible(one: list[str], other: list[str]) -> None:
    passages = common(one, other)
    assert_in_common(passages, one, other)
    assert sum(passage.words for passage in passages) == LCSseq.similarity(one, other)


@pytest.mark.parametrize("changed", [0.02, 0.5])
def test_long_texts_have_nearly_as_much_in_common_as_possible(changed: float) -> None:
    chance = random.Random(1)
    vocabulary = [f"word{number}" for number in range(2000)]
    one = chance.choices(vocabulary, k=12_000)
    other = [word if chance.random() > changed else chance.choice(vocabulary) for word in one]
    del other[3000:3500]
    passages = common(one, other)
    assert_in_common(passages, one, other)
    assert sum(passage.words for passage in passages) > 0.97 * LCSseq.similarity(one, other)


def test_long_texts_of_one_repeated_word_have_their_ends_in_common() -> None:
    one = ["a", *["la"] * 6000, *["a", "b"] * 3000, *["la"] * 6000]
    other = ["a", *["la"] * 7000, *["b", "a"] * 3000, *["la"] * 6000]
    passages = common(one, other)
    assert_in_common(passages, one, other)
    assert sum(passage.words for passage in passages) > 12_000


def test_a_diff_shows_the_differences_and_shortens_long_passages_in_common() -> None:
    before = "The price of oil fell by four dollars " + "and nobody knew why " * 10 + "at all."
    after = before.replace("four", "five") + " It rose again."
    assert differences(before, after).plain == (
        "The price of oil fell by [-four-] {+five+} dollars and nobody knew why and … and nobody knew why at all. "
        "{+It rose again.+}"
    )


@pytest.mark.skipif(sys.platform != "linux", reason="uses Linux's limit on memory")
def test_two_books_are_compared_in_bounded_memory() -> None:
    program = """
import random, resource
resource.setrlimit(resource.RLIMIT_AS, (1_000_000_000, 1_000_000_000))
from newsidx.terminal.diff import differences
chance = random.Random(1)
one = [f"word{chance.randrange(50_000)}" for _ in range(100_000)]
other = [word if chance.random() > 0.02 else "changed" for word in one]
print(differences(" ".join(one), " ".join(other)).plain.count("{+changed"))
"""
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, timeout=60, check=False)
    assert done.returncode == 0, done.stderr
    assert int(done.stdout) > 1900

"""Keyness is what the literature says, and what a sample leaves open is bounded."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newsidx.analysis.keyness import Counts, log_likelihood

COUNTS = Counts(here=2_000, elsewhere=98_000, read=500, in_sample={}, everywhere={})


def test_the_log_likelihood_agrees_with_the_literature() -> None:
    # Rayson and Garside's formula gives the same for counts far below the totals.
    assert log_likelihood(10, 1000, 10, 1000) == 0
    assert log_likelihood(110, 31777, 1, 31777) == pytest.approx(143.1, abs=1)
    assert log_likelihood(1, 1000, 10, 1000) < 0


@given(st.integers(2, 500), st.floats(4, 5_000))
def test_a_word_in_more_articles_has_a_lower_keyness(in_sample: int, keyness: float) -> None:
    most = COUNTS.most_everywhere(in_sample, keyness)
    here = in_sample * COUNTS.here // COUNTS.read
    assert not most or COUNTS.keyness_of(in_sample, most) >= keyness
    assert COUNTS.keyness_of(in_sample, max(here, most + 1)) < keyness or most == here + COUNTS.elsewhere


@given(st.integers(0, 500), st.integers(2_000, 100_000))
def test_a_word_may_have_a_higher_keyness_than_in_the_sample(in_sample: int, everywhere: int) -> None:
    counts = COUNTS._replace(in_sample={"oil": in_sample}, everywhere={"oil": everywhere})
    assert counts.highest(["oil"]) >= counts.keyness(["oil"])
    all_read = counts._replace(read=counts.here)
    assert all_read.highest(["oil"]) == all_read.keyness(["oil"])


def test_the_articles_that_have_two_forms_of_a_word_are_counted_once() -> None:
    counts = COUNTS._replace(in_sample={"price": 250, "prices": 250}, everywhere={"price": 20_000, "prices": 20_000})
    assert counts.keyness(["price", "prices"]) == pytest.approx(counts.keyness_of(375, 36_000))

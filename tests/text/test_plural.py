"""A number has the form of the noun that goes with it."""

from __future__ import annotations

import pytest

from newsidx.text.plural import part, plural


@pytest.mark.parametrize(
    ("number", "expected"), [(0, "0 articles"), (1, "1 article"), (2, "2 articles"), (1204, "1,204 articles")]
)
def test_a_noun_takes_an_s(number: int, expected: str) -> None:
    assert plural(number, "article") == expected


def test_a_noun_can_have_a_plural_of_its_own() -> None:
    assert (plural(1, "query", "queries"), plural(2, "query", "queries")) == ("1 query", "2 queries")


@pytest.mark.parametrize(
    ("number", "total", "expected"),
    [(1, 1, "1 article"), (2, 2, "2 articles"), (1, 2, "1 of 2 articles"), (1000, 2345, "1,000 of 2,345 articles")],
)
def test_all_of_some_are_said_once(number: int, total: int, expected: str) -> None:
    assert part(number, total, "article") == expected

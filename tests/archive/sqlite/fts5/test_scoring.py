"""The score of an article is that of the formula in docs/measures.md."""

from __future__ import annotations

import math
from collections.abc import Callable

import pytest

from newsidx import Archive, Query
from newsidx.archive.matching.terms import Terms
from newsidx.archive.sqlite.fts5.expansions import expansion_of
from newsidx.archive.sqlite.fts5.scoring import ScoredWord, counts_in, length_norm, score, scored_words
from newsidx.archive.sqlite.fts5.texts import IndexedText

Add = Callable[..., object]

OIL = Terms((("oil", "oils"),))
FILES = {
    "a.txt": "Date: 2022-03-06\nTitle: Oil\n\nOil prices and the gas of Oslo.",
    "b.txt": "Date: 2022-03-06\nTitle: Gas\n\nGas prices and the price of oils.",
    "c.txt": "Date: 2022-03-06\nTitle: Snow\n\nSnow.",
}


def of_word(frequency: float, weight: float = 1.0) -> float:
    return weight * frequency * 2.5 / (frequency + 1.5)


@pytest.mark.parametrize(
    ("length", "average", "norm"), [(10, 10.0, 1.0), (0, 10.0, 0.4), (20, 10.0, 1.6), (5, 0.0, 3.4), (5, 0.5, 3.4)]
)
def test_a_body_counts_by_its_length_in_relation_to_the_average(length: int, average: float, norm: float) -> None:
    assert length_norm(length, average) == pytest.approx(norm)


def test_an_occurrence_in_the_title_counts_twice_and_one_in_the_body_by_its_length() -> None:
    word = ScoredWord(OIL, in_title=2, in_body=1, weight=1.0)
    assert score([word], [(0, 0)], 2.0) == 0
    assert score([word], [(1, 0)], 2.0) == pytest.approx(of_word(2))
    assert score([word], [(0, 3)], 2.0) == pytest.approx(of_word(1.5))
    assert score([word], [(1, 3)], 2.0) == pytest.approx(of_word(3.5))
    assert score([word, word._replace(weight=3.0)], [(1, 0), (0, 4)], 2.0) == pytest.approx(of_word(2) + of_word(2, 3))


def test_a_score_never_reaches_what_it_is_at_most() -> None:
    word = ScoredWord(OIL, in_title=2, in_body=1, weight=7.5)
    assert score([word], [(10**6, 10**6)], 0.4) < word.most


def words(archive: Archive, text: str, language: str | None = None) -> dict[str, tuple[int, int, float]]:
    """What is scored of a query, by its first term: the weights of the title, of the body, and of the word."""
    query = Query.parse(text, language=language)
    scored = scored_words(archive, query, expansion_of(archive, query), 3, archive.count)
    return {word.terms.places[0][0]: (word.in_title, word.in_body, word.weight) for word in scored}


def idf(articles: int) -> float:
    return math.log(1 + (3 - articles + 0.5) / (articles + 0.5))


def test_a_word_weighs_more_the_fewer_articles_have_it(archive: Archive, add: Add) -> None:
    add(FILES)
    assert words(archive, "oil snow") == {
        "oil": (2, 1, pytest.approx(idf(2))), "snow": (2, 1, pytest.approx(idf(1))),
    }  # fmt: skip
    assert words(archive, "oil OR oil OR snow")["oil"] == (2, 1, pytest.approx(2 * idf(2)))


def test_a_single_word_needs_no_weight(archive: Archive, add: Add) -> None:
    add(FILES)
    assert words(archive, "oil") == {"oil": (2, 1, 1.0)}
    assert words(archive, "oil OR oils") == {"oil": (2, 1, 2.0)}


def test_words_in_a_field_count_only_there(archive: Archive, add: Add) -> None:
    add(FILES)
    assert words(archive, "title:oil") == {"oil": (2, 0, 1.0)}
    assert words(archive, "body:oil") == {"oil": (0, 1, 1.0)}


def test_words_that_are_excluded_or_say_nothing_are_not_scored(archive: Archive, add: Add) -> None:
    add(FILES)
    assert set(words(archive, "the oil of oslo -gas by:smith date:2022")) == {"oil", "oslo"}
    assert set(words(archive, "the of")) == {"the", "of"}
    assert set(words(archive, "the")) == {"the"}
    assert words(archive, "by:smith date:2022 -gas") == {}


def test_occurrences_are_counted_in_the_texts_by_word_phrase_and_beginning() -> None:
    text = IndexedText(1, " oil price ", " oils price oil prices oil  oily ")
    asked = [OIL, Terms((("oil", "oils"), ("price", "prices"))), Terms((("oi",),), is_prefix=True), Terms((("gas",),))]
    scored = [ScoredWord(terms, 2, 1, 1.0) for terms in asked]
    ((_, counts),) = counts_in(scored, [text])
    assert list(counts) == [(1, 3), (1, 2), (1, 4), (0, 0)]
    ((_, counts),) = counts_in([scored[0]], [text])
    assert list(counts) == [(1, 3)]

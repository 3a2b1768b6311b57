"""The best articles of a query come first, in the order of their scores, however they are stored."""

from __future__ import annotations

import pytest

from newsidx import Archive, Query
from newsidx.archive.sqlite.frequencies import best, text_check
from newsidx.archive.sqlite.frequencies.reading import frequencies_of
from newsidx.archive.sqlite.fts5.texts import MAX_TERMS
from tests.archive.sqlite.frequencies.conftest import Counted


@pytest.fixture(autouse=True)
def bounds_are_looked_at(monkeypatch: pytest.MonkeyPatch) -> None:
    """Not every match is scored, few as they are."""
    monkeypatch.setattr(best, "_FEW", 1)
    monkeypatch.setattr(best, "_TEXTS_AT_ONCE", 1)


def best_refs(archive: Archive, text: str, limit: int | None = None) -> list[str]:
    assert frequencies_of(archive) is not None
    ids = [article_id for article_id, _ in archive.ids(Query.parse(text), limit=limit)]
    return [article.ref for article in archive.articles(ids)]


def test_an_article_that_has_the_word_more_often_comes_first(counted: Counted) -> None:
    bodies = ("oil b c d e", "oil oil c d e", "a b c d e", "oil oil oil d e", "oil b c d e", "oil oil oil oil e")
    archive = counted({f"2022-03-{day:02} 1": body for day, body in enumerate(bodies, 1)})
    expected = ["20220306-1", "20220304-1", "20220302-1", "20220305-1", "20220301-1"]
    for limit in (1, 2, 3, 4, 5, 6, None):
        assert best_refs(archive, "oil", limit) == expected[:limit]


def test_a_shorter_article_comes_first(counted: Counted) -> None:
    archive = counted({f"2022-03-{days:02} 1": "oil " + "gas " * days for days in range(1, 21)})
    expected = [f"202203{days:02}-1" for days in range(1, 21)]
    assert best_refs(archive, "oil") == expected
    assert best_refs(archive, "oil", 3) == expected[:3]


def test_of_articles_with_the_same_score_the_newest_come_first(counted: Counted) -> None:
    archive = counted(
        {f"2022-03-{day:02} {number}": f"oil n{day}x{number}" for day in range(1, 6) for number in (1, 2)}
    )
    assert best_refs(archive, "oil", 3) == ["20220305-2", "20220305-1", "20220304-2"]
    assert len(best_refs(archive, "oil")) == 10


def test_a_word_more_often_in_an_article_than_a_vector_says_counts_as_often_as_it_is_there(counted: Counted) -> None:
    """All bodies are of the same length."""
    counts = (60, 63, 64, 65, 300, 62, 299)
    archive = counted({
        f"2022-03-{day:02} 1": "oil " * count + "gas " * (300 - count) for day, count in enumerate(counts, 1)
    })  # fmt: skip
    by_count = sorted(range(len(counts)), key=lambda at: -counts[at])
    expected = [f"202203{at + 1:02}-1" for at in by_count]
    assert best_refs(archive, "oil", 2) == expected[:2]
    assert best_refs(archive, "oil") == expected


def test_a_book_counts_as_long_as_it_is(counted: Counted) -> None:
    archive = counted({
        "2022-03-01 1": "oil " + "a " * 140_000, "2022-03-02 1": "oil " + "a " * 160_000,
        "2022-03-03 1": "oil " + "a " * MAX_TERMS, "2022-03-04 1": "oil " + "a " * 300,
        "2022-03-05 1": "a " * MAX_TERMS + "oil " * 90_000,
    })  # fmt: skip
    assert best_refs(archive, "oil") == ["20220305-1", "20220304-1", "20220303-1", "20220301-1", "20220302-1"]


def test_a_phrase_in_a_book_is_looked_for_at_its_beginning(counted: Counted) -> None:
    archive = counted({
        "2022-03-01 1": "oil price " + "a " * MAX_TERMS, "2022-03-02 1": "a " * MAX_TERMS + "oil price " * 50_000,
        "2022-03-03 1": "oil price " + "a " * 300, "2022-03-04 1": "oil a price",
        "2022-03-05 1": "oil price " + "a " * 299,
    })  # fmt: skip
    assert best_refs(archive, '"oil price"') == ["20220305-1", "20220303-1", "20220301-1", "20220302-1"]
    assert best_refs(archive, '"oil price"', 1) == ["20220305-1"]


def test_a_phrase_counts_as_often_as_it_is_there_and_not_as_its_words(counted: Counted) -> None:
    archive = counted({
        "2022-03-01 1": "oil price oil price oil price a b", "2022-03-02 1": "price oil price price oil oil a b",
        "2022-03-03 1": "oil price oil oil price price oil a",
        "2022-03-04 1": "price price price price oil oil oil oil", "2022-03-05 1": "oil price a b c d e f",
    })  # fmt: skip
    assert best_refs(archive, '"oil price"') == ["20220301-1", "20220303-1", "20220305-1", "20220302-1"]
    assert best_refs(archive, '"oil price"', 1) == ["20220301-1"]


@pytest.mark.parametrize("enough", [2, 1_000])
def test_articles_with_the_words_of_a_phrase_elsewhere_are_not_among_the_best(
    counted: Counted, monkeypatch: pytest.MonkeyPatch, enough: int
) -> None:
    """Whether the texts are read for the phrase, or the index is asked after a few texts that do not have it."""
    monkeypatch.setattr(text_check, "_LEAST_MATCHES", [(enough, 2)])
    elsewhere = {f"2022-03-{day:02} 1": "price price oil oil " + "a " * day for day in range(1, 20)}
    archive = counted({**elsewhere, "2022-04-01 1": "oil price b c d", "2022-04-02 1": "oil b c d price"})
    expected = [f"202203{day:02}-1" for day in range(1, 20)]
    assert best_refs(archive, '"oil price" b') == ["20220401-1"]
    assert best_refs(archive, '"oil price" -a') == ["20220401-1"]
    assert best_refs(archive, '"price oil"', 2) == expected[:2]
    assert sorted(best_refs(archive, "oil NEAR/0 price")) == [*expected, "20220401-1"]
    assert best_refs(archive, '(oil -"oil price") b') == ["20220402-1"]
    assert best_refs(archive, '"oil price" date:2022-04') == ["20220401-1"]
    assert best_refs(archive, '"oil price" OR (date:2022-04 b)') == ["20220401-1", "20220402-1"]


def test_a_word_in_the_title_counts_twice_and_only_there_if_the_query_says_so(counted: Counted) -> None:
    archive = counted({
        "2022-03-01 1": "title a b", "2022-03-02 1": "a b c", "2022-03-03 1": "title title title",
        "2022-03-04 1": "a b d",
    })  # fmt: skip
    assert best_refs(archive, "title") == ["20220303-1", "20220301-1", "20220304-1", "20220302-1"]
    assert best_refs(archive, "title:title") == ["20220304-1", "20220303-1", "20220302-1", "20220301-1"]
    assert best_refs(archive, "body:title") == ["20220303-1", "20220301-1"]


def test_a_repeated_word_of_the_query_counts_as_often_as_it_was_typed(counted: Counted) -> None:
    archive = counted({f"2022-03-{day:02} 1": body for day, body in enumerate(("oil a", "gas b", "gas oil", "c d"), 1)})
    assert best_refs(archive, "oil OR oil OR gas") == ["20220303-1", "20220301-1", "20220302-1"]
    assert best_refs(archive, "oil OR gas OR gas") == ["20220303-1", "20220302-1", "20220301-1"]

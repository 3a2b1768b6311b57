"""Beginnings that many words have are counted, so that `comp*` is found as fast as a word, with the same articles."""

from __future__ import annotations

from newsidx import Archive, Query
from newsidx.archive.matching.terms import Terms
from newsidx.archive.sqlite.frequencies.beginnings import Beginnings, common_beginnings
from newsidx.archive.sqlite.frequencies.reading import frequencies_of
from newsidx.ingest import IngestOptions, ingest
from tests.archive.checks import assert_frequencies
from tests.archive.sqlite.frequencies.conftest import Counted

COMMON = "company computer compute common"
ARTICLES = {f"2022-03-{day:02} 1": f"{COMMON} oil{day} {'compass ' * (day % 3)}" for day in range(1, 13)}


def numbers(archive: Archive, beginning: str) -> tuple[int, ...]:
    frequencies = frequencies_of(archive)
    assert frequencies is not None
    return frequencies._lookup(Terms(((beginning,),), is_prefix=True)).stored


def test_beginnings_that_few_words_have_or_of_one_letter_are_not_counted() -> None:
    words = [f"comp{letter}" for letter in "abcdefghijklmnopqrstuvwxyz"]
    assert common_beginnings([*words, "oil", "oils"]) == ["co*", "com*", "comp*"]
    assert list(Beginnings(["co*", "comp*", "comp", "oil"]).of("computer")) == ["co*", "comp*"]
    assert list(Beginnings(["co*", "comp*", "comp", "oil"]).of("com")) == ["co*"]


def test_a_beginning_is_one_vector_with_the_rare_words_that_have_it(counted: Counted) -> None:
    archive = counted({**ARTICLES, "2022-04-01 1": "comprehension alone", "2022-04-02 1": "nothing of it"})
    assert len(numbers(archive, "comp")) == 1
    assert archive.count(Query.parse("comp*")) == 13
    assert archive.count(Query.parse("comp* -company")) == 1
    assert_frequencies(archive)


def test_a_beginning_is_counted_anew_with_what_is_added_changed_and_removed(counted: Counted) -> None:
    archive = counted(ARTICLES)
    archive.remove([20220301000001, 20220303000001])
    assert archive.count(Query.parse("comp*")) == 10
    assert_frequencies(archive)
    ingest(archive, [], IngestOptions(jobs=0))
    assert archive.count(Query.parse("comp*")) == 10
    assert_frequencies(archive)


def test_an_archive_whose_beginnings_are_not_counted_finds_the_same(counted: Counted) -> None:
    archive = counted(ARTICLES)
    expected = list(archive.ids(Query.parse("comp*")))
    with archive.transaction() as connection:
        connection.execute("DELETE FROM frequency_terms WHERE term LIKE '%*'")
    assert len(numbers(archive, "comp")) > 1
    assert list(archive.ids(Query.parse("comp*"))) == expected

"""Words that set a time, or an answer, apart from the rest of the archive."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from newsidx import Archive, Query
from newsidx.analysis.keywords import log_likelihood, telling_words
from newsidx.dates import parse_range
from newsidx.ingest.pipeline import Report

Add = Callable[..., Report]

FILES = {
    **{f"a{number}.txt": f"date 2022-03-06 The Embargo on oil, day {number} of it." for number in range(9)},
    **{f"b{number}.txt": f"date 2022-04-06 The harvest of grain, day {number} of it." for number in range(20)},
    "c.txt": "date 2022-04-07 An embargo on grain was the talk.",
}


def test_the_words_of_a_time_are_those_the_rest_has_not(archive: Archive, add: Add) -> None:
    add(FILES)
    found = telling_words(archive, Query(dates=parse_range("2022-03")))
    assert (found.articles, found.elsewhere) == (9, 21)
    words = {one.word: (one.articles, one.elsewhere) for one in found.words}
    assert words["oil"] == (9, 0)
    assert words["Embargo"] == (9, 1)
    assert not {"the", "of", "day", "grain"} & words.keys()
    assert [one.score for one in found.words] == sorted((one.score for one in found.words), reverse=True)


def test_the_words_of_an_answer_are_not_those_of_the_question(archive: Archive, add: Add) -> None:
    add(FILES)
    assert [one.word for one in telling_words(archive, Query.parse("oils")).words] == ["Embargo"]


def test_the_samples_change_which_words_are_looked_at_and_no_count(
    archive: Archive, add: Add, monkeypatch: pytest.MonkeyPatch
) -> None:
    add(FILES)
    monkeypatch.setattr("newsidx.analysis.keywords.SAMPLE", 5)
    (first, second) = telling_words(archive, Query(dates=parse_range("2022-03")), limit=2).words
    assert {(one.word, one.articles, one.elsewhere) for one in (first, second)} == {("oil", 9, 0), ("Embargo", 9, 1)}


def test_where_there_is_nothing_to_compare_with_no_word_is_told(archive: Archive, add: Add) -> None:
    add(FILES)
    assert telling_words(archive, Query(dates=parse_range("2022"))).words == ()
    assert telling_words(archive, Query.parse("nothing")).words == ()


def test_the_log_likelihood_is_that_of_the_literature() -> None:
    # Rayson and Garside's worked form gives the same for counts far below the totals.
    assert log_likelihood(10, 1000, 10, 1000) == 0
    assert log_likelihood(110, 31777, 1, 31777) == pytest.approx(143.1, abs=1)
    assert log_likelihood(1, 1000, 10, 1000) < 0

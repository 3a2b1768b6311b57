"""Keywords set the articles of some dates, or of a query, apart from the rest of the archive."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from newsidx import Archive, Query
from newsidx.analysis.keywords import keywords
from newsidx.dates.ranges import parse_range
from newsidx.ingest.pipeline import Report

Add = Callable[..., Report]

FILES = {
    **{f"a{number}.txt": f"date 2022-03-06 The Embargo on oil, day {number} of it." for number in range(9)},
    **{f"b{number}.txt": f"date 2022-04-06 The harvest of grain, day {number} of it." for number in range(20)},
    "c.txt": "date 2022-04-07 An embargo on grain was the talk.",
}


def test_the_keywords_of_some_dates_are_rarer_in_the_rest(archive: Archive, add: Add) -> None:
    add(FILES)
    result = keywords(archive, Query(dates=parse_range("2022-03")))
    assert (result.articles, result.elsewhere) == (9, 21)
    words = {keyword.word: (keyword.articles, keyword.elsewhere) for keyword in result.words}
    assert words["oil"] == (9, 0)
    assert words["Embargo"] == (9, 1)
    assert not {"the", "of", "day", "grain"} & words.keys()
    scores = [keyword.score for keyword in result.words]
    assert scores == sorted(scores, reverse=True)


def test_the_words_of_a_query_are_not_its_keywords(archive: Archive, add: Add) -> None:
    add(FILES)
    assert [keyword.word for keyword in keywords(archive, Query.parse("oils")).words] == ["Embargo"]


def test_counts_are_of_all_articles_even_if_the_candidates_come_from_samples(
    archive: Archive, add: Add, monkeypatch: pytest.MonkeyPatch
) -> None:
    add(FILES)
    monkeypatch.setattr("newsidx.analysis.candidates.SAMPLE", 5)
    words = keywords(archive, Query(dates=parse_range("2022-03")), limit=2).words
    counts = {(keyword.word, keyword.articles, keyword.elsewhere) for keyword in words}
    assert counts == {("oil", 9, 0), ("Embargo", 9, 1)}


def test_without_other_articles_to_compare_with_there_are_no_keywords(archive: Archive, add: Add) -> None:
    add(FILES)
    assert keywords(archive, Query(dates=parse_range("2022"))).words == ()
    assert keywords(archive, Query.parse("nothing")).words == ()


def test_the_forms_of_a_word_are_one_keyword(archive: Archive, add: Add) -> None:
    forms = ("strike", "strikes", "strikes", "striking")
    add({f"s{number}.txt": f"date 2022-05-0{number} The {form}." for number, form in enumerate(forms, 1)})
    add(FILES)
    (keyword,) = keywords(archive, Query(dates=parse_range("2022-05"))).words
    assert (keyword.word, keyword.articles, keyword.elsewhere) == ("strikes", 4, 0)


JAPANESE = (
    "東京でストライキが始まった。",
    "鉄道のストライキは続く。",
    "ストライキが終わった。",
    "大阪でもストライキ。",
)


def test_pairs_of_letters_are_joined_to_words(archive: Archive, add: Add) -> None:
    add({f"s{n}.txt": f"date 2022-05-0{n} ニュース\n\n{text}" for n, text in enumerate(JAPANESE, 1)})
    add({f"t{n}.txt": f"date 2022-06-{n:02} ニュース\n\n東京でテストが始まった。" for n in range(1, 20)})
    result = keywords(archive, Query(dates=parse_range("2022-05")))
    assert [(keyword.word, keyword.articles, keyword.elsewhere) for keyword in result.words] == [("ストライキ", 4, 0)]


def test_the_function_words_of_another_language_are_keywords(archive: Archive, add: Add) -> None:
    add({f"w{number}.txt": f"Date: 2022-05-0{number}\nLanguage: eo\n\nThe war." for number in range(1, 6)})
    add({f"e{number}.txt": f"Date: 2022-06-0{number}\nLanguage: en\n\nThe peace." for number in range(1, 9)})
    assert {keyword.word for keyword in keywords(archive, Query(dates=parse_range("2022-05"))).words} == {"war"}
    assert {keyword.word for keyword in keywords(archive, Query(dates=parse_range("2022-06"))).words} == {"peace"}


def test_the_articles_of_a_query_are_compared_with_those_of_another(archive: Archive, add: Add) -> None:
    add(FILES)
    add({f"d{number}.txt": f"date 2022-06-06 The embargo on grain, day {number} of it." for number in range(10, 16)})
    result = keywords(archive, Query.parse("oil"), against=Query.parse("embargo"))
    assert (result.articles, result.elsewhere, result.overlap) == (9, 7, 9)
    assert [(word.word, word.articles, word.elsewhere) for word in result.words] == []
    result = keywords(archive, Query.parse("embargo"), against=Query.parse("harvest"))
    assert (result.articles, result.elsewhere, result.overlap) == (16, 20, 0)
    assert [(word.word, word.articles, word.elsewhere) for word in result.words] == [("oil", 9, 0)]


def test_two_times_are_compared_and_not_with_the_rest(archive: Archive, add: Add) -> None:
    add(FILES)
    add({f"d{number}.txt": f"date 2022-05-06 The harvest of oil, day {number} of it." for number in range(8)})
    march, may = (Query(dates=parse_range(month)) for month in ("2022-03", "2022-05"))
    result = keywords(archive, march, against=may)
    assert (result.articles, result.elsewhere) == (9, 8)
    assert [(word.word, word.articles, word.elsewhere) for word in result.words] == [("Embargo", 9, 0)]
    spring = Query(dates=parse_range("2022-03..2022-05"))
    assert keywords(archive, march, against=spring).elsewhere == 29
    assert keywords(archive, spring, against=march).elsewhere == 0


def test_counts_against_another_query_are_exact_even_if_the_candidates_come_from_samples(
    archive: Archive, add: Add, monkeypatch: pytest.MonkeyPatch
) -> None:
    add(FILES)
    monkeypatch.setattr("newsidx.analysis.candidates._SAMPLE_AGAINST", 5)
    words = keywords(archive, Query.parse("the -harvest"), limit=2, against=Query.parse("harvest")).words
    assert {(word.word, word.articles, word.elsewhere) for word in words} == {("Embargo", 10, 0), ("oil", 9, 0)}

"""A language is one record in the registry: with it dates, titles, bylines and queries are read in that language."""

from __future__ import annotations

import datetime
from collections.abc import Callable
from dataclasses import fields, is_dataclass

import pytest

from newsidx import Archive, parse_range
from newsidx.archive.sqlite.articles import named
from newsidx.article import Article
from newsidx.dates.extract import DateReader
from newsidx.ingest.pipeline import Report
from newsidx.languages import Language, function_words, known_languages, language_of, languages, reporting_words
from newsidx.languages.english import ENGLISH
from newsidx.query import All, Any, Not, Query, Word
from newsidx.query.rewrite import some_of
from newsidx.readers import read_file
from tests.languages.esperanto import ESPERANTO

Add = Callable[..., Report]
TODAY = datetime.date(2022, 3, 9)


@pytest.fixture
def esperanto(monkeypatch: pytest.MonkeyPatch) -> Language:
    """Esperanto, known to newsidx for one test."""
    monkeypatch.setitem(languages, "eo", ESPERANTO)
    return ESPERANTO


def article(text: str) -> Article:
    (read,) = read_file(text.encode(), "a.txt", DateReader(today=TODAY)).articles
    return read


def words_of(record: object) -> list[str]:
    """Every string in a language's record."""
    if isinstance(record, str):
        return [record]
    if is_dataclass(record):
        return [word for field in fields(record) for word in words_of(getattr(record, field.name))]
    return [word for part in record for word in words_of(part)] if isinstance(record, (tuple, frozenset)) else []


@pytest.mark.parametrize("language", [*languages.values(), ESPERANTO], ids=lambda language: language.code)
def test_the_record_of_a_language_is_whole(language: Language) -> None:
    assert (len(language.dates.months), len(language.dates.weekdays)) == (12, 7)
    assert all(words_of(language))
    lower_case = (language.dates, language.ranges, language.bylines, language.function_words, language.abbreviations)
    assert [word for part in lower_case for word in words_of(part) if word != word.lower()] == []
    assert language.sentence_ends


def test_every_language_stands_in_the_registry_under_its_code() -> None:
    assert languages["en"] is ENGLISH
    assert all(code == language.code for code, language in languages.items())


@pytest.mark.parametrize("code", ["en", "EN", "en-GB", "en_US"])
def test_a_language_is_known_by_its_code_and_by_longer_tags(code: str) -> None:
    assert language_of(code) is ENGLISH


def test_an_unknown_language_is_none() -> None:
    assert language_of("eo") is None
    assert language_of("") is None


@pytest.mark.parametrize(
    "text",
    [
        "6 marto 2022",
        "6-a de marto 2022",
        "6a de marto de 2022",
        "Dimanĉo, 6 Marto 2022",
        "DIM. 6 MAR. 2022",
        "marto 6, 2022",
        "2022 marto 6",
    ],
)
def test_dates_are_read_in_the_months_of_every_language(esperanto: Language, text: str) -> None:
    found = DateReader(today=TODAY).whole(text)
    assert found is not None
    assert found.date == datetime.date(2022, 3, 6)


def test_each_month_of_a_second_language_is_read(esperanto: Language) -> None:
    reader = DateReader(today=TODAY)
    for number, names in enumerate(esperanto.dates.months, 1):
        for name in names:
            found = reader.whole(f"9 {name} 2021")
            assert found is not None
            assert found.date == datetime.date(2021, number, 9)


def test_a_time_beside_a_date_of_a_second_language_is_read(esperanto: Language) -> None:
    found = DateReader(today=TODAY).whole("6 marto 2022 je 10:30 GMT")
    assert found is not None
    assert found.published == "2022-03-06T10:30:00+00:00"


def test_a_free_form_with_the_names_of_a_second_language_is_read(esperanto: Language) -> None:
    found = DateReader(today=TODAY).whole("Dim Majo  6 10:30:00 EST 2018")
    assert found is not None
    assert found.published == "2018-05-06T10:30:00-05:00"


def test_a_month_of_an_unknown_language_is_no_date() -> None:
    assert DateReader(today=TODAY).whole("6 majo 2018") is None


def test_a_reader_reads_only_the_languages_it_is_given() -> None:
    reader = DateReader(today=TODAY, languages=(ESPERANTO,))
    assert reader.whole("6 majo 2018")
    assert reader.whole("6 May 2018") is None


@pytest.mark.parametrize(
    ("text", "date_from", "date"),
    [
        ("Pluvo\n\nPublikigita la: 6 majo 2018\n\nPluvis.", "published", datetime.date(2018, 5, 6)),
        ("Pluvo\n\nLaste ŝanĝita: 7 majo 2018\n\nPluvis.", "published", datetime.date(2018, 5, 7)),
        ("8 majo 2018\n\nPluvo\n\nPluvis.", "line", datetime.date(2018, 5, 8)),
    ],
)
def test_the_words_that_announce_a_date_are_known(
    esperanto: Language, text: str, date_from: str, date: datetime.date
) -> None:
    read = article(text)
    assert (read.title, read.date_from, read.date) == ("Pluvo", date_from, date)


def test_an_abbreviation_of_a_second_language_ends_no_title(esperanto: Language) -> None:
    assert article("Venis d-ro. Zamenhof al la urbo. Oni ĝojis.").title == "Venis d-ro. Zamenhof al la urbo."


def test_without_its_language_an_abbreviation_ends_the_title() -> None:
    assert article("Venis d-ro. Zamenhof al la urbo. Oni ĝojis.").title == "Venis d-ro."


def test_bylines_of_a_second_language_are_read(esperanto: Language) -> None:
    read = article("Pluvo en Bulonjo\n\nDe Anna Lee kaj Bob Ray\n\nPluvis.")
    assert (read.title, read.byline, read.body) == ("Pluvo en Bulonjo", "Anna Lee kaj Bob Ray", "Pluvis.")
    assert article("Title: Pluvo\nAuthor: De Anna Lee\n\nPluvis.").byline == "Anna Lee"


def test_function_words_of_every_language_are_left_out_where_some_words_are_enough(esperanto: Language) -> None:
    query = some_of(Query.parse("la nafto kaj oil"))
    assert query is not None
    assert isinstance(query.tree, All)
    assert query.tree.parts[0] == Any((Word("nafto"), Word("oil")))
    assert isinstance(query.tree.parts[1], Not)
    assert {"the", "la"} <= function_words()
    assert {"said", "diris"} <= reporting_words()


@pytest.mark.parametrize(
    ("text", "same"),
    [
        ("hieraŭ", "2022-03-08"),
        ("ĉi tiu monato", "2022-03"),
        ("pasinta jaro", "2021"),
        ("pasintaj 7 tagoj", "7d"),
        ("majo 2018", "2018-05"),
        ("6a de majo de 2018", "2018-05-06"),
        ("yesterday", "2022-03-08"),
    ],
)
def test_a_range_of_dates_is_asked_for_in_every_language(esperanto: Language, text: str, same: str) -> None:
    assert parse_range(text, TODAY) == parse_range(same, TODAY)


def test_nothing_remembers_a_language_that_is_gone(monkeypatch: pytest.MonkeyPatch) -> None:
    with monkeypatch.context() as patch:
        patch.setitem(languages, "eo", ESPERANTO)
        assert "kaj" in function_words()
    assert "kaj" not in function_words()
    assert ESPERANTO not in known_languages()


@pytest.mark.parametrize("jobs", [0, 1])
def test_an_ingest_dates_articles_in_every_language(esperanto: Language, archive: Archive, add: Add, jobs: int) -> None:
    files = {f"{number:04}.txt": f"Novaĵo {number}\n\n6 majo 2018\n\nPluvis." for number in range(1100 if jobs else 2)}
    add(files, jobs=jobs)
    assert named(archive, "20180506-1")[0].title == "Novaĵo 0"
    assert archive.value("SELECT count(*) FROM articles WHERE date = '2018-05-06'") == len(files)

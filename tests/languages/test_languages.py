"""A language is one record in the registry: with it dates, titles, bylines and queries are read in that language."""

from __future__ import annotations

import datetime
import subprocess
import sys
import unicodedata
from collections.abc import Callable
from textwrap import dedent

import pytest

from newsidx import Archive, parse_range
from newsidx.archive.sqlite.articles import named
from newsidx.article import Article
from newsidx.dates.extract import DateReader
from newsidx.ingest.pipeline import Report
from newsidx.languages import (
    Language,
    closing_marks,
    code_of,
    function_words,
    known_languages,
    language_of,
    languages,
    opening_marks,
    reporting_words,
    sentence_ends,
)
from newsidx.languages.english import ENGLISH
from newsidx.languages.registry import NAMES
from newsidx.readers.reading import read_file
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
    return [word for part in record for word in words_of(part)] if isinstance(record, (tuple, frozenset)) else []


def records() -> list[Language]:
    """The record of every language, loaded."""
    return [record for code in NAMES if (record := language_of(code))]


@pytest.mark.parametrize("language", [*records(), ESPERANTO], ids=lambda language: language.code)
def test_the_record_of_a_language_is_whole(language: Language) -> None:
    lower_case = (language.dates, language.ranges, language.bylines, language.function_words, language.typical_words)
    words = [word for part in (*lower_case, language.abbreviations) for word in words_of(part)]
    assert [word for word in words if not word or word != word.lower()] == []
    assert [word for word in language.function_words if word != unicodedata.normalize("NFC", word)] == []
    assert len(language.function_words) >= 60 or language is ESPERANTO
    assert language.sentence_ends


@pytest.mark.parametrize("language", [*languages.values(), ESPERANTO], ids=lambda language: language.code)
def test_a_language_whose_dates_are_read_has_the_names_of_every_month_and_weekday(language: Language) -> None:
    assert (len(language.dates.months), len(language.dates.weekdays)) == (12, 7)


def test_every_language_stands_in_the_registry_under_its_code() -> None:
    assert languages["en"] is ENGLISH
    assert [record.code for record in records()] == list(NAMES)
    assert all(code == language.code for code, language in languages.items())


def test_the_name_of_a_language_is_the_first_of_its_names() -> None:
    assert {record.name.casefold() for record in records()} == {names.split()[0] for names in NAMES.values()}


def test_no_two_languages_have_the_same_tag() -> None:
    tags = [*NAMES, *(name for names in NAMES.values() for name in names.split())]
    assert sorted(tags) == sorted(set(tags))


@pytest.mark.parametrize(
    ("tag", "code"),
    [
        *((tag, "en") for tag in ("en", "EN", "en-GB", "en_US", "eng", "English", " english ")),
        *((tag, "es") for tag in ("es-419", "spa", "Spanish", "español")),
        *((tag, "no") for tag in ("no", "nb-NO", "nn", "nob", "Norwegian")),
        *((tag, "zh") for tag in ("zh-Hant-TW", "zh_CN", "chi", "zho", "cmn")),
        *((tag, None) for tag in ("", "xx", "tlh", "en glish", "-")),
    ],
)
def test_a_language_is_known_by_its_code_longer_tags_and_names(tag: str, code: str | None) -> None:
    assert code_of(tag) == code
    record = language_of(tag)
    assert (record.code if record else None) == code


def test_the_marks_of_all_languages_are_those_of_their_records() -> None:
    assert set(sentence_ends()) == {mark for record in records() for mark in record.sentence_ends}
    assert set(opening_marks()) == {mark for record in records() for mark in record.opening_marks}
    assert set(closing_marks()) == {mark for record in records() for mark in record.closing_marks}


def test_a_language_that_nobody_asks_for_is_not_loaded() -> None:
    program = """
        import sys
        import newsidx.query.parser, newsidx.readers.reading, newsidx.dates.ranges
        from newsidx.languages import closing_marks, function_words, language_of, sentence_ends
        function_words(["en"]), sentence_ends(), closing_marks()
        assert language_of("es").name == "Spanish"
        print([name for name in sys.modules if name in ("newsidx.languages.spanish", "newsidx.languages.french")])
    """
    ran = subprocess.run([sys.executable, "-c", dedent(program)], capture_output=True, text=True, check=True)
    assert ran.stdout == "['newsidx.languages.spanish']\n"


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


def test_function_words_are_those_of_the_languages_asked_for_with_and_without_accents() -> None:
    assert {"the", "of"} <= function_words(["en"])
    assert "más" not in function_words(["en"])
    assert {"the", "más", "mas", "después", "despues"} <= function_words(["en", "es"])
    assert function_words(["es-MX", "xx"]) == function_words(["es"])
    assert function_words([]) == frozenset()


def test_reporting_words_are_those_of_every_language_whose_bylines_are_read(esperanto: Language) -> None:
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
        assert "diris" in reporting_words()
        assert language_of("eo") is ESPERANTO
    assert "diris" not in reporting_words()
    assert language_of("eo") is not ESPERANTO
    assert ESPERANTO not in known_languages()


@pytest.mark.parametrize("jobs", [0, 1])
def test_an_ingest_dates_articles_in_every_language(esperanto: Language, archive: Archive, add: Add, jobs: int) -> None:
    files = {f"{number:04}.txt": f"Novaĵo {number}\n\n6 majo 2018\n\nPluvis." for number in range(1100 if jobs else 2)}
    add(files, jobs=jobs)
    assert named(archive, "20180506-1")[0].title == "Novaĵo 0"
    assert archive.value("SELECT count(*) FROM articles WHERE date = '2018-05-06'") == len(files)

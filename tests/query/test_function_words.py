"""The function words of a query are those of the language it is in."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest

from newsidx import Archive, Query
from newsidx.languages import function_words, languages
from newsidx.languages.language import Language
from newsidx.query.function_words import common_words_in, function_words_of, language_of_query
from newsidx.query.tree import Word
from newsidx.search.request import Match
from tests.languages.esperanto import ESPERANTO
from tests.searching import answer

Add = Callable[..., object]

FILES = {
    **{f"en{number}.txt": f"Date: 2022-03-0{number}\nLanguage: en\n\nThe oil of the sea." for number in range(1, 4)},
    "eo.txt": "Date: 2022-03-05\nLanguage: eo\n\nLa nafto kaj la maro.",
}


@pytest.fixture
def esperanto(monkeypatch: pytest.MonkeyPatch) -> Language:
    monkeypatch.setitem(languages, "eo", ESPERANTO)
    return ESPERANTO


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("oil sea", "en"),
        ("", "en"),
        ("la nafto", "en"),
        ("la nafto kaj maro", "eo"),
        ("the sea of la kaj", "en"),
        ("La nafto KAJ maro en", "eo"),
        ('"la nafto kaj maro"', "eo"),
    ],
)
def test_a_query_is_in_the_most_common_language_unless_its_words_say_otherwise(
    esperanto: Language, archive: Archive, add: Add, text: str, language: str
) -> None:
    add(FILES)
    assert archive.languages() == ["en", "eo"]
    assert language_of_query(Query.parse(text), archive.languages()) == language
    assert function_words_of(Query.parse(text), archive.languages()) == function_words([language])


def test_the_language_that_was_given_counts(esperanto: Language, archive: Archive, add: Add) -> None:
    add(FILES)
    assert language_of_query(replace(Query.parse("the sea of oil"), language="eo"), archive.languages()) == "eo"


def test_a_function_word_of_another_language_is_a_word(esperanto: Language, archive: Archive, add: Add) -> None:
    add(FILES)
    (part,) = answer(archive, Query.parse("la nafto"), match=Match.ANY).parts
    assert str(part.query.tree) == "la OR nafto"
    (part,) = answer(archive, Query.parse("la nafto kaj maro"), match=Match.ANY).parts
    assert str(part.query.tree) == "nafto OR maro"
    (part,) = answer(archive, Query.parse("the nafto"), match=Match.ANY).parts
    assert part.query.tree == Word("nafto")


def test_an_archive_without_articles_counts_as_english(archive: Archive) -> None:
    assert language_of_query(Query.parse("the oil"), archive.languages()) == "en"


def test_an_unknown_language_has_no_function_words() -> None:
    assert function_words_of(Query.parse("the oil", language="tlh"), ["en"]) == frozenset()
    assert common_words_in("tlh") == frozenset()

"""Stems by Snowball: in C and in Python they are the same."""

from __future__ import annotations

import sys

import pytest

from newsidx.languages import language_of
from newsidx.languages.registry import NAMES
from newsidx.languages.stemming import snowball, snowball_in_python, stems

STEMMED = [code for code in NAMES if (record := language_of(code)) and record.stemmer]


@pytest.mark.parametrize(
    ("language", "forms"),
    [
        ("en", "sanction sanctions sanctioned"),
        ("es", "sanción sanciones"),
        ("de", "häuser häusern"),
        ("ru", "санкция санкции санкций санкциями"),
        ("ar", "الحكومة حكومة"),
        ("hr", "vremena vremenu"),
        ("tr", "evler evleri"),
    ],
)
def test_the_forms_of_a_word_have_one_stem(language: str, forms: str) -> None:
    assert len(set(stems(language, forms.split()))) == 1


@pytest.mark.parametrize("language", ["zh", "ja", "vi", "xx", ""])
def test_a_language_without_a_stemmer_gives_the_words_back(language: str) -> None:
    assert stems(language, ["東京", "sanctions"]) == ["東京", "sanctions"]


def test_a_longer_tag_names_the_same_stemmer() -> None:
    assert stems("en-GB", ["sanctions"]) == stems("en", ["sanctions"]) == ["sanction"]


def test_no_words_have_no_stems() -> None:
    assert stems("en", []) == []


@pytest.mark.parametrize("code", STEMMED)
def test_the_stemmers_in_c_and_in_python_agree(code: str) -> None:
    pytest.importorskip("Stemmer")
    pytest.importorskip("snowballstemmer")
    language = language_of(code)
    assert language is not None
    assert language.stemmer is not None
    words = sorted(language.function_words | language.typical_words)
    # Words that end as other words do, and so have all kinds of endings to take off.
    words += [word + other for word in words for other in words[::5]][:3000]
    assert snowball(language.stemmer)(words) == snowball_in_python(language.stemmer)(words)


def test_without_pystemmer_the_stemmer_in_python_is_used(monkeypatch: pytest.MonkeyPatch) -> None:
    pytest.importorskip("snowballstemmer")
    monkeypatch.setitem(sys.modules, "Stemmer", None)
    assert snowball("english")(["sanctions", "happiness"]) == ["sanction", "happi"]

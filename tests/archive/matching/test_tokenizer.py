"""The terms of a text: what a query finds is what the index has."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newsidx.archive.matching.tokenizer import TOKENIZER, indexed, tokenized, tokens

LETTERS = st.sampled_from("aZéßŉıİΣςάЁёйłøđ東京ストﾃﾞ々〇가각น้ำมَّاىة0٣²ªａＡ \u0301\u0640\u3099\u0e33_-.'")
TEXTS = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0") | LETTERS, max_size=40)


@pytest.fixture(scope="module")
def memory() -> Iterator[sqlite3.Connection]:
    connection = sqlite3.connect(":memory:")
    connection.execute(f'CREATE VIRTUAL TABLE texts USING fts5 (text, tokenize="{TOKENIZER}")')
    connection.execute("CREATE VIRTUAL TABLE terms USING fts5vocab (texts, instance)")
    yield connection
    connection.close()


def fts5_terms(memory: sqlite3.Connection, text: str) -> list[str]:
    memory.execute("DELETE FROM texts")
    memory.execute("INSERT INTO texts VALUES (?)", [text])
    return [term for (term,) in memory.execute("SELECT term FROM terms ORDER BY offset")]


@given(TEXTS)
def test_a_text_has_the_terms_that_fts5_makes_of_it(memory: sqlite3.Connection, text: str) -> None:
    assert tokenized(text) == fts5_terms(memory, indexed(text))


@given(TEXTS)
def test_fts5_reads_the_terms_in_a_query_as_they_are(memory: sqlite3.Connection, text: str) -> None:
    terms = tokenized(text)
    assert fts5_terms(memory, " ".join(terms)) == terms


@given(TEXTS)
def test_the_places_of_terms_are_those_of_the_words_in_the_text(text: str) -> None:
    found = list(tokens(text))
    assert [token.term for token in found] == tokenized(text)
    for token in found:
        assert 0 <= token.start < token.end <= len(text)
        assert token.term in tokenized(text[token.start : token.end])


@pytest.mark.parametrize(
    ("text", "terms"),
    [
        ("U.S. sanctions", "u s sanctions"),
        ("Don't Guaidó's CAFÉ", "don t guaido s cafe"),
        ("ＮＨＫ東京２０２２年", "nhk 東京 京 2022 年"),
        ("NHKは東京都で", "nhk は東 東京 京都 都で で"),
        ("ещё ЕЩЁ", "еще еще"),
        ("Σίσυφος ΣΊΣΥΦΟΣ", "σισυφοσ σισυφοσ"),
        ("النَّفْط والـنفط إيران", "النفط والنفط ايران"),
        ("น้ำมัน", "น้ ้ำ ำม มั ัน น"),
        ("서울에서", "서울 울에 에서 서"),
        ("Łódź Øre Đorđe İstanbul", "lodz ore dorde istanbul"),
        ("हिन्दी में", "हिन्दी में"),
        ("... !", ""),
    ],
)
def test_words_are_in_lower_case_and_without_accents_and_scripts_without_spaces_in_pairs(text: str, terms: str) -> None:
    assert tokenized(text) == terms.split()

"""Folding in Python gives the terms that FTS5 has, and knows the commonest letters without asking it."""

from __future__ import annotations

import sqlite3

from hypothesis import given
from hypothesis import strategies as st

from newsidx.archive.matching import tokenizer
from newsidx.archive.matching.tokenizer import LEFT_OUT, TOKENIZER, aligned, indexed, tokenized
from newsidx.text.unify import unified


def fts5_terms(text: str) -> list[str]:
    """The terms that FTS5 makes of a text."""
    memory = sqlite3.connect(":memory:")
    memory.execute(f"CREATE VIRTUAL TABLE texts USING fts5 (text, content='', tokenize=\"{TOKENIZER}\")")
    memory.execute("CREATE VIRTUAL TABLE terms USING fts5vocab (texts, instance)")
    memory.execute("INSERT INTO texts (rowid, text) VALUES (1, ?)", [text])
    return [term for (term,) in memory.execute("SELECT term FROM terms ORDER BY offset")]


@given(st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0"), max_size=60))
def test_a_text_has_the_terms_that_fts5_makes_of_it(text: str) -> None:
    assert tokenized(text) == fts5_terms(indexed(text))


def test_letters_that_are_known_beforehand_are_as_fts5_has_them() -> None:
    known = [*range(0xA0, 0x100), 0x2010, 0x2013, 0x2014, 0x2018, 0x2019, 0x201C, 0x201D, 0x2022, 0x2026]
    known += [*range(1, 128), *range(0x4E00, 0x9FCC, 97), *range(0xAC00, 0xD7A4, 101)]
    for code in known:
        letter = unified(chr(code))
        terms = fts5_terms(f"a{letter}b")
        expected = " " if len(terms) == 2 else terms[0][1:-1] or LEFT_OUT
        assert aligned(chr(code)) == expected, hex(code)


@given(st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0"), max_size=60))
def test_an_aligned_text_has_the_same_length(text: str) -> None:
    assert len(aligned(text)) == len(text)
    assert aligned(aligned(text).replace(LEFT_OUT, "")) == aligned(text).replace(LEFT_OUT, "")


def test_english_is_folded_without_asking_fts5() -> None:
    tokenizer._folds_in_fts5.cache_clear()
    aligned("“The café’s oil” – it cost £5, said São Paulo’s mayor… 国际油价上涨 정부가 말했다")
    assert tokenizer._folds_in_fts5.cache_info().misses == 0

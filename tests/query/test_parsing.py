"""Any text is a valid question, and means what it seems to."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from newsidx.query import All, Phrase, Query, Word
from newsidx.query.compiling import match_expression


@pytest.fixture(scope="module")
def index() -> Iterator[sqlite3.Connection]:
    connection = sqlite3.connect(":memory:")
    connection.execute(
        "CREATE VIRTUAL TABLE articles_fts USING fts5 (title, body, tokenize='porter unicode61 remove_diacritics 2')"
    )
    connection.execute("INSERT INTO articles_fts VALUES ('Oil', 'They don''t sell U.S. oil to AT&T, a multi-agent.')")
    yield connection
    connection.close()


@pytest.mark.parametrize(
    ("text", "tree"),
    [
        ("oil", Word("oil")),
        ("oil venezuela", All((Word("oil"), Word("venezuela")))),
        ("oil oil", Word("oil")),
        ('"oil embargo"', Phrase("oil embargo")),
        ("“oil embargo” russia", All((Phrase("oil embargo"), Word("russia")))),
        ("don't U.S. AT&T multi-agent C++", All(tuple(map(Word, "don't U.S. AT&T multi-agent C++".split())))),
        ("and or not near", All(tuple(map(Word, "and or not near".split())))),
        ('oil "', Word("oil")),
        (":) oil", Word("oil")),
        ("", None),
        (":)", None),
        ('""', None),
    ],
)
def test_words_and_phrases_are_read_as_they_are_typed(text: str, tree: object) -> None:
    assert Query.parse(text).tree == tree


@pytest.mark.parametrize(("text", "note"), [(":) oil", "“:)”"), ('oil "', "quotation mark"), ("oil", None)])
def test_what_was_passed_over_is_said(text: str, note: str | None) -> None:
    notes = Query.parse(text).notes
    assert (note is None and notes == ()) or (note is not None and len(notes) == 1 and note in notes[0])


@pytest.mark.parametrize("text", ["don't", "U.S.", "AT&T", "multi-agent", "sell oil", '"multi agent"', "DON’T", "a t"])
def test_what_stands_in_an_article_finds_it(index: sqlite3.Connection, text: str) -> None:
    tree = Query.parse(text).tree
    assert tree is not None
    sql = "SELECT count(*) FROM articles_fts WHERE articles_fts MATCH ?"
    assert index.execute(sql, [match_expression(tree)]).fetchone() == (1,)


@given(
    st.text() | st.lists(st.sampled_from([*'"()*:^-+~{}.,', "AND", "OR", "NOT", "NEAR", "NEAR(", "title:", "a", "\0"]))
)
@example("a " * 5000)
@example(" ".join(f"w{number}" for number in range(1000)))
@example('"' * 999)
@example("\ud800 \x00 \u202e oil")
def test_no_question_is_an_error_to_fts5(index: sqlite3.Connection, text: str | list[str]) -> None:
    tree = Query.parse(text if isinstance(text, str) else " ".join(text)).tree
    if tree is not None:
        for joined_by in ("AND", "OR"):
            index.execute(
                "SELECT count(*) FROM articles_fts WHERE articles_fts MATCH ?", [match_expression(tree, joined_by)]
            )


@given(st.text())
def test_what_the_tree_prints_parses_to_the_same_tree(text: str) -> None:
    tree = Query.parse(text).tree
    assert Query.parse(str(tree) if tree else "").tree == tree

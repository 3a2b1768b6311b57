"""A query all in capitals is text, and any other has operators."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newsidx.query import Query
from newsidx.query.capitals import written
from newsidx.query.combine import any_of
from newsidx.query.tree import All, Any, Exact, InField, Metadata, Near, Node, Not, Phrase, Word


@pytest.mark.parametrize(
    ("text", "tree"),
    [
        ("IBM OR DEC", "IBM or DEC"),
        ("TO BE OR NOT TO BE", "TO BE or not TO BE"),
        ("OIL NEAR/5 GAS", "OIL near/5 GAS"),
        ("OIL AND", "OIL and"),
        ("U.S. OR 2022", "U.S. or 2022"),
        ("МОСКВА OR КИЕВ", "МОСКВА or КИЕВ"),
        ('"OIL PRICE" OR -GAS', '"OIL PRICE" or -GAS'),
        ("(OIL OR GAS*) =COAL", "OIL or GAS* =COAL"),
        ("title:OIL AND by:smith since:yesterday", None),
    ],
)
def test_the_operators_of_a_query_in_capitals_are_words(text: str, tree: str | None) -> None:
    query = Query.parse(text)
    assert len(query.notes) == 1
    assert "because the whole query is in capitals" in query.notes[0]
    if tree:
        assert str(query.tree) == tree
    else:
        assert query.tree == All((InField("title", Word("OIL")), Word("and"), Metadata("by", "smith")))


@pytest.mark.parametrize(
    ("text", "tree"),
    [
        ("ibm OR DEC", Any((Word("ibm"), Word("DEC")))),
        ("Ibm OR DEC", Any((Word("Ibm"), Word("DEC")))),
        ("2022 OR 2023", Any((Word("2022"), Word("2023")))),
        ("東京 OR 大阪", Any((Word("東京"), Word("大阪")))),
        ("東京 NEAR 大阪", Near("東京 大阪", 10)),
        ("by:SMITH OR by:JONES", Any((Metadata("by", "SMITH"), Metadata("by", "JONES")))),
        ("OIL -GAS", All((Word("OIL"), Not(Word("GAS"))))),
        ('"OIL GAS" =COAL', All((Phrase("OIL GAS"), Exact("COAL")))),
        ('"OIL GAS"~3', Near("OIL GAS", 3)),
        ("OIL", Word("OIL")),
    ],
)
def test_other_queries_mean_what_they_mean_and_have_no_note(text: str, tree: Node) -> None:
    query = Query.parse(text)
    assert (query.tree, query.notes) == (tree, ())


@pytest.mark.parametrize(
    ("text", "note"),
    [
        (
            "IBM  OR DEC",
            "“OR” was read as a word, because the whole query is in capitals; as an operator: ibm OR dec",
        ),
        (
            "A NEAR/3 B AND C AND NOT D",
            "“NEAR/3”, “AND” and “NOT” were read as words, because the whole query is in capitals; as operators: "
            "a NEAR/3 b AND c AND NOT d",
        ),
    ],
)
def test_the_note_shows_how_to_get_the_operator(text: str, note: str) -> None:
    assert Query.parse(text).notes == (note,)
    example = note.rpartition(": ")[2]
    assert Query.parse(example).notes == ()


def test_the_note_on_a_long_query_is_short() -> None:
    (note,) = Query.parse("OIL AND GAS " * 500).notes
    assert len(note) < 200


def test_a_written_query_has_the_operators_of_its_tree() -> None:
    assert written(Any((Word("IBM"), Word("DEC")))) == "ibm OR dec"
    assert written(All((Any((Word("IBM"), Word("Dec"))), Word("SUN")))) == "(IBM OR Dec) SUN"
    assert written(Not(Word("IBM"))) == "-IBM"


@given(st.lists(st.sampled_from(["IBM", "DEC", "U.S.", "2022", "x", "東京"]), min_size=2))
def test_any_tree_written_out_means_the_same_apart_from_capitals(words: list[str]) -> None:
    tree = any_of(map(Word, words))
    assert tree
    parsed = Query.parse(written(tree)).tree
    assert str(parsed).lower() == str(tree).lower()
    assert type(parsed) is type(tree)

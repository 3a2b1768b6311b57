"""A widened query matches what it should, and keeps its conditions other than words."""

from __future__ import annotations

import pytest

from newsidx import parse_range
from newsidx.languages import function_words
from newsidx.query import Query
from newsidx.query.rewrite import any_of_words, corrected, less, some_of, spelled, words_of_tree
from newsidx.query.tree import All, Any, Exact, InField, Metadata, Node, Not, Phrase, Prefix, Word

OIL, GAS, COAL = Word("oil"), Word("gas"), Word("coal")


def english() -> frozenset[str]:
    return function_words(["en"])


def words(text: str) -> tuple[Node, ...]:
    return tuple(map(Word, text.split()))


def tree(text: str) -> Node | None:
    return Query.parse(text).tree


def some(text: str) -> Node | None:
    query = some_of(Query.parse(text), english)
    return query and query.tree


def any_(text: str) -> Node | None:
    return any_of_words(Query.parse(text), english).tree


def test_a_partial_match_has_any_of_the_words_but_not_all() -> None:
    assert some("oil gas") == All((Any((OIL, GAS)), Not(All((OIL, GAS)))))


def test_a_partial_match_keeps_the_other_conditions() -> None:
    rest = (Not(COAL), Metadata("by", "smith"))
    assert some("oil -coal gas by:smith") == All((Any((OIL, GAS)), Not(All((OIL, GAS))), *rest))


def test_a_phrase_a_group_a_field_or_an_exact_word_counts_as_one_part_of_a_partial_match() -> None:
    parts = (Phrase("oil embargo"), InField("title", GAS), Exact("sanctions"), Prefix("venez"), Any((OIL, COAL)))
    text = '"oil embargo" title:gas =sanctions venez* (oil OR coal)'
    assert some(text) == All((Any((*parts[:4], OIL, COAL)), Not(All(parts))))


@pytest.mark.parametrize(
    "text", ["", "oil", "oil oil", "oil OR gas", '"oil gas"', "-oil", "oil -gas", "oil by:smith", "by:smith lang:en"]
)
def test_a_query_of_fewer_than_two_words_has_no_partial_match(text: str) -> None:
    assert some(text) is None


@pytest.mark.parametrize(
    ("text", "content_words"),
    [
        ("what must the oil price be", "oil price"),
        ("What MUST oil", "oil"),
        ("to be or not to be", "to be or not to be"),
        ("lift-drag of wings", "lift drag wings"),
        ("oil/gas coal", "oil gas coal"),
        ("U.S. oil", "U.S. oil"),
        ("x-ray oil", "x-ray oil"),
        ("don't AT&T", "don't AT&T"),
        ("the-oil gas", "oil gas"),
    ],
)
def test_function_words_are_left_out_and_compounds_are_split(text: str, content_words: str) -> None:
    either = Any(words(content_words)) if " " in content_words else Word(content_words)
    assert any_(text) == either
    assert some(text) == All((either, Not(All(words(text)))))


def test_any_of_the_words_keeps_the_other_conditions() -> None:
    assert any_("oil gas") == Any((OIL, GAS))
    assert any_("oil -coal gas by:smith") == All((Any((OIL, GAS)), Not(COAL), Metadata("by", "smith")))


def test_a_word_that_is_typed_twice_counts_twice_among_any_of_the_words() -> None:
    assert any_("oil oil price") == Any((OIL, OIL, Word("price")))


@pytest.mark.parametrize(
    "text", ["", "oil", "oil oil", "oil OR gas", "-oil", "oil -gas", "lift-drag", "the", "by:smith"]
)
def test_any_of_one_word_is_that_word(text: str) -> None:
    assert any_(text) == tree(text)


def test_a_widened_query_keeps_its_dates() -> None:
    query = Query.parse("oil gas since:2022-03", parse_range("2022"))
    widened = some_of(query, english)
    assert widened
    assert widened.dates == any_of_words(query, english).dates == query.dates == parse_range("2022-03..2022-12")
    assert spelled(query, {"oil": ["oyl"]}).dates == query.dates


@pytest.mark.parametrize("text", ["oil gas", "oil -coal gas by:smith", 'title:oil "the gas" (coal OR =iron)'])
def test_a_widened_query_written_out_parses_to_the_same_tree(text: str) -> None:
    for wider in (some(text), any_(text)):
        assert tree(str(wider)) == wider


def test_each_word_is_any_of_its_spellings() -> None:
    near = {"guaid": ["guaido", "guaida"], "gas": []}
    guaido = tuple(map(Word, ("guaid", "guaido", "guaida")))
    assert spelled(Query.parse("guaid"), near).tree == Any(guaido)
    assert spelled(Query.parse("guaid gas oil"), near).tree == All((Any(guaido), GAS, OIL))
    assert spelled(Query.parse("guaid OR gas"), near).tree == Any((*guaido, GAS))
    assert spelled(Query.parse("title:guaid"), near).tree == Any(tuple(InField("title", word) for word in guaido))


@pytest.mark.parametrize(
    ("text", "corrected_text"),
    [
        ("guaid gas", "Guaidó gas"),
        ("title:guaid", "title:Guaidó"),
        ("gas OR guaid", "gas OR Guaidó"),
        ('"guaid spoke"', '"Guaidó spoke"'),
        ('"guaid spoke"~3', '"Guaidó spoke"~3'),
        ('=guaid ="guaid spoke"', '=Guaidó ="Guaidó spoke"'),
        ("guaid -guaid", "Guaidó -guaid"),
        ("guaid* by:guaid", "guaid* by:guaid"),
        ("", ""),
    ],
)
def test_a_misspelt_word_is_corrected_everywhere_but_in_a_negation_a_prefix_or_metadata(
    text: str, corrected_text: str
) -> None:
    assert corrected(Query.parse(text), {"guaid": "Guaidó"}).tree == tree(corrected_text)


@pytest.mark.parametrize("text", ['"oil gas"', '"oil gas"~3', "=oil", "oil*", "-oil", "by:oil", 'title:"oil"', ""])
def test_only_single_words_are_matched_by_other_spellings(text: str) -> None:
    query = Query.parse(text)
    assert spelled(query, {"oil": ["oyl"], "gas": ["gaz"]}) == query


def test_less_is_what_the_other_query_does_not_match() -> None:
    wide, narrow = Query.parse("oil OR gas"), Query.parse("oil")
    assert less(wide, narrow).tree == All((Any((OIL, GAS)), Not(OIL)))


@pytest.mark.parametrize(("wide", "narrow"), [("oil", "oil"), ("oil", ""), ("", "oil")])
def test_nothing_is_left_of_a_query_less_itself(wide: str, narrow: str) -> None:
    assert less(Query.parse(wide), Query.parse(narrow)).tree is None


def test_the_words_of_a_query_whose_spelling_can_be_checked() -> None:
    text = 'oil gas oil title:coal (iron OR tin) -lead -(zinc OR gold) "a phrase" =exact begin* by:smith "two words"~3'
    assert words_of_tree(tree(text)) == ["oil", "gas", "coal", "iron", "tin", "two", "words"]
    assert words_of_tree(tree(text), with_phrases=True) == [
        *("oil", "gas", "coal", "iron", "tin", "a", "phrase", "exact", "two", "words")
    ]
    assert words_of_tree(None) == []

"""Words and phrases are found in a text at the same places as in the list of its terms, and quickly in any text."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newsidx.archive.matching.places import Places
from newsidx.archive.matching.terms import Terms, is_pair, looked_up
from newsidx.archive.matching.tokenizer import Token, tokenized, tokens
from tests.timing import assert_takes_less


def written(text: str, *, is_prefix: bool = False) -> Terms:
    """What a quoted text looks for."""
    terms, is_beginning, ends_in_pair = looked_up(tokenized(text))
    return Terms(tuple((term,) for term in terms), is_prefix or is_beginning, ends_in_pair)


def matches(text: str, *searched: str) -> list[str]:
    """The passages of a text that match quoted texts; one that ends in * is a prefix."""
    places = Places(written(query.rstrip("*"), is_prefix=query.endswith("*")) for query in searched)
    return [text[start:end] for start, end in places.spans(text)]


@pytest.mark.parametrize(
    ("text", "searched", "expected"),
    [
        ("国际油价上涨5%，油价下跌。", "油价", ["油价", "油价"]),
        ("国际油价上涨5%，油价下跌。", "油", ["油", "油"]),
        ("国际油价上涨。油价", "上涨 油价", ["上涨。油价"]),
        ("石石石 石石", "石石", ["石石", "石石", "石石"]),
        ("NHK東京 NHK 東京 東京NHK", "NHK東京", ["NHK東京", "NHK 東京"]),
        ("東京都NHK 東京NHK", "東京 NHK", ["東京NHK"]),
        ("ราคาน้ำมันโลกเพิ่มขึ้น", "น้ำมัน", ["น้ำมัน"]),
        ("정부가 말했다. 정부는", "정부", ["정부", "정부"]),
        ("정부가 말했다", "정부가 말했다", ["정부가 말했다"]),
        ("قَالَ الرَّئِيسُ اليوم", "الرئيس", ["الرَّئِيسُ"]),
        ("तेल की कीमतें बढ़ीं", "कीमतें", ["कीमतें"]),
        ("Cafe\u0301 noir, cafe", "café", ["Cafe\u0301", "cafe"]),
        ("inter\xadnational", "international", ["inter\xadnational"]),
        ("\u2067oil\u2069 price", "oil", ["oil\u2069"]),
        ("U.S. and U. S., US", "U.S.", ["U.S", "U. S"]),
        ("multi-agent, multi\nagent and multiagent", "multi-agent", ["multi-agent", "multi\nagent"]),
        ("oil oil oil gas", "oil oil", ["oil oil", "oil oil"]),
        ("oil “prices”, oil:\n\n  prices; boil prices, oil pricest", "oil prices", ["oil “prices", "oil:\n\n  prices"]),
        ("oil price, oil prices, oily prices", "oil pric*", ["oil price", "oil prices"]),
        ("a pre, prefix", "pre*", ["pre", "prefix"]),
    ],
)
def test_matches_are_found_in_any_script(text: str, searched: str, expected: list[str]) -> None:
    assert matches(text, searched) == expected


def test_a_word_that_begins_a_phrase_and_has_a_prefix_matches_as_both() -> None:
    assert matches("oil gas oil prices", "oil prices", "oi*") == ["oil", "oil", "oil prices"]


LETTERS = "ab東京スน้ำéE\u0301\u0651\u200b-. \n"
PHRASES = st.lists(st.tuples(st.text(LETTERS, min_size=1, max_size=5), st.booleans()), min_size=1, max_size=4)


@given(PHRASES, st.lists(st.sampled_from(["a", "ab", "b"]), max_size=2), st.text(LETTERS, max_size=40))
def test_matches_are_those_in_the_list_of_terms(phrases: list[tuple[str, bool]], forms: list[str], text: str) -> None:
    searched = [terms for phrase, is_prefix in phrases if (terms := written(phrase, is_prefix=is_prefix)).places]
    searched.append(Terms((("a", *forms),)))
    searched.append(Terms((("a", *forms), ("b", *forms))))
    listed = list(tokens(text))
    assert [token.term for token in listed] == tokenized(text)
    expected = {
        (listed[start].start, end_of_match(terms, listed, start + len(terms.places) - 1))
        for terms in searched
        for start in terms.starts([token.term for token in listed])
    }
    assert set(Places(searched).spans(text)) == expected


def end_of_match(terms: Terms, listed: list[Token], last: int) -> int:
    """Where a match with its last term at a place ends. Of a pair that is looked for by its first letter only that
    letter matches.
    """
    is_letter = terms.is_prefix and len(terms.places[-1][0]) == 1 and is_pair(terms.places[-1][0])
    return listed[last + 1].start if is_letter and len(listed[last].term) == 2 else listed[last].end


CROWDS = [
    ["oil"],
    ["oil prices", "rose in the night"],
    ["o*", "pri*"],
    [f"word{number}" for number in range(3_000)] + ["oil"],
    [f"pre{number}*" for number in range(1_000)] + ["oil"],
    [f"word{number} and oil" for number in range(3_000)] + ["oil"],
]


@pytest.mark.parametrize("searched", CROWDS)
def test_a_book_is_searched_in_a_moment_for_any_number_of_words(searched: list[str]) -> None:
    book = "The oil prices rose in the night, it was said, and word12 came from the prefecture.\n" * 50_000
    assert_takes_less(4, lambda: matches(book, *searched))


@pytest.mark.parametrize(
    ("text", "searched"),
    [
        ("oil" + "\u0301" * 300_000 + "s", "oil"),
        ("oil" + " " * 300_000, "oil prices"),
        (("oil" + " " * 500) * 1000, "oil prices"),
        ("石" * 300_000, "石石石石石石油"),
        ("石" * 300_000, "石石石石石石"),
        ("a\u0301" * 200_000, "aaaaaa"),
        ("oil " * 100_000, "oil oil oil oil oil gas"),
    ],
)
def test_a_text_made_to_be_slow_is_searched_in_a_moment(text: str, searched: str) -> None:
    assert_takes_less(2, lambda: matches(text, searched))

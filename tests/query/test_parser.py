"""Any text is a valid query, and means what it seems to mean."""

from __future__ import annotations

import datetime
from collections.abc import Iterator

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from newsidx import Archive, parse_range
from newsidx.archive import open_archive
from newsidx.errors import BadDate, SavedInItself
from newsidx.ingest.pipeline import IngestOptions, ingest
from newsidx.query import Query
from newsidx.query.parser import parse
from newsidx.query.rewrite import any_of_words
from newsidx.query.tree import All, Any, Dated, Exact, InField, Metadata, Near, Not, Phrase, Prefix, Word
from newsidx.search.request import Match
from tests.searching import count, search

BY_X = Metadata("by", "x")


@pytest.fixture(scope="module")
def archive(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Archive]:
    folder = tmp_path_factory.mktemp("query")
    (folder / "a.txt").write_text("date 2022-03-06 Oil\n\nThey don't sell U.S. oil to AT&T, a multi-agent.")
    with open_archive(str(folder / "news.db"), write=True) as opened:
        ingest(opened, [str(folder / "a.txt")], IngestOptions(jobs=0))
        yield opened


@pytest.mark.parametrize(
    ("text", "tree"),
    [
        ("oil", Word("oil")),
        ("oil venezuela", All((Word("oil"), Word("venezuela")))),
        ("oil oil price", All((Word("oil"), Word("oil"), Word("price")))),
        ("oil OR oil", Any((Word("oil"), Word("oil")))),
        ("(oil gas) oil -gas -gas by:x by:x", All((*map(Word, ["oil", "gas", "oil"]), Not(Word("gas")), BY_X))),
        ('"oil embargo"', Phrase("oil embargo")),
        ("“oil embargo” russia", All((Phrase("oil embargo"), Word("russia")))),
        ("don't U.S. AT&T multi-agent C++", All(tuple(map(Word, "don't U.S. AT&T multi-agent C++".split())))),
        ("and or not near", All(tuple(map(Word, "and or not near".split())))),
        ('oil "', Word("oil")),
        ("% oil", Word("oil")),
        ("oil OR gas", Any((Word("oil"), Word("gas")))),
        ("oil OR gas coal", Any((Word("oil"), All((Word("gas"), Word("coal")))))),
        ("(oil OR gas) AND coal", All((Any((Word("oil"), Word("gas"))), Word("coal")))),
        ("oil NOT gas OR coal", Any((All((Word("oil"), Not(Word("gas")))), Word("coal")))),
        ("oil -gas", All((Word("oil"), Not(Word("gas"))))),
        ("-(oil OR gas)", Not(Any((Word("oil"), Word("gas"))))),
        ("NOT -oil", Word("oil")),
        ("=sanctions", Exact("sanctions")),
        ("oil -=OR", All((Word("oil"), Not(Exact("or"))))),
        ("sanction*", Prefix("sanction")),
        ("title:(=oil gas*)", All((InField("title", Exact("oil")), InField("title", Prefix("gas"))))),
        ("by:smi*", Metadata("by", "smi", is_prefix=True)),
        ('source:"new yo"*', Metadata("source", "new yo", is_prefix=True)),
        ('by:"smi*"', Metadata("by", "smi*")),
        ("lang:en* path:a*", All((Metadata("lang", "en"), Metadata("path", "a")))),
        ("by:-smith", Not(Metadata("by", "smith"))),
        ('-by:="jane smith"', Not(Metadata("by", "jane smith"))),
        ("path:-draft", Metadata("path", "-draft")),
        ("id:20220306-1", Metadata("id", "20220306-1")),
        ("url:https://a.org/b?c=d", Metadata("url", "https://a.org/b?c=d")),
        ('"oil embargo"~5', Near("oil embargo", 5)),
        ("title:maduro", InField("title", Word("maduro"))),
        ("title:(oil -gas)", All((InField("title", Word("oil")), Not(InField("title", Word("gas")))))),
        ("oil title:-gas", All((Word("oil"), Not(InField("title", Word("gas")))))),
        ('BODY:"white house"', InField("body", Phrase("white house"))),
        ("by:smith", Metadata("by", "smith")),
        ('source:"The Times"', Metadata("source", "The Times")),
        ("title: oil", All((Word("title"), Word("oil")))),
        ("ratio:oil", Word("ratio:oil")),
        ("", None),
        (":)", None),
        ('""', None),
    ],
)
def test_a_query_is_read_as_it_is_typed(text: str, tree: object) -> None:
    assert Query.parse(text).tree == tree


ONE, TWO, SPAN, UNDATED = (
    Metadata("id", named) for named in ("20220306-1", "20220307-2", "20220306-1..20220306-9", "0-7")
)


@pytest.mark.parametrize(
    ("text", "tree"),
    [
        ("20220306-1", ONE),
        ("20220306-1 20220307-2", Any((ONE, TWO))),
        ("20220306-1 20220306-1", ONE),
        ("20220306-1..20220306-9", SPAN),
        ("20220306-1..", Metadata("id", "20220306-1..")),
        ("oil 20220306-1 20220307-2", All((Word("oil"), Any((ONE, TWO))))),
        ("20220306-1 OR 20220307-2 oil", Any((ONE, All((TWO, Word("oil")))))),
        ("20220306-1 AND 20220307-2", All((ONE, TWO))),
        ("id:20220306-1 id:20220307-2", All((ONE, TWO))),
        ("-20220306-1 20220307-2", All((Not(ONE), TWO))),
        ("oil -20220306-1", All((Word("oil"), Not(ONE)))),
        ("(20220306-1 20220307-2)", Any((ONE, TWO))),
        ('"20220306-1"', Phrase("20220306-1")),
        ("=20220306-1", Exact("20220306-1")),
        ("20220306-1*", Prefix("20220306-1")),
        ("title:20220306-1", InField("title", Word("20220306-1"))),
        ("title:(20220306-1 oil)", All((InField("title", Word("20220306-1")), InField("title", Word("oil"))))),
        ("title:oil 20220306-1", All((InField("title", Word("oil")), ONE))),
        ("oil NEAR/3 20220306-1", Near("oil 20220306-1", 3)),
        ("20220306-1 NEAR oil", Near("20220306-1 oil", 10)),
        ("20220306-1 NEAR", All((ONE, Word("near")))),
        ("20220306-1:", ONE),
        ("--20220306-1", ONE),
        ("20221306-1", Word("20221306-1")),
        ("15000306-1", Word("15000306-1")),
        ("20220306-1,", Word("20220306-1,")),
        ("20220306-1234567", Word("20220306-1234567")),
        ("0-7", UNDATED),
        ("0-7 0-8", Any((UNDATED, Metadata("id", "0-8")))),
        ("-(0-7 OR 20220306-1)", Not(Any((UNDATED, ONE)))),
        ("0-7 draw", All((Word("0-7"), Word("draw")))),
        ("20220306-1 0-7 draw", All((ONE, Word("0-7"), Word("draw")))),
        ("0-0", Word("0-0")),
        ("id:..20220306-1", Metadata("id", "..20220306-1")),
        ('file:"/a  b/c.txt"', Metadata("file", "/a  b/c.txt")),
    ],
)
def test_a_word_in_the_form_of_an_id_is_one(text: str, tree: object) -> None:
    assert Query.parse(text).tree == tree


@pytest.mark.parametrize(
    ("text", "note"),
    [
        ("% oil", "“%”"),
        ('oil "', "unpaired quotation mark"),
        ("oil OR", "OR with nothing"),
        ("AND oil", "AND with nothing"),
        ("oil NOT", "NOT with nothing"),
        ("oil)", "unmatched closing bracket"),
        ("(oil", "unmatched opening bracket"),
        ("o*l", "the end of a word"),
        ("oil", None),
    ],
)
def test_a_note_says_what_was_ignored(text: str, note: str | None) -> None:
    notes = Query.parse(text).notes
    assert (note is None and notes == ()) or (note is not None and len(notes) == 1 and note in notes[0])


@pytest.mark.parametrize(
    ("text", "tree"),
    [
        ("oil NEAR/5 embargo", Near("oil embargo", 5)),
        ("oil NEAR embargo", Near("oil embargo", 10)),
        ("oil NEAR/0 embargo", Near("oil embargo", 0)),
        ("oil NEAR/5 oil", Near("oil oil", 5)),
        ("oil NEAR/5 gas NEAR/5 coal", Near("oil gas coal", 5)),
        ("oil NEAR/5 gas NEAR/7 coal NEAR/2 tin", Near("oil gas coal tin", 7)),
        ("=oil NEAR/5 U.S.", Near("oil U.S.", 5)),
        ('"oil - price" NEAR/5 ="white house"', Near("oil price white house", 5)),
        ("title:oil NEAR/5 gas", InField("title", Near("oil gas", 5))),
        ("oil NEAR/5 title:gas", InField("title", Near("oil gas", 5))),
        ("title:oil NEAR/5 title:=gas", InField("title", Near("oil gas", 5))),
        ("title:(oil NEAR/5 gas coal)", All((InField("title", Near("oil gas", 5)), InField("title", Word("coal"))))),
        ("-oil NEAR/5 gas", Not(Near("oil gas", 5))),
        ("coal NOT oil NEAR/5 gas", All((Word("coal"), Not(Near("oil gas", 5))))),
        ("a OR b NEAR c d", Any((Word("a"), All((Near("b c", 10), Word("d")))))),
        ("2022 NEAR 2023", Near("2022 2023", 10)),
        ("a AND near AND b", All(tuple(map(Word, ("a", "near", "b"))))),
    ],
)
def test_near_joins_words_and_phrases_of_one_field(text: str, tree: object) -> None:
    assert Query.parse(text).tree == tree


@pytest.mark.parametrize(
    ("text", "tree"),
    [
        ("oil NEAR", "oil near"),
        ("NEAR oil", "near oil"),
        ("oil NEAR/5", "oil near/5"),
        ("NEAR(oil gas)", "near oil gas"),
        ("oil NEAR/3 (gas OR coal)", "oil near/3 (gas OR coal)"),
        ("(gas OR coal) NEAR oil", "(gas OR coal) near oil"),
        ("oil NEAR by:smith", 'oil near by:"smith"'),
        ("by:smith NEAR oil", 'by:"smith" near oil'),
        ("oil NEAR -gas", "oil near -gas"),
        ("oil NEAR sanction*", "oil near sanction*"),
        ('oil NEAR "a b"~3', 'oil near "a b"~3'),
        ("title:oil NEAR body:gas", "title:oil near body:gas"),
        ("title:(oil) NEAR gas", "title:oil near gas"),
        ("oil NEAR OR gas", "oil near OR gas"),
        ("oil NEAR NEAR gas", "oil near near gas"),
        ("oil NEAR/5 gas NEAR", '"oil gas"~5 near'),
    ],
)
def test_near_without_words_on_both_sides_is_a_word_and_a_note_says_so(text: str, tree: str) -> None:
    query = Query.parse(text)
    assert str(query.tree) == tree
    assert any("was read as a word: it must stand between" in note for note in query.notes)


@pytest.mark.parametrize("text", ["=NEAR", "near", "NEAR*", "=NEAR/5", "NEAR/5:", "oil near/5 gas", "NEAR/x", "NEARBY"])
def test_near_with_something_added_is_a_word(text: str) -> None:
    tree = Query.parse(text).tree
    assert isinstance(tree, (Word, Exact, Prefix, All))
    assert parse(str(tree))[0] == tree


AFTER_A_COLON = [
    "1987-06",
    "2023-05-02",
    "1987",
    "oil",
    "'x'",
    "“two words”",
    '"two words"',
    "(a OR b)",
    " oil",
    "",
    "*",
]


@pytest.mark.parametrize("name", ["afters", "fro", "year", "isbn", "x", "año", "date-from", "https", "ſource"])
@pytest.mark.parametrize("value", AFTER_A_COLON)
@pytest.mark.parametrize("before", ["", "-", "oil ", "=", "+", "("])
def test_a_name_before_a_colon_that_is_not_a_field_is_noted_whatever_follows(
    before: str, name: str, value: str
) -> None:
    assert any(f"there is no field {name}" in note for note in Query.parse(f"{before}{name}:{value}").notes)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("title: oil", "“title:” is searched for as a word"),
        ("+title:oil", "a field comes first"),
        ("title:- oil", "“title:-” is searched for as text"),
        ("title:% oil", "“title:” with nothing right after it was ignored"),
        ("title:body:oil", "“title:” was ignored"),
        ("title:by:smith", "“title:” with nothing right after it was ignored"),
        ("title:--oil", "“-” was ignored"),
        ("by:(smith OR jones)", "“by:” needs one word or “quoted words”"),
        ("by:s*th", "a * in “s*th” was ignored"),
        ('author:"smi*"', "as in author:smi*"),
        ("language:en*", "the * in “en*” was ignored: language: does not need it"),
        ('url:"a.org"*', 'the * in “"a.org"*” was ignored'),
        ("id:20220306-1*", "the * in “20220306-1*” was ignored"),
        ("date:2022*", "the * in “2022*” was ignored"),
        ("by:=smith", "= after by: was ignored"),
        ("by:--smith", "“-” was ignored: by: must be directly followed by a word"),
        ("path:-draft", "“-draft” is searched for with its “-”; to exclude it: -path:word"),
        ("author:(smith OR jones)", "“author:” needs one word or “quoted words”"),
        ("id:smith", "“smith” is not the id of an article, and matches none"),
        ("oil 20220306-1,", "“20220306-1,” is searched for as text; to search by id: 20220306-1"),
        ("=20220306-1", "to search by id: 20220306-1"),
        ("0-1", 'was read as the id of an undated article; to search for it as text: "0-1"'),
        ("from: smith", "a field goes right before its word: from:word"),
        ("https://a.org/b", "to search by address: url:https://a.org/b"),
        ("id:", "a field goes right before its word: id:word"),
        ("oil --gas", "“--” before “gas” has no meaning"),
        ("oil –gas", "“–” in “–gas” has no meaning"),
        ("oil −gas", "“−” in “−gas” has no meaning"),
        ("oil !gas", "“!” in “!gas” has no meaning"),
        ("oil && gas", "“&&” has no letter or digit"),
        ("oil~", "“~” in “oil~” has no meaning"),
        ("oil^2.5", "“^2.5” in “oil^2.5” has no meaning"),
        ("organi?e", "“?” in “organi?e” has no meaning"),
        ("=sanction*", "= before “sanction*” was ignored"),
        ("*oil", "a * in “*oil” was ignored"),
        ("oil*:", "a * in “oil*:” was ignored"),
        ("oil NEAR/ gas", "oil NEAR/5 embargo"),
        ("oil NEAR/1234567 gas", "oil NEAR/5 embargo"),
        ("oil near/5 gas", "oil NEAR/5 embargo"),
        ("oil w/5 gas", "oil NEAR/5 embargo"),
        ("NEAR(oil gas)", "oil NEAR/5 embargo"),
        ("oil NEAR/5 gas NEAR/3 coal", "the largest, 5, was used"),
        ("=oil NEAR gas", "= before “oil” was ignored"),
        ('"oil price" NEAR gas', "“oil price” was read as single words in any order"),
        ('="oil gas"~5', "= before “oil gas” was ignored"),
        ('"oil"~5', "~5 after a single word has no meaning"),
        ('"oil gas"~x', "“~” in “~x” has no meaning"),
        ('"oil gas"~1234567', "“~” in “~1234567” has no meaning"),
        ("oil ()", "empty brackets"),
        ("oil\x00gas", "control character"),
    ],
)
def test_a_note_says_what_looks_like_a_condition_and_is_not_one(text: str, expected: str) -> None:
    notes = Query.parse(text).notes
    assert any(expected in note for note in notes), notes


@pytest.mark.parametrize(
    "text",
    [
        "oil -gas", "title:-gas", '-"a b"', "-(a OR b)", 'title:"a b"~5', "U.S. don't AT&T C++ x-ray a/b 12:30 3:1",
        "price?", "by:o'neill", "by:smi*", 'by:"a smi"*', "by:-smith", "id:20220306-1", "id:7", "url:a.org/b",
        "20220306-1", "oil 20220306-1..20220306-9", "20220306-1 0-1", "0-1 draw", "id:20220306-1..", "file:a/b.txt",
        "20221306-1",
        "date:--03-06", "oil NEAR/5 gas", "title:oil NEAR gas", "coffee w/ milk", "author:smith after:2022 to:2023",
        'source:"the times"', "date:2022-03", "since:yesterday", "#oil @oil $5 100%", "a\tb\nc",
        '"title: oil"', "near and or not", "title:(oil OR gas)", "=oil", "happy*", "“curly quotes”",
    ],
)  # fmt: skip
def test_a_query_that_is_read_as_typed_has_no_notes(text: str) -> None:
    assert Query.parse(text).notes == ()


@pytest.mark.parametrize("text", ["don't", "U.S.", "AT&T", "multi-agent", "sell oil", '"multi agent"', "DON’T", "a t"])
def test_text_copied_from_an_article_finds_it(archive: Archive, text: str) -> None:
    assert count(archive, Query.parse(text)) == 1


def test_a_date_limits_the_whole_query_or_only_its_part_of_an_or() -> None:
    today = datetime.date(2022, 3, 6)
    query = Query.parse("oil date:2022 until:yesterday", today=today)
    assert (query.tree, str(query.dates)) == (Word("oil"), "2022-01-01..2022-03-05")
    query = Query.parse("oil OR on:2022-03-06", today=today)
    assert query.tree == Any((Word("oil"), Dated("on", "2022-03-06", parse_range("2022-03-06"))))
    assert query.dates.is_everything


@pytest.mark.parametrize("field", ["date", "on", "since", "after", "from", "until", "before", "to", "FROM"])
@pytest.mark.parametrize("value", ["2022-13", "smith", "--02-30"])
def test_an_error_points_at_an_invalid_date(field: str, value: str) -> None:
    for typed in (value, f'"{value}"'):
        with pytest.raises(BadDate) as caught:
            Query.parse(f"oil {field}:{typed} gas")
        error = caught.value
        assert error.text[error.start : error.end] == value


@pytest.mark.parametrize(("value", "author"), [("smith", "by:smith"), ('"jane smith"', 'by:"jane smith"')])
def test_an_author_after_from_gets_a_remedy(value: str, author: str) -> None:
    with pytest.raises(BadDate) as caught:
        Query.parse(f"oil from:{value}")
    assert caught.value.remedy.startswith(f"For an author: {author}. Write dates like 2022")
    for other in ("oil from:2022-13", "oil since:smith", "oil to:smith"):
        with pytest.raises(BadDate) as caught:
            Query.parse(other)
        assert "author" not in caught.value.remedy


@pytest.mark.parametrize(
    ("name", "field"),
    [
        ("author", "by"), ("byline", "by"), ("AUTHOR", "by"), ("language", "lang"), ("after", "since"),
        ("From", "since"), ("before", "until"), ("to", "until"), ("on", "on"), ("section", "section"),
    ],
)  # fmt: skip
def test_a_field_has_one_name_in_the_tree_whatever_was_typed(name: str, field: str) -> None:
    assert parse(f"{name}:2022") == parse(f"{field}:2022")
    assert str(parse(f"{name}:2022")[0]) == f'{field}:"2022"'


def test_a_query_has_the_language_it_is_parsed_in() -> None:
    assert Query.parse("oil").language is None
    spanish = Query.parse("huelga gas", language="es")
    assert spanish.language == "es"
    assert spanish != Query.parse("huelga gas")
    assert any_of_words(spanish, frozenset).language == "es"


PIECES = [
    *'"()*:^-+~{}.,=', "AND", "OR", "NOT", "NEAR", "NEAR(", "title:", "body:(", "by:x", 'source:"a b"', "date:2022",
    "since:2022-01", "path:", "a", "b*", "=c", '"a b"', '"a b"~5', "~5", "\0", "\ud800", "\u202e", "don't", "e:f", "🙂",
    "A", "B*", "=C", '"A B"', "NEAR/5", "NEAR/0", "near/5", '"a b"*', "by:X*", "author:", "from:2022", "to:", "id:",
    "url:", "id:20220306-1", "20220306-1", "20220306-2..20220307-1", "0-1", "0-2", "id:0-1..", 'file:"/a  b"', "東京",
    "2022", "ǅ", "U.S.", "-A", "title:A",
]  # fmt: skip
QUERIES = st.text() | st.lists(st.sampled_from(PIECES)).map("".join) | st.lists(st.sampled_from(PIECES)).map(" ".join)


@given(QUERIES)
@example("a " * 5000)
@example(" ".join(f"w{number}" for number in range(1000)))
@example(" OR ".join(f"w{number}" for number in range(1000)))
@example("(" * 5000 + "a")
@example("-" * 5000 + "a")
@example("title:" * 3000 + "a")
@example("NOT " * 3000 + "a")
@example('"' * 999)
@example("NEAR " * 3000)
@example("a NEAR/5 " * 3000)
@example("oil " * 5000)
@example("by:-" * 3000 + "a")
def test_no_query_is_an_error_except_one_with_an_invalid_date(archive: Archive, text: str) -> None:
    try:
        query = Query.parse(text)
    except BadDate:
        return
    assert count(archive, query) in (0, 1)
    list(search(archive, query, match=Match.ANY))


@given(QUERIES)
def test_a_tree_written_out_parses_to_the_same_tree(text: str) -> None:
    try:
        tree, _ = parse(text)
    except BadDate:
        return
    assert parse(str(tree) if tree else "")[0] == tree


SAVED = {
    "oil": "oil OR gas date:2022",
    "strike": "search:oil strike",
    "all": "search:all",
    "one": "search:two",
    "two": "search:one",
}


@pytest.mark.parametrize(
    ("text", "same"),
    [
        ("search:oil", "oil OR gas date:2022"),
        ("tin search:oil", "tin (oil OR gas date:2022)"),
        ("-search:oil", "-(oil OR gas date:2022)"),
        ("search:strike -tin", "(oil OR gas date:2022) strike -tin"),
        ('search:"oil"', "oil OR gas date:2022"),
    ],
)
def test_the_name_of_a_saved_query_stands_for_it(text: str, same: str) -> None:
    assert parse(text, saved=SAVED.__getitem__)[0] == parse(same)[0]


def test_the_dates_of_a_saved_query_limit_the_query() -> None:
    saved = Query.parse("search:recent oil", saved={"recent": "since:2022"}.__getitem__)
    assert (saved.tree, saved.dates) == (Query.parse("oil").tree, Query.parse("since:2022").dates)


@pytest.mark.parametrize("text", ["search:all", "search:one", "oil OR search:two"])
def test_a_saved_query_that_stands_for_itself_is_an_error(text: str) -> None:
    with pytest.raises(SavedInItself):
        parse(text, saved=SAVED.__getitem__)


def test_without_saved_queries_the_name_is_text_and_a_note_says_so() -> None:
    tree, notes = parse("search:oil")
    assert tree == Phrase("oil")
    assert "no saved queries" in notes[0]

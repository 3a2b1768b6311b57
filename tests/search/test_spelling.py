"""Misspelt words: what is suggested for them, and which words are spelled similarly."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from newsidx import Archive, Query, parse_range
from newsidx.archive import open_archive
from newsidx.ingest.pipeline import IngestOptions, ingest
from newsidx.search.spelling import MAX_WORDS, Spelling, near_words, spellings, suggestion
from newsidx.text.fold import folded
from tests.searching import answer, count, search

HUNDRED = 100
ARTICLES = {
    **{
        f"news/{number:03}.txt": f"date 2022-03-06 Report {number}\n\nJuan Guaidó met Nicolás in Caracas."
        + (" The sanctions stay, a sanction or not." if number else "")
        for number in range(HUNDRED)
    },
    "typos.txt": "date 2022-03-07 Typos\n\nGuaida spoke of sanctons, Rycolaz of a university.",
    "iran.txt": "date 2022-03-08 Iran\n\nIn 1987 the happy of Iran bought 12345 barrels; an ox looked on.",
    **{f"market/{number}.txt": f"date 2022-04-01 Trade {number}\n\nThe market." for number in range(10)},
    **{f"marker/{number}.txt": f"date 2022-04-02 Trade {number}\n\nThe marker." for number in range(3)},
    **{f"darken/{number:02}.txt": f"date 2022-04-03 Trade {number}\n\nSkies darken." for number in range(20)},
}


@pytest.fixture(scope="module")
def news(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Archive]:
    place = tmp_path_factory.mktemp("spelling")
    for name, text in ARTICLES.items():
        path = place / "articles" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    with open_archive(str(place / "news.db"), write=True) as archive:
        ingest(archive, [str(place / "articles")], IngestOptions(jobs=0))
        yield archive


def meant(archive: Archive, text: str) -> str | None:
    suggested = suggestion(archive, Query.parse(text))
    return suggested.query if suggested else None


@pytest.mark.parametrize("typed", ["guaid", "guaidoo", "guaixo", "gauido", "Guaid", "GUAID"])
def test_a_word_with_a_letter_missing_added_replaced_or_swapped_is_corrected(news: Archive, typed: str) -> None:
    assert meant(news, typed) == "Guaidó"


@pytest.mark.parametrize(("typed", "word"), [("Guaid", "Guaidó"), ("Nicols", "Nicolás")])
def test_a_word_whose_accented_letter_was_lost_is_corrected(news: Archive, typed: str, word: str) -> None:
    assert meant(news, typed) == word
    nearest, *_ = near_words(news, [typed])[typed]
    assert nearest == (folded(word), 1)
    assert sum(word in hit.article.body for hit in search(news, Query.parse(typed), limit=None, fuzzy=True)) >= 19


def test_longer_words_may_be_two_letters_off_and_shorter_words_only_one(news: Archive) -> None:
    assert meant(news, "karacaz") == "Caracas"
    assert meant(news, "tarakat") is None
    assert meant(news, "iraz") == "Iran"
    assert meant(news, "izaz") is None
    assert meant(news, "gaaid") is None


@pytest.mark.parametrize("text", ["guaidó", "Guaido", "NICOLÁS caracas", "sanctioned", "happiest", "report", ""])
def test_nothing_is_suggested_for_a_correct_spelling(news: Archive, text: str) -> None:
    assert suggestion(news, Query.parse(text)) is None


def test_nothing_is_suggested_if_no_word_is_similar(news: Archive) -> None:
    assert suggestion(news, Query.parse("xyzzyplugh")) is None


def test_a_word_in_the_archive_is_replaced_only_by_one_a_hundred_times_as_common(news: Archive) -> None:
    suggested = suggestion(news, Query.parse("guaida"))
    assert suggested
    assert suggested.replaced == (("guaida", 1, "Guaidó", HUNDRED),)
    assert count(news, Query.parse("sanctions")) == HUNDRED - 1
    assert suggestion(news, Query.parse("sanctons")) is None
    assert suggestion(news, Query.parse("rycolaz")) is None  # three letters off


def test_a_suggested_word_is_written_as_most_articles_write_it(news: Archive) -> None:
    assert meant(news, "sancctions") == "sanctions"
    assert meant(news, "nicolaz") == "Nicolás"


def test_a_suggestion_says_how_many_articles_have_each_word(news: Archive) -> None:
    suggested = suggestion(news, Query.parse("guaid OR markat spoke"))
    assert suggested
    assert suggested.query == "Guaidó OR market spoke"
    assert suggested.replaced == (("guaid", 0, "Guaidó", HUNDRED), ("markat", 0, "market", 10))


@pytest.mark.parametrize(
    ("typed", "suggested"),
    [
        ("guaid nicols", "Guaidó Nicolás"),
        ("body:guaid", "body:Guaidó"),
        ("body:(guaid caracus)", "body:Guaidó body:Caracas"),
        ("path:news guaid", 'path:"news" Guaidó'),
        ("guaid -guaida", "Guaidó -guaida"),
        ("guaid OR zebra", "Guaidó OR zebra"),
        ("(guaid OR markat) caracus", "(Guaidó OR market) Caracas"),
        ('guaid "met nicolás"', 'Guaidó "met nicolás"'),
        ('guaid "guaidó caracas"~9', 'Guaidó "guaidó caracas"~9'),
        ("guaid =Caracas nicol*", "Guaidó =Caracas nicol*"),
        ("guaid title:report", "Guaidó title:report"),
        ("author:markat OR guaid", 'by:"markat" OR Guaidó'),
    ],
)
def test_a_suggestion_can_be_pasted_and_finds_something(news: Archive, typed: str, suggested: str) -> None:
    assert meant(news, typed) == suggested
    pasted = Query.parse(suggested)
    assert pasted.notes == ()
    assert str(pasted.tree) == suggested
    assert count(news, pasted) > 0
    assert suggestion(news, pasted) is None


@pytest.mark.parametrize(
    ("typed", "suggested"), [('"guaid met"', '"Guaidó met"'), ('"guaid nicols"~5', '"Guaidó Nicolás"~5')]
)
def test_words_in_phrases_are_corrected(news: Archive, typed: str, suggested: str) -> None:
    assert meant(news, typed) == suggested


@pytest.mark.parametrize(
    "text", ["=guaidos", '"nicols guaid"', "guaid since:2023", "guaid by:smith", "guaid -caracas -guaida"]
)
def test_nothing_is_suggested_that_finds_nothing(news: Archive, text: str) -> None:
    assert meant(news, text) is None


@pytest.mark.parametrize("text", ["guaid markat", "guaid date:2022-04", "guaid zebra"])
def test_nothing_is_suggested_that_has_no_full_match(news: Archive, text: str) -> None:
    assert meant(news, text) is None
    assert suggestion(news, Query.parse("guaid", parse_range("2022-04"))) is None


def test_if_the_most_likely_spellings_find_nothing_together_others_are_tried(news: Archive) -> None:
    assert meant(news, "markex") == "market"
    assert meant(news, "markex title:trade date:2022-04-02") == 'marker title:trade date:"2022-04-02"'
    assert meant(news, "guaid -caracas") == "Guaida -caracas"
    assert meant(news, "guaida univarsity") == "guaida university"


def test_a_text_with_many_unknown_words_is_not_corrected(news: Archive) -> None:
    words = " OR ".join(f"guaid{letter}" for letter in "bcdefghijklm")
    assert meant(news, words) is not None
    assert meant(news, f"{words} OR guaidn") is None


@pytest.mark.parametrize("text", ["thw", "tje caracas", "nit caracas", "the caracas"])
def test_function_words_are_neither_corrected_nor_suggested(news: Archive, text: str) -> None:
    assert meant(news, text) is None


@pytest.mark.parametrize("text", ["guaidx*", "-guaid", "by:guaid"])
def test_prefixes_negated_words_and_metadata_are_not_corrected(news: Archive, text: str) -> None:
    assert suggestion(news, Query.parse(text)) is None


@pytest.mark.parametrize("typed", ["1986", "12346", "ix", "o", "U.S.", "AT&T", "ira9"])
def test_numbers_and_short_words_have_no_other_spelling(news: Archive, typed: str) -> None:
    assert suggestion(news, Query.parse(typed)) is None
    assert spellings(news, [typed]) == {}


def test_spellings_are_sorted_by_edits_and_then_by_how_common_they_are(news: Archive) -> None:
    assert spellings(news, ["markex"])["markex"] == [
        Spelling("market", 1, 10),
        Spelling("marker", 1, 3),
        Spelling("darken", 2, 20),
    ]
    assert near_words(news, ["markex"]) == {"markex": [("market", 1), ("marker", 1), ("darken", 2)]}


def test_a_word_is_not_another_spelling_of_itself(news: Archive) -> None:
    assert "market" not in [spelling.term for spelling in spellings(news, ["markets"])["markets"]]


@pytest.mark.parametrize(("typed", "word"), [("hoppy", "happy"), ("univarsity", "university")])
def test_near_words_are_words_that_a_query_finds(news: Archive, typed: str, word: str) -> None:
    near = near_words(news, [typed])[typed]
    assert [other for other, _ in near] == [word]
    assert [count(news, Query.parse(other)) for other, _ in near] == [1]


def test_of_the_forms_of_a_word_one_is_a_similar_spelling(news: Archive) -> None:
    assert near_words(news, ["sanctien"]) == {"sanctien": [("sanction", 1)]}


def test_of_many_words_only_the_rarest_have_similar_spellings(news: Archive) -> None:
    unknown = [f"markey{letter}" for letter in "abcdefghijklmnopqrstuvwxyz"] + [f"guaidx{n}" for n in "abcdefghijklmn"]
    assert len(unknown) == MAX_WORDS
    assert near_words(news, ["Caracas", "sanctions", *unknown]).keys() == set(unknown)
    query = Query.parse(" OR ".join(["Caracas", *unknown]))
    assert answer(news, query, fuzzy=True).notes == (
        f"similar spellings were found for only {MAX_WORDS} of the 41 words",
    )
    assert answer(news, query).notes == ()
    assert answer(news, Query.parse(" OR ".join(unknown)), fuzzy=True).notes == ()


def test_words_of_pruned_articles_are_not_suggested(archive: Archive, folder: Path, add: Callable[..., object]) -> None:
    add({"a.txt": "date 2022-03-06 Oil\n\nGuaidó spoke.", "b.txt": "date 2022-03-06 Gas\n\nNobody spoke."})
    assert meant(archive, "guaid") == "Guaidó"
    (folder / "a.txt").unlink()
    add(prune=True)
    assert meant(archive, "guaid") is None


def test_an_empty_archive_suggests_nothing(archive: Archive) -> None:
    assert suggestion(archive, Query.parse("guaid")) is None
    assert near_words(archive, ["guaid"]) == {"guaid": []}


HEARD = {
    **{
        f"g{number}.txt": f"date 1987-03-{number:02} Libya\n\nMuammar Gaddafi of Libya spoke."
        for number in range(1, 21)
    },
    "k.txt": "date 1987-04-01 Lebanon\n\nRashid Karami of Lebanon spoke to Kadari.",
    **{f"h{number}.txt": f"date 1987-05-{number:02} Moscow\n\nKhrushchev met Yeltsin." for number in range(1, 10)},
    **{f"p{number}.txt": f"date 1987-06-{number:02} Chile\n\nPinochet rules Chile." for number in range(1, 10)},
    "pincher.txt": "date 1987-06-20 Crabs\n\nA crab has a pincher, and so has Kruse.",
    **{f"n{number}.txt": f"date 1987-07-{number:02} Night\n\nNight fell over the school." for number in range(1, 10)},
}


@pytest.mark.parametrize(
    ("typed", "suggested"),
    [
        ("Kadafi", "Gaddafi"),
        ("Qadhafi", "Gaddafi"),
        ("Khadafy", "Gaddafi"),
        ("Kruschev", "Khrushchev"),
        ("Pinochey", "Pinochet"),
        ("Jelzin", "Yeltsin"),
        ("Lybia", "Libya"),
    ],
)
def test_a_word_that_sounds_the_same_is_suggested_before_a_rarer_one_with_nearer_letters(
    archive: Archive, add: Callable[..., object], typed: str, suggested: str
) -> None:
    add(HEARD)
    assert meant(archive, typed) == suggested


def test_nothing_is_suggested_that_finds_no_more(archive: Archive, add: Callable[..., object]) -> None:
    add(
        {
            "a.txt": "date 1987-03-01 Libya\n\nKadafi.",
            **{f"b{n}.txt": "date 1987-03-02 Libya\n\nGaddafi." for n in range(1, 3)},
        }
    )
    assert meant(archive, "Kadafi OR Gaddafi") is None

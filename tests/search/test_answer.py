"""Searching, listing and counting a real archive."""

from __future__ import annotations

import itertools
from collections.abc import Callable, Iterator

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from newsidx import Archive, DateRange, Query, parse_range
from newsidx.archive import open_archive
from newsidx.ingest.pipeline import IngestOptions, Report, ingest
from newsidx.search.answer import Hit, highlighted_articles
from newsidx.search.answer import answer as answer_to_request
from newsidx.search.request import PAGE, Match, SearchRequest
from newsidx.text.marks import MARK_END, MARK_START
from tests.searching import answer as answer_to
from tests.searching import count, highlight, histogram, search

Add = Callable[..., Report]

ARTICLES = {
    "1.txt": "date 2021-03-06 Sanctions\n\nThe oil embargo began. Venezuela sold no oil.",
    "2.txt": "date 2022-03-05 Embargo\n\nThe embargo of Venezuela hit its sales of oil.",
    "3.txt": "date 2022-03-06 Oil\n\nMore oil, and more gas, café prices rose.",
    "4.txt": "date 2022-03-06 Weather\n\nSnow fell. The oil in lamps froze, said the Herald of U.S. papers.",
    "5.txt": "date 2022-04-01 Gas\n\nNo more gas.",
    "6.txt": "Oil without a date.",
}


@pytest.fixture
def filled(archive: Archive, add: Add) -> Archive:
    add(ARTICLES)
    return archive


def answer(archive: Archive, text: str, dates: str = "", sort: str = "relevance", **page: int) -> list[str]:
    within = parse_range(dates) if dates else DateRange()
    query = Query.parse(text, within) if text else Query(dates=within)
    limit, offset = page.get("limit"), page.get("offset", 0)
    refs = [hit.article.ref for hit in search(archive, query, sort, limit, offset, match=Match.FULL)]
    if not page:
        assert count(archive, query) == len(refs)
    return refs


def test_all_the_words_must_be_there_in_any_of_their_forms(filled: Archive) -> None:
    assert sorted(answer(filled, "oil venezuela")) == ["20210306-1", "20220305-1"]
    assert answer(filled, "sanction") == ["20210306-1"]
    assert answer(filled, "selling oil") == []  # sold and sales are other stems
    assert answer(filled, "CAFE price") == ["20220306-1"]


def test_a_phrase_is_found_in_its_order(filled: Archive) -> None:
    assert answer(filled, '"oil embargo"') == ["20210306-1"]
    assert answer(filled, '"embargo oil"') == []
    assert answer(filled, "U.S.") == ["20220306-2"]


def test_a_word_in_the_title_counts_more(filled: Archive) -> None:
    assert answer(filled, "embargo")[0] == "20220305-1"
    assert answer(filled, "oil", "2022")[0] == "20220306-1"


@pytest.mark.parametrize(
    ("dates", "refs"),
    [
        ("2022", ["20220306-2", "20220306-1", "20220305-1"]),
        ("2022-03-06", ["20220306-2", "20220306-1"]),
        ("..2021", ["20210306-1"]),
        ("--03-06", ["20220306-2", "20220306-1", "20210306-1"]),
        ("1990s", []),
    ],
)
def test_dates_narrow_a_search(filled: Archive, dates: str, refs: list[str]) -> None:
    assert answer(filled, "oil", dates, "newest") == refs
    assert answer(filled, "oil", dates, "oldest") == refs[::-1]
    assert sorted(answer(filled, "oil", dates)) == sorted(refs)


def test_undated_articles_are_found_by_words_and_listed_last_or_alone(filled: Archive) -> None:
    assert "0-1" in answer(filled, "oil")
    assert answer(filled, "", sort="newest")[-1] == "0-1"
    undated = Query(undated=True)
    assert [hit.article.ref for hit in search(filled, undated)] == ["0-1"]
    assert count(filled, undated) == 1


def test_pages_follow_one_another_without_loss(filled: Archive) -> None:
    for text, sort in itertools.product(("oil", ""), ("relevance", "newest", "oldest")):
        pages = [answer(filled, text, sort=sort, limit=2, offset=offset) for offset in (0, 2, 4, 6)]
        assert list(itertools.chain.from_iterable(pages)) == answer(filled, text, sort=sort)


def test_a_query_of_punctuation_alone_finds_nothing(filled: Archive) -> None:
    assert answer(filled, ":)") == []


def test_the_snippet_marks_the_matches_and_is_cut_from_the_body(filled: Archive) -> None:
    (hit,) = search(filled, Query.parse("lamp froze"))
    assert f"{MARK_START}lamps{MARK_END} {MARK_START}froze{MARK_END}" in hit.snippet
    assert hit.title == hit.article.title == "Weather"
    (hit,) = search(filled, Query.parse("weather"))
    assert hit.title == f"{MARK_START}Weather{MARK_END}"


def test_highlighting_marks_every_form_of_any_of_the_words(filled: Archive) -> None:
    (hit,) = search(filled, Query.parse("snow"))
    marked = highlight(filled, hit.article, Query.parse("weathers lamp nothing"))
    assert marked.title == f"{MARK_START}Weather{MARK_END}"
    assert f"{MARK_START}lamps{MARK_END}" in marked.body
    assert highlight(filled, hit.article, Query.parse("nothing")) == hit.article
    assert highlight(filled, hit.article, Query.parse("")) == hit.article


def test_counts_by_day_month_and_year(filled: Archive) -> None:
    assert histogram(filled, Query(), "year") == [("2021", 1), ("2022", 4)]
    assert histogram(filled, Query(), "month") == [("2021-03", 1), ("2022-03", 3), ("2022-04", 1)]
    assert histogram(filled, Query(dates=parse_range("2022-03")), "day") == [("2022-03-05", 1), ("2022-03-06", 2)]
    assert histogram(filled, Query.parse("oil"), "month") == [("2021-03", 1), ("2022-03", 3)]


def test_a_long_answer_comes_whole_and_in_order(archive: Archive, add: Add) -> None:
    add({f"{number:03}.txt": f"date 2022-03-06 Oil {number}\n\nText." for number in range(450)})
    assert answer(archive, "oil", sort="oldest") == [f"20220306-{number}" for number in range(1, 451)]


@settings(
    suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=max(60, settings.default.max_examples)
)
@given(st.lists(st.sampled_from("oil gas embargo venezuela snow the more fell".split()), min_size=1, max_size=4))
def test_the_answer_is_that_of_reading_the_articles_one_by_one(archive: Archive, add: Add, words: list[str]) -> None:
    if archive.value("SELECT count(*) FROM articles") == 0:
        add(ARTICLES)
    expected = {
        article.ref
        for article in (hit.article for hit in search(archive, Query(), limit=None))
        if all(
            word in f"{article.title} {article.body}".lower().replace(",", " ").replace(".", " ").split()
            for word in words
        )
    }
    assert set(answer(archive, " ".join(words))) == expected


# Of each pair of the first six there are articles, and of some words more than the hundred that are looked at again.
MIXED = {"oil": 2, "gas": 3, "embargo": 5, "venezuela": 7, "snow": 11, "grain": 13, "oyl": 17}
FEW_OR_MANY = st.lists(st.sampled_from([*MIXED, "zebra", "the", "-snow", "=gas", "sno*"]), min_size=1, max_size=4)
LIMITS = st.sampled_from([1, 2, 3, 5, 7, 19, 20, 21, 30, 60, 99, 100, 101, 500])


@pytest.fixture(scope="module")
def mixed(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Archive]:
    place = tmp_path_factory.mktemp("mixed")
    folder = place / "articles"
    folder.mkdir()
    for number in range(1, 241):
        text = " ".join(word for word, every in MIXED.items() if number % every == 0)
        title = "Snow" if number % 9 == 0 else f"Day {number}"
        day = 1 + number % 28
        (folder / f"{number:03}.txt").write_text(
            f"date 2022-03-{day:02} {title}\n\nNumber {number} of the news: {text}."
        )
    with open_archive(str(place / "news.db"), write=True) as opened:
        ingest(opened, [str(folder)], IngestOptions(jobs=0))
        yield opened


def refs(found: Iterator[Hit]) -> list[str]:
    return [hit.article.ref for hit in found]


def of_part(found: list[Hit], matched: str) -> list[str]:
    return [hit.article.ref for hit in found if hit.matched == matched]


def test_full_matches_come_before_partial_ones(filled: Archive) -> None:
    found = list(search(filled, Query.parse("embargo snow venezuela")))
    assert [hit.matched for hit in found] == ["some"] * 3
    found = list(search(filled, Query.parse("sanctions embargo")))
    assert [(hit.article.ref, hit.matched) for hit in found] == [("20210306-1", "all"), ("20220305-1", "some")]


def test_full_any_and_dates_alone_are_one_part(filled: Archive) -> None:
    query = Query.parse("sanctions embargo")
    assert [(hit.article.ref, hit.matched) for hit in search(filled, query, match=Match.FULL)] == [
        ("20210306-1", "all")
    ]
    assert {hit.matched for hit in search(filled, query, match=Match.ANY)} == {"any"}
    assert {hit.matched for hit in search(filled, Query.parse("date:2022"))} == {""}
    assert {hit.matched for hit in search(filled, Query.parse("oil"))} == {"all"}


def test_dates_fields_and_negations_hold_for_partial_matches(filled: Archive) -> None:
    found = list(search(filled, Query.parse("sanctions embargo gas -weather date:2022-03")))
    assert {hit.article.ref for hit in found} == {"20220305-1", "20220306-1"}
    assert {hit.matched for hit in found} == {"some"}


def test_a_query_written_as_a_sentence_finds_articles_by_its_content_words(filled: Archive) -> None:
    found = list(search(filled, Query.parse("Why was the gas so dear in the winter?")))
    assert {(hit.article.ref, hit.matched) for hit in found} == {("20220306-1", "some"), ("20220401-1", "some")}


def test_a_partial_match_has_its_words_marked(filled: Archive) -> None:
    (hit,) = search(filled, Query.parse("the lamps zebra"))
    assert f"{MARK_START}lamps{MARK_END}" in hit.snippet
    assert hit.matched == "some"


@pytest.mark.parametrize(("articles", "parts"), [(PAGE - 1, ["all", "some"]), (PAGE, ["all"])])
def test_a_page_of_full_matches_has_no_partial_ones(
    archive: Archive, add: Add, articles: int, parts: list[str]
) -> None:
    add({f"{number:02}.txt": f"date 2022-03-06 Both {number}\n\nOil, gas." for number in range(articles)})
    add({f"one{number}.txt": f"date 2022-03-07 One {number}\n\nOil." for number in range(5)})
    query = Query.parse("oil gas")
    assert [part.matched for part in answer_to(archive, query).parts] == parts
    assert len(refs(search(archive, query, limit=None))) == PAGE
    assert len(refs(search(archive, query, limit=100))) == articles + 5 * (len(parts) - 1)


def test_without_a_limit_every_full_match_comes(mixed: Archive) -> None:
    assert len(refs(search(mixed, Query.parse("oil"), limit=None))) == 120
    found = list(search(mixed, Query.parse("embargo venezuela"), limit=None))
    assert (len(of_part(found, "all")), len(of_part(found, "some"))) == (6, PAGE - 6)


@settings(max_examples=max(30, settings.default.max_examples))
@example(["oil"], 30, Match.FULL_THEN_PARTIAL, False)
@example(["embargo", "venezuela"], 7, Match.FULL_THEN_PARTIAL, False)
@example(["embargo", "venezuela", "snow"], 30, Match.FULL_THEN_PARTIAL, False)
@example(["oil", "snow"], 7, Match.FULL_THEN_PARTIAL, True)
@given(FEW_OR_MANY, LIMITS, st.sampled_from(list(Match)), st.booleans())
def test_page_after_page_is_the_whole_answer(
    mixed: Archive, words: list[str], limit: int, wanted: Match, fuzzy: bool
) -> None:
    query = Query.parse(" ".join(words))
    whole = list(search(mixed, query, limit=1000, match=wanted, fuzzy=fuzzy, with_snippets=False))
    paged: list[Hit] = []
    for offset in itertools.count(0, limit):
        page = list(search(mixed, query, limit=limit, offset=offset, match=wanted, fuzzy=fuzzy, with_snippets=False))
        assert len(page) == min(limit, max(0, len(whole) - offset))
        paged += page
        if len(page) < limit:
            break
    assert paged == whole
    assert len({hit.article.ref for hit in whole}) == len(whole)


@settings(max_examples=max(30, settings.default.max_examples))
@given(st.lists(st.sampled_from([*MIXED, "zebra"]), min_size=2, max_size=4, unique=True))
def test_the_parts_hold_what_reading_the_articles_one_by_one_says(mixed: Archive, words: list[str]) -> None:
    has = {
        hit.article.ref: {word in f"{hit.article.title} {hit.article.body}".lower() for word in words}
        for hit in search(mixed, Query(), limit=None)
    }
    with_all = {ref for ref, found in has.items() if found == {True}}
    with_any = {ref for ref, found in has.items() if True in found}
    query = Query.parse(" ".join(words))

    whole = list(search(mixed, query, limit=1000, with_snippets=False))
    some = with_any - with_all if len(with_all) < PAGE else set()
    assert [hit.matched for hit in whole] == ["all"] * len(with_all) + ["some"] * len(some)
    assert (set(of_part(whole, "all")), set(of_part(whole, "some"))) == (with_all, some)
    assert set(refs(search(mixed, query, limit=None, match=Match.ANY))) == with_any
    for sort in ("newest", "oldest"):
        by_date = list(search(mixed, query, sort, limit=None))
        assert set(of_part(by_date, "all")) == with_all
        assert len(by_date) == len(with_all)


@pytest.mark.parametrize("match", list(Match))
def test_by_date_an_answer_is_in_one_order(mixed: Archive, match: Match) -> None:
    newest = refs(search(mixed, Query.parse("embargo venezuela"), "newest", limit=None, match=match))
    assert newest == sorted(newest, key=lambda ref: tuple(map(int, ref.split("-"))), reverse=True)
    assert refs(search(mixed, Query.parse("embargo venezuela"), "oldest", limit=None, match=match)) == newest[::-1]


def test_similar_spellings_follow_the_nearest_first(archive: Archive, add: Add) -> None:
    add(
        {
            "0.txt": "date 2022-03-01 Maduro\n\nHe spoke of oil.",
            "1.txt": "date 2022-03-02 Maduroo\n\nHe spoke of oil.",
            "2.txt": "date 2022-03-03 Muduroo\n\nHe spoke of oil.",
            "3.txt": "date 2022-03-04 Herald\n\nHe spoke of oil.",
            "4.txt": "date 2022-03-05 Maduroo and Maduro\n\nThey spoke of oil.",
        }
    )

    def found(sort: str = "relevance") -> list[tuple[int, str]]:
        near = search(archive, Query.parse("maduro oil"), sort, fuzzy=True)
        return [(hit.article.date.day if hit.article.date else 0, hit.matched) for hit in near]

    assert sorted(found()[:2]) == [(1, "all"), (5, "all")]
    assert found()[2:] == [(2, "one edit"), (3, "two edits")]
    assert found("newest") == [(day, "near") for day in (5, 3, 2, 1)]
    assert found("oldest") == found("newest")[::-1]
    (one_edit,) = [hit for hit in search(archive, Query.parse("maduro"), fuzzy=True) if hit.matched == "one edit"]
    assert one_edit.title == f"{MARK_START}Maduroo{MARK_END}"


def test_a_long_answer_is_read_as_its_hits_are_asked_for(archive: Archive, add: Add) -> None:
    add({f"{number:03}.txt": f"date 2022-03-06 Oil {number}\n\nText." for number in range(450)})
    found = answer_to(archive, Query.parse("oil"), "oldest", limit=None)
    assert next(found.hits).article.ref == "20220306-1"
    archive.end_snapshot()
    with archive.transaction() as connection:
        connection.execute("UPDATE articles SET title = 'Changed since' WHERE id > 20220306000400")
    assert [hit.article.title for hit in found.hits][-1] == "Changed since"
    assert found.shown.total() == 450


def test_the_matches_of_every_part_are_in_their_context_if_that_is_asked_for(filled: Archive) -> None:
    request = SearchRequest(query=Query.parse("embarg"), fuzzy=True, with_snippets=False, with_concordance=True)
    hits = list(answer_to_request(filled, request).hits)
    assert {line.match.lower() for hit in hits for line in hit.concordance} == {"embargo"}
    assert sorted(hit.article.ref for hit in hits) == ["20210306-1", "20220305-1"]
    assert not any(hit.concordance for hit in search(filled, Query.parse("embargo")))


@pytest.mark.parametrize(("text", "words", "marked"), [("oil embargo", "", "embargo"), ("oil embargo", "gas", "gas")])
def test_the_articles_of_an_answer_are_read_with_their_matches_marked(
    filled: Archive, text: str, words: str, marked: str
) -> None:
    request = SearchRequest(query=Query.parse(text), with_snippets=False)
    articles = list(highlighted_articles(answer_to_request(filled, request), Query.parse(words) if words else None))
    assert [article.ref for article in articles] == [hit.article.ref for hit in answer_to_request(filled, request).hits]
    assert any(f"{MARK_START}{marked}{MARK_END}" in article.body for article in articles)
    assert all(f"{MARK_START}{other}" not in article.body for article in articles for other in ("snow", "price"))

"""Any query has the same result as reading the articles one by one."""

from __future__ import annotations

import datetime
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import get_args

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from newsidx import Archive, Query
from newsidx.archive import open_archive
from newsidx.archive.contract import Facet
from newsidx.archive.records import Facets
from newsidx.errors import BadDate
from newsidx.ingest.pipeline import IngestOptions, ingest
from newsidx.query.parser import parse
from newsidx.search.request import Match
from tests.archive.kinds import KINDS
from tests.archive.naive import Tokenizer, answers
from tests.searching import count, search

HERALD = "By: Ann Smith\nSource: The Herald\nLang: en-GB"
ARTICLES = {
    "a/one.txt": f"Date: 2021-03-06\n{HERALD}\n\nSanctions begin\n\nAn oil embargo began.",
    "a/two.txt": "Date: 2022-03-05\nSource: Post\nLang: en\n\nEmbargo\n\nThe embargo on oil hit oil sales.",
    "a/three.txt": "date 2022-03-06 Oil\n\nMore oil, and more gas. Café prices rose.",
    "b/four.txt": "Date: 2022-03-06\nPlace: Caracas\nSection: World\n\nWeather\n\nSnow. Gas froze, U.S. papers said.",
    "b/five.txt": "date 2022-04-01 Gas\n\nNo more gas, and not a drop of oil.",
    "b/happy.txt": "date 2022-05-01 Happiness\n\nA general said that generations begin happily. The beginning!",
    "b/glad.txt": "date 2022-05-02 Happy\n\nGenerous sanctioning of prices by the general's happier U.S. begins.",
    "b/six.txt": "Oil and gas and snow, without a date.",
    "b/seven.txt": "Date: 2022-12-31\nBy: ÉMILE Zola\nSource: Le Herald\nLang: fr\n\nNeige\n\nSnow, gas gas oil.",
}
WORDS = [
    "happi",
    "generate",
    "begin",
    "oil",
    "gas",
    "embargo",
    "snow",
    "sanctioned",
    "cafe",
    "U.S.",
    "said",
    "more",
    "nothing",
    "the",
]
TERMS = [
    *WORDS, '"oil embargo"', '"more gas"', '"oil gas"~1', '"gas oil"~3', '"snow oil"~9',
    '"oil gas snow"~0', '"snow gas froze"~0', '"gas snow oil"~2', '"oil embargo began"~0', '"oil oil"~9', '"gas gas"~0',
    '"sanction sanctions"~5', '"gas gas oil"~0', '"U.S. said"~1', '"U.S. papers said"~0', '"froze U.S. papers gas"~0',
    '"oil OIL oil"~9', 'title:"gas gas"~3', '"happy generally happier"~9', '"u.s u.s"~9', '"gas u.s s.papers"~3',
    "title:oil", "body:gas",
    "title:(oil OR gas)", "body:(snow -lamps)", "by:smith", "by:émile", "source:herald", 'source:"the herald"',
    "lang:en", "lang:fr", "place:caracas", "section:world", "path:/b/", "date:2022-03", "since:2022-03-06",
    "until:2021", "on:--03-06", "=sanctions", "=sanction", "=U.S.", "=café", "=cafe", "title:=oil", "embarg*",
    "sancti*", "sanctioni*", "caf*", "café*", "body:pric*", "u.s*", "begin*", "n*", "happin*", "happy*", "general*",
]  # fmt: skip
NEARS = st.builds(
    lambda words, distance: f'"{" ".join(words)}"~{distance}',
    st.lists(st.sampled_from([*WORDS, "oils", "GAS", "happiness", "s.papers"]), min_size=2, max_size=4),
    st.integers(0, 5),
)
PIECES = st.sampled_from([*TERMS, *TERMS, "OR", "AND", "NOT", "-", "(", ")"]) | NEARS
QUERIES = st.lists(PIECES, min_size=1, max_size=9).map(lambda pieces: " ".join(pieces).replace("- ", "-"))


@pytest.fixture(scope="module", params=sorted(KINDS))
def archive(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Archive]:
    folder = tmp_path_factory.mktemp("answers")
    for name, text in ARTICLES.items():
        path: Path = folder / name
        path.parent.mkdir(exist_ok=True)
        path.write_text(text)
    with open_archive(KINDS[request.param](tmp_path_factory.mktemp("archive")), write=True) as opened:
        ingest(opened, [str(folder / "a"), str(folder / "b")], IngestOptions(jobs=0))
        yield opened


@pytest.fixture(scope="module")
def tokenizer() -> Iterator[Tokenizer]:
    made = Tokenizer()
    yield made
    made.close()


@settings(max_examples=max(1000, settings.default.max_examples))
@example("oil OR oil by:smith ) oil", "relevance")
@given(QUERIES, st.sampled_from(["relevance", "newest", "oldest"]))
def test_a_query_has_the_same_result_as_reading_the_articles_one_by_one(
    archive: Archive, tokenizer: Tokenizer, text: str, sort: str
) -> None:
    tree, _ = parse(text)
    query = Query.parse(text)
    everything = [hit.article for hit in search(archive, Query(), limit=None)]
    expected = {article.ref for article in everything if tree and answers(tree, article, tokenizer)}
    refs = [hit.article.ref for hit in search(archive, query, sort, limit=None, match=Match.FULL)]
    assert set(refs) == expected
    assert len(refs) == len(expected) == count(archive, query)
    if sort != "relevance":
        dates = [int(ref.partition("-")[0]) for ref in refs]
        assert dates == sorted(dates, reverse=sort == "newest")


@given(QUERIES, st.sampled_from(get_args(Facet)), st.none() | st.integers(0, 3))
@example("oil", "source", None)
@example("date:2022", "source", 1)
def test_facets_are_those_of_the_articles_read_one_by_one(
    archive: Archive, tokenizer: Tokenizer, text: str, field: Facet, limit: int | None
) -> None:
    tree, _ = parse(text)
    everything = [hit.article for hit in search(archive, Query(), limit=None)]
    matches = [article for article in everything if tree and answers(tree, article, tokenizer)]
    counts = Counter(value for article in matches if (value := getattr(article, field)) is not None)
    by_count = sorted(counts.items(), key=lambda item: (-item[1], item[0]))
    expected = Facets(tuple(by_count[:limit]), len(counts), len(matches) - counts.total(), len(matches))
    assert archive.facets(Query.parse(text), field, limit) == expected


@pytest.mark.parametrize(
    ("text", "refs"),
    [
        ('"snow gas froze"~0', ["20220306-2"]),
        ('"froze snow gas"~0', ["20220306-2"]),
        ('"snow froze U.S."~0', []),
        ('"snow froze U.S."~1', ["20220306-2"]),
        ('"gas gas"~0', ["20221231-1"]),
        ('"gas gas gas"~9', []),
        ('"sanction sanctions"~5', []),
        ('"oil oil"~1', ["20220305-1"]),
        ('"oil oil"~0', []),
    ],
)
def test_near_counts_the_other_words_between_those_of_the_query(archive: Archive, text: str, refs: list[str]) -> None:
    assert [hit.article.ref for hit in search(archive, Query.parse(text), "newest", match=Match.FULL)] == refs


def test_a_query_of_only_a_negation_finds_everything_else(archive: Archive) -> None:
    refs = [hit.article.ref for hit in search(archive, Query.parse("-oil -gas -happy"))]
    assert refs == []
    assert [hit.article.ref for hit in search(archive, Query.parse("-gas -happy"))] == ["20220305-1", "20210306-1"]


def test_dates_in_a_query_combine_with_its_words(archive: Archive) -> None:
    today = datetime.date(2022, 3, 7)
    for text in ("oil date:2022-03", "oil since:2022-03 until:2022-03", 'oil date:"this month"'):
        hits = search(archive, Query.parse(text, today=today), "newest")
        assert [hit.article.ref for hit in hits] == ["20220306-1", "20220305-1"]


def test_a_query_of_only_a_date_lists_its_articles(archive: Archive) -> None:
    assert [hit.article.ref for hit in search(archive, Query.parse("date:2021"))] == ["20210306-1"]


@given(st.text())
def test_any_text_is_a_valid_query(archive: Archive, text: str) -> None:
    try:
        query = Query.parse(text)
    except BadDate:
        return
    assert count(archive, query) == len(list(search(archive, query, limit=None, match=Match.FULL)))

"""Random queries on random articles: the answer is the same as from reading the articles one by one.

Compared are the set of articles, their number and order, the pages, partial matches after full matches, and the counts
by day, week, month and year and by source, place and so on.
"""

from __future__ import annotations

import random
from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from typing import get_args

import pytest

from newsidx import Archive, Query
from newsidx.archive import open_archive
from newsidx.article import Article, Facet
from newsidx.dates.periods import Period
from newsidx.ingest.pipeline import IngestOptions, ingest
from newsidx.search.request import Match
from tests.archive.naive import NaiveArchive
from tests.faults.random_queries import LANGUAGES, TODAY, Queries, article_text
from tests.faults.trials import Trials
from tests.searching import count, histogram, search

pytestmark = pytest.mark.long


@pytest.fixture(scope="module")
def archive(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Archive]:
    """An archive of 120 short articles. Read-only."""
    folder, chance = tmp_path_factory.mktemp("random") / "news", random.Random(1)
    (folder / "Deep Folder").mkdir(parents=True)
    for number in range(120):
        place = folder / chance.choice((".", "Deep Folder"))
        (place / f"{chance.choice(('a', 'B', 'é'))}{number}.txt").write_text(article_text(chance), encoding="utf-8")
    db = str(folder.parent / "news.db")
    with open_archive(db, write=True) as opened:
        ingest(opened, [str(folder)], IngestOptions(jobs=0))
    with open_archive(db) as opened:
        yield opened


@pytest.fixture(scope="module")
def naive(archive: Archive) -> Iterator[NaiveArchive]:
    """The same articles, to be read one by one."""
    made = NaiveArchive(archive.articles([article_id for article_id, _ in archive.ids(Query())]))
    yield made
    made.close()


def refs(archive: Archive, query: Query, sort: str, limit: int | None = None, offset: int = 0) -> list[str]:
    found = search(archive, query, sort, limit, offset, with_snippets=False, match=Match.FULL)
    return [hit.article.ref for hit in found]


def assert_in_order(found: list[str], sort: str, text: str) -> None:
    if sort != "relevance":
        ids = [tuple(map(int, ref.split("-"))) for ref in found]
        assert ids == sorted(ids, reverse=sort == "newest"), text


def assert_paged(archive: Archive, query: Query, sort: str, found: list[str], limit: int) -> None:
    pages = [refs(archive, query, sort, limit, start) for start in range(0, len(found) + 1, limit)]
    assert [ref for page in pages for ref in page] == found, (query.text, sort, limit)


def assert_full_matches_first(archive: Archive, query: Query, expected: set[str]) -> None:
    whole = [hit.article.ref for hit in search(archive, query, limit=10**9, with_snippets=False)]
    assert len(whole) == len(set(whole)), query.text
    assert set(whole[: len(expected)]) == expected, query.text
    pages: list[str] = []
    while page := [hit.article.ref for hit in search(archive, query, limit=20, offset=len(pages), with_snippets=False)]:
        pages += page
    assert pages == whole, query.text


def assert_counted(archive: Archive, query: Query, articles: list[Article]) -> None:
    for period in Period:
        expected = Counter(Period(period).name_of(article.date) for article in articles if article.date)
        assert dict(histogram(archive, query, period)) == dict(expected), (query.text, period)


def assert_facets(archive: Archive, query: Query, articles: list[Article]) -> None:
    for field in get_args(Facet):
        if field == "tag":
            continue
        expected = Counter(value for article in articles if (value := getattr(article, field)))
        assert dict(archive.facets(query, field).values) == expected, (query.text, field)


def test_the_answer_to_a_random_query_is_the_same_as_from_reading_the_articles(
    archive: Archive, naive: NaiveArchive, trials: Trials
) -> None:
    for chance in trials(100):
        tree, text = Queries(chance).query()
        language, sort = chance.choice(LANGUAGES), chance.choice(("newest", "oldest", "relevance"))
        expected = naive.matching(Query(text, tree, language=language))
        query = replace(Query.parse(text, today=TODAY), language=language)
        found = refs(archive, query, sort)
        assert len(found) == len(set(found)), text
        assert set(found) == {article.ref for article in expected}, (text, language)
        assert count(archive, query) == len(expected), text
        assert_in_order(found, sort, text)
        if trials.number % 3 == 0:
            assert_paged(archive, query, sort, found, chance.randint(1, 30))
        if trials.number % 5 == 0:
            assert_full_matches_first(archive, query, set(found))
        if trials.number % 7 == 0:
            assert_counted(archive, query, expected)
            assert_facets(archive, query, expected)

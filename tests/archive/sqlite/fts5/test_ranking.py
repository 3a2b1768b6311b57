"""The best 500 hits are in the order of their scores; all others follow, each once, on whatever page."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from newsidx import Archive, Query
from newsidx.archive import open_archive
from newsidx.ingest import IngestOptions, ingest
from tests.archive.sqlite.frequencies.articles import write_articles
from tests.archive.sqlite.frequencies.small_blocks import small_blocks

MOST_RANKED = 500
QUERY = Query.parse("=the OR oil OR =prices OR 石油 OR нефть OR =la")


@pytest.fixture(scope="module", params=["with frequencies", "without"])
def archive(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Archive]:
    place = tmp_path_factory.mktemp("ranking")
    write_articles(place / "articles", 900, seed=2)
    enough = 100 if request.param == "with frequencies" else 10**6
    with small_blocks(enough=enough), open_archive(str(place / "news.db"), write=True) as archive:
        ingest(archive, [str(place / "articles")], IngestOptions(jobs=0))
    with open_archive(str(place / "news.db")) as archive:
        yield archive


def test_all_matches_are_listed_once_and_the_best_of_them_with_their_scores(archive: Archive) -> None:
    hits = list(archive.ids(QUERY))
    scores = [score for _, score in hits]
    assert len(hits) == len(dict(hits)) == archive.count(QUERY) > MOST_RANKED + 100
    assert scores[MOST_RANKED:] == [None] * (len(hits) - MOST_RANKED)
    best = [(-(score or 0), -article_id) for article_id, score in hits[:MOST_RANKED]]
    assert best == sorted(best)
    assert best[-1][0] < 0


@pytest.mark.parametrize("limit", [1, 7, 20, 499, 500, 501, 550, None])
@pytest.mark.parametrize("offset", [0, 1, 20, 480, 499, 500, 501, 5_000])
def test_every_page_is_a_part_of_the_whole_list(archive: Archive, limit: int | None, offset: int) -> None:
    whole = [article_id for article_id, _ in archive.ids(QUERY)]
    page = [article_id for article_id, _ in archive.ids(QUERY, limit=limit, offset=offset)]
    assert page == whole[offset : None if limit is None else offset + limit]


def test_what_has_no_words_to_score_comes_newest_first(archive: Archive) -> None:
    hits = list(archive.ids(Query.parse("by:smith")))
    assert hits == sorted(hits, reverse=True)
    assert {score for _, score in hits} == {None}


def test_no_match_is_no_hit(archive: Archive) -> None:
    for text in ("nosuchword", "nosuchword OR nothing*", '"no such phrase"', "oil date:1801"):
        assert list(archive.ids(Query.parse(text))) == []

"""Near-duplicates are found in whatever order articles come, saved, and deleted with their articles."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

pytest.importorskip("rensa")

from newsidx import Archive, Query
from newsidx.analysis.grouping import grouped_answer
from newsidx.analysis.near_duplicates import clusters, compare, near_duplicates_of
from newsidx.analysis.resemblance import share, shingles
from newsidx.archive.sqlite.near_duplicates import count_uncompared
from newsidx.article import ref_of
from newsidx.ingest.pipeline import Report
from newsidx.query.sort import Sort
from newsidx.search.request import Match, SearchRequest

Add = Callable[..., Report]

STORY = (
    "Ghana has bought much more cocoa than in the season before, the board in Accra said on Tuesday. "
    "The price in London fell by four pounds to the lowest since the buffer stock began to buy in May. "
    "Traders said that nobody expects the producers to hold back beans while the harvest goes on so well."
)
FILES = {
    "a.txt": f"date 2022-03-06 {STORY}",
    "b.txt": f"date 2022-03-08 {STORY.replace('Tuesday', 'Wednesday').replace('four pounds', 'five pounds')}",
    "c.txt": f"date 2022-03-09 {STORY[:200]}",
    "d.txt": f"date 2022-05-06 {STORY}",
    "e.txt": "date 2022-03-06 Oil rose in London on Tuesday, said traders who had expected that it would fall.",
    "f.txt": f"{STORY} It has no date.",
    "g.txt": f"{STORY} It has no date, too.",
}


def clustered(archive: Archive, **options: float) -> list[list[str]]:
    return [[ref_of(id_) for id_ in cluster.articles] for cluster in clusters(archive, **options)]  # type: ignore[arg-type]


def similar_to(archive: Archive, ref: str, **options: float) -> list[str]:
    (article,) = archive.named(ref)
    return [similar.ref for similar, _ in near_duplicates_of(archive, article, **options)]  # type: ignore[arg-type]


def test_an_article_with_words_changed_or_its_end_cut_is_a_near_duplicate(archive: Archive, add: Add) -> None:
    add(FILES)
    assert compare(archive) == 7
    assert clustered(archive) == [["0-1", "0-2"], ["20220306-1", "20220308-1", "20220309-1"]]
    assert clustered(archive, min_share=0.99) == []
    assert clustered(archive, within=2) == [["0-1", "0-2"], ["20220306-1", "20220308-1", "20220309-1"]]


def test_progress_is_reported_up_to_the_last_article(archive: Archive, add: Add) -> None:
    add(FILES)
    progress: list[tuple[int, int]] = []
    compare(archive, on_progress=lambda done, total: progress.append((done, total)))
    assert (progress[0], progress[-1]) == ((0, 7), (7, 7))
    assert progress == sorted(progress)
    compare(archive, on_progress=lambda done, total: pytest.fail("there is nothing to compare"))


def test_more_days_are_compared_on_request(archive: Archive, add: Add) -> None:
    add(FILES)
    compare(archive)
    compare(archive, within=90)
    assert clustered(archive, within=90)[1] == ["20220306-1", "20220308-1", "20220309-1", "20220506-1"]
    assert len(clustered(archive)[1]) == 3


@pytest.mark.parametrize("order", ["abcdefg", "gfedcba", "cadbfge"])
def test_a_new_article_is_compared_with_all_around_it(archive: Archive, add: Add, order: str) -> None:
    for letter in order:
        add({f"{letter}.txt": FILES[f"{letter}.txt"]})
        assert count_uncompared(archive) == 1
        assert compare(archive) == 1
        assert count_uncompared(archive) == 0
    assert sorted(map(len, clustered(archive))) == [2, 3]


def test_a_changed_article_is_compared_again_and_a_pruned_one_leaves_its_cluster(
    archive: Archive, add: Add, folder: Path
) -> None:
    add(FILES)
    compare(archive)
    add({"b.txt": "date 2022-03-08 Quite another story now, of wheat and of the rain that it did not get."})
    assert count_uncompared(archive) == 1
    compare(archive)
    (folder / "f.txt").unlink()
    add(prune=True)
    assert clustered(archive) == [["20220306-1", "20220309-1"]]


def test_the_near_duplicates_of_an_article_need_no_comparison_before(archive: Archive, add: Add) -> None:
    add(FILES)
    assert similar_to(archive, "20220306-1") == ["20220309-1", "20220308-1"]
    assert similar_to(archive, "20220306-1", within=90) == ["20220506-1", "20220309-1", "20220308-1"]
    assert similar_to(archive, "20220306-1", min_share=0.99) == []
    assert similar_to(archive, "0-1") == ["0-2"]
    assert similar_to(archive, "20220306-2") == []


def test_a_grouped_answer_has_one_article_of_each_cluster_and_says_how_many_others(archive: Archive, add: Add) -> None:
    add(FILES)
    compare(archive)
    request = SearchRequest(query=Query.parse("london"), sort=Sort.OLDEST, match=Match.FULL)
    found = grouped_answer(archive, request)
    assert [(hit.article.ref, hit.others) for hit in found.hits] == [
        ("0-1", 1),
        ("20220306-1", 2),
        ("20220306-2", 0),
        ("20220506-1", 0),
    ]
    assert found.total == 4
    (second,) = grouped_answer(archive, request._replace(limit=1, offset=1)).hits
    assert second.article.ref == "20220306-1"


@given(st.text(), st.text())
def test_any_text_has_shingles_and_shares_all_of_them_with_itself(title: str, body: str) -> None:
    one = shingles(title, body)
    assert bool(one) == bool((title + body).split())
    assert share(one, one) == (1.0 if one else 0.0)

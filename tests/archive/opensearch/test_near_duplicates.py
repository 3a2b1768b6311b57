"""Near-duplicates of an archive on servers, which are the same as in a file, and stay right whatever is written."""

from __future__ import annotations

from pathlib import Path

import pytest

from newsidx.analysis.near_duplicates import compare
from newsidx.archive import open_archive
from newsidx.archive.contract import WritableArchive
from newsidx.archive.opensearch import near_duplicates
from newsidx.archive.opensearch.writable import WritableOpenSearchArchive
from newsidx.archive.records import Pair
from newsidx.ingest import IngestOptions, ingest
from newsidx.query import Query
from tests.archive.opensearch.conftest import ingested

WORDS = [f"word{number}" for number in range(60)]


def text(day: int, *others: str) -> str:
    """An article of a day, which has nearly the same words as those of other days."""
    return f"Date: 2022-03-{day:02}\nSource: Post\n\nHarbour\n\n{' '.join((*WORDS, *others))}."


FILES = {
    "a.txt": text(1, "one"),
    "b.txt": text(3, "two"),
    "c.txt": text(20, "three"),
    "d.txt": "Date: 2022-03-02\n\nRowing\n\nThe eight won again on the river.",
}


def ids(archive: WritableArchive) -> list[int]:
    return sorted(article for article, _ in archive.ids(Query()))


@pytest.fixture
def four(archive: WritableOpenSearchArchive, folder: Path) -> WritableOpenSearchArchive:
    """An archive of the articles above, of which nothing has been compared yet."""
    for name, content in FILES.items():
        (folder / name).write_text(content)
    ingested(archive, folder)
    return archive


def test_nothing_is_compared_at_first_and_no_index_is_made_for_it(four: WritableOpenSearchArchive) -> None:
    assert four.compared_days() is None
    assert four.count_uncompared() == 4
    assert four.uncompared() == ids(four)
    assert list(four.pairs(0.5)) == []
    assert not four.client.indices.exists(index=four.names.pairs)


def test_the_pairs_are_those_of_an_archive_in_a_file(
    four: WritableOpenSearchArchive, folder: Path, tmp_path: Path
) -> None:
    with open_archive(str(tmp_path / "news.db"), write=True) as in_file:
        ingest(in_file, [str(folder)], IngestOptions(jobs=0))
        assert compare(in_file) == compare(four) == 4
        pairs = list(in_file.pairs(0.5))
        assert pairs
        assert list(four.pairs(0.5)) == pairs
        assert list(four.pairs(0.99)) == list(in_file.pairs(0.99))
        for article in ids(four):
            assert list(four.pairs(0.5, article)) == list(in_file.pairs(0.5, article))
        assert compare(in_file, 30) == compare(four, 30) == 4
        assert len(list(four.pairs(0.5))) > len(pairs)
        assert list(four.pairs(0.5)) == list(in_file.pairs(0.5))
    assert (four.compared_days(), four.count_uncompared(), four.uncompared()) == (30, 0, [])


def test_a_deleted_article_takes_its_pairs_along(four: WritableOpenSearchArchive) -> None:
    compare(four)
    first, *_ = ids(four)
    assert list(four.pairs(0.5, first))
    four.remove([first])
    assert list(four.pairs(0.5)) == []
    assert (four.count_uncompared(), four.uncompared()) == (0, [])


def test_an_edited_article_is_compared_again(four: WritableOpenSearchArchive, folder: Path) -> None:
    compare(four)
    (pair,) = four.pairs(0.5)
    (folder / "b.txt").write_text(text(3, "two", "and", "more"))
    assert ingested(four, folder).outcome["changed"] == 1
    assert list(four.pairs(0.5)) == []
    assert (four.count_uncompared(), four.uncompared()) == (1, [pair.article])
    assert compare(four) == 1
    assert [(found.article, found.earlier) for found in four.pairs(0.5)] == [(pair.article, pair.earlier)]


def test_what_changed_while_it_was_compared_is_left_out(four: WritableOpenSearchArchive) -> None:
    four.begin_comparison(7)
    first, second, *_ = ids(four)
    now = four.fingerprints([first, second])
    pair = Pair(second, first, 0.9)
    assert four.save_comparison(7, [(first, now[first]), (second, 1)], [(pair, 1, now[first])])
    assert list(four.pairs(0.5)) == []
    assert four.uncompared() == ids(four)[1:]
    assert four.save_comparison(7, [(second, now[second])], [(pair, now[second], now[first])])
    assert list(four.pairs(0.5)) == [pair]


def test_a_comparison_with_more_days_begins_anew_whoever_still_writes_the_old_one(
    four: WritableOpenSearchArchive, place: str
) -> None:
    assert four.begin_comparison(7) == 7
    now = four.fingerprints(ids(four))
    with open_archive(place, write=True) as other:
        assert other.begin_comparison(3) == 7
        assert other.save_comparison(7, now.items(), [])
        assert other.count_uncompared() == 0
        assert four.begin_comparison(14) == 14
        assert not other.save_comparison(7, now.items(), [])
        assert (other.count_uncompared(), other.compared_days()) == (4, 14)


def test_what_two_programs_left_at_once_is_put_right_before_articles_are_compared(
    four: WritableOpenSearchArchive,
) -> None:
    compare(four)
    article = ids(four)[0]
    four.client.index(
        index=four.names.pairs,
        id="7-5",
        body={"kind": "compared", "days": 7, "article": 5, "fingerprint": 5},
        params={"refresh": "true"},
    )
    near_duplicates.forget(four, [article])
    assert four.count_uncompared() == 0  # one too few
    assert four.uncompared() == [article]
    assert four.count_uncompared() == 1


def test_texts_come_in_pages_in_the_order_of_their_ids(
    four: WritableOpenSearchArchive, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(near_duplicates, "_PAGE_SIZE", 2)
    first, *_, last = ids(four)
    pages = list(four.texts(first, last - 1))
    assert [[found.article for found in page] for page in pages] == [ids(four)[:2], ids(four)[2:3]]
    article = four.articles([first])[0]
    assert pages[0][0][1:] == (article.title, article.body, article.fingerprint)

"""Pages, facets and words of an archive on servers are exact however far, many or recent they are."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import pytest

from newsidx.archive import open_archive
from newsidx.archive.opensearch import facets, lookup
from newsidx.archive.opensearch.archive import OpenSearchArchive
from newsidx.archive.opensearch.store import Store
from newsidx.archive.opensearch.writable import WritableOpenSearchArchive
from newsidx.query import Query
from newsidx.query.sort import Sort
from tests.archive.any_kind import articles
from tests.archive.opensearch.conftest import ingested

DAYS = ["1987-03-01"] * 7 + ["1987-03-02", "1987-12-31", "1988-01-01", "1988-01-01", "2022-03-06", ""]


@pytest.fixture
def several_years(archive: WritableOpenSearchArchive, folder: Path) -> WritableOpenSearchArchive:
    """An archive of articles of several days and years, one undated, by different people."""
    for number, date in enumerate(DAYS):
        dated = f"Date: {date}\n" if date else ""
        (folder / f"{number}.txt").write_text(f"{dated}By: Writer {number % 5}\n\nStory {number}\n\nText {number}.")
    ingested(archive, folder)
    return archive


@pytest.mark.long
@pytest.mark.parametrize("sort", [Sort.NEWEST, Sort.OLDEST])
@pytest.mark.parametrize("text", ["", "story", "date:1987"])
def test_a_page_far_down_is_the_one_that_stands_there(
    several_years: WritableOpenSearchArchive, monkeypatch: pytest.MonkeyPatch, sort: Sort, text: str
) -> None:
    query = Query.parse(text) if text else Query()
    every = list(several_years.ids(query, sort=sort))
    assert len(every) == {"": 13, "story": 13, "date:1987": 9}[text]
    monkeypatch.setattr(lookup, "FIRST_PAGES", 2)
    monkeypatch.setattr(lookup, "_SPANS", (*lookup._SPANS[:2], 2))
    for offset in range(len(every) + 2):
        assert list(several_years.ids(query, sort=sort, offset=offset)) == every[offset:]
        assert list(several_years.ids(query, sort=sort, limit=3, offset=offset)) == every[offset : offset + 3]


def test_a_page_far_down_does_not_go_through_all_before_it(
    several_years: WritableOpenSearchArchive, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(lookup, "FIRST_PAGES", 2)
    searches: Counter[bool] = Counter()
    search = Store.search_articles

    def counted(store: Store, body: dict[str, object], **options: bool) -> dict[str, object]:
        searches["search_after" in body] += 1
        return search(store, body, **options)

    monkeypatch.setattr(Store, "search_articles", counted)
    assert len(list(several_years.ids(Query(), sort=Sort.NEWEST, limit=1, offset=11))) == 1
    assert searches == {False: len(lookup._SPANS), True: 4}  # the seven of one day, two at a time


@pytest.mark.parametrize("at_once", [1, 2, 4])
def test_more_values_than_servers_count_at_once_are_counted_in_parts(
    several_years: WritableOpenSearchArchive, monkeypatch: pytest.MonkeyPatch, at_once: int
) -> None:
    expected = several_years.facets(Query(), "byline")
    assert expected.values == tuple((f"Writer {number}", 3 if number < 2 else 2) for number in range(5))
    monkeypatch.setattr(facets, "_AT_ONCE", at_once)
    assert several_years.facets(Query(), "byline") == expected


def test_words_of_the_archive_are_asked_for_once(
    several_years: WritableOpenSearchArchive, place: str, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[str] = []
    search = Store.search

    def counted(store: Store, index: str, *arguments: object) -> dict[str, object]:
        asked.append(index)
        return search(store, index, *arguments)  # type: ignore[arg-type]

    monkeypatch.setattr(Store, "search", counted)
    with open_archive(place) as reader:
        assert isinstance(reader, OpenSearchArchive)
        counts = [reader.count(Query.parse("stories")) for _ in range(3)]
        assert (counts, asked.count(reader.names.forms)) == ([13] * 3, 1)


def test_words_that_this_process_has_just_written_are_known(
    several_years: WritableOpenSearchArchive, folder: Path
) -> None:
    assert not articles(several_years, "embargoes")
    (folder / "new.txt").write_text("Date: 2022-03-07\n\nAn embargo began.")
    ingested(several_years, folder)
    assert len(articles(several_years, "embargoes")) == 1

"""The integrity check finds what somebody else has written into the indices; optimizing merges the years."""

from __future__ import annotations

import datetime
from pathlib import Path
from typing import Any

import pytest

from newsidx.archive import open_archive
from newsidx.archive.contract import WritableArchive
from newsidx.archive.opening import repair_archive
from newsidx.archive.opensearch.documents import document_id
from newsidx.archive.opensearch.upkeep import _merge
from newsidx.archive.opensearch.writable import WritableOpenSearchArchive
from newsidx.article import id_of
from newsidx.errors import NotOnServer
from newsidx.query import Query
from newsidx.query.sort import Sort
from newsidx.text.fingerprint import fingerprint
from tests.archive.opensearch.conftest import ingested

Archive = WritableOpenSearchArchive


def write(archive: Archive, index: str, document: str, body: dict[str, Any]) -> None:
    archive.client.index(index=index, id=document, body=body, params={"refresh": "true"})


def ids(archive: WritableArchive) -> list[int]:
    return [article for article, _ in archive.ids(Query(), sort=Sort.OLDEST)]


def hit(archive: Archive, ref: str) -> dict[str, Any]:
    """The document of an article, as the server has it."""
    found = archive.client.search(index=archive.names.articles, body={"query": {"term": {"id": id_of(ref)}}})
    (only,) = found["hits"]["hits"]
    return dict(only)


def test_an_intact_archive_has_nothing_wrong(filled: Archive) -> None:
    steps: list[str] = []
    progress: list[tuple[int, int]] = []
    state = filled.check(steps.append, lambda done, total: progress.append((done, total)))
    assert state.is_intact
    assert (state.corrupt, state.unknown) == ((), ())
    assert not any("no ingest has finished" in note for note in state.notes)
    assert steps == ["checking the indices", "checking each article"]
    assert progress[-1] == (5, 5)


def test_an_empty_archive_is_intact(archive: Archive) -> None:
    assert archive.check().is_intact


@pytest.mark.parametrize(
    "change",
    [
        {"body": "An oil embargo ended."},
        {"title": "Oil"},
        {"fingerprint": 5},
        {"id": 20220307000001},
        {"date": "2022-03-07"},
        {"title": None},
        {"words": None, "meta": None, "copies": None},
    ],
)
def test_a_changed_article_is_found(filled: Archive, change: dict[str, Any]) -> None:
    article = hit(filled, "20220305-1")
    source = {name: value for name, value in {**article["_source"], **change}.items() if value is not None}
    write(filled, article["_index"], article["_id"], source)
    state = filled.check()
    assert len(state.corrupt) == 1
    assert not state.is_intact


def test_an_article_in_the_wrong_year_is_found(filled: Archive) -> None:
    article = hit(filled, "20220305-1")
    write(filled, filled.names.articles_of(datetime.date(2023, 1, 1)), article["_id"], article["_source"])
    assert filled.check().corrupt == ("20220305-1",)


def test_two_articles_with_one_id_are_found(filled: Archive) -> None:
    article = hit(filled, "20220306-1")
    text = {"title": "Gas", "body": "Another text."}
    twin = {**article["_source"], **text, "fingerprint": fingerprint(**text)}
    write(filled, article["_index"], document_id(datetime.date(2022, 3, 6), twin["fingerprint"]), twin)
    assert filled.check().corrupt == ("20220306-1",)


def test_copies_in_files_that_are_not_known_are_noted(filled: Archive) -> None:
    filled.client.delete_by_query(
        index=filled.names.files, body={"query": {"match_all": {}}}, params={"refresh": "true"}
    )
    state = filled.check()
    assert state.is_intact
    assert any(note.startswith("5 copies of articles are in files that no ingest has finished") for note in state.notes)


def test_an_index_that_newsidx_did_not_make_is_reported(filled: Archive) -> None:
    write(filled, f"{filled.names.archive}.others", "1", {"some": "thing"})
    state = filled.check()
    assert state.unknown == (f"index {filled.names.archive}.others",)
    assert state.is_intact


def test_a_year_that_is_over_becomes_one_segment(filled: Archive, monkeypatch: pytest.MonkeyPatch) -> None:
    for number in range(3):  # each makes a segment
        write(filled, filled.names.articles_of(datetime.date(2022, 1, 1)), f"x{number}", {"title": "x"})
    done = filled.optimize()
    assert done.segments[1] < done.segments[0]
    stats = filled.client.indices.stats(index=f"{filled.names.archive}.articles-2022", metric="segments")
    assert stats["_all"]["primaries"]["segments"]["count"] == 1
    _merge(filled, filled.names.records)
    assert filled.count_uncompared() == 8


def test_a_backup_is_left_to_the_servers_in_one_line(filled: Archive) -> None:
    with pytest.raises(NotOnServer) as backup:
        filled.backup("copy.db")
    assert f"{filled.names.archive}.*" in backup.value.remedy


def test_corrupt_articles_are_deleted_and_read_again_from_their_files(
    filled: Archive, place: str, folder: Path
) -> None:
    before = {article.ref: article.body for article in filled.articles(ids(filled))}
    forged, twin = hit(filled, "20220305-1"), hit(filled, "20220306-1")
    write(filled, forged["_index"], forged["_id"], {**forged["_source"], "body": "Forged."})
    text = {"title": "Gas", "body": "Another text."}
    same_id = {**twin["_source"], **text, "fingerprint": fingerprint(**text)}
    write(filled, twin["_index"], document_id(datetime.date(2022, 3, 6), same_id["fingerprint"]), same_id)
    write(filled, filled.names.articles_of(datetime.date(2023, 1, 1)), "nothing", {"title": "x"})
    damage = filled.check()
    assert len(damage.corrupt) == 3
    repaired = repair_archive(place, damage)
    assert repaired.lost == damage.corrupt
    assert filled.check().is_intact
    with open_archive(place, write=True) as archive:
        assert ingested(archive, folder).outcome["articles"] >= 1
        assert sorted(article.body for article in archive.articles(ids(archive))) == sorted(before.values())
        assert archive.check().is_intact
        assert ingested(archive, folder).outcome["unchanged"] == 5

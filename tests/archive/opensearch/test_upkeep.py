"""The integrity check finds what somebody else has written into the indices; optimizing merges the years."""

from __future__ import annotations

import datetime
from typing import Any

import pytest

from newsidx.archive.opening import how_to_repair, repair_archive
from newsidx.archive.opensearch.documents import document_id
from newsidx.archive.opensearch.upkeep import _merge
from newsidx.archive.opensearch.writable import WritableOpenSearchArchive
from newsidx.archive.records import Integrity
from newsidx.article import id_of
from newsidx.errors import NotOnServer
from newsidx.text.fingerprint import fingerprint

Archive = WritableOpenSearchArchive


def write(archive: Archive, index: str, document: str, body: dict[str, Any]) -> None:
    archive.client.index(index=index, id=document, body=body, params={"refresh": "true"})


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
    assert not any("files" in note for note in state.notes)
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


def test_backups_and_repairs_are_left_to_the_servers_in_one_line(filled: Archive, place: str) -> None:
    name = filled.names.archive
    with pytest.raises(NotOnServer) as backup:
        filled.backup("copy.db")
    assert f"{name}.*" in backup.value.remedy
    with pytest.raises(NotOnServer) as repair:
        repair_archive(place, Integrity(corrupt=("20220305-1",)))
    assert repair.value.remedy.startswith(f"Restore a snapshot of the indices {name}.*")
    assert "newsidx check --repair" not in how_to_repair(place)

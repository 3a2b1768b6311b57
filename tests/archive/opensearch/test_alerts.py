"""Alerts of an archive that several machines use at once."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from newsidx.archive import open_archive
from newsidx.archive.opensearch.alerts import renumber
from newsidx.archive.opensearch.writable import WritableOpenSearchArchive
from newsidx.errors import AlertExists, CannotWrite, UnknownAlert
from newsidx.query import Query
from newsidx.search import alerts
from tests.archive.opensearch.conftest import ingested

Archive = WritableOpenSearchArchive


def ids(archive: Archive, text: str = "") -> list[int]:
    query = Query.parse(text) if text else Query()
    return sorted(article for article, _ in archive.ids(query))


def answers(archive: Archive, name: str) -> set[int]:
    return archive.alert_answers(archive.alert(name), [])


def test_an_alert_knows_what_matched_when_it_was_saved(filled: Archive) -> None:
    saved = alerts.add(filled, "oil", "oil")
    assert (saved.name, saved.query_text, saved.last_run) == ("oil", "oil", None)
    assert answers(filled, "oil") == set(ids(filled, "oil"))
    assert filled.alerts() == [saved]
    assert [item.hits for item in alerts.run(filled)] == [()]


def test_a_name_is_taken_once_and_an_unknown_one_is_said(filled: Archive) -> None:
    filled.save_alert("oil", "oil", [1])
    with pytest.raises(AlertExists):
        filled.save_alert("oil", "gas", [2])
    assert filled.alert("oil").query_text == "oil"
    filled.delete_alert("oil")
    for use in (
        lambda: filled.alert("oil"),
        lambda: filled.delete_alert("oil"),
        lambda: filled.record_alert_run("oil", answers=(), shown=(), gone=()),
    ):
        with pytest.raises(UnknownAlert):
            use()


@pytest.mark.parametrize("name", ["a/b?c#d%2F", "ö " * 300, "-", "x" * 512])
def test_any_name_will_do(archive: Archive, name: str) -> None:
    archive.save_alert(name, "oil", [1])
    archive.save_alert(f"{name}2", "oil", [2])
    assert [saved.name for saved in archive.alerts()] == [name, f"{name}2"]
    assert answers(archive, name) == {1}
    archive.delete_alert(name)
    assert [saved.name for saved in archive.alerts()] == [f"{name}2"]


def test_a_name_that_the_servers_cannot_store_is_said(archive: Archive) -> None:
    with pytest.raises(CannotWrite):
        archive.save_alert("x" * 40_000, "oil", [1])
    assert archive.alerts() == []


def test_an_article_that_changed_since_it_was_shown_stays_new(filled: Archive, folder: Path) -> None:
    alerts.add(filled, "snow", "snow AND notfoundyet")
    filled.delete_alert("snow")
    filled.save_alert("snow", "snow", [])
    (news,) = alerts.run(filled)
    assert [hit.article.ref for hit in news.hits] == ["20230102-1"]
    (folder / "d.txt").write_text("Date: 2023-01-02\nSource: Post\n\nSnow\n\nSnow fell on the port all day.")
    assert ingested(filled, folder).outcome["changed"] == 1
    alerts.done(filled, [news])
    (again,) = alerts.run(filled)
    assert [hit.article.ref for hit in again.hits] == ["20230102-1"]
    alerts.done(filled, [again])
    assert [item.hits for item in alerts.run(filled)] == [()]


def test_runs_of_several_machines_at_once_are_all_recorded(filled: Archive, place: str) -> None:
    filled.save_alert("all", "oil", [])
    fingerprints = filled.fingerprints(ids(filled))

    def run(article: int) -> None:
        with open_archive(place, write=True) as other:
            for _ in range(5):
                other.record_alert_run("all", answers=(), shown=[(article, fingerprints[article])], gone=[])

    with ThreadPoolExecutor(len(fingerprints)) as threads:
        list(threads.map(run, fingerprints))
    assert answers(filled, "all") == set(fingerprints)


def test_an_article_of_which_only_the_date_changed_is_not_new(filled: Archive) -> None:
    filled.save_alert("oil", "oil", [1, 2])
    filled.save_alert("gas", "gas", [3])
    renumber(filled, {1: 11, 4: 14})
    assert answers(filled, "oil") == {1, 2, 11}
    assert answers(filled, "gas") == {3}


def test_alerts_are_found_however_many_there_are(
    archive: Archive, monkeypatch: pytest.MonkeyPatch, place: str, places: Callable[[], str]
) -> None:
    monkeypatch.setattr("newsidx.archive.opensearch.store.PAGE", 2)
    for number in range(5):
        archive.save_alert(f"alert {number}", "oil", [number])
    assert [saved.name for saved in archive.alerts()] == [f"alert {number}" for number in range(5)]

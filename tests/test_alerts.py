"""Standing questions: what is new since the last time is told once, and never lost."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from newsidx import Archive, alerts
from newsidx.errors import AlertExists, BadDate, UnknownAlert
from newsidx.ingest import Report

Add = Callable[..., Report]


def told(archive: Archive, *names: str, is_done: bool = True) -> dict[str, list[str]]:
    news = alerts.run(archive, names)
    if is_done:
        alerts.done(archive, news)
    return {one.alert.name: [hit.article.ref for hit in one.hits] for one in news}


def test_what_was_there_before_is_no_news_and_what_comes_is_told_once(archive: Archive, add: Add) -> None:
    add({"a.txt": "date 2022-03-06 Oil rose."})
    alerts.add(archive, "oil", "oil")
    alerts.add(archive, "gas", "gas OR oil")
    assert told(archive) == {"gas": [], "oil": []}
    add({"b.txt": "date 1999-01-01 Old oil.", "c.txt": "date 2022-03-07 Gas fell."})
    assert told(archive, is_done=False) == {"gas": ["20220307-1", "19990101-1"], "oil": ["19990101-1"]}
    assert told(archive, "oil") == {"oil": ["19990101-1"]}
    assert told(archive) == {"gas": ["20220307-1", "19990101-1"], "oil": []}
    assert told(archive) == {"gas": [], "oil": []}


def test_an_edit_a_move_and_a_second_copy_are_no_news(archive: Archive, add: Add, folder: Path) -> None:
    add({"a.txt": "date 2022-03-06 Oil rose.", "b.txt": "date 2022-03-06 Oil fell."})
    alerts.add(archive, "oil", "oil")
    (folder / "b.txt").rename(folder / "c.txt")
    add({"a.txt": "date 2022-03-06 Oil rose again.", "d.txt": "date 2022-03-06 Oil fell."})
    assert told(archive) == {"oil": []}


def test_news_is_not_lost_when_files_are_pruned(archive: Archive, add: Add, folder: Path) -> None:
    add({"a.txt": "date 2022-03-06 Oil rose.", "b.txt": "date 2022-03-07 Oil fell."})
    alerts.add(archive, "oil", "oil")
    (folder / "b.txt").unlink()
    add(prune=True)
    add({"c.txt": "date 2022-03-08 Oil stood."})
    assert told(archive) == {"oil": ["20220308-1"]}


def test_matches_are_marked_in_the_news(archive: Archive, add: Add) -> None:
    alerts.add(archive, "oil", "oil")
    add({"a.txt": "date 2022-03-06 The price.\n\nOil rose."})
    (news,) = alerts.run(archive)
    assert "rose" in news.hits[0].snippet


def test_names_and_dates_that_are_wrong_are_refused(archive: Archive) -> None:
    alerts.add(archive, "oil", "oil")
    with pytest.raises(AlertExists, match="oil"):
        alerts.add(archive, "oil", "gas")
    with pytest.raises(BadDate):
        alerts.add(archive, "bad", "date:2022-13")
    for what in (lambda: alerts.run(archive, ["gas"]), lambda: alerts.remove(archive, "gas")):
        with pytest.raises(UnknownAlert, match="gas"):
            what()
    alerts.remove(archive, "oil")
    assert alerts.alerts(archive) == []

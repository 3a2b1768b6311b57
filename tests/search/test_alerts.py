"""Alerts: what is new since the last run is shown once, and never lost."""

from __future__ import annotations

import datetime
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from newsidx import Archive
from newsidx.archive.sqlite.remove import remove_articles
from newsidx.errors import AlertExists, BadDate, UnknownAlert
from newsidx.ingest.pipeline import Report
from newsidx.search import alerts

Add = Callable[..., Report]


def new_refs(archive: Archive, *names: str, is_done: bool = True) -> dict[str, list[str]]:
    news = alerts.run(archive, names)
    if is_done:
        alerts.done(archive, news)
    return {one.alert.name: [hit.article.ref for hit in one.hits] for one in news}


def test_what_was_there_before_is_not_new_and_what_is_added_is_shown_once(archive: Archive, add: Add) -> None:
    add({"a.txt": "date 2022-03-06 Oil rose."})
    alerts.add(archive, "oil", "oil")
    alerts.add(archive, "gas", "gas OR oil")
    assert new_refs(archive) == {"gas": [], "oil": []}
    add({"b.txt": "date 1999-01-01 Old oil.", "c.txt": "date 2022-03-07 Gas fell."})
    assert new_refs(archive, is_done=False) == {"gas": ["20220307-1", "19990101-1"], "oil": ["19990101-1"]}
    assert new_refs(archive, "oil") == {"oil": ["19990101-1"]}
    assert new_refs(archive) == {"gas": ["20220307-1", "19990101-1"], "oil": []}
    assert new_refs(archive) == {"gas": [], "oil": []}


def test_an_edit_a_move_and_a_second_copy_are_no_news(archive: Archive, add: Add, folder: Path) -> None:
    add({"a.txt": "date 2022-03-06 Oil rose.", "b.txt": "date 2022-03-06 Oil fell."})
    alerts.add(archive, "oil", "oil")
    (folder / "b.txt").rename(folder / "c.txt")
    add({"a.txt": "date 2022-03-06 Oil rose again.", "d.txt": "date 2022-03-06 Oil fell."})
    assert new_refs(archive) == {"oil": []}


def test_news_is_not_lost_when_files_are_pruned(archive: Archive, add: Add, folder: Path) -> None:
    add({"a.txt": "date 2022-03-06 Oil rose.", "b.txt": "date 2022-03-07 Oil fell."})
    alerts.add(archive, "oil", "oil")
    (folder / "b.txt").unlink()
    add(prune=True)
    add({"c.txt": "date 2022-03-08 Oil stood."})
    assert new_refs(archive) == {"oil": ["20220308-1"]}


def test_a_file_filled_later_and_an_edit_that_makes_an_article_answer_are_news(archive: Archive, add: Add) -> None:
    add({"a.txt": "date 2022-03-06 Gas fell.", "empty.txt": "", "z.txt": "date 2022-03-08 Oil."})
    alerts.add(archive, "oil", "oil")
    add({"a.txt": "date 2022-03-06 Gas and oil fell.", "empty.txt": "date 2022-03-07 Oil rose."})
    assert new_refs(archive) == {"oil": ["20220307-1", "20220306-1"]}
    assert new_refs(archive) == {"oil": []}
    add({"a.txt": "date 2022-03-06 Gas fell."})
    assert new_refs(archive) == {"oil": []}
    add({"a.txt": "date 2022-03-06 Gas and oil fell."})
    assert new_refs(archive) == {"oil": ["20220306-1"]}


def test_an_old_article_is_no_news_when_the_first_of_its_files_is_pruned(
    archive: Archive, add: Add, folder: Path
) -> None:
    add({"a.txt": "date 2022-03-06 Oil rose."})
    alerts.add(archive, "oil", "oil")
    add({"z.txt": "date 2022-03-06 Oil rose."})
    (folder / "a.txt").unlink()
    add(prune=True)
    assert new_refs(archive) == {"oil": []}


def test_an_article_in_the_place_of_a_deleted_one_is_news(archive: Archive, add: Add, folder: Path) -> None:
    add({"a.txt": "date 2022-03-06 Oil rose."})
    alerts.add(archive, "oil", "oil")
    (folder / "a.txt").unlink()
    add(prune=True)
    add({"b.txt": "date 2022-03-06 Oil fell."})
    assert new_refs(archive) == {"oil": ["20220306-2"]}
    remove_articles(archive, [20220306000002])
    assert archive.value("SELECT count(*) FROM alert_answers") == 0


def test_an_article_that_is_only_dated_otherwise_is_no_news(archive: Archive, add: Add) -> None:
    add({"a.txt": "Date: 03/04/2022\n\nOil rose."})
    alerts.add(archive, "oil", "oil")
    alerts.add(archive, "april", "oil date:2022-04")
    add(dayfirst=True)
    assert new_refs(archive) == {"april": ["20220403-1"], "oil": []}


def test_what_came_or_changed_while_the_news_was_read_is_shown_the_next_time(
    archive: Archive, add: Add, folder: Path
) -> None:
    alerts.add(archive, "oil", "oil")
    add({"a.txt": "date 2022-03-06 Oil rose.", "b.txt": "date 2022-03-06 Oil fell."})
    news = alerts.run(archive)
    (folder / "b.txt").unlink()
    add(prune=True)
    add({"c.txt": "date 2022-03-06 Other oil in its place.", "d.txt": "date 2022-03-07 Oil stood."})
    alerts.done(archive, news)
    assert new_refs(archive) == {"oil": ["20220307-1", "20220306-3"]}
    assert new_refs(archive) == {"oil": []}


def test_what_leaves_the_days_an_alert_asks_for_is_no_news(archive: Archive, add: Add) -> None:
    today = datetime.date.today()
    days = [today - datetime.timedelta(days=days) for days in (1, 30)]
    add({f"{day}.txt": f"date {day} Oil rose." for day in days})
    alerts.add(archive, "week", 'oil since:"last 7 days"')
    archive.connection.execute("INSERT INTO alert_answers VALUES ('week', 19990101000001)")  # of an earlier day
    assert new_refs(archive) == {"week": []}
    assert archive.value("SELECT count(*) FROM alert_answers") == 1
    add({"new.txt": f"date {days[0]} Oil fell.", "old.txt": f"date {days[1]} Oil fell."})
    assert new_refs(archive) == {"week": [f"{days[0]:%Y%m%d}-2"]}


def test_an_alert_removed_while_its_news_was_read_leaves_nothing(archive: Archive, add: Add) -> None:
    alerts.add(archive, "oil", "oil")
    add({"a.txt": "date 2022-03-06 Oil rose."})
    news = alerts.run(archive)
    archive.delete_alert("oil")
    alerts.done(archive, news)
    assert archive.value("SELECT count(*) FROM alert_answers") == 0
    alerts.add(archive, "oil", "oil")
    assert new_refs(archive) == {"oil": []}


@pytest.mark.parametrize("is_peeked", [False, True])
def test_an_alert_of_an_earlier_schema_tells_what_came_since_it_was_last_run(
    archive: Archive, add: Add, folder: Path, is_peeked: bool
) -> None:
    add({"a.txt": "date 2022-03-06 Oil rose."})
    alerts.add(archive, "oil", "oil")
    archive.connection.execute("UPDATE alerts SET seen = (SELECT max(id) FROM files)")  # as the migration leaves it
    archive.connection.execute("DELETE FROM alert_answers")
    add({"b.txt": "date 2022-03-06 Oil fell."})
    if is_peeked:
        assert new_refs(archive, is_done=False) == {"oil": ["20220306-2"]}
    news = alerts.run(archive)
    assert [hit.article.ref for hit in news[0].hits] == ["20220306-2"]
    for name in ("a.txt", "b.txt"):
        (folder / name).unlink()
    add(prune=True)
    add({"c.txt": "date 2022-03-06 Oil stood."})
    alerts.done(archive, news)
    assert new_refs(archive) == {"oil": ["20220306-3"]}


def test_alerts_that_match_most_of_a_large_archive_are_run_at_once(archive: Archive) -> None:
    many = 100_000
    with archive.transaction() as connection:
        connection.executemany(
            """
            INSERT INTO articles (id, date, title, words, title_from, meta, fingerprint, body)
            VALUES (20220306000000 + ?1, '2022-03-06', 'Oil', 1, 'line', '{}', ?1, 'Oil rose.')
            """,
            ((number,) for number in range(1, many + 1)),
        )
        connection.execute("INSERT INTO articles_fts (articles_fts) VALUES ('rebuild')")
    alerts.add(archive, "oil", "oil")
    alerts.add(archive, "rose", "rose")
    archive.connection.execute("DELETE FROM alert_answers WHERE article % 50000 = 1")
    start = time.process_time()
    assert {name: len(refs) for name, refs in new_refs(archive).items()} == {"oil": 2, "rose": 2}
    assert time.process_time() - start < 2


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
    for what in (lambda: alerts.run(archive, ["gas"]), lambda: archive.delete_alert("gas")):
        with pytest.raises(UnknownAlert, match="gas"):
            what()
    archive.delete_alert("oil")
    assert archive.alerts() == []

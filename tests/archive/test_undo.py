"""Whatever is removed can be brought back as it was: with its id, files, tags, note and alerts."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta, timezone
from pathlib import Path

import pytest

from newsidx import Query
from newsidx.archive.contract import WritableArchive
from newsidx.errors import CannotUndo, NothingToUndo
from newsidx.ingest import Report
from newsidx.search import alerts
from tests.archive.checks import assert_whole
from tests.archive.test_collections import ALL_MARKS, ARTICLES, COCOA, OIL, TIN, marks, tagged  # noqa: F401

Add = Callable[..., Report]

TABLES = (
    "SELECT * FROM articles",
    "SELECT id, path, digest, status FROM files",
    "SELECT * FROM copies",
    "SELECT * FROM article_tags",
    "SELECT * FROM article_notes",
    "SELECT * FROM alerts",
    "SELECT * FROM alert_answers",
    "SELECT * FROM removed",
    "SELECT * FROM days",
)


def state(archive: WritableArchive) -> list[list[tuple[object, ...]]]:
    """Everything of an archive that a user can see."""
    return [sorted(archive.rows(sql), key=repr) for sql in TABLES]  # type: ignore[attr-defined]


def ids(archive: WritableArchive, text: str) -> set[int]:
    return {article_id for article_id, _ in archive.ids(Query.parse(text))}


def test_a_removal_is_taken_back_whole(tagged: WritableArchive, add: Add) -> None:  # noqa: F811
    alerts.add(tagged, "oil", "oil")
    before = state(tagged)
    tagged.remove([OIL, COCOA])
    assert ids(tagged, "oil") == set()
    undone = tagged.undo()
    tagged.refresh_terms()
    assert (undone.change.kind, undone.restored) == ("removal", 2)
    assert state(tagged) == before
    assert ids(tagged, "oil") == {OIL, COCOA}
    assert alerts.run(tagged)[0].hits == ()
    assert add().outcome["unchanged"] == 3
    assert_whole(tagged)


def test_a_prune_is_taken_back_with_its_files_as_missing(
    tagged: WritableArchive,  # noqa: F811
    add: Add,
    folder: Path,
) -> None:
    (folder / "a.txt").unlink()
    (folder / "b.txt").unlink()
    add()
    before = state(tagged)
    assert add(prune=True, prune_much=True).pruned == (2, 2)
    assert tagged.undo().restored == 2
    assert state(tagged) == before
    assert [file.missing_since is not None for file in tagged.files_of(OIL)] == [True]
    assert add(prune=True, prune_much=True).pruned == (2, 2)


def test_an_article_keeps_its_other_files_when_a_prune_is_taken_back(
    archive: WritableArchive, add: Add, folder: Path
) -> None:
    add({"a.txt": ARTICLES["a.txt"], "copy.txt": ARTICLES["a.txt"]})
    (folder / "copy.txt").unlink()
    add(prune=True, prune_much=True)
    assert archive.undo().restored == 0
    assert [Path(file.path).name for file in archive.files_of(OIL)] == ["a.txt", "copy.txt"]


def test_a_deleted_id_is_not_given_to_another_article(archive: WritableArchive, add: Add) -> None:
    add(ARTICLES)
    archive.remove([OIL])
    add({"new.txt": "date 2022-03-06 Another\n\nAnother text.\n"})
    assert ids(archive, "another") == {OIL + 1}
    archive.undo()
    assert ids(archive, "venezuela") == {OIL}


def test_an_article_that_came_back_by_itself_is_not_there_twice(
    tagged: WritableArchive,  # noqa: F811
    add: Add,
    folder: Path,
) -> None:
    (folder / "a.txt").unlink()
    add(prune=True, prune_much=True)
    add({"back.txt": ARTICLES["a.txt"]})
    assert tagged.undo().restored == 0
    assert marks(tagged) == ALL_MARKS
    assert tagged.article_count() == 3
    assert_whole(tagged)


def test_a_removal_is_taken_back_after_its_file_was_changed_moved_or_copied(archive: WritableArchive, add: Add) -> None:
    records = [f'{{"date": "2022-03-0{day}", "title": "T{day}", "text": "Text {day}."}}\n' for day in (1, 2, 3)]
    add({"all.jsonl": "".join(records)})
    archive.remove([20220302000001])
    add({"all.jsonl": "".join(reversed(records)), "copy.jsonl": "".join(records)})
    assert archive.article_count() == 2
    archive.undo()
    assert archive.article_count() == 3
    add()
    assert [Path(file.path).name for file in archive.files_of(20220302000001)] == ["all.jsonl", "copy.jsonl"]
    assert archive.article_count() == 3
    assert_whole(archive)


def test_an_article_that_no_file_has_any_more_goes_with_the_next_ingest(archive: WritableArchive, add: Add) -> None:
    add({"a.txt": ARTICLES["a.txt"]})
    archive.remove([OIL])
    add({"a.txt": ARTICLES["b.txt"]})
    archive.undo()
    assert archive.article_count() == 2
    add()
    assert ids(archive, "date:2022") == {COCOA}
    assert_whole(archive)


def test_changes_of_tags_and_notes_are_taken_back(tagged: WritableArchive) -> None:  # noqa: F811
    before = state(tagged)
    tagged.change_tags([OIL, COCOA, TIN], ["story", "new"], ["sources/smith"])
    tagged.change_note(TIN, "New")
    changed = state(tagged)
    assert tagged.undo().change.kind == "note"
    undone = tagged.undo()
    assert (undone.change.kind, undone.change.subject, undone.change.articles) == (
        "tags",
        "+story +new -sources/smith",
        3,
    )
    assert state(tagged) == before != changed


def test_an_earlier_note_is_back_and_a_deleted_one_too(tagged: WritableArchive) -> None:  # noqa: F811
    (oil,) = tagged.articles([OIL])
    tagged.change_note(OIL, "Second", before=oil.note or "")
    tagged.change_note(OIL, "", before="Second")
    tagged.undo()
    assert tagged.articles([OIL])[0].note == "Second"
    tagged.undo()
    assert tagged.articles([OIL])[0].note == oil.note


def test_changes_of_alerts_are_taken_back(archive: WritableArchive, add: Add) -> None:
    add({"a.txt": ARTICLES["a.txt"]})
    alerts.add(archive, "oil", "oil")
    add({"b.txt": ARTICLES["b.txt"]})
    saved = state(archive)
    alerts.done(archive, alerts.run(archive))
    assert alerts.run(archive)[0].hits == ()
    assert archive.undo().change.kind == "alert-run"
    assert state(archive) == saved
    assert [hit.article.id for hit in alerts.run(archive)[0].hits] == [COCOA]
    archive.delete_alert("oil")
    archive.undo()
    assert state(archive) == saved
    archive.delete_alert("oil")
    alerts.add(archive, "oil", "cocoa")
    with pytest.raises(CannotUndo, match="Change 3 came after change 2"):
        archive.undo(2)
    assert archive.alert("oil").query_text == "cocoa"
    archive.undo()
    archive.undo()
    assert state(archive) == saved


def test_a_run_that_shows_nothing_new_is_no_change(archive: WritableArchive, add: Add) -> None:
    add(ARTICLES)
    alerts.add(archive, "oil", "oil")
    alerts.done(archive, alerts.run(archive))
    assert [change.kind for change in archive.changes()] == ["alert-added"]


def test_changes_are_listed_and_any_of_them_can_be_taken_back(tagged: WritableArchive) -> None:  # noqa: F811
    tagged.remove([TIN])
    kinds = [(change.kind, change.articles) for change in tagged.changes()]
    assert kinds == [("removal", 1), ("note", 1), ("tags", 1), ("tags", 2)]
    tagged.undo(tagged.changes()[-1].id)
    assert tagged.tags() == [("sources/smith", 1)]
    assert len(tagged.changes()) == 3
    with pytest.raises(NothingToUndo, match="99"):
        tagged.undo(99)


def test_the_change_to_take_back_is_the_last_one_or_that_with_an_id(tagged: WritableArchive) -> None:  # noqa: F811
    last, *earlier = tagged.changes()
    assert tagged.change() == last
    assert [tagged.change(change.id) for change in earlier] == earlier
    with pytest.raises(NothingToUndo, match="There is no change 99"):
        tagged.change(99)


def test_changes_are_kept_for_thirty_days_and_until_the_archive_is_optimized(tagged: WritableArchive) -> None:  # noqa: F811
    tagged.remove([TIN])
    long_ago = (datetime.now(timezone.utc) - timedelta(days=31)).isoformat(timespec="microseconds")
    with tagged.transaction() as connection:
        connection.execute("UPDATE kept_changes SET made = ? WHERE kind = 'removal'", [long_ago])
    tagged.change_tags([OIL], ["new"])
    assert "removal" not in [change.kind for change in tagged.changes()]
    assert tagged.optimize().undoable == 4
    with pytest.raises(NothingToUndo):
        tagged.undo()
    assert tagged.optimize().undoable == 0
    assert_whole(tagged)


def test_a_later_change_of_the_same_note_or_tag_must_be_taken_back_first(tagged: WritableArchive) -> None:  # noqa: F811
    tagged.change_note(TIN, "first")
    tagged.change_note(TIN, "first, second", before="first")
    tagged.change_tags([TIN], ["x"])
    tagged.change_tags([TIN], [], ["x"])
    tagged.change_tags([TIN], ["y"])
    latest = tagged.changes()[0].id
    for change, later in ((latest - 4, latest - 3), (latest - 2, latest - 1)):
        with pytest.raises(CannotUndo, match=f"Change {later} came after change {change}"):
            tagged.undo(change)
    tagged.undo(latest - 1)
    (tin,) = tagged.articles([TIN])
    assert (tin.tags, tin.note) == (("x", "y"), "first, second")


def test_a_note_of_an_article_that_is_gone_is_not_lost_in_an_undo(tagged: WritableArchive) -> None:  # noqa: F811
    tagged.change_note(TIN, "keep me")
    tagged.change_note(TIN, "", before="keep me")
    deleted = tagged.changes()[0].id
    tagged.remove([TIN])
    with pytest.raises(CannotUndo, match="20220308-1 is not in the archive"):
        tagged.undo(deleted)
    tagged.undo()
    tagged.undo(deleted)
    assert tagged.articles([TIN])[0].note == "keep me"


def test_an_undo_follows_an_article_whose_date_was_changed(archive: WritableArchive, add: Add) -> None:
    add({"a.txt": ARTICLES["a.txt"]})
    archive.change_note(OIL, "secret")
    archive.change_note(OIL, "", before="secret")
    add({"a.txt": ARTICLES["a.txt"].replace("2022-03-06", "2022-03-09")})
    add({"b.txt": "date 2022-03-06 Another\n\nAnother text.\n"})
    archive.undo()
    notes = {article.title: article.note for article in archive.articles([20220306000001, OIL + 1, 20220309000001])}
    assert notes == {"Another": None, "Oil rises": "secret"}


def test_a_removal_is_taken_back_in_a_folder_that_was_renamed(archive: WritableArchive, add: Add, folder: Path) -> None:
    add({"old/a.txt": ARTICLES["a.txt"], "old/b.txt": ARTICLES["b.txt"]})
    archive.remove([OIL])
    (folder / "old").rename(folder / "new")
    add()
    archive.undo()
    assert add(prune=True, prune_much=True).pruned == (0, 0)
    assert [file.path for file in archive.files_of(OIL)] == [str(folder / "new" / "a.txt")]
    assert_whole(archive)


def test_an_article_that_an_undo_restored_can_be_brought_back_again(archive: WritableArchive, add: Add) -> None:
    add({"a.txt": ARTICLES["a.txt"]})
    archive.remove([OIL])
    add({"a.txt": ARTICLES["c.txt"]})
    archive.undo()
    assert add().outcome["annotated_lost"] == 1
    assert ids(archive, "venezuela") == set()
    archive.undo()
    assert ids(archive, "venezuela") == {OIL}


def test_the_last_change_of_an_article_is_that_of_its_tags_or_its_note(tagged: WritableArchive) -> None:  # noqa: F811
    note, of_cocoa, of_both = tagged.changes()
    assert (tagged.last_change_of(OIL), tagged.last_change_of(COCOA)) == (note, of_cocoa)
    tagged.undo(note.id)
    assert tagged.last_change_of(OIL) == of_both
    tagged.remove([OIL])
    assert tagged.last_change_of(OIL) == of_both
    assert tagged.last_change_of(TIN) is None

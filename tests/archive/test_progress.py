"""Whatever takes long says how far it is: ever more, up to all of it; and interrupted there, it has changed nothing."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest

from newsidx.archive.contract import WritableArchive
from newsidx.archive.files import MissingFiles
from newsidx.archive.progress import OnProgress, in_parts, nothing
from newsidx.ingest import Report
from newsidx.search import alerts
from tests.archive.checks import assert_whole
from tests.archive.test_undo import state

Add = Callable[..., Report]
Work = Callable[[WritableArchive, OnProgress], object]

COUNT = 1_300


@pytest.fixture
def many(archive: WritableArchive, add: Add) -> WritableArchive:
    """More articles than are handled at a time, in files that are gone; half of them with a tag."""
    records = [
        json.dumps({"date": f"2022-03-{number % 28 + 1:02}", "title": f"Story {number}", "text": f"Oil n{number}."})
        for number in range(COUNT)
    ]
    alerts.add(archive, "oil", "oil")
    add({"a.jsonl": "\n".join(records[::2]), "b.jsonl": "\n".join(records[1::2])})
    archive.change_tags(all_ids(archive)[::2], ["half"])
    return archive


def all_ids(archive: WritableArchive) -> list[int]:
    return [text.article for page in archive.texts(0, 2**62) for text in page]


def lose_files(archive: WritableArchive) -> None:
    """Let the archive's files be missing, without deleting any."""
    with archive.transaction() as connection:
        connection.execute("UPDATE files SET path = path || '.gone', missing_since = '2022-03-30'")


def remove(archive: WritableArchive, on_progress: OnProgress = nothing) -> None:
    archive.remove(all_ids(archive), on_progress=on_progress)


def tag(archive: WritableArchive, on_progress: OnProgress = nothing) -> None:
    archive.change_tags(all_ids(archive), ["half", "all"], on_progress=on_progress)


def prune(archive: WritableArchive, on_progress: OnProgress = nothing) -> None:
    archive.prune(archive.find_missing(["/"]), on_progress)


def prune_lost_files(archive: WritableArchive) -> None:
    lose_files(archive)
    prune(archive)


def run_alert(archive: WritableArchive, on_progress: OnProgress = nothing) -> None:
    alerts.done(archive, alerts.run(archive, on_articles=on_progress))


def undo(archive: WritableArchive, on_progress: OnProgress = nothing) -> None:
    archive.undo(on_progress=on_progress)


def prepare_nothing(archive: WritableArchive) -> None:
    pass


CHANGES: dict[str, tuple[Callable[[WritableArchive], object], Work, int]] = {
    "remove": (prepare_nothing, remove, COUNT),
    "tag": (prepare_nothing, tag, COUNT),
    "prune": (lose_files, prune, COUNT),
    "undo a removal": (remove, undo, COUNT),
    "undo a prune": (prune_lost_files, undo, COUNT),
    "undo a change of tags": (tag, undo, COUNT + COUNT // 2),
    "undo a run of an alert": (run_alert, undo, COUNT),
}
"""What is done before, what shows its progress, and up to which number."""

ALL = {
    **CHANGES,
    "run an alert": (prepare_nothing, run_alert, COUNT),
    "check": (prepare_nothing, lambda archive, on_progress: archive.check(on_progress=on_progress), COUNT),
}


@pytest.mark.parametrize("name", ALL)
def test_progress_grows_from_nothing_to_all(many: WritableArchive, name: str) -> None:
    prepare, work, total = ALL[name]
    prepare(many)
    told: list[tuple[int, int]] = []
    work(many, lambda done, of: told.append((done, of)))
    done = [number for number, _ in told]
    assert (done[0], done[-1], {of for _, of in told}) == (0, total, {total})
    assert done == sorted(done)
    assert len(set(done)) > 2


@pytest.mark.parametrize("name", CHANGES)
def test_what_is_interrupted_on_the_way_has_changed_nothing(many: WritableArchive, name: str) -> None:
    prepare, work, _ = CHANGES[name]
    prepare(many)
    before = state(many)

    def interrupt(done: int, total: int) -> None:
        if done > total // 2:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        work(many, interrupt)
    assert state(many) == before
    assert_whole(many)


def test_a_step_with_nothing_to_do_says_nothing(archive: WritableArchive, add: Add, folder: Path) -> None:
    told: list[tuple[int, int]] = []

    def note(done: int, total: int) -> None:
        told.append((done, total))

    add({"a.txt": "date 2022-03-06 Oil.\n"})
    archive.remove([], on_progress=note)
    archive.change_tags([], ["a"], on_progress=note)
    archive.prune(MissingFiles((), 0, 0), note)
    alerts.run(archive, on_alerts=note, on_articles=note)
    assert told == []


def test_items_come_in_parts_of_a_size() -> None:
    told: list[tuple[int, int]] = []
    parts = list(in_parts("abcde", lambda done, of: told.append((done, of)), 2))
    assert parts == ["ab", "cd", "e"]
    assert told == [(0, 5), (2, 5), (4, 5), (5, 5)]

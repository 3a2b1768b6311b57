"""A command that is killed at any moment loses nothing: the archive is whole, and the same command again finishes.

The moments are chosen by what the process has written, so that they fall evenly upon all that it writes. More of them
with NEWSIDX_LONG=1.
"""

from __future__ import annotations

import contextlib
import os
import shutil
import sqlite3
from pathlib import Path

import pytest

from newsidx.errors import ArchiveMissing
from tests.faults.contents import Contents, assert_finished, assert_sound, contents
from tests.faults.corpus import write_corpus
from tests.faults.processes import assert_none_left, finish, run_and_kill, run_undisturbed

pytestmark = [
    pytest.mark.long,
    pytest.mark.skipif(os.name == "nt", reason="Windows has no SIGKILL and no process groups"),
]

IS_LONG = bool(os.environ.get("NEWSIDX_LONG"))
KILLS = 500 if IS_LONG else 25
FEW_KILLS = 120 if IS_LONG else 6
DAYS = 80 if IS_LONG else 40


@pytest.fixture(scope="module")
def articles(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder of enough files for three batches and processes that read. Not to be changed."""
    folder = tmp_path_factory.mktemp("corpus") / "articles"
    write_corpus(folder, DAYS)
    return folder


@pytest.fixture(scope="module")
def full(articles: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An archive of that folder. Not to be changed."""
    db = tmp_path_factory.mktemp("full") / "news.db"
    assert finish(db, "ingest", str(articles)).returncode == 0
    return db


def kill_again_and_again(place: Path, before: Path | None, kills: int, *commands: tuple[str, ...]) -> None:
    """Kill each of these commands, which do the same, in turn, at moments spread over its whole run.

    `before` is the archive that each of them starts from, if there is one.
    """
    courses = []
    for number, arguments in enumerate(commands):
        undisturbed = fresh(place / f"undisturbed-{number}", before)
        courses.append(run_undisturbed(undisturbed, *arguments))
    after = contents(undisturbed)
    assert_finished(undisturbed, after)
    known = contents(fresh(place / "before", before)) if before else Contents()
    groups: list[int] = []
    killed = 0
    for number in range(kills):
        which = number % len(commands)
        db = fresh(place / str(number), before)
        was_running, group = run_and_kill(db, courses[which], (number + 0.5) / kills, *commands[which])
        killed += was_running
        groups.append(group)
        assert_nothing_lost(db, known, after)
        again = finish(db, *commands[which])
        assert (again.returncode, again.stderr.count("newsidx: ")) == (0, 0), again.stderr
        assert_finished(db, after)
        shutil.rmtree(db.parent)
    assert_none_left(groups)
    assert killed > kills // 2, "most runs had ended before they could be killed"


def fresh(folder: Path, before: Path | None) -> Path:
    """The path for an archive in a new folder, with a copy of `before`."""
    folder.mkdir()
    if before:
        shutil.copy(before, folder / "news.db")
    return folder / "news.db"


def assert_nothing_lost(db: Path, before: Contents, after: Contents) -> None:
    """What a killed process left is whole; every row is as it was or as it is to be, and none that stays is absent.

    A copy is looked at, for to open an archive mends and moves what is left.
    """
    copy = fresh(db.parent / "copy", None)
    for ending in ("", "-wal", "-journal"):
        with contextlib.suppress(FileNotFoundError):
            shutil.copy(f"{db}{ending}", f"{copy}{ending}")
    now = Contents()
    if copy.exists():
        try:
            now = contents(copy)
        except ArchiveMissing:
            assert not before.articles, "there was an archive before"
        assert_sound(copy)
    else:
        assert not before.articles, "there was an archive before"
    for name in ("articles", "files", "copies"):
        rows, old, new = getattr(now, name), getattr(before, name), getattr(after, name)
        assert rows <= old | new, f"{name} that are neither as before nor as they are to be"
        assert rows >= old & new, f"{name} that were there, and are to be, are not"
    shutil.rmtree(copy.parent)


def test_an_ingest_killed_at_any_moment_loses_nothing_and_is_finished_by_the_next(
    articles: Path, tmp_path: Path
) -> None:
    commands = [("ingest", str(articles), *jobs) for jobs in ((), ("-j1",), ("-j0",), ("-j3",))]
    kill_again_and_again(tmp_path, None, KILLS, *commands)


@pytest.fixture
def half_gone(articles: Path, full: Path, tmp_path: Path) -> tuple[Path, Path]:
    """A folder with half of its files deleted, some edited and some moved, and the archive of it as it was."""
    folder, db = tmp_path / "articles", tmp_path / "half" / "news.db"
    shutil.copytree(articles, folder)
    db.parent.mkdir()
    assert finish(db, "ingest", str(folder)).returncode == 0
    for number, path in enumerate(sorted(folder.rglob("*.txt"))):
        if number % 2:
            path.unlink()
        elif number % 40 == 12:
            path.write_bytes(path.read_bytes() + b"\nCorrected later.\n")
    (folder / "2022-01" / "day-003").rename(folder / "2022-01" / "a-better-name")
    return folder, db


def test_a_prune_killed_at_any_moment_takes_nothing_that_is_still_there(
    half_gone: tuple[Path, Path], tmp_path: Path
) -> None:
    folder, db = half_gone
    kill_again_and_again(tmp_path, db, FEW_KILLS, ("ingest", "--prune", "--yes", str(folder)))


def test_an_optimize_killed_at_any_moment_loses_nothing(half_gone: tuple[Path, Path], tmp_path: Path) -> None:
    folder, db = half_gone
    assert finish(db, "ingest", "--prune", "--yes", str(folder)).returncode == 0
    kill_again_and_again(tmp_path, db, FEW_KILLS, ("optimize",))


def test_a_migration_killed_at_any_moment_loses_nothing_and_is_made_by_the_next_command(
    full: Path, tmp_path: Path
) -> None:
    old = fresh(tmp_path / "old", full)
    connection = sqlite3.connect(old, isolation_level=None)
    for statement in (
        "DROP TABLE vocabulary",
        "DROP TABLE unlisted",
        "DROP TABLE alerts",
        "DROP TABLE near_duplicates",
        "DROP TABLE compared",
        "DROP TABLE comparison",
        "ALTER TABLE files DROP COLUMN read_again",
        "DELETE FROM _sqlite_migrations WHERE name > '0002'",
        "PRAGMA user_version = 1",
    ):
        connection.execute(statement)
    connection.close()
    kill_again_and_again(tmp_path, old, FEW_KILLS, ("list", "--format", "ids", "--limit", "1"))

"""A command that is killed at any moment loses nothing: the archive is intact, and the same command again finishes.

The moments are chosen by how much the process has written, so that they are spread evenly over all its writes. There
are more of them with NEWSIDX_LONG=1.
"""

from __future__ import annotations

import contextlib
import filecmp
import os
import shutil
import sqlite3
from collections.abc import Callable
from pathlib import Path

import pytest

from newsidx.errors import ArchiveMissing
from tests.archive.old_schemas import downgrade
from tests.faults.contents import Contents, assert_finished, assert_sound, contents
from tests.faults.corpus import write_corpus
from tests.faults.processes import assert_none_left, finish, run_and_kill, run_undisturbed

pytestmark = [
    pytest.mark.long,
    pytest.mark.skipif(os.name == "nt", reason="Windows has no SIGKILL and no process groups"),
]

IS_LONG = bool(os.environ.get("NEWSIDX_LONG"))
KILLS = 500 if IS_LONG else 3
FEW_KILLS = 120 if IS_LONG else 2
DAYS = 80 if IS_LONG else 40


@pytest.fixture(scope="module")
def articles(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder of enough files for three batches and for reading processes. Read-only."""
    folder = tmp_path_factory.mktemp("corpus") / "articles"
    write_corpus(folder, DAYS)
    return folder


@pytest.fixture(scope="module")
def full(articles: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An archive of that folder. Read-only."""
    db = tmp_path_factory.mktemp("full") / "news.db"
    assert finish(db, "ingest", str(articles)).returncode == 0
    return db


def kill_repeatedly(place: Path, before: Path | None, kills: int, *commands: tuple[str, ...]) -> None:
    """Kill these commands, which do the same, in turn, at moments spread over the whole run.

    `before` is the archive that each of them starts with, if there is one.
    """
    place.mkdir(exist_ok=True)
    courses = []
    for number, arguments in enumerate(commands):
        undisturbed = fresh(place / f"undisturbed-{number}", before)
        courses.append(run_undisturbed(undisturbed, *arguments))
    after = contents(undisturbed)
    assert_finished(undisturbed, after)
    old = contents(fresh(place / "before", before)) if before else Contents()
    groups: list[int] = []
    killed = 0
    for number in range(kills):
        which = number % len(commands)
        db = fresh(place / str(number), before)
        moment, with_its_own = (number + 0.5) / kills, number // len(commands) % 2 == 1
        was_running, group = run_and_kill(db, courses[which], moment, *commands[which], with_its_own=with_its_own)
        killed += was_running
        groups.append(group)
        assert_nothing_lost(db, old, after)
        again = finish(db, *commands[which])
        is_done = "nothing was removed" in again.stderr or "no change to undo" in again.stderr
        assert again.returncode == 0 or is_done, again.stderr
        assert is_done or "newsidx: " not in again.stderr
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
    """What a killed process left is intact: every row is as before or as after, and none that should stay is missing.

    A copy is checked, because opening an archive recovers and moves what is left.
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
        assert rows <= old | new, f"{name} that are neither as before nor as after"
        assert rows >= old & new, f"{name} that should have stayed are missing"
    shutil.rmtree(copy.parent)


def test_an_ingest_killed_at_any_moment_loses_nothing_and_the_next_one_finishes_it(
    articles: Path, tmp_path: Path
) -> None:
    commands = [("ingest", str(articles), *jobs) for jobs in ((), ("-j1",), ("-j0",), ("-j3",))]
    kill_repeatedly(tmp_path, None, KILLS, *commands)


def write_table(path: Path, count: int) -> None:
    """A table of so many rows of 2 KB."""
    text = "The price of oil rose. " * 90
    table = "".join(f"2022-03-{number % 28 + 1:02},Story {number},{number} {text}\n" for number in range(count))
    path.write_text(f"date,title,text\n{table}")


def test_a_large_file_killed_at_any_moment_is_in_the_archive_as_a_whole_or_not_at_all(tmp_path: Path) -> None:
    folder = tmp_path / "articles"
    folder.mkdir()
    write_table(folder / "large.csv", 2500)
    kill_repeatedly(tmp_path / "new", None, FEW_KILLS, ("ingest", str(folder), "-j0"))
    before = fresh(tmp_path / "before", None)
    assert finish(before, "ingest", str(folder)).returncode == 0
    write_table(folder / "large.csv", 2700)
    kill_repeatedly(tmp_path / "changed", before, FEW_KILLS, ("ingest", str(folder), "-j0"))


@pytest.fixture
def half_gone(articles: Path, full: Path, tmp_path: Path) -> tuple[Path, Path]:
    """A folder with half of its files deleted, some edited and some moved, and an archive of it as it was before."""
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


def test_a_prune_killed_at_any_moment_deletes_nothing_that_is_still_there(
    half_gone: tuple[Path, Path], tmp_path: Path
) -> None:
    folder, db = half_gone
    kill_repeatedly(tmp_path, db, FEW_KILLS, ("ingest", "--prune", "--yes", str(folder)))


def test_an_optimize_killed_at_any_moment_loses_nothing(half_gone: tuple[Path, Path], tmp_path: Path) -> None:
    folder, db = half_gone
    assert finish(db, "ingest", "--prune", "--yes", str(folder)).returncode == 0
    kill_repeatedly(tmp_path, db, FEW_KILLS, ("optimize",))


def test_a_repair_killed_at_any_moment_leaves_the_archive_as_it_was_or_repaired(full: Path, tmp_path: Path) -> None:
    """It is never gone, and never incomplete."""
    damaged = fresh(tmp_path / "damaged", full)
    with contextlib.closing(sqlite3.connect(damaged, isolation_level=None)) as connection:
        body = connection.execute("SELECT body FROM articles WHERE length(body) < 600 LIMIT 1 OFFSET 500").fetchone()[0]
    damaged.write_bytes(damaged.read_bytes().replace(body.encode(), b"SPOILT" + body.encode()[6:], 1))
    before = contents(damaged)
    undisturbed = fresh(tmp_path / "undisturbed", damaged)
    course = run_undisturbed(undisturbed, "check", "--repair")
    after = contents(undisturbed)
    assert_sound(undisturbed)
    kills = 20 * FEW_KILLS if IS_LONG else 2 * FEW_KILLS
    for number in range(kills):
        db = fresh(tmp_path / str(number), damaged)
        run_and_kill(db, course, (number + 0.5) / kills, "check", "--repair")
        assert contents(db) in (before, after)
        assert finish(db, "check", "--repair").returncode == 0
        assert contents(db) == after
        assert_sound(db)
        shutil.rmtree(db.parent)


@pytest.mark.parametrize("version", [1, 8, 11] if IS_LONG else [1, 11])
def test_a_migration_killed_at_any_moment_loses_nothing_and_the_next_command_finishes_it(
    full: Path, tmp_path: Path, version: int
) -> None:
    old = fresh(tmp_path / "old", full)
    downgrade(old, version)
    kill_repeatedly(tmp_path, old, FEW_KILLS, ("optimize",))


FEWER_KILLS = 60 if IS_LONG else 2


@pytest.fixture(scope="module")
def small(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An archive of a smaller folder, in which every fifth file has a near-duplicate. Read-only."""
    place = tmp_path_factory.mktemp("small")
    write_corpus(place / "articles", 80 if IS_LONG else 12)
    for path in sorted((place / "articles").rglob("*.txt"))[::5]:
        if path.stat().st_size > 300:
            path.with_suffix(".again.txt").write_bytes(path.read_bytes() + b" One more sentence here.")
    assert finish(place / "news.db", "ingest", str(place / "articles")).returncode == 0
    assert finish(place / "news.db", "alert", "add", "words", "ba OR cor").returncode == 0
    return place


@pytest.mark.parametrize(
    "command", [("remove", "ba OR cor", "--yes"), ("duplicates",), ("ingest", "--dayfirst")], ids=lambda words: words[0]
)
def test_a_command_that_changes_an_archive_killed_at_any_moment_loses_nothing_else(
    small: Path, tmp_path: Path, command: tuple[str, ...]
) -> None:
    arguments = (*command, str(small / "articles")) if command[0] == "ingest" else command
    kill_repeatedly(tmp_path, small / "news.db", FEWER_KILLS, arguments)


def test_an_undo_killed_at_any_moment_brings_back_all_or_nothing(small: Path, tmp_path: Path) -> None:
    removed = fresh(tmp_path / "removed", small / "news.db")
    assert finish(removed, "remove", "ba OR cor", "--yes").returncode == 0
    kill_repeatedly(tmp_path, removed, FEWER_KILLS, ("undo",))


def test_alert_results_that_were_not_printed_completely_are_printed_again(small: Path, tmp_path: Path) -> None:
    start = fresh(tmp_path / "start", small / "news.db")
    for number in range(300):
        note = tmp_path / "new" / f"{number}.txt"
        note.parent.mkdir(exist_ok=True)
        note.write_text(f"date 2022-03-06 Ba {number}.")
    assert finish(start, "ingest", str(tmp_path / "new")).returncode == 0
    command = ("alert", "run", "--format", "lines")
    undisturbed = fresh(tmp_path / "undisturbed", start)
    news = finish(fresh(tmp_path / "expected", start), *command).stdout
    assert len(news.splitlines()) == 300
    course = run_undisturbed(undisturbed, *command)
    for number in range(FEWER_KILLS):
        db = fresh(tmp_path / str(number), start)
        run_and_kill(db, course, (number + 0.5) / FEWER_KILLS, *command)
        again = finish(db, *command)
        assert (again.returncode, again.stdout) in ((0, news), (1, "")), again.stderr
        assert_sound(db)


def damage_index(db: Path) -> None:
    with contextlib.closing(sqlite3.connect(db)) as connection, connection:
        connection.execute(
            "DELETE FROM articles_fts_docsize WHERE id IN (SELECT id FROM articles_fts_docsize LIMIT 50)"
        )


def damage_article(db: Path) -> None:
    with contextlib.closing(sqlite3.connect(db)) as connection:
        connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        (body,) = connection.execute(
            "SELECT body FROM articles WHERE length(body) < 600 ORDER BY id LIMIT 1"
        ).fetchone()
    data = bytearray(db.read_bytes())
    at = data.find(body.encode())
    data[at : at + 6] = b"SPOILT"
    db.write_bytes(data)


@pytest.mark.parametrize("damage", [damage_index, damage_article])
def test_a_repair_killed_at_any_moment_leaves_an_archive_that_can_be_repaired(
    small: Path, tmp_path: Path, damage: Callable[[Path], None]
) -> None:
    start = fresh(tmp_path / "start", small / "news.db")
    damage(start)
    undisturbed = fresh(tmp_path / "undisturbed", start)
    course = run_undisturbed(undisturbed, "check", "--repair")
    after = contents(undisturbed)
    for number in range(FEWER_KILLS):
        db = fresh(tmp_path / str(number), start)
        moment, with_its_own = (number + 0.5) / FEWER_KILLS, number % 2 == 1
        run_and_kill(db, course, moment, "check", "--repair", with_its_own=with_its_own)
        assert db.exists(), sorted(path.name for path in db.parent.iterdir())
        again = finish(db, "check", "--repair")
        assert again.returncode == 0, again.stderr
        assert contents(db) == after


@pytest.mark.parametrize(
    ("command", "output"),
    [
        (("backup", "copy.db"), "copy.db"),
        (("export", "--to", "all.csv"), "all.csv"),
        (("export", "--to", "all.jsonl"), "all.jsonl"),
        (("export", "--to", "all/"), "all"),
    ],
    ids=str,
)
def test_a_killed_copy_is_absent_or_complete_and_can_be_made_again(
    small: Path, tmp_path: Path, command: tuple[str, ...], output: str
) -> None:
    undisturbed = fresh(tmp_path / "undisturbed", small / "news.db")
    course = run_undisturbed(undisturbed, *command)
    for number in range(FEWER_KILLS):
        db = fresh(tmp_path / str(number), small / "news.db")
        before = db.read_bytes()
        run_and_kill(db, course, (number + 0.5) / FEWER_KILLS, *command)
        target = db.parent / output
        if target.is_file():
            assert is_same_copy(target, undisturbed.parent / output)
            target.unlink()
        elif target.is_dir():
            assert len(differing_files(target, undisturbed.parent / output)) <= 1  # the one it was writing
            shutil.rmtree(target)
        again = finish(db, *command)
        assert again.returncode == 0, again.stderr
        assert is_same_copy(target, undisturbed.parent / output)
        assert db.read_bytes() == before


def is_same_copy(one: Path, other: Path) -> bool:
    """Whether two files or folders are the same, or two archives have the same contents."""
    if one.is_dir():
        return not differing_files(one, other) and not differing_files(other, one)
    if one.suffix == ".db":
        assert_sound(one)
        return contents(one) == contents(other)
    return one.read_bytes() == other.read_bytes()


def differing_files(folder: Path, other: Path) -> list[str]:
    """The files of a folder that another folder does not have with the same bytes."""
    files = sorted(str(path.relative_to(folder)) for path in folder.rglob("*") if path.is_file())
    return filecmp.cmpfiles(folder, other, files, shallow=False)[1] + filecmp.cmpfiles(folder, other, files)[2]

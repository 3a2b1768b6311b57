"""Many readers and several writers at once, for as long as there is time: none fails, and nothing is lost.

One writer prunes, edits, removes, optimizes and runs alerts on a changing folder, while readers search, count and back
up. Then three ingests of folders that share articles, a prune, an optimize, backups and a reader with an open
transaction run at once: the archive equals that of the same commands one after another, and every backup is intact.
"""

from __future__ import annotations

import random
import shutil
import sqlite3
import subprocess
import threading
import time
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from pathlib import Path

import pytest

from tests.faults.contents import assert_sound, meaning
from tests.faults.corpus import write_corpus
from tests.faults.processes import finish
from tests.faults.trials import IS_LONG, LONG_SECONDS, Trials

pytestmark = pytest.mark.long

SECONDS = LONG_SECONDS if IS_LONG else 5
QUERIES = ("ba", "cor den", '"ba cor"', "corrected", "fa OR gol", "title:ba*", "-ba", "café", "nosuchword")


class Refused(AssertionError):
    """A command failed because of the others."""


def done(db: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    """Run a command. It may find nothing, and an article by its id may be missing; nothing else may go wrong."""
    answer = finish(db, *arguments)
    is_gone = answer.returncode == 2 and "There is no article" in answer.stderr
    if "Traceback" in answer.stderr or not (answer.returncode in (0, 1) or is_gone):
        raise Refused(f"{arguments} exits with {answer.returncode}: {answer.stderr[-500:]}")
    return answer


def reading(chance: random.Random, copy: Path) -> tuple[str, ...]:
    """A random command that reads."""
    query, ref = chance.choice(QUERIES), f"2022010{chance.randint(1, 9)}-{chance.randint(1, 30)}"
    return chance.choice((
        ("search", "--", query), ("search", "--format", "json", "--", query), ("search", "--group", "--", query),
        ("search", "--fuzzy", "--", query), ("list", "--format", "ids"), ("show", ref), ("related", ref), ("info",),
        ("timeline", "--", query), ("words", "--date", f"2022-01-0{chance.randint(1, 9)}"),
        ("export", "--to", "-", "--format", "bibtex", "--", query), ("backup", str(copy)),
        ("ingest", "--dry-run", str(copy.parent / "folder")),
    ))  # fmt: skip


def writing(db: Path, folder: Path, chance: random.Random, number: int) -> None:
    """A round of changes: some files go and come back, others are edited, articles are removed."""
    away = folder.parent / "away"
    files = sorted(folder.rglob("*.txt"))
    gone = chance.sample(files, len(files) // 20)
    for path in gone:
        (away / path.relative_to(folder)).parent.mkdir(parents=True, exist_ok=True)
        path.rename(away / path.relative_to(folder))
    for path in chance.sample(sorted(set(files) - set(gone)), len(files) // 20):
        path.write_bytes(path.read_bytes() + f" Corrected {number}.".encode())
    done(db, "ingest", "--prune", str(folder))
    for path in gone:
        (away / path.relative_to(folder)).rename(path)
    done(db, "ingest", str(folder))
    if number % 3 == 0:
        done(db, "optimize")
    done(db, "remove", f"corrected {chance.choice(('ba', 'cor', 'den'))}", "--yes")
    done(db, "alert", "run", "--format", "lines")


def test_readers_work_whatever_a_writer_does(trials: Trials, tmp_path: Path) -> None:
    folder, db = tmp_path / "folder", tmp_path / "news.db"
    write_corpus(folder, 10)
    for arguments in (("ingest", str(folder)), ("duplicates",), ("alert", "add", "x", "ba")):
        done(db, *arguments)
    is_over = threading.Event()

    def read_on(chance: random.Random, number: int) -> None:
        copy = tmp_path / f"copy-{number}.db"
        while not is_over.is_set():
            done(db, *reading(chance, copy))
            copy.unlink(missing_ok=True)

    chance = next(trials(1))
    with ThreadPoolExecutor(4) as pool:
        readers = [pool.submit(read_on, random.Random(chance.random()), number) for number in range(4)]
        try:
            until, number = time.monotonic() + SECONDS, 0
            while time.monotonic() < until and not any(reader.done() for reader in readers):
                number += 1
                writing(db, folder, chance, number)
        finally:
            is_over.set()
    for reader in readers:
        reader.result()
    assert_sound(db)


@pytest.fixture(scope="module")
def folders(tmp_path_factory: pytest.TempPathFactory) -> list[Path]:
    """Three folders that share articles, and one that will vanish. Read-only."""
    place = tmp_path_factory.mktemp("corpus")
    days = 25 if IS_LONG else 4
    for name, first in (("a", 0), ("b", days // 2), ("c", days)):
        write_corpus(place / name, days, first=first)
    write_corpus(place / "gone", 1, a_day=5, first=3 * days)
    return [place / name for name in ("a", "b", "c", "gone")]


def in_turn(folders: list[Path], db: Path) -> Path:
    for folder in folders[:3]:
        done(db, "ingest", str(folder))
    return db


def test_writers_and_backups_at_once_end_with_the_same_archive_as_in_turn(folders: list[Path], tmp_path: Path) -> None:
    expected = meaning(in_turn(folders, tmp_path / "expected.db"))
    until, number = time.monotonic() + (SECONDS if IS_LONG else 0), 0
    while number < 1 or time.monotonic() < until:
        number += 1
        place = tmp_path / str(number)
        shutil.copytree(folders[3], place / "gone")
        db = place / "news.db"
        done(db, "ingest", str(folders[0]), str(place / "gone"))
        shutil.rmtree(place / "gone")
        write_at_once(db, folders, place / "gone")
        assert_sound(db)
        assert meaning(db)[:3] == expected[:3]
        shutil.rmtree(place)


def write_at_once(db: Path, folders: list[Path], gone: Path) -> None:
    """Ingest three folders, prune one and optimize, all at once, during backups and with a reader that does not end."""
    commands = [("ingest", str(folders[0]), "--check"), ("ingest", str(folders[1])), ("ingest", "-j0", str(folders[2])),
                ("ingest", "--prune", str(gone)), ("optimize",)]  # fmt: skip
    copy = db.with_name("copy.db")
    with ThreadPoolExecutor(len(commands)) as pool:
        running = [pool.submit(done, db, *arguments) for arguments in commands]
        with closing(sqlite3.connect(db, isolation_level=None)) as reader:
            reader.execute("BEGIN")
            reader.execute("SELECT count(*) FROM articles").fetchone()
            back_up(db, copy)
        while not all(command.done() for command in running[:3]):
            back_up(db, copy)
        for command in running:
            command.result()


def back_up(db: Path, copy: Path) -> None:
    """Make a copy and check it."""
    done(db, "backup", str(copy))
    assert done(copy, "check").returncode == 0
    copy.unlink()

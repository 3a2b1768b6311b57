"""Several programs use one archive at once: none fails, nothing is lost, and nothing is in it twice."""

from __future__ import annotations

import subprocess
import threading
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from newsidx import Archive
from newsidx.archive import open_archive
from tests.faults.contents import assert_sound, meaning
from tests.faults.corpus import write_corpus
from tests.faults.processes import ENVIRONMENT, finish, newsidx
from tests.faults.trials import IS_LONG

READERS = (
    ("list", "--format", "ids"),
    ("list", "--format", "ids", "--oldest", "--limit", "5"),
    ("list", "--by", "month"),
    ("list", "2022-02", "--format", "ids"),
    ("search", "cafe", "--format", "ids"),
    ("search", "nosuchword", "--format", "ids"),
    ("search", "ba OR cor", "--format", "json", "--limit", "3"),
    ("search", "arger", "--format", "paths"),
)

PAUSE = 0 if IS_LONG else 0.2
"""Seconds between two commands of a reader. Without a pause the readers leave the ingests little of a processor."""


@pytest.fixture(scope="module")
def folders(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Path, Path]:
    """Three folders of articles; two ingests read the second one, both of them. Read-only."""
    place = tmp_path_factory.mktemp("corpus")
    early, shared, late = place / "early", place / "shared", place / "late"
    write_corpus(early, 12)
    write_corpus(shared, 20, first=6)  # on the days they share, it has the same articles as the others
    write_corpus(late, 12, first=20)
    return early, shared, late


@pytest.fixture
def db(tmp_path: Path) -> Path:
    """The path of the archive, which does not exist yet."""
    return tmp_path / "news.db"


@pytest.fixture
def small(db: Path, tmp_path: Path) -> Path:
    """An archive of one article."""
    note = tmp_path / "note.txt"
    note.write_text("date 2022-02-01 Oil\n\nThe café is out of oil.\n")
    assert finish(db, "ingest", str(note)).returncode == 0
    return db


@pytest.fixture
def writer(small: Path) -> Iterator[Archive]:
    """Another program that is in the middle of writing to the archive."""
    with open_archive(str(small), write=True) as archive:
        archive.connection.execute("BEGIN IMMEDIATE")
        archive.connection.execute("DELETE FROM articles")
        yield archive


def start_with_pipes(db: Path, *arguments: str) -> subprocess.Popen[str]:
    """Start a command with pipes for its output."""
    return subprocess.Popen(
        newsidx(db, *arguments),
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        encoding="utf-8",
        env=ENVIRONMENT,
        cwd=db.parent,
    )


def both(db: Path, one: tuple[str, ...], other: tuple[str, ...]) -> None:
    """Start two commands together and run both to the end; neither may fail."""
    processes = [start_with_pipes(db, *arguments) for arguments in (one, other)]
    with ThreadPoolExecutor() as pool:  # at the same time, because a command that cannot print would wait forever
        outputs = list(pool.map(lambda process: process.communicate(timeout=300), processes))
    for process, (_, stderr) in zip(processes, outputs, strict=True):
        assert process.returncode == 0, stderr
        assert "locked" not in stderr
        assert "newsidx: " not in stderr


@pytest.mark.parametrize("jobs", ["-j0", "-j1"])
def test_two_ingests_and_eight_readers_at_once_give_the_same_archive_as_one_after_another(
    folders: tuple[Path, Path, Path], small: Path, tmp_path: Path, jobs: str
) -> None:
    early, shared, late = map(str, folders)
    one, other = ("ingest", early, shared, jobs), ("ingest", shared, late, jobs)
    in_turn = tmp_path / "in-turn.db"
    for arguments in (("ingest", str(tmp_path / "note.txt")), one, other):
        assert finish(in_turn, *arguments).returncode == 0
    is_over = threading.Event()

    def read_on(arguments: tuple[str, ...]) -> list[subprocess.CompletedProcess[str]]:
        answers = [finish(small, *arguments)]
        while not is_over.wait(PAUSE):
            answers.append(finish(small, *arguments))
        return answers

    with ThreadPoolExecutor(len(READERS)) as pool:
        readers = [pool.submit(read_on, arguments) for arguments in READERS]
        try:
            both(small, one, other)
        finally:
            is_over.set()
        answers = [answer for reader in readers for answer in reader.result()]
    for answer in answers:
        assert answer.returncode in (0, 1), answer.stderr
        assert "locked" not in answer.stderr
    assert_sound(small)
    assert meaning(small) == meaning(in_turn)


@pytest.mark.long
def test_two_first_ingests_at_once_make_one_archive(folders: tuple[Path, Path, Path], tmp_path: Path) -> None:
    early, shared, late = map(str, folders)
    in_turn = tmp_path / "in-turn.db"
    one, other = ("ingest", early, shared), ("ingest", shared, late)
    for arguments in (one, other):
        assert finish(in_turn, *arguments).returncode == 0
    for attempt in range(60 if "NEWSIDX_LONG" in ENVIRONMENT else 2):
        db = tmp_path / f"{attempt}.db"
        both(db, one, other)
        assert_sound(db)
        assert meaning(db) == meaning(in_turn)


def test_an_ingest_and_a_prune_at_once_delete_only_what_is_gone(
    folders: tuple[Path, Path, Path], small: Path, tmp_path: Path
) -> None:
    early, shared, late = map(str, folders)
    assert finish(small, "ingest", early, shared).returncode == 0
    (tmp_path / "note.txt").unlink()
    both(small, ("ingest", "--prune", "--yes", shared, early, str(tmp_path / "note.txt")), ("ingest", shared, late))
    expected = tmp_path / "expected.db"
    assert finish(expected, "ingest", early, shared, late).returncode == 0
    assert_sound(small)
    assert meaning(small)[:3] == meaning(expected)[:3]


def test_an_ingest_and_an_optimize_at_once_both_finish(
    folders: tuple[Path, Path, Path], small: Path, tmp_path: Path
) -> None:
    early, shared, _ = map(str, folders)
    assert finish(small, "ingest", early).returncode == 0
    both(small, ("ingest", shared), ("optimize",))
    expected = tmp_path / "expected.db"
    assert finish(expected, "ingest", str(tmp_path / "note.txt"), early, shared).returncode == 0
    assert_sound(small)
    assert meaning(small) == meaning(expected)


@pytest.mark.parametrize("arguments", READERS)
def test_a_reader_does_not_wait_for_a_writer(writer: Archive, small: Path, arguments: tuple[str, ...]) -> None:
    answer = finish(small, *arguments)
    assert writer.connection.in_transaction
    writer.connection.execute("ROLLBACK")
    assert answer.returncode in (0, 1), answer.stderr
    assert answer.stdout == finish(small, *arguments).stdout  # as if the writer were not there


@pytest.mark.parametrize("command", ["ingest", "optimize"])
def test_a_second_writer_says_that_it_waits_and_then_finishes(
    writer: Archive, small: Path, tmp_path: Path, command: str
) -> None:
    (tmp_path / "gas.txt").write_text("date 2022-02-02 Gas\n\nGas fell.\n")
    process = start_with_pipes(small, command, *([str(tmp_path / "gas.txt")] if command == "ingest" else []))
    assert process.stderr
    rescue = threading.Timer(60, process.kill)  # in case it never says so
    rescue.start()
    line = process.stderr.readline()
    rescue.cancel()
    assert line.startswith("Another program is writing to"), line
    assert str(small) in line
    assert process.poll() is None
    writer.connection.execute("ROLLBACK")
    writer.close()
    _, rest = process.communicate(timeout=300)
    assert process.returncode == 0, rest
    assert "Another program" not in rest  # said once
    assert_sound(small)
    with open_archive(str(small)) as archive:
        assert archive.value("SELECT count(*) FROM articles") == (2 if command == "ingest" else 1)

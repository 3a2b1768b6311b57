"""A user without write access can read an archive, or gets an error that it cannot be read now."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from newsidx.archive import open_archive
from newsidx.ingest.pipeline import IngestOptions, ingest
from tests.faults.processes import ENVIRONMENT, finish
from tests.other_user import IS_ROOT, needs_a_reader, not_writable, reachable, read, start_python

pytestmark = needs_a_reader

OWNER = """
import os, signal, sys
from newsidx.archive import open_archive
from newsidx.ingest import IngestOptions, ingest
with open_archive(sys.argv[1], write=True) as archive:
    ingest(archive, [sys.argv[2]], IngestOptions(jobs=0))
    print("written", flush=True)
    sys.stdin.readline()
    os.kill(os.getpid(), signal.SIGKILL)
"""
"""The owner of an archive opens it, and is killed before it is closed."""

READER = """
import sys
from newsidx.archive import open_archive
from newsidx.errors import NewsidxError
try:
    with open_archive(sys.argv[1]) as archive:
        rows = archive.rows("SELECT id, body FROM articles ORDER BY id")
        bodies = [next(rows)[1]]
        print("begun", flush=True)
        sys.stdin.readline()
        bodies += [body for _, body in rows]
        print(len(set(body.split()[-1] for body in bodies)), len(bodies), flush=True)
except NewsidxError as error:
    print(type(error).__name__, flush=True)
"""


def write(folder: Path, number: int, word: str, files: int = 1) -> Path:
    folder.mkdir(exist_ok=True)
    for n in range(number, number + files):
        (folder / f"{n}.txt").write_text(f"date 2022-03-06 Story {n}\n\n{'Oil and gas. ' * 300} {word}")
    return folder


@pytest.fixture
def tmp_path(tmp_path: Path) -> Iterator[Path]:
    with reachable(tmp_path) as folder:
        yield folder


@pytest.fixture
def db(tmp_path: Path) -> Path:
    """An archive of one article, closed, in a folder of its own."""
    path = tmp_path / "shelf" / "news.db"
    path.parent.mkdir()
    assert finish(path, "ingest", str(write(tmp_path / "articles", 1, "first"))).returncode == 0
    return path


def start_owner(db: Path, folder: Path) -> subprocess.Popen[str]:
    owner = subprocess.Popen(
        [sys.executable, "-c", OWNER, str(db), str(folder)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
        env=ENVIRONMENT,
    )
    assert owner.stdout
    assert owner.stdout.readline() == "written\n"
    return owner


def listed(db: Path) -> list[str]:
    answer = read(db, "list", "--format", "ids")
    assert (answer.returncode, answer.stderr) == (0, "")
    return answer.stdout.split()


def test_a_closed_archive_can_be_read_without_changes_to_its_folder(db: Path) -> None:
    before = db.read_bytes()
    with not_writable(db.parent):
        assert listed(db) == ["20220306-1"]
        assert list(db.parent.iterdir()) == [db]
    assert db.read_bytes() == before


def test_the_log_is_read_while_the_owner_writes_and_after_the_owner_is_killed(db: Path, tmp_path: Path) -> None:
    owner = start_owner(db, write(tmp_path / "more", 2, "second"))
    with not_writable(db.parent):
        assert listed(db) == ["20220306-2", "20220306-1"]
        owner.communicate("die\n")
        assert (db.parent / "news.db-wal").stat().st_size > 0
        assert listed(db) == ["20220306-2", "20220306-1"]


def test_a_reader_leaves_no_files_that_would_stop_the_owner_from_writing(db: Path) -> None:
    db.chmod(0o444)
    db.parent.chmod(0o777)
    assert listed(db) == ["20220306-1"]
    if IS_ROOT:
        assert list(db.parent.iterdir()) == [db]


def test_a_log_that_cannot_be_read_is_an_error_with_its_name(db: Path, tmp_path: Path) -> None:
    start_owner(db, write(tmp_path / "more", 2, "second")).communicate("die\n")
    (db.parent / "news.db-shm").unlink()
    with not_writable(db.parent):
        answer = read(db, "list")
    assert answer.returncode == 2
    assert answer.stdout == ""
    assert "news.db-wal, which cannot be read without writing to the folder" in answer.stderr
    assert finish(db, "list", "--format", "ids").stdout.split() == ["20220306-2", "20220306-1"]


def test_a_reader_never_gets_rows_from_two_moments(db: Path, tmp_path: Path) -> None:
    folder = write(tmp_path / "articles", 1, "before", files=300)
    assert finish(db, "ingest", str(folder)).returncode == 0
    with not_writable(db.parent):
        reader = start_python(READER, str(db))
        assert reader.stdout
        assert reader.stdout.readline() == "begun\n"
    write(folder, 1, "afterwards", files=300)
    with open_archive(str(db), write=True) as archive:  # closing it writes the log to the file
        ingest(archive, [str(folder)], IngestOptions(jobs=0, check=True))
    output, _ = reader.communicate("go on\n", timeout=60)
    assert output in ("ArchiveBusy\n", "1 300\n")
    with not_writable(db.parent):
        assert len(listed(db)) == 300


def test_a_copy_without_its_log_can_be_read_from_a_read_only_folder(db: Path, tmp_path: Path) -> None:
    other = tmp_path / "disc"
    other.mkdir()
    shutil.copy(db, other / "news.db")
    os.symlink(other / "news.db", tmp_path / "link.db")
    with not_writable(other):
        assert listed(tmp_path / "link.db") == ["20220306-1"]

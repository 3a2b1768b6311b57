"""A folder of other people's files: whatever is in it becomes articles or named problems, and the ingest goes on."""

from __future__ import annotations

import os
import random
import socket
import subprocess
import sys
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import given

from newsidx import Archive
from newsidx.archive import open_archive
from newsidx.archive.files import FileRead, FileToRead
from newsidx.archive.sqlite.add import add_files
from newsidx.archive.sqlite.articles import named
from newsidx.archive.sqlite.files import problems
from newsidx.ingest.pipeline import IngestOptions, ingest
from newsidx.ingest.workers import ReadingRules, read_chunk
from newsidx.readers.reading import DateReader, read_file
from tests.archive.checks import assert_whole
from tests.conftest import Run
from tests.faults.contents import meaning
from tests.readers.test_read_file import PATHS, RAW, TODAY

MANY_FILES = 100_000 if os.environ.get("NEWSIDX_LONG") else 20_000
RULES = ReadingRules(dayfirst=None, date_from_mtime=False, largest=1_000_000, today=TODAY)

BILLION_LAUGHS = "a: &a [x, x, x, x, x, x, x, x, x]\n" + "".join(
    f"{new}: &{new} [{', '.join([f'*{old}'] * 9)}]\n" for old, new in zip("abcdefgh", "bcdefghi", strict=True)
)
HOSTILE: dict[str, tuple[bytes, str | None]] = {
    "0-good.txt": (b"date 2022-03-06 Oil rose.", None),
    "9999999.txt": (b"date 99999-01-01 No such year.", None),
    "aliases.md": (f"---\n{BILLION_LAUGHS}---\n\nText below.".encode(), None),
    "deep.md": (b"---\na: " + b"[" * 60_000 + b"]" * 60_000 + b"\n---\n\nText deep down.", None),
    "empty.txt": (b"", "empty"),
    "escape-\x1b[2J.txt": (b"date 2022-03-06 A name with an escape sequence.", None),
    "header.txt": (b"".join(b"Key%d: value\n" % number for number in range(100_000)) + b"\nText.", None),
    "itself.md": (b"---\na: &a [*a]\n---\n\nText that holds itself.", None),
    "new\nline.txt": (b"date 2022-03-06 A name with a line break.", None),
    "nuls.txt": (bytes(4000), "binary, not text"),
    "picture.txt": (b"\xff\xd8\xff\xe0\x00\x10JFIF" + bytes(range(256)), "a JPEG picture, not text"),
    "space.txt": (b" \n\t\r\n ", "no text"),
    "utf-16.txt": ("date 2022-03-06 No mark tells.".encode("utf-16-le"), None),
    "utf-8.txt": (b"date 2022-03-06 \xe2\x82 cut \xff\xfe amid a letter.", None),
    "zero.txt": (b"date 0000-00-00 No such day.", None),
    f"{'n' * 251}.txt": (b"date 2022-03-06 A name of 255 bytes.", None),
}


def test_each_hostile_file_becomes_an_article_or_a_problem_in_one_line(
    run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = tmp_path / "articles"
    folder.mkdir()
    for name, (raw, _) in HOSTILE.items():
        (folder / name).write_bytes(raw)
    os.mkfifo(folder / "pipe.txt")
    (folder / "nowhere.txt").symlink_to(folder / "not there")
    (folder / "round").symlink_to(folder)
    monkeypatch.chdir(folder)  # the path of a socket must be short
    with socket.socket(socket.AF_UNIX) as listening:
        listening.bind("socket.txt")
    report = run("ingest", str(folder))
    assert (report.returncode, report.stderr) == (0, "Next: newsidx search QUERY, newsidx list, newsidx info\n")
    problems_by_path = dict(line.split("\t")[:2] for line in run("problems").stdout.splitlines())
    assert problems_by_path == {
        **{str(folder / name): problem for name, (_, problem) in HOSTILE.items() if problem},
        str(folder / "pipe.txt"): "not a file: a pipe, a socket or a device",
        str(folder / "socket.txt"): "not a file: a pipe, a socket or a device",
        str(folder / "nowhere.txt"): "a broken link",
    }
    listed = run("list", "--format", "ids").stdout.split()
    assert len(listed) == sum(problem is None for _, problem in HOSTILE.values())
    assert run("check").returncode == 0


def test_a_device_is_never_opened(run: Run, tmp_path: Path) -> None:
    (tmp_path / "articles").mkdir()
    try:
        os.mknod(tmp_path / "articles" / "zero.txt", 0o20666, os.makedev(1, 5))
    except PermissionError:
        pytest.skip("only root can create devices")
    assert run("ingest", "articles").returncode == 0
    assert "not a file" in run("problems").stdout


@pytest.mark.skipif(sys.platform != "linux", reason="reads a process's memory as Linux reports it")
def test_a_file_of_200_mb_is_refused_with_the_option_to_allow_it_and_takes_no_memory(run: Run, tmp_path: Path) -> None:
    (tmp_path / "articles").mkdir()
    with open(tmp_path / "articles" / "line.txt", "wb") as file:
        file.write(b"date 2022-03-06 ")
        file.truncate(200_000_000)
    (tmp_path / "articles" / "oil.txt").write_text("date 2022-03-06 Oil rose.")
    measured = (
        "import sys; from newsidx.cli import run; status = run(sys.argv[1:]); "
        "print(open('/proc/self/status').read().split('VmHWM:')[1].split()[0], file=sys.stderr); sys.exit(status)"
    )
    command = [sys.executable, "-c", measured, "--db", "run.db", "ingest", "articles"]
    done = subprocess.run(command, cwd=tmp_path, capture_output=True, text=True, check=True)
    assert int(done.stderr.split()[-1]) < 150_000  # kB
    line = run("problems").stdout.split("\t")[1]
    assert line == "larger than 50 MB; --largest raises the limit"
    assert run("list", "--format", "ids").stdout.split() == ["20220306-1"]


def test_a_file_that_grew_shrank_or_vanished_after_it_was_found_is_read_as_it_is_now(folder: Path) -> None:
    def to_read(name: str, size: int) -> FileToRead:
        return FileToRead(str(folder / name), size, None, None, from_mtime=False)

    (folder / "shrunk.txt").write_text("date 2022-03-06 Oil.")
    (folder / "emptied.txt").write_text("")
    (folder / "grown.txt").write_text("x" * 2_000_000)
    os.mkfifo(folder / "replaced.txt")
    names = {"shrunk.txt": 900, "emptied.txt": 900, "grown.txt": 10, "vanished.txt": 10, "replaced.txt": 10}
    read = read_chunk([to_read(name, size) for name, size in names.items()], RULES)
    assert [(file.size, file.problem) for file in read if file.articles] == [(20, None)]
    assert [file.problem for file in read if not file.articles] == [
        "empty",
        "larger than 1 MB; --largest raises the limit",
        "cannot be read: No such file or directory",
        "not a file: a pipe, a socket or a device",
    ]


def test_a_folder_that_changes_during_ingests_is_read_completely_once_it_is_stable(
    folder: Path, tmp_path: Path
) -> None:
    names = [folder / f"{number:04}.txt" for number in range(1500)]
    for path in names:
        path.write_text(f"date 2022-03-06 {path.name} at first.")
    is_over = threading.Event()

    def disturb() -> None:
        chance = random.Random(1)
        while not is_over.is_set():
            path = chance.choice(names)
            change = chance.randrange(4)
            if change == 0:
                path.unlink(missing_ok=True)
            elif change == 1 and path.exists():
                os.truncate(path, chance.randrange(20))
            elif change == 2:
                path.rename(chance.choice(names)) if path.exists() else None
            else:
                path.write_text(f"date 2022-03-0{chance.randrange(1, 9)} {path.name} {chance.random()}")

    disturber = threading.Thread(target=disturb)
    disturber.start()
    try:
        with open_archive(str(tmp_path / "news.db"), write=True) as archive:
            for jobs in (0, 1, 0):
                ingest(archive, [str(folder)], IngestOptions(jobs=jobs))
                assert_whole(archive)
    finally:
        is_over.set()
        disturber.join()
    for name in ("news.db", "fresh.db"):
        with open_archive(str(tmp_path / name), write=True) as archive:
            ingest(archive, [str(folder)], IngestOptions(jobs=0, prune=True, prune_much=True))
            assert_whole(archive)
    assert meaning(tmp_path / "news.db")[:3] == meaning(tmp_path / "fresh.db")[:3]


@pytest.mark.long
def test_one_folder_of_very_many_files_is_read_completely(archive: Archive, folder: Path) -> None:
    for number in range(MANY_FILES):
        (folder / f"{number}.txt").write_text(f"date 2022-03-06 Story {number}.")
    assert ingest(archive, [str(folder)]).outcome["new"] == MANY_FILES
    assert archive.value("SELECT max(id) FROM articles") == 20220306000000 + MANY_FILES
    assert list(problems(archive)) == []


@pytest.fixture(scope="module")
def large_archive(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Archive]:
    """One archive for all the examples of a property."""
    with open_archive(str(tmp_path_factory.mktemp("round-trip") / "news.db"), write=True) as opened:
        yield opened


@given(RAW, PATHS)
def test_any_article_comes_back_from_the_archive_unchanged(large_archive: Archive, raw: bytes, path: str) -> None:
    reading = read_file(raw, path, DateReader(False, TODAY))
    digest = os.urandom(16)  # no two files have the same, so that none counts as moved
    file = FileRead(f"/{digest.hex()}", 0, 0, 0, digest, reader=reading.reader, encoding=reading.encoding,
                    status="read", problem=None, ambiguous=None, undated=0, articles=reading.articles)  # fmt: skip
    add_files(large_archive, [file], "2026-01-01T00:00:00")
    if reading.articles:
        stored = named(large_archive, file.path)
        if len(stored[0].files) == 1:  # the first file with its text: the archive has its metadata
            assert [article._replace(id=0, files=()) for article in stored] == list(reading.articles)

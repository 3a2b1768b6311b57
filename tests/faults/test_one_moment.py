"""A command shows the archive at one moment, whatever other programs write meanwhile, and does not block them."""

from __future__ import annotations

import shutil
import sqlite3
import subprocess
import sys
from pathlib import Path

import pytest

from newsidx import Query
from newsidx.analysis.keywords import keywords
from newsidx.archive import open_archive
from tests.faults.processes import ENVIRONMENT, finish, newsidx

WORDS = "cocoa coffee sugar wheat maize barley rice cotton rubber copper zinc nickel".split()
MANY = 3000


@pytest.fixture(scope="module")
def shared_db(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An archive in which every word is in a third of the articles. Read-only."""
    place = tmp_path_factory.mktemp("shared")
    folder = place / "articles"
    folder.mkdir()
    for number in range(MANY):
        words = " ".join(word for offset, word in enumerate(WORDS) if (number + offset) % 3 == 0)
        (folder / f"{number}.txt").write_text(f"date 2022-03-{1 + number % 28:02} Story {number}\n\nOf {words}.\n")
    db = place / "news.db"
    assert finish(db, "ingest", str(folder)).returncode == 0
    return db


@pytest.fixture
def db(shared_db: Path, tmp_path: Path) -> Path:
    copied = tmp_path / "news.db"
    shutil.copy(shared_db, copied)
    return copied


@pytest.mark.parametrize("statement", [3, 4, 6, 8, 10])
def test_keywords_are_computed_from_one_moment_of_the_archive(db: Path, statement: int) -> None:
    query = Query.parse("cocoa since:2022-03-15")
    with open_archive(str(db)) as archive:
        expected = keywords(archive, query)
    statement_count = 0

    def remove_most(sql: str) -> None:
        nonlocal statement_count
        statement_count += 1
        if statement_count == statement:
            assert finish(db, "remove", "coffee OR sugar", "--date", "2022-03-02..", "--yes").returncode == 0

    with open_archive(str(db)) as archive:
        archive.connection.set_trace_callback(remove_most)
        assert keywords(archive, query) == expected
        archive.connection.set_trace_callback(None)
        assert statement_count > statement
        assert keywords(archive, query) != expected


@pytest.mark.parametrize(
    "arguments",
    [
        ("list", "--format", "jsonl"),
        ("search", "coffee OR cocoa OR sugar", "--format", "jsonl"),
        ("export", "--to", "-", "--format", "bibtex", "story"),
    ],
)
def test_output_to_a_slow_pipe_is_from_one_moment_of_the_archive(db: Path, arguments: tuple[str, ...]) -> None:
    expected = finish(db, *arguments).stdout
    with subprocess.Popen(
        newsidx(db, *arguments), stdout=subprocess.PIPE, text=True, encoding="utf-8", env=ENVIRONMENT
    ) as process:
        assert process.stdout
        first_line = process.stdout.readline()  # the rest does not fit into the pipe
        assert finish(db, "remove", "story", "--yes").returncode == 0
        assert first_line + process.stdout.read() == expected
    assert finish(db, *arguments).stdout != expected


@pytest.mark.skipif(sys.platform == "win32", reason="needs a pseudo-terminal")
@pytest.mark.parametrize(
    "arguments",
    [
        ("search", "coffee"),
        ("list",),
        ("list", "--by", "day"),
        ("show", "20220301-1", "20220301-2", "20220301-3"),
        ("timeline", "coffee", "--by", "day"),
        ("related", "20220301-1"),
    ],
)
def test_a_pager_left_open_blocks_no_other_program(db: Path, tmp_path: Path, arguments: tuple[str, ...]) -> None:
    import pexpect

    pager = tmp_path / "pager"
    pager.write_text("#!/bin/sh\ncat > /dev/null\necho waiting\nread answer < /dev/tty\n")
    pager.chmod(0o755)
    child = pexpect.spawn(
        sys.executable,
        ["-m", "newsidx", "--db", str(db), *arguments],
        dimensions=(6, 80),
        env={**ENVIRONMENT, "TERM": "xterm-256color", "PAGER": str(pager)},
        timeout=60,
    )
    child.expect("waiting")
    assert finish(db, "remove", "20220328-1", "--yes").returncode == 0
    with sqlite3.connect(db, timeout=0) as connection:
        is_busy, *_ = connection.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()
    child.sendline("")
    child.expect(pexpect.EOF)
    child.close()
    assert not is_busy
    assert child.exitstatus == 0

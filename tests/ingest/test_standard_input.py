"""`newsidx ingest -` reads standard input as one file, known by its content."""

from __future__ import annotations

import gzip
import os
from pathlib import Path

import pytest

from tests.commands.command import Command
from tests.commands.running import run_command

OIL = "date 2022-03-06 Oil rises\n\nThe price of oil rose.\n"


def ingest(tmp_path: Path, text: bytes, *arguments: str) -> str:
    return newsidx(tmp_path, "ingest", "-", *arguments, given=text)


def newsidx(tmp_path: Path, *arguments: str, given: bytes = b"") -> str:
    command = Command(("--db", str(tmp_path / "news.db"), *arguments), dict(os.environ), str(tmp_path))
    answer = run_command(command, given.decode("utf-8", "surrogateescape"))
    assert answer.returncode == 0, answer.stderr
    return answer.stdout


def test_an_article_from_a_pipe_is_in_the_archive_once(tmp_path: Path) -> None:
    assert "1  new" in ingest(tmp_path, OIL.encode())
    assert "1  unchanged" in ingest(tmp_path, OIL.encode())
    assert "1  new" in ingest(tmp_path, OIL.replace("Oil", "Gas").encode())
    assert newsidx(tmp_path, "list", "--format", "ids").split() == ["20220306-2", "20220306-1"]


def test_its_name_tells_no_date(tmp_path: Path) -> None:
    texts = [f"Text number {number}, without a date.\n" for number in range(20)]
    for text in texts:
        ingest(tmp_path, text.encode())
    assert newsidx(tmp_path, "list", "--undated", "--format", "ids").split() == [f"0-{20 - n}" for n in range(20)]


def test_it_can_stand_beside_folders_and_is_never_missing(tmp_path: Path) -> None:
    (tmp_path / "articles").mkdir()
    (tmp_path / "articles" / "a.txt").write_text(OIL.replace("Oil", "Gas"))
    assert "2  new" in ingest(tmp_path, OIL.encode(), "articles")
    assert "no longer there" not in newsidx(tmp_path, "ingest", "--prune", "articles", ".")
    assert len(newsidx(tmp_path, "files", "--format", "paths").split()) == 2


@pytest.mark.skipif(os.name == "nt", reason="a temporary file cannot be opened twice")
def test_nothing_stays_in_the_folder_for_temporary_files(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TMPDIR", str(tmp_path))
    ingest(tmp_path, gzip.compress(OIL.encode()) * 3)
    assert [path.name for path in tmp_path.iterdir() if path.name.startswith("newsidx-")] == []

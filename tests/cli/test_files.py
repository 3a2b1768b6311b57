"""`newsidx files`: every count in the report of an ingest can be listed with its files."""

from __future__ import annotations

import csv
import io
import json
import time
from pathlib import Path

import pytest

from tests.cli.conftest import write
from tests.conftest import Run

OIL = "date 2022-03-06 Oil rises.\n"
FILES: dict[str, bytes | str] = {
    "a.txt": OIL,
    "copy.txt": OIL,
    "undated.txt": "Coal.\n",
    "ambiguous.txt": "Date: 03/04/2022\n\nWind.\n",
    "empty.txt": "",
}


@pytest.fixture
def articles(tmp_path: Path, run: Run) -> Path:
    write(tmp_path / "articles", FILES)
    run("ingest", "articles")
    return tmp_path / "articles"


def names(run: Run, *arguments: str) -> list[str]:
    return [Path(path).name for path in run("files", "--format", "paths", *arguments).stdout.splitlines()]


@pytest.mark.parametrize(
    ("status", "expected"),
    [
        ("new", ["a.txt", "ambiguous.txt", "undated.txt"]),
        ("duplicate", ["copy.txt"]),
        ("problem", ["empty.txt"]),
        ("undated", ["undated.txt"]),
        ("ambiguous", ["ambiguous.txt"]),
        ("changed", []),
        ("moved", []),
        ("missing", []),
    ],
)
@pytest.mark.usefixtures("articles")
def test_files_are_listed_by_what_the_ingest_counted_them_as(run: Run, status: str, expected: list[str]) -> None:
    assert names(run, "--status", status) == expected
    counted = json.loads(run("ingest", "articles", "--dry-run", "--reread", "--format", "json").stdout)
    assert (counted["undated"], counted["ambiguous"]) == (1, 1)


def test_what_the_last_ingest_changed_moved_and_missed_is_listed(run: Run, articles: Path) -> None:
    time.sleep(1.1)  # the archive tells ingests apart by the second
    (articles / "a.txt").write_text(OIL + "More of it.\n")
    (articles / "undated.txt").rename(articles / "named.txt")
    (articles / "copy.txt").unlink()
    figures = json.loads(run("ingest", "articles", "--format", "json").stdout)
    assert (figures["changed"], figures["moved"], figures["missing"]) == (1, 1, 1)
    assert names(run, "--status", "changed") == ["a.txt"]
    assert names(run, "--status", "moved") == ["named.txt"]
    assert names(run, "--status", "missing") == ["copy.txt"]
    assert names(run, "--status", "new") == []


@pytest.mark.usefixtures("articles")
def test_every_format_says_how_a_file_was_read(run: Run) -> None:
    rows = list(csv.DictReader(io.StringIO(run("files", "--format", "csv").stdout)))
    assert [row["path"] for row in rows] == [row["path"] for row in json.loads(run("files", "--format", "json").stdout)]
    first = rows[0]
    assert (first["articles"], first["reader"], first["encoding"]) == ("1", "seed", "utf-8")
    table = run("files", "--format", "table").stdout
    assert all(row["path"] in table for row in rows)
    assert "(empty)" in table


def test_no_file_is_exit_1_with_a_message(run: Run, articles: Path) -> None:
    answer = run("files", "--status", "moved")
    assert (answer.returncode, answer.stdout) == (1, "")
    assert "No files with status moved." in answer.stderr


@pytest.mark.usefixtures("articles")
def test_problems_are_listed_by_their_kind(run: Run, tmp_path: Path) -> None:
    write(tmp_path / "articles", {"p.png": b"\x89PNG\r\n\x1a\n", "q.png": b"\x89PNG\r\n\x1a\n"})
    run("ingest", "articles")
    lines = run("problems", "--format", "table").stdout.splitlines()
    assert [line for line in lines if not line.startswith(" ")] == ["not-text (2)", "empty (1)"]
    assert lines[1] == "  a PNG picture, not text (2)"
    paths = run("problems", "--kind", "empty", "--format", "paths").stdout.splitlines()
    assert [Path(path).name for path in paths] == ["empty.txt"]
    unknown = run("problems", "--kind", "nonsense")
    assert (unknown.returncode, unknown.stdout) == (1, "")
    assert "empty, not-text" in unknown.stderr

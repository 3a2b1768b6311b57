"""`newsidx problems`: every file without an article, with the reason."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path

from tests.cli.conftest import LONG_FOLDER, News, write
from tests.conftest import Run


def test_each_file_has_its_reason(ask: Run, news: News) -> None:
    rows = [line.split("\t") for line in ask("problems").stdout.splitlines()]
    assert [(row[0], row[1]) for row in rows] == [
        (str(news.folder / LONG_FOLDER / "empty.txt"), "empty"),
        (str(news.folder / "picture.txt"), "a PNG picture, not text"),
    ]


def test_every_format_names_the_same_files(ask: Run) -> None:
    def printed(form: str) -> str:
        return ask("problems", "--format", form).stdout

    paths = printed("paths").splitlines()
    assert len(paths) == 2
    assert [problem["path"] for problem in json.loads(printed("json"))] == paths
    assert [json.loads(line)["path"] for line in printed("jsonl").splitlines()] == paths
    assert [row["path"] for row in csv.DictReader(io.StringIO(printed("csv")))] == paths
    assert all(path in printed("table") for path in paths)


def test_the_table_groups_files_by_reason_the_most_frequent_first(run: Run, tmp_path: Path) -> None:
    write(tmp_path / "articles", {"a.txt": b"\x89PNG\r\n\x1a\n", "b.txt": "", "c.txt": ""})
    run("ingest", "articles")
    lines = run("problems", "--format", "table").stdout.splitlines()
    assert lines[0] == "empty (2)"
    assert lines[1:3] == [f"  {tmp_path / 'articles' / name}" for name in ("b.txt", "c.txt")]
    assert lines[3:5] == ["not-text (1)", "  a PNG picture, not text"]


def test_no_problems_is_exit_1_with_a_message(run: Run, tmp_path: Path) -> None:
    write(tmp_path / "articles", {"a.txt": "date 2022-03-06 Oil.\n"})
    run("ingest", "articles")
    answer = run("problems")
    assert (answer.returncode, answer.stdout) == (1, "")
    assert "No problems" in answer.stderr

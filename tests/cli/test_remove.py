"""`newsidx remove` says what it removes, and the commands after it say that it was removed."""

from __future__ import annotations

import json
from pathlib import Path

from tests.cli.conftest import write
from tests.conftest import Run


def test_what_is_removed_is_listed_also_with_yes(run: Run, tmp_path: Path) -> None:
    write(tmp_path / "articles", {"a.txt": "date 2022-03-06 Oil.\n", "b.txt": "Undated oil.\n"})
    run("ingest", "articles")
    answer = run("remove", "oil", "--yes")
    assert answer.stdout.splitlines()[:2] == ["20220306-1\t2022-03-06\tOil.", "0-1\tundated\tUndated oil."]
    assert answer.stdout.splitlines()[2].startswith("2 articles removed. newsidx undo brings them back.")
    assert (answer.returncode, answer.stderr) == (0, "")


def test_of_many_the_first_ten_are_listed(run: Run, tmp_path: Path) -> None:
    write(tmp_path / "articles", {f"{n}.txt": f"date 2022-03-06 Oil {n}.\n" for n in range(1, 1013)})
    run("ingest", "articles")
    lines = run("remove", "oil", "--yes").stdout.splitlines()
    assert len(lines) == 12
    assert lines[10] == "… and 1,002 more"
    assert lines[11].startswith("1,012 articles removed")


def test_an_article_named_twice_is_one(run: Run, tmp_path: Path) -> None:
    write(tmp_path / "articles", {"a.txt": "date 2022-03-06 Oil.\n"})
    run("ingest", "articles")
    assert len(run("remove", "20220306-1", "20220306-1", "--yes").stdout.splitlines()) == 2


def test_what_is_passed_over_is_counted_and_listed_until_it_is_read_again(run: Run, tmp_path: Path) -> None:
    write(tmp_path / "articles", {"a.txt": "date 2022-03-06 Oil.\n", "b.txt": "date 2022-03-06 Oil.\n\n", "e.txt": ""})
    run("ingest", "articles")
    assert "Removed" not in run("info").stdout
    run("remove", "oil", "--yes")
    report = run("ingest", "articles").stdout
    assert "1  removed article skipped (newsidx ingest --again PATH reads it again)" in report
    assert json.loads(run("ingest", "articles", "--format", "json").stdout)["removed"] == 1
    assert "1  (newsidx problems --removed)" in run("info").stdout
    assert json.loads(run("info", "--format", "json").stdout)["removed"] == 1
    problems = run("problems")
    assert (problems.returncode, len(problems.stdout.splitlines())) == (0, 1)
    assert "1 removed article skipped; newsidx problems --removed lists" in problems.stderr
    rows = [line.split("\t") for line in run("problems", "--removed").stdout.splitlines()]
    paths = [str(tmp_path / "articles" / name) for name in ("a.txt", "b.txt")]
    assert [row[:3] for row in rows] == [["20220306-1", "Oil.", path] for path in paths]
    assert run("problems", "--removed", "--format", "paths").stdout.splitlines() == paths
    assert [one["path"] for one in json.loads(run("problems", "--removed", "--format", "json").stdout)] == paths
    table = run("problems", "--removed", "--format", "table").stdout.splitlines()
    assert table[0].startswith("20220306-1  Oil.  (removed 2")
    assert [line.strip() for line in table[1:]] == paths
    assert run("ingest", "--again", "articles").returncode == 0
    assert run("search", "oil").returncode == 0
    assert run("problems", "--removed").returncode == 1
    assert "removed" not in run("ingest", "articles").stdout

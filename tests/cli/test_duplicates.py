"""`newsidx duplicates` and `search --group`."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

pytest.importorskip("rensa")

from tests.analysis.test_near_duplicates import FILES
from tests.cli.conftest import write
from tests.conftest import Run


@pytest.fixture
def twice(run: Run, tmp_path: Path) -> Run:
    write(tmp_path / "articles", FILES)
    assert run("ingest", "articles").returncode == 0
    return run


def test_clusters_of_near_duplicates_and_what_differs(twice: Run) -> None:
    lines = [line.split("\t")[:3] for line in twice("duplicates").stdout.splitlines()]
    assert [(story, ref) for story, _, ref in lines] == [
        ("1", "0-1"), ("1", "0-2"), ("2", "20220306-1"), ("2", "20220308-1"), ("2", "20220309-1"),
    ]  # fmt: skip
    shown = twice("duplicates", "2022-03-08", "--diff", "--format", "table")
    assert "[-Tuesday.-] {+Wednesday.+}" in shown.stdout
    assert "[-four-] {+five+}" in shown.stdout
    assert shown.stderr == "3 articles in 1 cluster\n"
    assert {row["story"] for row in json.loads(twice("duplicates", "--format", "json").stdout)} == {1, 2}
    nothing = twice("duplicates", "1999")
    assert (nothing.returncode, nothing.stderr) == (1, "No near-duplicates found.\n")


def test_search_can_show_one_article_of_each_cluster(twice: Run) -> None:
    before = twice("search", "london", "--group", "--format", "ids")
    assert "7 articles were not compared yet" in before.stderr
    assert len(before.stdout.split()) == 7
    twice("duplicates")
    found = [json.loads(line) for line in twice("search", "london", "--group", "--format", "jsonl").stdout.splitlines()]
    assert sorted(one.get("others", 0) for one in found) == [0, 0, 1, 2]
    assert "(+2 like it)" in twice("search", "london", "--group", "--format", "table").stdout
    page = twice("search", "london", "--group", "--format", "table", "-n", "3")
    assert page.stderr == (
        "1–3 of 4 articles, without near-duplicates; --page 2 shows more; newsidx show ID reads one\n"
    )
    after = twice("search", "london", "--group", "-n", "3", "--page", "3")
    assert (after.returncode, after.stdout) == (1, "")
    assert after.stderr == "There is no page 3: 4 articles match london.\n"
    nothing = twice("search", "nothere", "--group", "--format", "json")
    assert (nothing.returncode, nothing.stdout) == (1, "[]\n")

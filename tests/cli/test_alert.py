"""`newsidx alert`."""

from __future__ import annotations

import json
from pathlib import Path

from tests.cli.conftest import write
from tests.conftest import Run


def test_alerts_from_the_first_to_the_last(run: Run, tmp_path: Path) -> None:
    write(tmp_path / "articles", {"a.txt": "date 2022-03-06 Oil rose."})
    assert run("ingest", "articles").returncode == 0
    assert "no alerts yet" in run("alert", "run").stderr
    assert "1 article answers it now" in run("alert", "add", "oil", "oil", "OR", "gas").stdout
    nothing = run("alert", "run")
    assert (nothing.returncode, nothing.stdout, nothing.stderr) == (1, "", "Nothing new.\n")
    write(tmp_path / "articles", {"b.txt": "date 2022-03-07 Gas fell."})
    assert run("ingest", "articles").returncode == 0
    for form in ("json", "jsonl", "csv", "table", "lines"):
        peeked = run("alert", "run", "--peek", "--format", form)
        assert (peeked.returncode, peeked.stderr) == (0, "")
        assert "20220307-1" in peeked.stdout
    (found,) = json.loads(run("alert", "run", "--format", "json").stdout)
    assert (found["alert"], found["question"]) == ("oil", "oil OR gas")
    assert [article["ref"] for article in found["articles"]] == ["20220307-1"]
    assert json.loads(run("alert", "run", "--format", "json").stdout)[0]["articles"] == []
    assert run("alert", "list").stdout.startswith("oil\toil OR gas\t")
    assert run("alert", "remove", "oil").returncode == 0
    assert run("alert", "list").returncode == 1


def test_wrong_calls_get_one_clear_line(run: Run, tmp_path: Path) -> None:
    missing = run("alert", "add", "oil", "oil")
    assert (missing.returncode, missing.stderr.count("\n")) == (2, 1)
    assert not (tmp_path / "run.db").exists()
    write(tmp_path / "articles", {"a.txt": "date 2022-03-06 Oil rose."})
    run("ingest", "articles")
    for arguments in (("run", "gas"), ("remove", "gas"), ("add", "oil", "date:2022-13")):
        refused = run("alert", *arguments)
        assert refused.returncode == 2
        assert refused.stderr.splitlines()[-1].startswith("newsidx: ")

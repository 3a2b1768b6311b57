"""`newsidx alert`."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.cli.conftest import write
from tests.conftest import Run


def test_alerts_from_the_first_to_the_last(run: Run, tmp_path: Path) -> None:
    write(tmp_path / "articles", {"a.txt": "date 2022-03-06 Oil rose."})
    assert run("ingest", "articles").returncode == 0
    assert "no alerts yet" in run("alert", "run").stderr
    assert 'Alert "oil" saved: 1 article matches.' in run("alert", "add", "oil", "oil", "OR", "gas").stdout
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


def test_a_user_who_may_only_read_is_pointed_to_peek_and_sees_the_news_with_it(run: Run, tmp_path: Path) -> None:
    if not (setpriv := shutil.which("setpriv")) or os.geteuid() != 0:
        pytest.skip("wants to be root and to do without what root may")
    write(tmp_path / "articles", {"a.txt": "date 2022-03-06 Oil rose."})
    run("ingest", "articles")
    run("alert", "add", "oil", "oil*")
    write(tmp_path / "articles", {"b.txt": "date 2022-03-07 Oil fell."})
    run("ingest", "articles")
    db = tmp_path / "run.db"
    db.chmod(0o444)

    def as_a_reader(*arguments: str) -> subprocess.CompletedProcess[str]:
        less = [setpriv, "--bounding-set=-dac_override,-dac_read_search", "--inh-caps=-all"]
        command = [*less, sys.executable, "-m", "newsidx", "--db", str(db), "alert", "run", *arguments]
        return subprocess.run(command, capture_output=True, text=True, cwd=tmp_path, check=False)

    refused = as_a_reader()
    assert (refused.returncode, refused.stdout, refused.stderr.count("\n")) == (2, "", 1)
    assert "newsidx alert run --peek" in refused.stderr
    assert as_a_reader("--peek").stdout.startswith("oil\t20220307-1\t")
    db.chmod(0o644)
    assert run("alert", "run").stdout.startswith("oil\t20220307-1\t")


def test_news_that_were_not_read_stay_new(run: Run, tmp_path: Path) -> None:
    write(tmp_path / "articles", {"a.txt": "date 2022-03-06 Oil rose."})
    run("ingest", "articles")
    run("alert", "add", "gas", "gas")
    run("alert", "add", "oil", "fell")
    write(tmp_path / "articles", {"b.txt": "date 2022-03-07 Oil fell.", "c.txt": "date 2022-03-07 Gas rose."})
    run("ingest", "articles")
    reader, writer = os.pipe()
    os.close(reader)
    command = [sys.executable, "-m", "newsidx", "--db", str(tmp_path / "run.db"), "alert", "run"]
    subprocess.run(command, stdout=writer, check=False)
    os.close(writer)
    assert len(run("alert", "run").stdout.splitlines()) == 2
    assert run("alert", "run").returncode == 1
